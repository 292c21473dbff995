"""How the focus node takes part in the query of a constraint in SPARQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pyparsing import ParseResults
from rdflib import Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

if TYPE_CHECKING:
    from collections.abc import Iterator

_THIS = Variable("this")
_THIS_USED = re.compile(r"[?$]this\b")
# Where ``$this`` is only handed on; most of our queries do no more, and need not be parsed.
_THIS_GIVEN = re.compile(r"\b(?:SELECT|GROUP\s+BY)\s+(?:DISTINCT\s+)?[?$]this\b", re.IGNORECASE)
# Of a query made of these alone, every solution binds what its patterns bind, and all filters see all of it.
_FLAT = {"SelectQuery", "Project", "Distinct", "Filter", "Extend", "BGP", "GroupGraphPatternSub", "TriplesBlock"}
_OF_THE_GROUP = "Aggregate_Sample"  # how rdflib has a variable that is grouped by


@dataclass(frozen=True, slots=True)
class Query:
    """How the query of a constraint deals with ``$this``.

    ``flat``: patterns and filters alone, with ``$this`` among the patterns; run once with ``$this`` free, such a query
    gives at least the rows that it gives for each focus node. ``nested``: ``$this`` stands in an expression of a query
    in several parts, where engines differ about what it is bound to.
    """

    flat: bool
    nested: bool


def looks_at_all(text: str) -> bool:
    """Tell whether ``$this`` plays no part in a query: what its rows are about is the value."""
    return not _THIS_USED.search(_THIS_GIVEN.sub("", text))


@cache
def query_of(text: str) -> Query:
    """Tell about a query; one that is not SPARQL raises pyparsing's ParseException."""
    if looks_at_all(text):
        return Query(flat=False, nested=False)
    parts = list(_parts(prepareQuery(text).algebra))
    named = any(_THIS in triple for part in parts if part.name == "BGP" for triple in part["triples"])
    asked = any(_THIS in part.values() for part in parts if _is_expression(part) and part.name != _OF_THE_GROUP)
    flat = {part.name for part in parts if not _is_expression(part)} <= _FLAT
    return Query(flat=flat and named, nested=asked and not flat)


def _parts(algebra: Any) -> Iterator[CompValue]:  # noqa: ANN401 (rdflib's algebra is a tree of values of any kind)
    if isinstance(algebra, CompValue):
        yield algebra
        for value in algebra.values():
            yield from _parts(value)
    elif isinstance(algebra, list | tuple | set | frozenset | ParseResults):
        for value in algebra:
            yield from _parts(value)


def _is_expression(part: CompValue) -> bool:
    return "Expression" in part.name or part.name.startswith(("Builtin_", "Function", "Aggregate_"))
