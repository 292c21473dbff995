"""Answers of queries as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.query.header import Column, Format
from kg.query.render import cell
from kg.query.terms import Iri
from kg.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query import Rows
    from kg.query.terms import Value
    from kg.table import Cell


def table_of(answer: Rows, columns: Sequence[Column], language: str) -> Table:
    """Give every variable as a column; people are shown the columns that the query introduces, else all."""
    shown = columns or [Column(name, Text(name, name), Format.DIGITS) for name in answer.columns]
    place = {name: number for number, name in enumerate(answer.columns)}
    return Table(
        answer.columns,
        tuple(tuple(map(_plain, row)) for row in answer.rows),
        language,
        titles=tuple(column.title.in_language(language) for column in shown),
        shown=tuple(
            tuple(
                cell(column, [row[place[name]] for name in column.of or (column.name,)], language) for column in shown
            )
            for row in answer.rows
        ),
    )


def _plain(value: Value) -> Cell:
    return str(value) if isinstance(value, Iri) else value
