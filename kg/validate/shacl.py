"""pyshacl, the judge: a graph and shapes in, the standard's report out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyparsing import ParseException
from pyshacl import Validator
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph

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
            fix=Text(en="mend the shape", fr="corriger la forme"),
        ) from error
    return standard
