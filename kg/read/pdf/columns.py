"""The order of reading of a page: rows from top to bottom, columns from left to right, tables row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from kg.read.pdf.segments import Segment, merged, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GUTTER = 2.0  # points: the least white between two columns
_WIDE = 7.0  # points: the least white between two columns of prose
_FEWEST = 3  # rows with something on both sides
_CELL = 28  # code points: the cells of some column of a table are shorter, as a rule
_VALUE = re.compile(r"[^\W_]{0,3}\d|[-–—]$|[A-E][+-]?$")
_PITCH = 2.6  # sizes: rows of a table are not further apart

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose; ``column`` bounds the text it stands in, as far as the page tells."""

    segment: Segment
    column: Interval


Table = list[list[Segment | None]]


def arrange(segments: Sequence[Segment]) -> Iterator[Line | Table]:
    """Yield the lines and the unruled tables of a page in reading order."""
    rows = rows_of(segments)
    at = 0
    while at < len(rows):
        end, gutters = _side_by_side(rows, at)
        if not gutters:
            yield from _lines(rows[at:end])
        elif table := _table(rows[at:end], gutters):
            yield table
        else:
            for column in _columns(rows[at:end], [gutter for gutter in gutters if gutter[1] - gutter[0] >= _WIDE]):
                yield from _lines(rows_of(column))
        at = end


def _lines(rows: Sequence[Sequence[Segment]]) -> Iterator[Line]:
    lines = [merged(row) for row in rows]
    if lines:
        column = (min(line.left for line in lines), max(line.right for line in lines))
        yield from (Line(line, column) for line in lines)


def _side_by_side(rows: Sequence[Sequence[Segment]], at: int) -> tuple[int, list[Interval]]:
    """Find how far rows from ``at`` on are of one form: with the same gutters, or without any."""
    end, gutters = _run(rows, at)
    if gutters:
        return end, gutters
    end = at + 1
    while end < len(rows) and not _run(rows, end)[1]:
        end += 1
    return end, []


def _run(rows: Sequence[Sequence[Segment]], at: int) -> tuple[int, list[Interval]]:
    """Give the end of the longest run of rows with a common gutter that begins at ``at``, and its gutters."""
    if len(rows[at]) < 2:  # noqa: PLR2004 - a run begins where two things stand side by side
        return at + 1, []
    gutters = _gaps(rows[at])
    end = last = at + 1
    while end < len(rows):
        if _far(rows[end - 1], rows[end]) and _is_short(rows[at:end]):
            break
        kept = _common(gutters, _gaps(rows[end], open_ended=True))
        if not kept:
            break
        end += 1
        gutters = kept
        if len(rows[end - 1]) > 1:
            last = end
    both = sum(len(row) > 1 for row in rows[at:end])
    if both < _FEWEST:
        return at + 1, []
    # Lines on the left alone that follow are prose again, unless the columns are.
    return (end if not _is_short(rows[at:last]) else last), gutters


def _is_short(rows: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether what stands side by side are cells rather than lines of prose."""
    texts = [[segment.text for segment in row] for row in rows if len(row) > 1]
    return any(
        median(len(text[side]) for text in texts) <= _CELL or _share(text[side] for text in texts) for side in (0, -1)
    )


def _share(texts: Iterator[str]) -> bool:
    found = [bool(_VALUE.match(text)) for text in texts]
    return sum(found) > len(found) / 2


def _far(row: Sequence[Segment], following: Sequence[Segment]) -> bool:
    return row[0].base - following[0].base > _PITCH * max(row[0].size, following[0].size)


def _gaps(row: Sequence[Segment], *, open_ended: bool = False) -> list[Interval]:
    """Give the white between the segments of a row; ``open_ended`` adds what lies left and right of them."""
    gaps = [(left.right, right.left) for left, right in pairwise(row)]
    if open_ended:
        gaps = [(float("-inf"), row[0].left), *gaps, (max(s.right for s in row), float("inf"))]
    return [gap for gap in gaps if gap[1] - gap[0] >= _GUTTER]


def _common(ours: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    both = ((max(a, c), min(b, d)) for a, b in ours for c, d in others)
    return sorted(gap for gap in both if gap[1] - gap[0] >= _GUTTER)


def _table(rows: Sequence[Sequence[Segment]], gutters: Sequence[Interval]) -> Table | None:
    """Give the cells of a table by its gutters, None where the columns are of prose."""
    if not _is_short(rows):
        return None
    table: Table = []
    for row in rows:
        cells = [merged(cell) if cell else None for cell in _split(row, gutters)]
        filled = [number for number, cell in enumerate(cells) if cell]
        if table and len(filled) == 1 and _wraps(table[-1][filled[0]], cells[filled[0]]):
            table[-1][filled[0]] = _below(table[-1][filled[0]], cells[filled[0]])
        else:
            table.append(cells)
    return table


def _wraps(above: Segment | None, cell: Segment | None) -> bool:
    """Tell whether a cell alone in its row goes on what stands above it."""
    return bool(above and cell and above.base - cell.base < 1.5 * cell.size and not cell.text[0].isupper())


def _below(above: Segment | None, cell: Segment | None) -> Segment | None:
    if not (above and cell):
        return above or cell
    text = f"{above.text} {cell.text}"
    return Segment(text, above.left, max(above.right, cell.right), cell.base, above.size, above.bold)


def _split(row: Sequence[Segment], gutters: Sequence[Interval]) -> list[list[Segment]]:
    cells: list[list[Segment]] = [[] for _ in range(len(gutters) + 1)]
    for segment in row:
        cells[sum(segment.middle > (gutter[0] + gutter[1]) / 2 for gutter in gutters)].append(segment)
    return cells


def _columns(rows: Sequence[Sequence[Segment]], gutters: Sequence[Interval]) -> list[list[Segment]]:
    columns: list[list[Segment]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for number, cell in enumerate(_split(row, gutters)):
            columns[number].extend(cell)
    return [column for column in columns if column]
