"""The reference for all that validates faster: pyshacl alone, on the whole graph, by all shapes."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg.validate.context import base_of
from kg.validate.data import Data
from kg.validate.load import as_triples, empty_graph
from kg.validate.rules import prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib.query import Result as Answer
    from rdflib.term import Node

    from kg.validate.context import Known

_THIS = re.compile(r"[$?]this\b")
# Where a query gives its focus node on, and asks nothing of it.
_MENTIONS = re.compile(r"(?:SELECT(?: DISTINCT)?|GROUP BY) [$?]this\b")


class Result(NamedTuple):
    """What counts of a result: terms as N-Triples has them, "" for none; a shape without a name is "_:".

    ``subject`` is what the result is about: the focus node, or the value where a shape looks at a class as a whole.
    """

    subject: str
    focus: str
    shape: str
    value: str
    path: str
    severity: str


def plain(data: Graph, known: Known, shapes: Graph, language: str = "en") -> set[Result]:
    """Give the results of pyshacl on a graph with its context: those about the graph's own nodes."""
    whole = with_context(data, known)
    report = standard(whole, prepared(shapes, language, base_of(Data.of(data))))
    return own(results(report, shapes), data, whole)


def standard(whole: Graph, shapes: Graph) -> Graph:
    """Give the standard's report as pyshacl makes it."""
    report = pyshacl.validate(whole, shacl_graph=shapes, inplace=True)[1]
    assert isinstance(report, Graph)
    return report


def own(found: set[Result], data: Graph, whole: Graph) -> set[Result]:
    """Leave out the results about what is only in the context."""
    context = {term(node) for node in whole.subjects()} - {term(node) for node in data.subjects()}
    return {result for result in found if result.subject not in context}


def plain_if_able(data: Graph, known: Known, shapes: Graph) -> set[Result] | None:
    """Give what `plain` gives, or None where pyshacl stops with an error: some values are more than it can compare."""
    try:
        return plain(data, known, shapes)
    except (TypeError, RecursionError, ReportableRuntimeError):
        return None


def results(report: Graph, shapes: Graph) -> set[Result]:
    """Give the results of a standard report by these shapes."""
    asked = ((shape, shapes.value(query, SH.select)) for shape, query in shapes.subject_objects(SH.sparql))
    of_all = {shape for shape, query in asked if query and not _THIS.search(_MENTIONS.sub("", str(query)))}
    single = of_all.intersection(shapes.subjects(SH.targetNode))
    return {_result(report, node, single) for node in report.objects(None, SH.result)}


def _result(report: Graph, node: Node, single: set[Node]) -> Result:
    focus, shape, value, path, severity = (
        report.value(node, name) for name in (SH.focusNode, SH.sourceShape, SH.value, SH.resultPath, SH.resultSeverity)
    )
    return Result(
        subject=term(value if shape in single else focus),
        focus=term(focus),
        shape="_:" if isinstance(shape, BNode) else term(shape),
        value=term(value),
        path=written(report, path),
        severity=term(severity),
    )


def alike(found: set[Result]) -> set[Result]:
    """Write all blank nodes alike: engines and files give them other names."""
    return {Result(*("_:" if part.startswith("_:") else part for part in each)) for each in found}


def term(node: Node | None) -> str:
    """Write a term; of a literal, the form it has in the data."""
    return "" if node is None else node.n3()


def written(graph: Graph, path: Node | None) -> str:
    """Write a path so that two are the same if they are built alike."""
    if path is None or isinstance(path, URIRef):
        return term(path)
    if (path, RDF.first, None) in graph:
        return f"({' '.join(written(graph, step) for step in graph.items(path))})"
    return "".join(f"[{term(name)} {written(graph, step)}]" for name, step in graph.predicate_objects(path))


@contextmanager
def queries_parsed_once() -> Iterator[None]:
    """Spare pyshacl the parsing of the same queries over and over; what they find is the same."""
    parsed = cache(prepareQuery)
    ask: Callable[..., Answer] = Graph.query

    def query(graph: Graph, asked: Any, *options: Any, **named: Any) -> Answer:  # noqa: ANN401 (rdflib's options)
        return ask(graph, parsed(asked) if isinstance(asked, str) else asked, *options, **named)

    with patch.object(Graph, "query", query):
        yield


def with_context(data: Graph, known: Known) -> Graph:
    """Copy ``data`` with what is known of the entities that it names but gives no type, and with all subclasses.

    What is added is only there to judge the data by: a finding about it is no finding about the data.
    """
    whole = empty_graph()
    whole += data
    whole += as_triples(f"{below} <{RDFS.subClassOf}> {above}" for below, above in known.subclasses)
    waiting: list[Node] = [term for subject, _, value in data for term in (subject, value)]
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node in seen or not isinstance(node, URIRef):
            continue
        seen.add(node)
        if (node, RDF.type, None) in data:
            continue
        stated = known.described.get(f"<{node}>", {})
        lines = (f"<{node}> {predicate} {value}" for predicate, values in stated.items() for value in values)
        for triple in as_triples(lines):
            whole.add(triple)
            waiting.append(triple[2])
    return whole
