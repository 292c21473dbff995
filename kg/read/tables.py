"""Tables in plain text: cells parted by tabs, strokes or wide gaps, one cell a line, or one row a chunk of lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.read.lines import Line, Run, make_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.read.document import View

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
# What a body cell of a one-cell-a-line table holds when it is not a name.
_VALUE = re.compile(
    r"(?:[=#]?\s?\d[\d\s.,]{0,12}(?:[-–]\s?\d[\d\s]{0,8})?(?:(?i:e|er|re|è?me|st|nd|rd|th)|[+=])?|(?i:idem|ditto"
    r"|n\.? ?[acr]\.?|non class[ée]e?"
    r"|not ranked|unranked)|[A-E][+-]?|[-–—])"
    r"(?:\s*(?:/\s*[\d ,.]+|%|(?i:ex[- ]?aequo)|\(\S{1,8}\)))?"
)
_SEPARATORS = {"\t": re.compile(r"\t"), "|": re.compile(r"\|"), "  ": re.compile(r"\s{2,}")}
_LONGEST_CELL = 70
_FEWEST_ROWS = 3
_MOST_COLUMNS = 6
_FEWEST_COLUMNS = 2
_FEWEST_BY_GAPS = 3
_HALF = 0.5
_MOST_IRREGULAR = 0.08  # cells that are not of their column's kind


def cell_lines(source: str, lines: Sequence[Line]) -> list[list[View]] | None:
    """Give the rows of a table whose cells are parted by tabs, ``|`` or gaps, or None where the lines are none."""
    for separator in ("\t", "|"):
        if separator == "|" and not (all(line.text.startswith("|") for line in lines) or _is_even(lines)):
            continue
        if len(lines) >= _FEWEST_COLUMNS and all(separator in line.text for line in lines):
            return _rows(source, [line for line in lines if not _RULE.fullmatch(line.text)], separator)
    if _is_aligned(lines):
        return _rows(source, lines, "  ")
    return None


def _rows(source: str, lines: Sequence[Line], separator: str) -> list[list[View]]:
    return [_cells(source, line, separator) for line in lines] if source else []


def _is_even(lines: Sequence[Line]) -> bool:
    """Tell whether lines without outer strokes have the same number of inner ones, in enough rows to be no menu."""
    return len(lines) >= _FEWEST_ROWS and len({line.text.count("|") for line in lines}) == 1


def _is_aligned(lines: Sequence[Line]) -> bool:
    """Tell whether wide gaps part all lines into as many cells, three or more, one column of them all values."""
    if len(lines) < _FEWEST_ROWS:
        return False
    rows = [_SEPARATORS["  "].split(line.text) for line in lines]
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < _FEWEST_BY_GAPS:
        return False
    return any(all(_VALUE.fullmatch(row[column].strip()) for row in rows[1:]) for column in range(len(rows[0])))


def _cells(source: str, line: Line, separator: str) -> list[View]:
    cells: list[list[Run]] = [[]]
    for run in line.runs:
        if run.text is not None:
            cells[-1].append(run)
            continue
        position = run.start
        if separator == "  ":  # the indent of a line parts nothing
            position += len(source[run.start : run.end]) - len(source[run.start : run.end].lstrip())
        for match in _SEPARATORS[separator].finditer(source, position, run.end):
            cells[-1].append(Run(position, match.start()))
            cells.append([])
            position = match.end()
        cells[-1].append(Run(position, run.end))
    if separator == "|" and line.text.startswith("|"):
        cells = cells[1:-1] if line.text.endswith("|") else cells[1:]
    return [make_view(source, [Line(tuple(runs), "")]) for runs in cells]


def cell_per_line(source: str, lines: Sequence[Line]) -> list[list[View]] | None:
    """Give the rows of a table written one cell a line: after a header, names and values alternate regularly."""
    if len(lines) < _FEWEST_ROWS * _FEWEST_COLUMNS or any(len(line.text) > _LONGEST_CELL for line in lines):
        return None
    first = next((number for number, line in enumerate(lines) if _VALUE.fullmatch(line.text)), len(lines))
    best: tuple[float, int, int] | None = None
    for columns in range(_FEWEST_COLUMNS, _MOST_COLUMNS + 1):
        # Names before the first value: those of its row, and a header of as many cells as a row has.
        head = columns if first >= columns else 0
        whole = head + (len(lines) - head) // columns * columns
        wrong = _irregular(lines[head:whole], columns) if first < 2 * columns else None
        if wrong is not None and (best is None or wrong < best[0]):
            best = (wrong, columns, head)
    if best is None:
        return None
    _, columns, _ = best
    return views_of(source, [lines[at : at + columns] for at in range(0, len(lines), columns)])


def _irregular(lines: Sequence[Line], columns: int) -> float | None:
    """Give the share of cells that are not of their column's kind, name or value; None where the lines are no table."""
    rows = [lines[at : at + columns] for at in range(0, len(lines), columns)]
    if len(rows) < _FEWEST_ROWS:
        return None
    shares = [sum(bool(_VALUE.fullmatch(row[column].text)) for row in rows) / len(rows) for column in range(columns)]
    wrong = sum(min(share, 1 - share) for share in shares) / columns
    kinds = {share > _HALF for share in shares}
    return wrong if wrong <= _MOST_IRREGULAR and kinds == {True, False} else None


def is_table(rows: Sequence[Sequence[Line]]) -> bool:
    """Tell whether rows of short lines, the first their header, hold names in some columns and values in others."""
    header, *body = rows
    if any(len(line.text) > _LONGEST_CELL for row in rows for line in row):
        return False
    if any(_VALUE.fullmatch(line.text) for line in header):
        return False
    return _irregular([line for row in body for line in row], len(header)) is not None


def views_of(source: str, rows: Sequence[Sequence[Line]]) -> list[list[View]]:
    """Give the cells of rows of lines; nothing for an empty source."""
    return [[make_view(source, [line]) for line in row] for row in rows] if source else []
