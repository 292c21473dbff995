"""Answers to queries, and the engine that gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import pyoxigraph
from pyoxigraph import QueryBoolean, QuerySolutions, Triple

from kg.errors import Text, UsageError, quoted_in_french
from kg.query.sparql import calls_out, check_harmless, may_call_out, with_prefixes, without_service
from kg.query.terms import Value, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Found: TypeAlias = QuerySolutions | QueryBoolean | bool | Iterator[Triple]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: columns in the query's order, rows in its order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, without repeats, sorted."""

    triples: tuple[Triple, ...]


Answer: TypeAlias = Rows | Triples | bool
_CORRUPT = "Corruption"  # how RocksDB's word on what it cannot read begins


class Store(Protocol):
    """What a graph is kept in: a store of pyoxigraph, or an endpoint of others."""

    def query(self, query: str, /) -> Found:
        """Answer SPARQL; what is not SPARQL is a SyntaxError."""


class Engine:
    """A graph to ask: its default graph is the union of all graphs, each triple once.

    A store's own union of named graphs is not used: it gives a triple once for each graph that holds it, which makes
    wrong counts.
    """

    def __init__(self, store: Store, mend: Callable[[Exception], Store] | None = None) -> None:
        """Take a store whose default graph holds everything.

        One on disk may prove corrupt: ``mend`` is told the error, and gives another store or a KgError.
        """
        self._store, self._mend = store, mend

    def ask(self, query: str) -> Answer:
        """Run a query that only reads; usual prefixes may be left out."""
        check_harmless(query)
        text = with_prefixes(query)
        try:
            if may_call_out(text):
                _ensure_no_service(text)
            return self._answer(text)
        except SyntaxError as error:
            raise UsageError(_syntax(error)) from error
        except (OSError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and not str(error).startswith(_CORRUPT):
                raise UsageError(_unanswered(error)) from error
            if self._mend is None:
                raise
            self._store, self._mend = self._mend(error), None
        return self._answer(text)

    def rows(self, query: str) -> tuple[tuple[Value, ...], ...]:
        """Run a SELECT and give its rows."""
        answer = self.ask(query)
        if not isinstance(answer, Rows):
            message = "not a SELECT"
            raise TypeError(message)
        return answer.rows

    def _answer(self, text: str) -> Answer:
        found = self._store.query(text)
        if isinstance(found, QueryBoolean | bool):
            return bool(found)
        if isinstance(found, QuerySolutions):
            return rows_of(found)
        return Triples(tuple(sorted(set(found), key=str)))


def rows_of(found: QuerySolutions) -> Rows:
    """Take all rows of an answer."""
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(value_of(term) for term in solution) for solution in found))


def _ensure_no_service(text: str) -> None:
    """Have Oxigraph itself tell that no word in the query is the keyword. Raises UsageError, SyntaxError."""
    harmless = without_service(text)
    if harmless is None:
        raise calls_out()
    pyoxigraph.Store().query(harmless)


def _unanswered(error: RuntimeError) -> Text:
    """Say what the engine lacks, such as a function."""
    return Text(en=f"no answer to this, {error}", fr=f"pas de réponse à cela, {quoted_in_french(str(error))}")


def _syntax(error: SyntaxError) -> Text:
    first, _, _ = str(error).partition("\n")
    words = first.removeprefix("error at ")
    return Text(en=f"this is not SPARQL 1.1, {words}", fr=f"ce n’est pas du SPARQL 1.1, {quoted_in_french(words)}")
