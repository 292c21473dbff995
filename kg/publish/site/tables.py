"""Tables of a page: cells with words, links and the key by which a column is put in order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.publish.site.names import Name
from kg.publish.site.numbers import sort_key
from kg.query.header import Format
from kg.query.render import cell
from kg.query.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.publish.site.names import Names
    from kg.query import Rows
    from kg.query.header import Column
    from kg.query.terms import Value

_LABEL = "Label"
_NUMBERS = {int, Decimal}
_CLAIM = "result"  # the variable of the canned queries that holds a row's claim


@dataclass(frozen=True, slots=True)
class Cell:
    """Words; the IRI of what they name, if they name something; the claim that they tell, if it is told elsewhere.

    ``key`` is the number to order them by, where their text is not what counts.
    """

    name: Name
    thing: str = ""
    key: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and the claim that they tell if they tell one."""

    cells: Sequence[Cell]
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; numbers stand to the right."""

    title: Name
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption."""

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Wording:
    """How tables are worded: what things are called, and the language of the page."""

    names: Names
    language: str

    def table(self, answer: Rows, columns: Sequence[Column], caption: str, *without: str) -> Table:
        """Make a table of a canned query's answer: what it names is linked, positions are written as people do.

        ``without`` are columns that the caption makes needless.
        """
        places = {name: place for place, name in enumerate(answer.columns)}
        shown = [each for each in columns if set(each.of or (each.name,)) <= places.keys() and each.name not in without]
        claim = places.get(_CLAIM)
        rows = [
            Row(
                [self.cell(column, row, places) for column in shown],
                "" if claim is None else str(row[claim] or ""),
            )
            for row in answer.rows
        ]
        return without_empty(Table(caption, [self._head(column, answer, places) for column in shown], rows))

    def cell(self, column: Column, row: Sequence[Value], places: Mapping[str, int]) -> Cell:
        """Make the cell of one column."""
        values = [row[places[name]] for name in column.of or (column.name,)]
        thing = column.name.removesuffix(_LABEL)
        value = row[places[thing]] if thing in places else None
        if isinstance(value, Iri):
            return Cell(self.names.of(value, self.language), value)
        text = cell(column, values, self.language)
        claim = str(row[places[_CLAIM]] or "") if column.format is Format.POSITION and _CLAIM in places else ""
        return Cell(self._grade(column, row, places) or Name(text), key=sort_key(column, values), claim=claim)

    def _grade(self, column: Column, row: Sequence[Value], places: Mapping[str, int]) -> Name | None:
        """Name the grade that a position may be, with its language."""
        known = dict(zip(column.of, (row[places[name]] for name in column.of), strict=True))
        ranks = (known.get(name) for name in ("rankBest", "topPercent"))
        grade = row[places["grade"]] if "gradeLabel" in known and "grade" in places else None
        if not isinstance(grade, Iri) or any(value is not None for value in ranks):
            return None
        return self.names.of(grade, self.language)

    def _head(self, column: Column, answer: Rows, places: Mapping[str, int]) -> Head:
        values = set() if column.of else {type(row[places[column.name]]) for row in answer.rows}
        counts = column.format is not Format.DIGITS and bool(values & _NUMBERS) and values <= _NUMBERS | {type(None)}
        title = Name(capital(column.title.in_language(self.language)))
        return Head(title, numeric=column.format is Format.POSITION or counts)


def without_empty(table: Table) -> Table:
    """Leave out the columns in which no row says anything."""
    kept = [place for place in range(len(table.heads)) if any(row.cells[place].name.text for row in table.rows)]
    if not table.rows or len(kept) == len(table.heads):
        return table
    rows = [Row([row.cells[place] for place in kept], row.claim) for row in table.rows]
    return Table(table.caption, [table.heads[place] for place in kept], rows)


def capital(words: str) -> str:
    """Begin with a capital letter, the rest as it is.

    >>> capital("édition"), capital("")
    ('Édition', '')
    """
    return words[:1].upper() + words[1:]
