"""Rules told to people and programs: all in a list, or one with its reason, its SHACL and two examples."""

from __future__ import annotations

import json
import re
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rdflib import RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph

from kg import project
from kg.errors import COLON, Text
from kg.validate.describe import written
from kg.validate.form import RULE as FORM
from kg.validate.load import empty_graph
from kg.validate.report.words import ONE, WHY, labelled
from kg.validate.rules import Catalogue, catalogue, no_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib.term import Node

    from kg.validate.rules import Rule

_WIDTH = 110  # characters of a line
_PROPERTIES = Text(en="properties allowed", fr="propriétés admises")
_SHAPE = Text(en="in SHACL", fr="en SHACL")
_PYTHON = Text(
    en="Judged by the program: no shape can tell it.",
    fr="Jugée par le programme\N{NO-BREAK SPACE}: aucune forme ne peut le dire.",
)
_EXAMPLES = {
    "good": Text(en="good example", fr="bon exemple"),
    "bad": Text(en="bad example", fr="mauvais exemple"),
}
_GAP = re.compile(r"\{\?\w+\}")
_TOLD = frozenset({SH.message, SH.severity, RDFS.comment})


def listing_text(shapes: Graph, language: str) -> str:
    """List the rules of shapes as a table, those of one class together."""
    return rules_as_text(_all(catalogue(shapes)), language)


def listing_json(shapes: Graph, language: str) -> str:
    """List the rules of shapes for programs."""
    return rules_as_json(_all(catalogue(shapes)), language)


def rules_as_text(rules: Mapping[str, Rule], language: str) -> str:
    """List rules as a table, those of one class together; what a message says of each finding is left open (…)."""
    ids = max(map(len, rules), default=0)
    grave = max(len(each.in_language(language)) for each in ONE.values())
    blocks = []
    for _, group in groupby(sorted(rules), key=lambda name: name.partition("-")[0]):
        lines: list[str] = []
        for name in group:
            rule = rules[name]
            start = f"{name:<{ids}}  {ONE[rule.severity].in_language(language):<{grave}}  "
            lines += _wrapped(_opened(rule.message.in_language(language)), start, " " * len(start))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def rules_as_json(rules: Mapping[str, Rule], language: str) -> str:
    """List rules for programs; messages keep their gaps, ``{?name}``."""
    return _as_json([_facts(rules[name], language) for name in sorted(rules)])


def explained_text(shapes: Graph, name: str, language: str) -> str:
    """Tell all about one rule; one that does not exist is a UsageError with those near it."""
    rules = catalogue(shapes)
    rule = _found(rules, name)
    lines = [f"{rule.id} ({ONE[rule.severity].in_language(language)})", ""]
    for label, said in ((None, rule.message), (WHY, rule.why)):
        words = said.in_language(language)
        start = label.in_language(language) + COLON.in_language(language) if label and words else ""
        lines += _wrapped(start + _opened(words), "", "")
    allowed = _properties(shapes, rules, rule.id)
    if allowed:
        lines += ["", *_wrapped(labelled(_PROPERTIES, ", ".join(allowed), language), "", "  ")]
    shape = _shacl(shapes, rules, rule.id)
    lines += _block(_SHAPE, shape, language) if shape else ["", _PYTHON.in_language(language)]
    for side, label in _EXAMPLES.items():
        lines += _block(label, _example(rule.id, side), language)
    return "\n".join(lines) + "\n"


def explained_json(shapes: Graph, name: str, language: str) -> str:
    """Tell all about one rule to programs; one that does not exist is a UsageError with those near it."""
    rules = catalogue(shapes)
    rule = _found(rules, name)
    told = {side: _example(rule.id, side, whole=True) or None for side in _EXAMPLES}
    asked = {
        "properties": _properties(shapes, rules, rule.id) or None,
        "shacl": _shacl(shapes, rules, rule.id) or None,
    }
    return _as_json({**_facts(rule, language), **asked, "examples": told})


def _all(rules: Catalogue) -> dict[str, Rule]:
    return {**rules, FORM.id: FORM}


def _found(rules: Catalogue, name: str) -> Rule:
    every = _all(rules)
    if name not in every:
        raise no_rule(name, every)
    return every[name]


def _facts(rule: Rule, language: str) -> dict[str, str]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "message": rule.message.in_language(language),
        "why": rule.why.in_language(language),
    }


def _as_json(content: Any) -> str:  # noqa: ANN401 (what JSON can hold)
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _properties(shapes: Graph, rules: Catalogue, name: str) -> list[str]:
    """Name the properties that a closed shape allows; of another rule, none."""
    shape = rules.shape(name) if name in rules else None
    if shape is None or (shape, SH.closed, Literal(lexical_or_value=True)) not in shapes:
        return []
    own = {shapes.value(each, SH.path) for each in shapes.objects(shape, SH.property)}
    ignored = shapes.value(shape, SH.ignoredProperties)
    both = own | set(shapes.items(ignored) if ignored else ())
    return sorted(written(shapes, each) for each in both if isinstance(each, URIRef))


def _shacl(shapes: Graph, rules: Catalogue, name: str) -> str:
    """Write the shape of a rule in Turtle without what is told beside it; nothing if it has no constraint."""
    if name not in rules:
        return ""
    part = empty_graph()
    waiting: list[Node] = [rules.shape(name)]
    while waiting:
        node = waiting.pop()
        for subject, predicate, value in shapes.triples((node, None, None)):
            if predicate not in _TOLD and (subject, predicate, value) not in part:
                part.add((subject, predicate, value))
                waiting += [value] if isinstance(value, BNode) or predicate == SH.sparql else []
    if len(part) == 1:
        return ""
    # Nodes without a name are called by what they hold, else each run would order them otherwise.
    canonical = empty_graph()
    canonical += to_canonical_graph(part)
    return _body(canonical.serialize(format="turtle"))


def _example(name: str, side: str, *, whole: bool = False) -> str:
    """Read an example that we ship; a rule of a user has none."""
    file = project.EXAMPLES / side / f"{name}.ttl"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return text if whole else _body(text)


def _body(turtle: str) -> str:
    """Leave out what a reader knows: base and prefixes."""
    return "\n".join(line for line in turtle.split("\n") if not line.startswith(("@prefix", "@base"))).strip("\n")


def _opened(message: str) -> str:
    """Leave open what a message says of each finding."""
    return _GAP.sub("…", message)


def _block(label: Text, turtle: str, language: str) -> list[str]:
    if not turtle:
        return []
    colon = COLON.in_language(language).rstrip(" ")
    return ["", label.in_language(language) + colon, *(f"  {line}".rstrip() for line in turtle.split("\n"))]


def _wrapped(text: str, start: str, following: str) -> Iterable[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=start, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    )
