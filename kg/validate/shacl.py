"""pyshacl, the judge: a graph and shapes in, the standard's report out."""

from __future__ import annotations

import re
from decimal import InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import Store
from pyparsing import ParseException
from pyshacl import Validator
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from rdflib import OWL, RDF, RDFS, SH

from kg.errors import ShapesError, Text, quoted_in_french
from kg.validate.load import empty_graph

if TYPE_CHECKING:
    from rdflib import Graph


# What pyshacl says, in place of a finding, of a node without a name where a number should stand.
_INCOMPARABLE = "to compare a BlankNode"


class IncomparableError(Exception):
    """The data has values that pyshacl stops at: they are compared by sh:lessThan, and no order is between them."""


def report_on(data: Graph, shapes: Graph) -> Graph:
    """Judge a graph by shapes. Shapes that pyshacl cannot use, or whose queries are none, are a ShapesError.

    Values that stop pyshacl are an IncomparableError; `unordered` shapes do not compare them.
    """
    try:
        validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options={"inplace": True})
        standard: Graph = validator.run()[1]  # type: ignore[no-untyped-call]
    except (TypeError, InvalidOperation) as error:
        raise IncomparableError from error
    except (ReportableRuntimeError, ParseException, SyntaxError, re.error) as error:
        if _INCOMPARABLE in str(error):
            raise IncomparableError from error
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


def unordered(shapes: Graph) -> Graph:
    """Copy shapes without the constraints that compare one property with another."""
    copy = empty_graph()
    copy += (triple for triple in shapes if triple[1] not in {SH.lessThan, SH.lessThanOrEquals})
    return copy


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
