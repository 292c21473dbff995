"""The other engine that results are compared with: rudof, in Rust, where the extra "bench" has it installed."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from kg.validate.context import base_of
from kg.validate.data import Data
from kg.validate.load import as_triples, empty_graph
from kg.validate.rules import prepared
from tests.validate.plain import own, results, with_context

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.validate.context import Known
    from tests.validate.plain import Result


def is_installed() -> bool:
    """Tell whether rudof is there to compare with."""
    return importlib.util.find_spec("pyrudof") is not None


def rudof(data: Graph, known: Known, shapes: Graph) -> set[Result]:
    """Give the results of rudof on a graph with its context: those about the graph's own nodes."""
    whole, ready = with_context(data, known), prepared(shapes, "en", base_of(Data.of(data)))
    report = report_of(whole.serialize(format="nt"), ready.serialize(format="turtle"))
    return own(results(report, shapes), data, whole)


def report_of(data: str, shapes: str) -> Graph:
    """Judge N-Triples by shapes in Turtle; give the standard's report."""
    from pyrudof import RDFFormat, ResultShaclValidationFormat, Rudof, RudofConfig, ShaclFormat  # noqa: PLC0415

    engine = Rudof(RudofConfig())
    engine.read_data(data, RDFFormat.NTriples)
    engine.read_shacl(shapes, ShaclFormat.Turtle)
    engine.validate_shacl()
    lines = engine.serialize_shacl_validation_results(ResultShaclValidationFormat.NTriples).splitlines()
    report = empty_graph()
    report += as_triples(line.removesuffix(" .") for line in lines if line)
    return report
