"""Shapes from elsewhere, completed: each rule gets a name, a severity, and a message and a reason in both languages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from kg.errors import Text
from kg.validate.describe import written
from kg.validate.load import empty_graph
from kg.validate.rules import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

_LANGUAGES = Text._fields
_EXPECTED = Text(en="{path}expected: {asked}.", fr="{path}attendu\N{NO-BREAK SPACE}: {asked}.")
_OTHERWISE = Text(en="Does not keep this rule.", fr="Ne respecte pas cette règle.")
_REASON = Text(en="A rule of the shapes in {source}.", fr="Une règle des formes de {source}.")
_SHAPES = frozenset({SH.NodeShape, SH.PropertyShape})
# Of what a shape states, what asks for nothing.
_SILENT = frozenset(
    {SH.path, SH.property, SH.severity, SH.message, SH.name, SH.description, SH.order, SH.group, SH.defaultValue}
    | {SH.deactivated, SH.flags, SH.ignoredProperties, SH.sparql, *TARGETS}
)
_UNNAMED = "urn:shape:"


def completed(shapes: Graph, source: str) -> Graph:
    """Copy shapes; ``source`` tells where they come from.

    What they state is left as it is. A property shape without a name is named after its node shape and its path. The
    severity is a violation, as the standard has it. A message in one language serves for both; without one it is the
    description of the shape, or else what the shape asks for, as Turtle writes it.
    """
    copy = _named(shapes)
    rules = _rules(copy)
    for rule in rules:
        if (rule, SH.severity, None) not in copy:
            copy.add((rule, SH.severity, SH.Violation))
    for node in rules | set(copy.subjects(SH.message)):
        _say(copy, node, SH.message, _said(copy, node, (SH.message, SH.description)) or _asked(copy, node))
    for rule in rules:
        reason = Text(*(text.format(source=source) for text in _REASON))
        _say(copy, rule, RDFS.comment, _said(copy, rule, (RDFS.comment,)) or reason)
    return copy


def _rules(shapes: Graph) -> set[Node]:
    """Give the shapes that a report may name: those with targets or a type, and those of properties."""
    rules = {shape for kind in _SHAPES for shape in shapes.subjects(RDF.type, kind)}
    rules |= {shape for target in TARGETS for shape in shapes.subjects(target)}
    return rules | set(shapes.objects(None, SH.property)) | {s for s in shapes.subjects(SH.message) if _is_iri(s)}


def _is_iri(node: Node) -> bool:
    return isinstance(node, URIRef)


def _named(shapes: Graph) -> Graph:
    """Copy shapes with an IRI for each shape that a report may name."""
    names: dict[Node, Node] = {}
    taken: Counter[str] = Counter(map(str, shapes.subjects()))
    waiting = sorted(
        (shape for shape in _rules(shapes) if isinstance(shape, BNode)), key=lambda each: _text(shapes, each)
    )
    while waiting:
        late = []
        for shape in waiting:
            parents = sorted(map(str, (names.get(each, each) for each in shapes.subjects(SH.property, shape))))
            if any(parent in map(str, waiting) for parent in parents):
                late.append(shape)
                continue
            name = f"{parents[0] if parents else _UNNAMED}{'-' if parents else ''}{_local(shapes, shape)}"
            taken[name] += 1
            names[shape] = URIRef(name if taken[name] == 1 else f"{name}-{taken[name]}")
        waiting = late if len(late) < len(waiting) else []
    copy = empty_graph()
    for prefix, namespace in shapes.namespaces():
        copy.bind(prefix, namespace)
    copy += (tuple(names.get(node, node) for node in triple) for triple in shapes)  # type: ignore[misc]
    return copy


def _text(shapes: Graph, shape: Node) -> str:
    """Write what is stated of a shape, to put shapes in an order that does not depend on the names of blank nodes."""
    return "\n".join(
        sorted(f"{name} {'' if isinstance(value, BNode) else value}" for name, value in shapes.predicate_objects(shape))
    )


def _local(shapes: Graph, shape: Node) -> str:
    """Give the last part of the name of a path, or of a target."""
    named = (value for name in (SH.path, *sorted(TARGETS)) for value in shapes.objects(shape, name))
    last = next((re.split(r"[/#:]", str(value))[-1] for value in named if isinstance(value, URIRef)), "")
    return last or "shape"


def _said(shapes: Graph, node: Node, predicates: Iterable[URIRef]) -> Text | None:
    """Give the words that stand with the first of ``predicates`` that has any; one language serves for both."""
    for predicate in predicates:
        literals = [value for value in shapes.objects(node, predicate) if isinstance(value, Literal)]
        words = {str(each.language): str(each) for each in sorted(literals, key=str, reverse=True)}
        if words:
            usual = words.get("None") or words[min(words)]
            return Text(**{language: words.get(language, usual) for language in _LANGUAGES})
    return None


def _asked(shapes: Graph, node: Node) -> Text:
    """Tell what a shape asks for, as far as one line of Turtle can."""
    asked = sorted(
        f"{written(shapes, name)} {written(shapes, value)}"
        for name, value in shapes.predicate_objects(node)
        if str(name).startswith(str(SH)) and name not in _SILENT and not isinstance(value, BNode)
    )
    if not asked:
        return _OTHERWISE
    path = shapes.value(node, SH.path)
    about = f"{written(shapes, path)}, " if _is_iri(path or BNode()) and path else ""
    return Text(*(text.format(path=about, asked=", ".join(asked)) for text in _EXPECTED))


def _say(shapes: Graph, node: Node, predicate: URIRef, words: Text) -> None:
    shapes.remove((node, predicate, None))
    for language in _LANGUAGES:
        shapes.add((node, predicate, Literal(words.in_language(language), lang=language)))
