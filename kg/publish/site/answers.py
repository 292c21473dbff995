"""Canned queries asked for a page: each runs once, and its answer is then told in either language."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.query import Binder, Rows, load_queries
from kg.query.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.publish.site.names import Names
    from kg.query import Engine, Query
    from kg.query.header import Column
    from kg.query.terms import Value

_ASKED = "en"  # the language a query runs in; what depends on it is named anew for each page
_LABEL = "Label"
COUNT = "results"  # the column that `with_counts` adds
_KEPT = 64  # answers: the pages of one entity in two languages ask the same few


class Answers:
    """Answers by query and parameters."""

    def __init__(self, engine: Engine, base: str, names: Names) -> None:
        """Take the graph to ask, and what its things are called."""
        self._engine, self._base, self._names = engine, base, names
        self._ask = lru_cache(maxsize=_KEPT)(self._asked)

    @cached_property
    def queries(self) -> Mapping[str, Query]:
        """The canned queries by name."""
        return load_queries()

    def columns(self, name: str) -> Sequence[Column]:
        """Give the columns that a table of this query shows."""
        return self.queries[name].header.columns

    def rows(self, name: str, language: str, **given: str) -> Rows:
        """Give an answer; values are IRIs. What the graph does not know gives no rows."""
        answer = self._ask(name, tuple(sorted(given.items())))
        return relabelled(answer, self._names, language)

    def own(self, query: str) -> Rows:
        """Give the answer to a SELECT of a page's own."""
        answer = self._engine.ask(query)
        if not isinstance(answer, Rows):
            message = "not a SELECT"
            raise TypeError(message)
        return answer

    def _asked(self, name: str, given: tuple[tuple[str, str], ...]) -> Rows:
        binder = Binder(self._engine, self._base)
        try:
            query = binder.bind(self.queries[name], dict(given), _ASKED)
        except UsageError:  # a parameter's value is none of its kind
            return Rows((), ())
        return self.own(query)


def relabelled(answer: Rows, names: Names, language: str) -> Rows:
    """Name things in the page's language: a column of labels has its thing in the column of the same name before it."""
    places = {name: place for place, name in enumerate(answer.columns)}
    pairs = [
        (place, places[name.removesuffix(_LABEL)])
        for name, place in places.items()
        if name.endswith(_LABEL) and name.removesuffix(_LABEL) in places
    ]

    def row(values: tuple[Value, ...]) -> tuple[Value, ...]:
        named = list(values)
        for label, thing in pairs:
            value = values[thing]
            if isinstance(value, Iri) and names.known(value):
                named[label] = names.of(value, language).text
        return tuple(named)

    return Rows(answer.columns, tuple(map(row, answer.rows)))


def with_counts(answer: Rows, counts: Mapping[str, int]) -> Rows:
    """Add a column with what is counted of the thing that each row begins with."""
    rows = tuple((*row, counts.get(str(row[0]), 0)) for row in answer.rows)
    return Rows((*answer.columns, COUNT), rows)


def first_rows(answer: Rows, most: int) -> Rows:
    """Give the first rows only."""
    return Rows(answer.columns, answer.rows[:most])
