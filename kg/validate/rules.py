"""The catalogue of rules, read from the shapes: those of ours, complete, and those that users bring, as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from rdflib import RDFS, SH, BNode, Graph, Literal, URIRef

from kg import project
from kg.errors import ShapesError, Text, UsageError
from kg.validate.load import empty_graph, read_graph
from kg.validate.naming import TARGETS, ids, is_rule, reporting
from kg.validate.wording import expectation
from kg.vocab import BASE, PALS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node


class Severity(StrEnum):
    """How grave a finding is, gravest first; only a violation keeps a graph from conforming."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Count from 0, the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the shapes: what to do about a finding (``message``) and why the rule exists.

    ``id`` is the last part of the shape's IRI. A message may hold ``{?name}``, filled in for each finding.
    """

    id: str
    severity: Severity
    message: Text
    why: Text


def read_shapes(folder: Path = project.SHAPES) -> Graph:
    """Read all shapes of a folder."""
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise ShapesError(
            Text(en="no shapes", fr="pas de formes"),
            where=str(folder),
            fix=Text(en="the folder holds *.ttl files", fr="le dossier contient des fichiers *.ttl"),
        )
    return read_graph(files, refuse=ShapesError)


def catalogue(shapes: Graph) -> Catalogue:
    """Give the rules of shapes, ours or any."""
    return Catalogue(shapes)


class Catalogue(Mapping[str, Rule]):
    """The rules of shapes by id, in the order of their ids, and the rule of each shape that may report something.

    Shapes are rules if they have a message, or something to report. What such a shape leaves out is filled in: it is a
    violation, its message tells what it asks for, and there is no reason. A shape without a name belongs to the rule of
    the named shape that holds it, unless it has a message or a severity of its own.
    """

    def __init__(self, shapes: Graph) -> None:
        """Read the rules."""
        self._shapes = shapes
        holders = reporting(shapes)
        own = [node for node in holders if is_rule(shapes, node, holders)]
        named = ids(shapes, own, holders)
        self._shape_of = {named[node]: node for node in sorted(own, key=lambda node: named[node])}
        self._rules = {name: _rule(shapes, node, name) for name, node in self._shape_of.items()}
        self._rule_of = {node: self._rules[named[node]] for node in own}
        for node in holders:
            holder: Node | None = node
            while holder is not None and holder not in self._rule_of:
                holder = holders[holder]
            if holder is not None:
                self._rule_of[node] = self._rule_of[holder]

    def __getitem__(self, rule: str) -> Rule:
        """Give a rule by its id."""
        return self._rules[rule]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, sorted."""
        return iter(self._rules)

    def __len__(self) -> int:
        """Count the rules."""
        return len(self._rules)

    def of(self, shape: Node | None) -> Rule:
        """Give the rule of a shape that reported something, as its IRI or blank node."""
        rule = self._rule_of.get(shape) if shape is not None else None
        if rule is None:  # a shape that pyshacl found otherwise
            rule = _rule(self._shapes, shape or SH.Shape, rule_id(shape))
        return rule

    def shape(self, rule: str) -> Node:
        """Give the shape that is the rule of this id."""
        return self._shape_of[rule]


def no_rule(name: str, known: Iterable[str], where: str = "") -> UsageError:
    """Say that there is no rule of this name, and which are near it; case does not matter."""
    folded = {each.lower(): each for each in known}
    near = [folded[each] for each in get_close_matches(name.lower(), folded)]
    return UsageError(
        Text(en=f"no rule {name}", fr=f"pas de règle {name}"),
        where=where,
        fix=Text(
            en=f"did you mean {' or '.join(near)}?",
            fr=f"vouliez-vous dire {' ou '.join(near)}\N{NARROW NO-BREAK SPACE}?",
        )
        if near
        else Text(en="kg validate --rules lists them", fr="kg validate --rules les donne"),
    )


def shapes_with(folders: Iterable[Path]) -> Graph:
    """Read our shapes, and those of users' folders in their place or beside them."""
    shapes = read_shapes()
    for folder in folders:
        shapes = with_own(shapes, read_shapes(folder))
    return shapes


def with_own(shapes: Graph, own: Graph) -> Graph:
    """Add users' shapes to ours; where both describe one IRI, theirs replaces all that ours says of it."""
    both = empty_graph()
    waiting: list[Node] = [node for node in set(own.subjects()) if isinstance(node, URIRef)]
    gone: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in gone:
            gone.add(node)
            waiting += (value for value in shapes.objects(node) if isinstance(value, BNode))
    both += (triple for triple in shapes if triple[0] not in gone)
    both += own
    return both


def at_least(shapes: Graph, severity: Severity) -> Graph:
    """Copy shapes; those that are less grave than ``severity`` keep no target, and so report nothing."""
    grave = [URIRef(f"{SH}{each.value.capitalize()}") for each in Severity if each.rank <= severity.rank]
    light = {shape for shape, stated in shapes.subject_objects(SH.severity) if stated not in grave}
    copy = empty_graph()
    copy += (triple for triple in shapes if not (triple[0] in light and triple[1] in TARGETS))
    return copy


def rule_id(shape: Node | None) -> str:
    """Give the id of the rule that a shape's IRI names."""
    return str(shape).removeprefix(PALS)


def prepared(shapes: Graph, language: str, base: str) -> Graph:
    """Copy shapes for one run: with messages of ``language`` if there are any, and the closed lists under ``base``.

    A report then speaks one language, and a graph built under another base is judged by its own concepts. A shape that
    has no message, nor a query that may have one, gets one that tells what it asks for.
    """
    copy = empty_graph()
    stated = {shape: _in(language, shapes.objects(shape, SH.message)) for shape in shapes.subjects(SH.message)}
    for subject, predicate, value in rebased(shapes, base):
        if predicate != SH.message or value in stated.get(subject, ()):
            copy.add((subject, predicate, value))
    for shape in reporting(shapes).keys() - stated.keys():
        if (shape, SH.sparql, None) not in shapes:
            copy.add((shape, SH.message, Literal(expectation(shapes, shape).in_language(language), lang=language)))
    return copy


def _in(language: str, messages: Iterable[Node]) -> set[Node]:
    """Give the messages in a language; if there are none, all."""
    every = set(messages)
    return {each for each in every if isinstance(each, Literal) and each.language == language} or every


def rebased(shapes: Graph, base: str) -> Graph:
    """Give shapes with their closed lists under ``base``."""
    if base == BASE:
        return shapes
    copy = empty_graph()
    copy += ((subject, predicate, _rebased(value, base)) for subject, predicate, value in shapes)
    return copy


def _rebased(node: Node, base: str) -> Node:
    match node:
        case URIRef():
            return URIRef(base + node.removeprefix(BASE)) if node.startswith(BASE) else node
        case Literal(datatype=None):  # the text of a query
            return Literal(node.replace(BASE, base), lang=node.language)
        case _:
            return node


def _rule(shapes: Graph, node: Node, name: str) -> Rule:
    message = _text(shapes, node, SH.message)
    for constraint in sorted(shapes.objects(node, SH.sparql), key=str) if message is None else ():
        message = message or _text(shapes, constraint, SH.message)
    return Rule(
        id=name,
        severity=_severity(shapes, node),
        message=message or expectation(shapes, node),
        why=_text(shapes, node, RDFS.comment) or Text("", ""),
    )


def _severity(shapes: Graph, node: Node) -> Severity:
    """Give the severity of a shape; one that we do not know is as grave as none stated."""
    stated = str(shapes.value(node, SH.severity)).removeprefix(str(SH)).lower()
    return Severity(stated) if stated in list(Severity) else Severity.VIOLATION


def _text(shapes: Graph, node: Node, predicate: URIRef) -> Text | None:
    """Give words in both languages; what lacks a language is said in the other."""
    stated = [each for each in shapes.objects(node, predicate) if isinstance(each, Literal)]
    if not stated:
        return None
    return Text(
        *(
            str(min(stated, key=lambda each: (each.language != code, each.language or "", each)))
            for code in Text._fields
        )
    )
