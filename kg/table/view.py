"""Tables for people: in even columns, or as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.errors import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 30  # rows that are shown
_WIDEST = 60
_MORE = Text("… {} rows in all", "… {} lignes en tout")
_NONE = Text("no row", "aucune ligne")


def text_of(titles: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> str:
    """Write the first rows in columns of even width."""
    cells = [[_short(word) for word in row] for row in rows[:MOST]]
    widths = [max(map(len, column)) for column in zip(titles, *cells, strict=True)]
    lines = [titles, ["─" * width for width in widths], *cells]
    padded = ["  ".join(w.ljust(width) for w, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([*padded, *_below(len(rows), language)])


def html_of(titles: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> str:
    """Write the first rows as an HTML table; whatever stands in them is text."""
    left = ' style="text-align: left"'
    head = "".join(f'<th scope="col"{left}>{escape(title)}</th>' for title in titles)
    body = "".join(
        "<tr>" + "".join(f"<td{left}>{escape(word)}</td>" for word in row) + "</tr>\n" for row in rows[:MOST]
    )
    below = "".join(f"<p>{line}</p>" for line in _below(len(rows), language))
    return (
        f'<table lang="{language}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n{below}'
    ).rstrip()


def _below(count: int, language: str) -> list[str]:
    if not count:
        return [_NONE.in_language(language)]
    return [_MORE.in_language(language).format(count)] if count > MOST else []


def _short(word: str) -> str:
    line = " ".join(word.split("\n"))
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"
