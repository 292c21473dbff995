"""pyshacl judges; what it found becomes a report in one language, about the user's own data only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyparsing import ParseException
from pyshacl import Validator
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from kg.errors import ShapesError, Text, quoted_in_french
from kg.validate.context import base_of, with_context
from kg.validate.describe import label_of, quotes_of, written
from kg.validate.findings import Finding, Report
from kg.validate.load import as_triples, empty_graph
from kg.validate.rules import Rule, catalogue, prepared, rule_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib.term import Node

    from kg.validate.context import Known
    from kg.validate.data import Data
    from kg.validate.describe import Quote

# An IRI within a message, without the punctuation that may follow it.
_IRI = re.compile(r"https?://[^\s\"<>]*[^\s\"<>.,;:)]")


def judge(data: Data, known: Known, shapes: Graph, language: str) -> Report:
    """Validate a graph; what it names and does not describe is looked up in what is known.

    Messages, labels and quotes are in ``language`` ("fr" or "en"). A shape that pyshacl cannot use is a ShapesError.
    """
    graph = empty_graph()
    graph += as_triples(data.lines())
    return judge_graph(graph, with_context(graph, known), shapes, language)


def judge_graph(
    data: Graph, whole: Graph, shapes: Graph, language: str, single: frozenset[Node] | None = None
) -> Report:
    """Validate ``data``; ``whole`` is the same with its context (``kg.validate.context``).

    ``single`` are the shapes that look at a class as a whole: if it is not given, all with a single target.
    """
    rules = catalogue(shapes)
    standard = _run(whole, prepared(shapes, language, base_of(data)))
    single = frozenset(shapes.subjects(SH.targetNode)) if single is None else single
    reading = _Reading(standard, whole, single, language)
    own = [result for result in standard.objects(None, SH.result) if _is_about(data, whole, reading.subject(result))]
    findings = {reading.finding(result, rules) for result in own}
    return Report(language, tuple(sorted(findings, key=_order)), _reduced(standard, own))


def _is_about(data: Graph, whole: Graph, subject: Node) -> bool:
    """Tell whether the data describes a subject, or names it although nothing else describes it either."""
    return (subject, None, None) in data or (subject, None, None) not in whole


def _order(finding: Finding) -> tuple[int, str, str, str, tuple[str, ...], str]:
    rule = finding.rule
    return rule.severity.rank, rule.id, finding.subject, finding.path or "", finding.found, finding.message


def _run(whole: Graph, shapes: Graph) -> Graph:
    try:
        validator = Validator(DataGraph.from_rdflib(whole), shacl_graph=shapes, options={"inplace": True})
        standard: Graph = validator.run()[1]  # type: ignore[no-untyped-call]
    except (ReportableRuntimeError, ParseException, re.error) as error:
        reason = str(error).partition("\n")[0]
        raise ShapesError(
            Text(
                en=f"the shapes are not SHACL: {reason}",
                fr=f"les formes ne sont pas du SHACL\N{NO-BREAK SPACE}: {quoted_in_french(reason)}",
            ),
            fix=Text(en="mend the shape", fr="corriger la forme"),
        ) from error
    return standard


def _reduced(standard: Graph, results: list[Node]) -> Graph:
    """Copy a standard report with some of its results; it conforms if there is none."""
    report = BNode()
    reduced = empty_graph()
    reduced.add((report, RDF.type, SH.ValidationReport))
    reduced.add((report, SH.conforms, Literal(not results)))
    waiting = list(results)
    for result in results:
        reduced.add((report, SH.result, result))
    while waiting:
        for triple in standard.triples((waiting.pop(), None, None)):
            if triple not in reduced:
                reduced.add(triple)
                waiting += [triple[2]] if isinstance(triple[2], BNode) else []
    return reduced


@dataclass(frozen=True, slots=True)
class _Reading:
    """A standard report, read with the data it is about.

    ``single`` are the shapes with a single target, which look at a class as a whole: what they find fault with is not
    their focus node but the value.
    """

    standard: Graph
    whole: Graph
    single: frozenset[Node]
    language: str

    def subject(self, result: Node) -> Node:
        """Give the node that a result is about."""
        shape = self.standard.value(result, SH.sourceShape)
        return self._value(result, SH.value if shape in self.single else SH.focusNode)

    def finding(self, result: Node, rules: Mapping[str, Rule]) -> Finding:
        """Make a finding of a result."""
        subject = self.subject(result)
        stated = str(self._value(result, SH.resultMessage))
        others = [URIRef(iri) for iri in dict.fromkeys(_IRI.findall(stated))]
        path = self.standard.value(result, SH.resultPath)
        steps = list(self._steps(path)) if path else []
        return Finding(
            rule=rules[rule_id(self._value(result, SH.sourceShape))],
            subject=str(subject),
            label=label_of(self.whole, subject, self.language),
            path=" | ".join(written(self.whole, step) for step in steps) or None,
            found=tuple(sorted(written(self.whole, value) for value in self._found(result, subject, steps))),
            message=_IRI.sub(lambda match: label_of(self.whole, URIRef(match[0]), self.language), stated),
            quotes=tuple(dict.fromkeys(chain.from_iterable(map(self._quotes, (subject, *others))))),
        )

    def _value(self, result: Node, predicate: URIRef) -> Node:
        value = self.standard.value(result, predicate)
        return Literal("") if value is None else value

    def _found(self, result: Node, subject: Node, steps: list[Node]) -> set[Node]:
        value = self.standard.value(result, SH.value)
        if not steps:
            return set()
        return {value} if value else {value for step in steps for value in self.whole.objects(subject, step)}

    def _quotes(self, node: Node) -> Iterator[Quote]:
        return quotes_of(self.whole, node, self.language)

    def _steps(self, path: Node) -> Iterator[Node]:
        either = self.standard.value(path, SH.alternativePath)
        if either is None:
            yield path
        else:
            yield from self.standard.items(either)
