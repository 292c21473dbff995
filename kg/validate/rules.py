"""The catalogue of rules, read from the shapes: every named shape with a message is a rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rdflib import RDFS, SH, Graph, Literal, URIRef

from kg import project
from kg.errors import ShapesError, Text
from kg.validate.load import empty_graph, read_graph
from kg.vocab import BASE, PALS

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node


TARGETS = frozenset({SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf})


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


def catalogue(shapes: Graph) -> dict[str, Rule]:
    """Give the rules by id, in the order of their ids; a rule that lacks a part is an error."""
    named = {node for node in shapes.subjects(SH.message) if isinstance(node, URIRef)}
    rules = (_rule(shapes, node) for node in sorted(named))
    return {rule.id: rule for rule in rules}


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
    """Copy shapes for one run: with the messages of ``language`` only, and with the closed lists under ``base``.

    A report then speaks one language, and a graph built under another base is judged by its own concepts.
    """
    copy = empty_graph()
    for subject, predicate, value in rebased(shapes, base):
        if predicate != SH.message or not isinstance(value, Literal) or value.language == language:
            copy.add((subject, predicate, value))
    return copy


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


def _rule(shapes: Graph, node: URIRef) -> Rule:
    severity = shapes.value(node, SH.severity)
    if severity is None:
        raise _incomplete(node, Text(en="sh:severity", fr="sh:severity"))
    return Rule(
        id=rule_id(node),
        severity=Severity(str(severity).removeprefix(str(SH)).lower()),
        message=_text(shapes, node, SH.message),
        why=_text(shapes, node, RDFS.comment),
    )


def _text(shapes: Graph, node: URIRef, predicate: URIRef) -> Text:
    words = {o.language: str(o) for o in shapes.objects(node, predicate) if isinstance(o, Literal)}
    if not {"en", "fr"} <= words.keys():
        name = shapes.qname(predicate)
        raise _incomplete(node, Text(en=f"{name} in French and English", fr=f"{name} en français et en anglais"))
    return Text(en=words["en"], fr=words["fr"])


def _incomplete(node: URIRef, missing: Text) -> ShapesError:
    return ShapesError(
        Text(en=f"the rule lacks {missing.en}", fr=f"il manque à la règle {missing.fr}"), where=rule_id(node)
    )
