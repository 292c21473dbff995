"""Answers as people read them: tables with links, and a picture where one can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from kg.errors import Text
from kg.plot import CHARTS, draw
from kg.plot.bars import bars
from kg.publish.site.names import UNKNOWN, Name
from kg.publish.site.numbers import written
from kg.publish.site.tables import Cell, Head, Row, Table, Wording
from kg.query import Rows, Triples
from kg.query.header import Column, ParameterType
from kg.query.render import cell, turtle
from kg.query.terms import Iri, value_of
from kg.serve.api.wording import LIVE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.plot import Figure
    from kg.query import Query
    from kg.query.terms import Term, Value
    from kg.serve.api.model import Model
    from kg.serve.engine.answer import Answer

MOST = 1000  # rows, or triples, of a page
_FOREIGN = ("quote", "rule", "documentKey")  # columns of the canned queries with words of a document, and names of ours
_YEARS = range(1900, 2101)
_LARGEST = 2_000_000  # bytes of an answer that a page shows
_PLAIN = Column("thing", Text("thing", "chose"))


class Worded(Wording):
    """The site's tables, of answers that were asked for in the page's language and may name what has no page."""

    def cell(self, column: Column, row: Sequence[Value], places: Mapping[str, int]) -> Cell:
        """Make the cell of one column."""
        made = super().cell(column, row, places)
        if made.thing and not self.names.known(made.thing):
            words = row[places[column.name]]
            return Cell(Name(cell(column, [words], self.language)), made.thing)
        if column.name in _FOREIGN and made.name.text:
            return Cell(Name(made.name.text, UNKNOWN))
        return made


@dataclass(frozen=True, slots=True)
class Display:
    """An answer: how many rows or triples it has, and what stands in the page; ``truth`` is that of an ASK."""

    count: int = 0
    table: Table | None = None
    figure: Figure | None = None
    triples: str = ""
    truth: bool | None = None
    cut: bool = False


def display_rows(model: Model, query: Query, rows: Rows, given: Mapping[str, str], language: str) -> Display:
    """Show the answer to a canned query."""
    words = Worded(model.site.names, language)
    caption = query.header.summary.in_language(language)
    table = words.table(Rows(rows.columns, rows.rows[:MOST]), query.header.columns, caption) if rows.rows else None
    figure = _drawn(model, query, rows, given, language)
    return Display(len(rows.rows), table, figure, cut=len(rows.rows) > MOST)


def _drawn(model: Model, query: Query, rows: Rows, given: Mapping[str, str], language: str) -> Figure | None:
    """Draw it, unless some of its words are in another language, which a picture cannot say."""
    if query.name not in CHARTS or not rows.rows:
        return None
    names, about = model.site.names, {}
    shown = {value for row in rows.rows for value in row if isinstance(value, Iri) and names.known(value)}
    for parameter in query.header.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None and parameter.type is not ParameterType.IRI:
            about[parameter.name] = value
        elif value is not None and parameter.kind != "criterion":
            found = str(model.lookup.names(parameter).find(value))
            about[parameter.name] = names.of(found, language).text
            shown.add(Iri(found))
    if any(names.of(each, language).tongue for each in shown):
        return None
    return draw(query.name, rows, language, about)


class Beginning(NamedTuple):
    """The first lines of an answer, as many as a page shows, and how many lines there are."""

    content: bytes
    lines: int
    media_type: str


async def beginning(answer: Answer) -> Beginning:
    """Read an answer, TSV of SPARQL or N-Triples, and keep its beginning."""
    kept, count = bytearray(), 0
    async for piece in answer:
        if count <= MOST and len(kept) <= _LARGEST:
            kept += piece
        count += piece.count(b"\n")
    if len(kept) <= _LARGEST and count <= MOST:
        return Beginning(bytes(kept), count, answer.media_type)
    lines = bytes(kept[:_LARGEST]).splitlines(keepends=True)[: MOST + 1]
    whole = b"".join(line for line in lines if line.endswith(b"\n"))
    return Beginning(whole, count, answer.media_type)


def display_answer(model: Model, answer: Beginning, language: str) -> Display:
    """Show the answer to a visitor's own query."""
    content, lines, media_type = answer
    if "n-triples" in media_type:
        triples = {quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES)}
        written_out = turtle(Triples(tuple(sorted(triples, key=str))))
        return Display(lines, triples=written_out, cut=lines > content.count(b"\n"))
    found = parse_query_results(content, format=QueryResultsFormat.TSV)
    if isinstance(found, QueryBoolean):
        return Display(truth=bool(found))
    if not isinstance(found, QuerySolutions):
        message = "neither rows nor an answer"
        raise TypeError(message)
    columns = [variable.value for variable in found.variables]
    rows = [list(solution) for solution in islice(found, MOST)]
    count = max(len(rows), lines - 1)
    caption = f"{written(count, language)} {LIVE['one_rows' if count == 1 else 'rows'].in_language(language)}"
    heads = [Head(Name(name, UNKNOWN), numeric=_numbers(rows, place)) for place, name in enumerate(columns)]
    cells = [Row([_cell(model, term, language) for term in row]) for row in rows]
    table = Table(caption, heads, cells) if rows and columns else None
    return Display(count, table, _free(columns, rows, cells, language), cut=count > len(rows))


def _cell(model: Model, term: Term | None, language: str) -> Cell:
    if isinstance(term, NamedNode):
        names = model.site.names
        known = names.of(term.value, language) if names.known(term.value) else None
        return Cell(known or Name(_short(term.value), UNKNOWN), term.value)
    if isinstance(term, Literal) and term.language:
        return Cell(Name(term.value, "" if term.language == language else term.language))
    value = value_of(term)
    if isinstance(value, bool):
        return Cell(Name(LIVE["yes" if value else "no"].in_language(language).rstrip(".").lower()))
    if isinstance(value, int | Decimal):
        return Cell(Name(_number(value, language)), key=str(value))
    return Cell(Name("" if value is None else str(value), UNKNOWN))


def _number(value: int | Decimal, language: str) -> str:
    """Write a number; what may be a year as it is."""
    return str(value) if value in _YEARS else written(value, language)


def _short(iri: str) -> str:
    return cell(_PLAIN, [Iri(iri)], "en").removeprefix("<").removesuffix(">")


def _numbers(rows: Sequence[Sequence[Term | None]], place: int) -> bool:
    values = [value_of(row[place]) for row in rows if row[place] is not None]
    return bool(values) and all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in values)


def _free(
    columns: Sequence[str], rows: Sequence[Sequence[Term | None]], cells: Sequence[Row], language: str
) -> Figure | None:
    """Draw the first column of numbers by the first of names, or of years; both must be told in each row."""
    full = [place for place, _ in enumerate(columns) if rows and all(row[place] is not None for row in rows)]
    names = [place for place in full if not _numbers(rows, place) or _are_years(rows, place)]
    numbers = [place for place in full if _numbers(rows, place) and place not in names[:1]]
    if not names or not numbers or len(rows) == 1:
        return None
    name, number = names[0], numbers[0]
    tongues = {row.cells[name].name.tongue for row in cells} - {"", UNKNOWN}
    if tongues:
        return None
    title = LIVE["bars_caption"].in_language(language).format(columns[number], columns[name])
    drawn = [
        (row.cells[name].name.text, value, row.cells[number].name.text)
        for row, terms in zip(cells, rows, strict=True)
        if isinstance(value := value_of(terms[number]), int | Decimal)
    ]
    return bars(drawn, title, language)


def _are_years(rows: Sequence[Sequence[Term | None]], place: int) -> bool:
    return _numbers(rows, place) and all(value_of(row[place]) in _YEARS for row in rows)
