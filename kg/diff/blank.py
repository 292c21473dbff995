"""Blank nodes named by what is stated of them, so that those of two files can be compared."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from rdflib import Graph
from rdflib.compare import to_canonical_graph

from kg.errors import DataError, Text
from kg.validate.load import as_triples, lines_of_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 2000  # naming costs more than linear time; a graph with so many takes seconds


def named(lines: Iterable[str], where: str) -> Iterator[str]:
    """Yield lines of N-Triples, those with blank nodes last and these under names that depend on the graph alone.

    Blank nodes of which the same is stated are one. More than can be named in a reasonable time are a DataError that
    names the file, ``where``.
    """
    blank: dict[str, list[str]] = {}
    for line in lines:
        nodes = _blank_nodes(line) if "_:" in line else []
        if nodes:
            blank[line] = nodes
        else:
            yield line
    if blank:
        yield from _renamed(blank, where)


def _blank_nodes(line: str) -> list[str]:
    subject, _, value = line.split(" ", 2)
    return [term for term in (subject, value) if term.startswith("_:")]


def _renamed(blank: dict[str, list[str]], where: str) -> Iterator[str]:
    number = len({node for nodes in blank.values() for node in nodes})
    if number > MOST:
        raise DataError(
            Text(
                en=f"{number} blank nodes, more than can be told apart",
                fr=f"{number} nœuds anonymes, trop pour être distingués",
            ),
            where=where,
            fix=Text(en="name them with IRIs", fr="les nommer par des IRI"),
        )
    for component in _components(blank):
        graph = Graph(bind_namespaces="none")
        for triple in as_triples(component):
            graph.add(triple)
        yield from _of_its_own(sorted(lines_of_graph(to_canonical_graph(graph))))


def _of_its_own(lines: list[str]) -> Iterator[str]:
    """Let names tell a component from all others; rdflib's tell where a node stands, and may not tell its values."""
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        named_subject, named_value = (
            f"{term}-{digest}" if term.startswith("_:") else term for term in (subject, value)
        )
        yield f"{named_subject} {predicate} {named_value}"


def _components(blank: dict[str, list[str]]) -> list[list[str]]:
    """Part lines into those that are linked by blank nodes, so that a name depends on nothing else."""
    parents: dict[str, str] = {}
    for nodes in blank.values():
        first = _root(parents, nodes[0])
        for node in nodes[1:]:
            parents[_root(parents, node)] = first
    components = defaultdict(list)
    for line, nodes in blank.items():
        components[_root(parents, nodes[0])].append(line)
    return list(components.values())


def _root(parents: dict[str, str], node: str) -> str:
    while (parent := parents.setdefault(node, node)) != node:
        parents[node] = parents[parent]
        node = parents[node]
    return node
