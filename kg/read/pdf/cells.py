"""Cells of an unruled table that take up several lines, put together again."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from kg.read.pdf.segments import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = 1.6  # sizes: lines of one cell are not further apart
_TIGHT = 0.8  # of the distance of rows: closer lines are of one row

Row = list[Segment | None]
Table = list[Row]


def whole_cells(rows: Sequence[Row]) -> Table:
    """Put together the lines of each row. A cell may be set beside the middle of one of two lines."""
    rows = _around(rows)
    full = [_height(row) for row in rows if len(_filled(row)) > 1]
    pitch = median([upper - lower for upper, lower in pairwise(full)] or [0.0])
    table: Table = []
    for row in rows:
        if table and _goes_on(table[-1], row, pitch):
            table[-1] = _joined(table[-1], row)
        else:
            table.append(row)
    return table


def _around(rows: Sequence[Row]) -> Table:
    """Join three lines where the second stands beside the middle of cells that the first and the third hold."""
    table: Table = []
    waiting = list(rows)
    while waiting:
        first, *rest = waiting
        if len(rest) > 1 and _filled(first) == _filled(rest[1]) and not _filled(first) & _filled(rest[0]):
            size = max(cell.size for cell in first if cell)
            if _height(first) - _height(rest[1]) <= _LINE * size:
                table.append(_joined(_joined(first, rest[1]), rest[0]))
                waiting = rest[2:]
                continue
        table.append(first)
        waiting = rest
    return table


def _goes_on(above: Row, row: Row, pitch: float) -> bool:
    filled = _filled(row)
    if not filled < _filled(above) or any(cell.text[0].isdigit() for cell in row if cell):
        return False
    drop = _height(above) - _height(row)
    size = max(cell.size for cell in row if cell)
    return drop <= _LINE * size and (drop < _TIGHT * pitch or all(cell.text[0].islower() for cell in row if cell))


def _filled(row: Row) -> set[int]:
    return {column for column, cell in enumerate(row) if cell}


def _height(row: Row) -> float:
    """Give the baseline of a row: of the last line of its cells."""
    return min(cell.base for cell in row if cell)


def _joined(above: Row, row: Row) -> Row:
    return [
        _below(upper, lower) if upper and lower else upper or lower for upper, lower in zip(above, row, strict=True)
    ]


def _below(upper: Segment, lower: Segment) -> Segment:
    text = f"{upper.text} {lower.text}"
    left, right = min(upper.left, lower.left), max(upper.right, lower.right)
    return Segment(text, left, right, lower.base, upper.size, upper.bold)
