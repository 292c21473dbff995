"""Answers as text: tables for people, CSV and JSON for programs, Turtle for graphs."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from kg.errors import Text, UsageError
from kg.query.engine import Rows, Triples
from kg.query.header import POSITION_PARTS, Column, Format
from kg.query.terms import Iri
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.query.engine import Answer
    from kg.query.terms import Value

WIDEST = 60  # of a table's cell: a quote of two lines stays readable, and two of them fit a wide window
_BLANKS = re.compile(r"[ \t\n\r]+")  # no-break spaces stay
NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


class Output(StrEnum):
    """The formats of ``--format``."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """How a language writes what tables hold. ``tied``, ``band`` and so on take the ranks; ``percent`` a number."""

    thousands: str
    decimal: str
    percent: str
    yes: str
    no: str
    tied: str
    band: str
    open_band: str
    top: str


TYPOGRAPHY = {
    "fr": Typography(
        thousands=NARROW, decimal=",", percent="{}" + HARD + "%", yes="oui", no="non", tied="{} ex aequo", band="{}-{}",
        open_band="{} et suivants", top="top {}",
    ),
    "en": Typography(
        thousands=",", decimal=".", percent="{}%", yes="yes", no="no", tied="joint {}", band="{}–{}",
        open_band="{} and below", top="top {}",
    ),
}  # fmt: skip


def render(answer: Answer, columns: Sequence[Column], output: Output | None, language: str) -> str:
    """Write an answer; without ``output`` a table, or Turtle for triples, which have no other form here."""
    if isinstance(answer, Triples):
        if output is not None:
            raise UsageError(
                Text(
                    en=f"this query answers with triples, not with {output}",
                    fr=f"cette requête répond par des triplets, pas en {output}",
                ),
                fix=Text(
                    en="leave --format out: the answer is Turtle",
                    fr="retirer --format\N{NO-BREAK SPACE}: la réponse est en Turtle",
                ),
            )
        return turtle(answer)
    if isinstance(answer, bool):
        return _WRITERS[output or Output.TABLE](Rows(("answer",), ((answer,),)), (_ANSWER,), language)
    return _WRITERS[output or Output.TABLE](answer, columns, language)


_ANSWER = Column("answer", Text(en="answer", fr="réponse"))


def table(answer: Rows, columns: Sequence[Column], language: str) -> str:
    """Write columns of even width, numbers to the right, under a rule; long words of a cell go on below."""
    titles, wide, right = _laid_out(answer, columns, language)
    cells = [line for row in wide for line in zip_longest(*map(_folded, row), fillvalue="")]
    widths = [max(map(len, (title, *(row[n] for row in cells)))) for n, title in enumerate(titles)]

    def line(words: Iterable[str]) -> str:
        padded = (
            word.rjust(width) if to_right else word.ljust(width)
            for word, width, to_right in zip(words, widths, right, strict=True)
        )
        return "  ".join(padded).rstrip()

    return "\n".join([line(titles), "  ".join("─" * width for width in widths), *map(line, cells)]) + "\n"


def _folded(words: str) -> list[str]:
    """Cut a long cell into lines at its plain spaces."""
    return wrap(words, WIDEST, break_long_words=False, break_on_hyphens=False) or [""]


def markdown(answer: Rows, columns: Sequence[Column], language: str) -> str:
    """Write a Markdown table."""
    titles, cells, right = _laid_out(answer, columns, language)

    def line(words: Iterable[str]) -> str:
        return "| " + " | ".join(word.replace("\\", "\\\\").replace("|", "\\|") for word in words) + " |"

    rule = "| " + " | ".join("---:" if to_right else "---" for to_right in right) + " |"
    return "\n".join([line(titles), rule, *map(line, cells)]) + "\n"


def csv_text(answer: Rows, _columns: Sequence[Column], _language: str) -> str:
    """Write every variable, under its own name, whatever the language."""
    return _separated(answer, ",")


def tsv_text(answer: Rows, _columns: Sequence[Column], _language: str) -> str:
    """Write the same with tabs between; a value with a tab or an end of line stands in quotation marks."""
    return _separated(answer, "\t")


def _separated(answer: Rows, separator: str) -> str:
    import csv  # noqa: PLC0415 (each format's library only where it is asked for)

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_bare(value) for value in row] for row in answer.rows)
    return out.getvalue()


def json_text(answer: Rows, _columns: Sequence[Column], _language: str) -> str:
    """Write an array, one object a line, every variable under its own name; what is not known is null."""
    lines = _objects(answer)
    return "[\n  " + ",\n  ".join(lines) + "\n]\n" if lines else "[]\n"


def jsonl_text(answer: Rows, _columns: Sequence[Column], _language: str) -> str:
    """Write the same objects, each a line of its own, for programs that read line by line."""
    return "".join(f"{line}\n" for line in _objects(answer))


def _objects(answer: Rows) -> list[str]:
    import json  # noqa: PLC0415

    return [
        json.dumps({name: _plain(value) for name, value in zip(answer.columns, row, strict=True)}, ensure_ascii=False)
        for row in answer.rows
    ]


def turtle(answer: Triples) -> str:
    """Write triples as Turtle, with the prefixes that they use."""
    text = " ".join(map(str, answer.triples))
    used = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in text}
    out = io.BytesIO()
    serialize(answer.triples, out, format=RdfFormat.TURTLE, prefixes=used)
    return out.getvalue().decode()


_WRITERS: Mapping[Output, Callable[[Rows, Sequence[Column], str], str]] = {
    Output.TABLE: table,
    Output.CSV: csv_text,
    Output.TSV: tsv_text,
    Output.JSON: json_text,
    Output.JSONL: jsonl_text,
    Output.MARKDOWN: markdown,
}


def _bare(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _plain(value: Value) -> str | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, Iri) else value


def _laid_out(answer: Rows, columns: Sequence[Column], language: str) -> tuple[list[str], list[list[str]], list[bool]]:
    """Give titles, cells, and which columns hold numbers only.

    A query that names no columns shows its variables, with numbers that may be years as they are.
    """
    shown = columns or tuple(Column(name, Text(name, name), Format.DIGITS) for name in answer.columns)
    place = {name: number for number, name in enumerate(answer.columns)}
    cells = [
        [cell(column, [row[place[name]] for name in column.of or (column.name,)], language) for column in shown]
        for row in answer.rows
    ]
    right = [
        not column.of and all(isinstance(row[place[column.name]], int | Decimal | None) for row in answer.rows)
        for column in shown
    ]
    return [column.title.in_language(language) for column in shown], cells, right


def cell(column: Column, values: Sequence[Value], language: str) -> str:
    """Write one cell on one line.

    >>> cell(Column("size", Text("size", "effectif")), [2000], "en")
    '2,000'
    >>> cell(Column("r", Text("rank", "rang"), Format.POSITION, ("best", "worst", "tied")), [16, 16, True], "fr")
    '16 ex aequo'
    """
    written = TYPOGRAPHY[language]
    if column.format is Format.POSITION:
        return _position(values, written)
    return _written(values[0], written, column.format)


def _written(value: Value, written: Typography, format_: Format = Format.PLAIN) -> str:
    match value:
        case None:
            return ""
        case bool():
            return written.yes if value else written.no
        case int() if format_ is Format.DIGITS:
            return str(value)
        case int() | Decimal():
            number = _number(value, written)
            return written.percent.format(number) if format_ is Format.PERCENT else number
        case Iri():
            return _short(value)
        case _:
            return _BLANKS.sub(" ", str(value)).strip(" ")


def _number(value: int | Decimal, written: Typography) -> str:
    whole, _, rest = f"{value:,f}".partition(".") if isinstance(value, Decimal) else (f"{value:,}", "", "")
    whole = whole.replace(",", written.thousands)
    return f"{whole}{written.decimal}{rest}" if rest else whole


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _position(values: Sequence[Value], written: Typography) -> str:
    """Write best, worst, tied, percentage, grade, score, out of: as many as the column has, the first that is known."""
    missing: list[Value] = [None] * (len(POSITION_PARTS) - len(values))
    best, worst, tied, percent, grade, score, out_of = [*values, *missing]
    if best is not None:
        return _ranks(best, worst, written, tied=tied is True)
    if percent is not None:
        return written.top.format(_written(percent, written, Format.PERCENT))
    if grade is not None or score is None:
        return _written(grade, written)
    points = _written(score, written)
    return points if out_of is None else f"{points}/{_written(out_of, written)}"


def _ranks(best: Value, worst: Value, written: Typography, *, tied: bool) -> str:
    if worst is None:
        return written.open_band.format(best)
    if best == worst:
        return written.tied.format(best) if tied else str(best)
    return written.top.format(worst) if best == 1 else written.band.format(best, worst)
