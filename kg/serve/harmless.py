"""Queries that would call another server: the only harm that a query to a read-only engine could do."""

from __future__ import annotations

from kg.errors import UsageError
from kg.query import sparql
from kg.query.sparql import may_call_out
from kg.serve.problems import Refusal

__all__ = ["ensure_no_service", "may_call_out", "without_service"]


def without_service(query: str) -> str:
    """Give the query with other letters for every SERVICE (see `kg.query.sparql`). Raises Refusal for escapes."""
    text = sparql.without_service(query)
    if text is None:
        raise _refusal(sparql.calls_out())
    return text


def ensure_no_service(query: str) -> None:
    """Refuse a query that holds SERVICE where anybody would look for it, so that whoever wrote it is told why."""
    try:
        sparql.check_harmless(query)
    except UsageError as error:
        raise _refusal(error) from error


def _refusal(error: UsageError) -> Refusal:
    return Refusal(error.what, fix=error.fix)
