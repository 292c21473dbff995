"""Tables in plain text: cells parted by tabs or upright strokes, or one cell a line."""

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
    r"(?:[=#]?\s?\d[\d\s.,]*(?:[-–]\s?\d[\d\s]*)?(?:e|er|re|è?me|st|nd|rd|th|\+)?|\d+[.,]\d+|idem|ditto|[A-E]\+?|[-–—])"
    r"(?:\s*(?:/\s*\d+|%|ex[- ]?aequo|\(\S{1,8}\)))?",
    re.IGNORECASE,
)
_LONGEST_CELL = 70
_FEWEST_ROWS = 3
_MOST_COLUMNS = 5
_FEWEST_COLUMNS = 2


def cell_lines(source: str, lines: Sequence[Line]) -> list[list[View]] | None:
    """Give the rows of a table whose cells are parted by tabs or by ``|``, or None where the lines are none."""
    for separator in ("\t", "|"):
        if separator == "|" and not (all(line.text.startswith("|") for line in lines) or _is_even(lines)):
            continue
        if len(lines) >= _FEWEST_COLUMNS and all(separator in line.text for line in lines):
            return (
                [_cells(source, line, separator) for line in lines if not _RULE.fullmatch(line.text)] if source else []
            )
    return None


def _is_even(lines: Sequence[Line]) -> bool:
    """Tell whether lines without outer strokes have the same number of inner ones, in enough rows to be no menu."""
    return len(lines) >= _FEWEST_ROWS and len({line.text.count("|") for line in lines}) == 1


def _cells(source: str, line: Line, separator: str) -> list[View]:
    cells: list[list[Run]] = [[]]
    for run in line.runs:
        if run.text is not None:
            cells[-1].append(run)
            continue
        position = run.start
        for match in re.finditer(re.escape(separator), source[run.start : run.end]):
            cells[-1].append(Run(position, run.start + match.start()))
            cells.append([])
            position = run.start + match.end()
        cells[-1].append(Run(position, run.end))
    if separator == "|" and line.text.startswith("|"):
        cells = cells[1:-1] if line.text.endswith("|") else cells[1:]
    return [make_view(source, [Line(tuple(runs), "")]) for runs in cells]


def cell_per_line(source: str, lines: Sequence[Line]) -> list[list[View]] | None:
    """Give the rows of a table written one cell a line: after a header, names and values alternate regularly."""
    if any(len(line.text) > _LONGEST_CELL for line in lines):
        return None
    for columns in range(_FEWEST_COLUMNS, _MOST_COLUMNS + 1):
        body = [lines[at : at + columns] for at in range(columns, len(lines), columns)]
        if len(lines) % columns or len(body) < _FEWEST_ROWS:
            continue
        kinds = [{bool(_VALUE.fullmatch(row[column].text)) for row in body} for column in range(columns)]
        if all(len(kind) == 1 for kind in kinds) and {True} in kinds and {False} in kinds:
            rows = [lines[:columns], *body]
            return [[make_view(source, [line]) for line in row] for row in rows] if source else []
    return None
