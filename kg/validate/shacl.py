"""pyshacl, the judge: a graph and shapes in, the standard's report out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Store
from pyparsing import ParseException
from pyshacl import Validator
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from rdflib import OWL, RDF, RDFS, SH

from kg.errors import ShapesError, Text, quoted_in_french

if TYPE_CHECKING:
    from rdflib import Graph


def report_on(data: Graph, shapes: Graph) -> Graph:
    """Judge a graph by shapes. Shapes that pyshacl cannot use, or whose queries are none, are a ShapesError."""
    try:
        validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options={"inplace": True})
        standard: Graph = validator.run()[1]  # type: ignore[no-untyped-call]
    except (ReportableRuntimeError, ParseException, SyntaxError, re.error) as error:
        reason = str(error).partition("\n")[0]
        raise ShapesError(
            Text(
                en=f"the shapes are not SHACL: {reason}",
                fr=f"les formes ne sont pas du SHACL\N{NO-BREAK SPACE}: {quoted_in_french(reason)}",
            ),
            where=_culprit(shapes),
            fix=Text(en="mend the shape", fr="corriger la forme"),
        ) from error
    return standard


def _culprit(shapes: Graph) -> str:
    """Name the shape whose query is none; nothing if it is not a query that is wrong."""
    for constraint, text in shapes.subject_objects(SH.select):
        try:
            Store().query(f"{prefixes_of(shapes)}{text}")
        except SyntaxError:
            shape = next(shapes.subjects(SH.sparql, constraint), constraint)
            return str(shape).rpartition("#")[2]
    return ""


def prefixes_of(shapes: Graph) -> str:
    """Write the prefixes that queries may be written with: pyshacl's own, and those that shapes declare."""
    declared = {
        (str(shapes.value(each, SH.prefix)), str(shapes.value(each, SH.namespace)))
        for each in shapes.objects(None, SH.declare)
    }
    declared |= {("rdf", str(RDF)), ("rdfs", str(RDFS)), ("owl", str(OWL))}
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(declared))
