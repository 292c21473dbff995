"""The standard's report in Turtle, the same bytes for the same findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, BNode, Graph

from kg.validate.describe import written
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib.term import Node

    from kg.validate.report.checked import Checked, Manner

_STEP = "    "


def write(checks: Sequence[Checked], manner: Manner) -> str:  # noqa: ARG001 (all forms are called alike)
    """Write one sh:ValidationReport for each graph.

    Blank nodes are written where they are named, and so in the order of what they say: no name of one is written.
    """
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    return prefixes + "".join(f"\n{_report(checked.report.standard)}" for checked in checks)


def _report(standard: Graph) -> str:
    nested = set(standard.objects())
    tops = [subject for subject in set(standard.subjects()) if subject not in nested]
    return "\n".join(sorted(f"[] {_statements(standard, top, 0).lstrip()} .\n" for top in tops))


def _statements(graph: Graph, node: Node, depth: int) -> str:
    """Write what is said of a node, the type first; it stands between brackets, which the caller writes."""
    indent = "\n" + _STEP * (depth + 1)
    said: dict[tuple[bool, str], list[str]] = {}
    for predicate, value in graph.predicate_objects(node):
        name = "a" if predicate == RDF.type else written(graph, predicate)
        said.setdefault((predicate != RDF.type, name), []).append(_value(graph, value, depth + 1))
    return " ;".join(f"{indent}{name} {', '.join(sorted(values))}" for (_, name), values in sorted(said.items()))


def _value(graph: Graph, node: Node, depth: int) -> str:
    if not isinstance(node, BNode):
        return written(graph, node)
    if (node, RDF.first, None) in graph:
        return f"( {' '.join(_value(graph, item, depth) for item in _items(graph, node))} )"
    return f"[{_statements(graph, node, depth)}\n{_STEP * depth}]"


def _items(graph: Graph, head: Node) -> Iterator[Node]:
    node: Node | None = head
    while node is not None and node != RDF.nil:
        first = graph.value(node, RDF.first)
        if first is not None:
            yield first
        node = graph.value(node, RDF.rest)
