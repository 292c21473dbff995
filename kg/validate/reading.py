"""The standard's reports, read: which results are about the data, and what a person needs to understand each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from kg.validate.describe import LOOKED_AT, label_of, quotes_of, written
from kg.validate.findings import Finding, Report
from kg.validate.load import as_triples, empty_graph
from kg.validate.rules import Catalogue
from kg.validate.screen.index import Reach
from kg.validate.screen.terms import written_term
from kg.validate.sparql.queries import looks_at_all
from kg.vocab import OA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rdflib.term import Node

    from kg.validate.screen.index import Index

# An IRI within a message, without the punctuation that may follow it.
_IRI = re.compile(r"https?://[^\s\"<>]*[^\s\"<>.,;:)]")
_HAS_SELECTOR = f"<{OA}hasSelector>"
_AS_FAR_AS_WORDS = Reach(2)  # from a claim or a link to its passage, and on to the quote and the document


def read_reports(reports: Iterable[Graph], index: Index, shapes: Graph, language: str) -> Report:
    """Make one report, in one language, of those on one graph: without what is not about the graph itself."""
    rules, single = _catalogue(shapes), _single(shapes)
    results = [result for report in reports for result in _results(report, single, language)]
    own = [result for result in results if index.is_about(written_term(result.subject))]
    described = _described(index, own)
    findings = {_finding(result, described, rules, language) for result in own}
    return Report(
        language, tuple(sorted(findings, key=_order)), report_of((result.report, result.node) for result in own)
    )


_catalogue = lru_cache(maxsize=4)(Catalogue)  # one document after the other is judged by the same shapes


@dataclass(frozen=True, slots=True)
class _Result:
    """A result of a standard report: its node there, what it is about, its path, its message, and the IRIs in this."""

    report: Graph
    node: Node
    subject: Node
    steps: Sequence[_Step]
    message: str
    others: Sequence[URIRef]


def _single(shapes: Graph) -> frozenset[Node]:
    """Give the shapes that look at a graph as a whole: what they find fault with is the value, not the focus node."""
    queries = ((shape, shapes.value(constraint, SH.select)) for shape, constraint in shapes.subject_objects(SH.sparql))
    return frozenset(
        shape for shape, text in queries if text and (shape, SH.targetNode, None) in shapes and looks_at_all(str(text))
    )


def _results(report: Graph, single: frozenset[Node], language: str) -> Iterator[_Result]:
    for node in report.objects(None, SH.result):
        about = SH.value if report.value(node, SH.sourceShape) in single else SH.focusNode
        subject = report.value(node, about) or Literal("")
        messages = [each for each in report.objects(node, SH.resultMessage) if isinstance(each, Literal)]
        stated = sorted((each.language != language, str(each)) for each in messages)
        message = stated[0][1] if stated else ""
        others = [URIRef(iri) for iri in dict.fromkeys(_IRI.findall(message))]
        path = report.value(node, SH.resultPath)
        steps = tuple(_steps(report, path)) if path else ()
        # Of properties that should lead to the subject, it has none: the finding is about the subject as a whole.
        yield _Result(report, node, subject, () if all(step.backward for step in steps) else steps, message, others)


def _described(index: Index, results: Sequence[_Result]) -> Graph:
    """Give a graph of what is stated of the nodes that results are about, and of the words behind them."""
    nodes = {written_term(node) for result in results for node in (result.subject, *result.others)}
    graph = empty_graph()
    if nodes:
        passages = (node for node in index.own if not nodes.isdisjoint(index.objects(node, _HAS_SELECTOR)))
        paths = {step.predicate for result in results for step in result.steps}
        along = {written_term(predicate) for predicate in paths | LOOKED_AT}
        lines = index.around(nodes.union(passages), _AS_FAR_AS_WORDS, along)
        graph += as_triples(dict.fromkeys(lines))
    return graph


def _finding(result: _Result, described: Graph, rules: Catalogue, language: str) -> Finding:
    about = (result.subject, *result.others)
    return Finding(
        rule=rules.of(result.report.value(result.node, SH.sourceShape)),
        subject=str(result.subject),
        label=label_of(described, result.subject, language),
        path=" | ".join(step.written(described) for step in result.steps) or None,
        found=tuple(sorted(written(described, value) for value in _found(result, described))),
        message=_IRI.sub(lambda match: label_of(described, URIRef(match[0]), language), result.message),
        quotes=tuple(dict.fromkeys(chain.from_iterable(quotes_of(described, node, language) for node in about))),
    )


class _Step(NamedTuple):
    """A property, looked at from its values if ``backward``."""

    predicate: Node
    backward: bool = False

    def values(self, graph: Graph, node: Node) -> Iterator[Node]:
        """Yield what it leads to."""
        return graph.subjects(self.predicate, node) if self.backward else graph.objects(node, self.predicate)

    def written(self, graph: Graph) -> str:
        """Write it as SPARQL does."""
        return f"{'^' if self.backward else ''}{written(graph, self.predicate)}"


def _steps(report: Graph, path: Node) -> Iterator[_Step]:
    either, back = report.value(path, SH.alternativePath), report.value(path, SH.inversePath)
    if either is not None:
        yield from chain.from_iterable(_steps(report, step) for step in report.items(either))
    else:
        yield _Step(path) if back is None else _Step(back, backward=True)


def _found(result: _Result, described: Graph) -> set[Node]:
    if not result.steps:
        return set()
    value = result.report.value(result.node, SH.value)
    return {value} if value else {found for step in result.steps for found in step.values(described, result.subject)}


def _order(finding: Finding) -> tuple[int, str, str, str, tuple[str, ...], str]:
    rule = finding.rule
    return rule.severity.rank, rule.id, finding.subject, finding.path or "", finding.found, finding.message


def report_of(results: Iterable[tuple[Graph, Node]]) -> Graph:
    """Make one standard report of results, each given with the report it stands in; it conforms if there is none."""
    head = BNode()
    report = empty_graph()
    for stated, result in results:
        report.add((head, SH.result, result))
        waiting = [result]
        while waiting:
            for triple in stated.triples((waiting.pop(), None, None)):
                if triple not in report:
                    report.add(triple)
                    waiting += [triple[2]] if isinstance(triple[2], BNode) else []
    report.add((head, SH.conforms, Literal(not report)))
    report.add((head, RDF.type, SH.ValidationReport))
    return report
