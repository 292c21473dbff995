"""The order of reading of a page: rows from top to bottom, columns from left to right, tables row by row."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from kg.read.pdf.cells import Table, whole_cells
from kg.read.pdf.segments import Segment, merged, parted, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GUTTER = 2.0  # points: the least white between two columns
_WIDE = 7.0  # points: the least white between two columns of prose
_MOST_EXACT = 500  # lines of a page; of more each is not held against all others
_FEWEST = 3  # rows with something on both sides
_CELL = 28  # code points: the cells of some column of a table are shorter, as a rule
_VALUE = re.compile(r"[^\W_]{0,3}\d|[-–—]$|[A-E][+-]?$")
_ALIGNED = 0.5  # of a table's rows have cells on both sides; lines of two columns of prose need not
_MARK = re.compile(r"[-–—*•►▪➤→▶◦‣·○●❖✓✔➢■□o\uf0a7\uf0b7\uf0d8\uf0fc\x7f]")
_MARK_NUMBER = re.compile(r"\d{1,3}[.)]")
_MARK_GAP = 3  # sizes
_PITCH = 2.6  # sizes: rows of a table are not further apart

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose; ``column`` bounds the text it stands in, as far as the page tells."""

    segment: Segment
    column: Interval


def arrange(segments: Sequence[Segment]) -> Iterator[Line | Table]:
    """Yield the lines and the unruled tables of a page in reading order."""
    rows = [list(_marked(row)) for row in rows_of(segments)]
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
    """Yield the lines of rows that are no columns; where white parts a row for all that, the file's order is taken."""
    lines = [merged(part) for row in rows for part in parted(row)]
    beside = len(lines) > len(rows)
    if beside:
        lines.sort(key=lambda line: line.order)
    bounds: dict[int, Interval] = {}
    for line in lines:
        left, right = bounds.get(round(line.size), (line.left, line.right))
        bounds[round(line.size)] = min(left, line.left), max(right, line.right)
    # Titles are no measure of how far the lines of prose reach.
    for line in lines:
        exact = beside and len(lines) <= _MOST_EXACT
        yield Line(line, _reach(line, lines) if exact else bounds[round(line.size)])


def _reach(line: Segment, lines: Sequence[Segment]) -> Interval:
    """Give how far the lines above and below a line reach, those of its size."""
    near = [
        other
        for other in lines
        if round(other.size) == round(line.size) and other.left < line.right and line.left < other.right
    ]
    return min(other.left for other in near), max(other.right for other in near)


def _marked(row: Sequence[Segment]) -> Iterator[Segment]:
    """Put the mark of an item, set apart from its text, before it."""
    mark: Segment | None = None
    for number, segment in enumerate(row):
        if mark:
            yield replace(segment, text=f"{mark.text} {segment.text}", left=mark.left)
            mark = None
        elif (
            number + 1 < len(row)
            and row[number + 1].left - segment.right < _MARK_GAP * segment.size
            and (
                _MARK.fullmatch(segment.text) or (len(row) == 2 and _MARK_NUMBER.fullmatch(segment.text))  # noqa: PLR2004
            )
        ):
            mark = segment
        else:
            yield segment


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
        kept = _common(gutters, _gaps(rows[end]))
        if not any(map(_is_inner, kept)):
            break
        end += 1
        gutters = kept
        if len(rows[end - 1]) > 1:
            last = end
    gutters = [gutter for gutter in gutters if _is_inner(gutter)]
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


def _gaps(row: Sequence[Segment]) -> list[Interval]:
    """Give the white of a row, what lies left and right of it included."""
    ends = [-math.inf, *(segment.right for segment in row)]
    gaps = [(max(ends[: at + 1]), segment.left) for at, segment in enumerate(row)]
    return [gap for gap in (*gaps, (max(ends), math.inf)) if gap[1] - gap[0] >= _GUTTER]


def _is_inner(gap: Interval) -> bool:
    return math.isfinite(gap[0]) and math.isfinite(gap[1])


def _common(ours: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    both = ((max(a, c), min(b, d)) for a, b in ours for c, d in others)
    return sorted(gap for gap in both if gap[1] - gap[0] >= _GUTTER)


def _table(rows: Sequence[Sequence[Segment]], gutters: Sequence[Interval]) -> Table | None:
    """Give the cells of a table by its gutters, None where the columns are of prose."""
    whole = sum(len(row) > 1 for row in rows)
    if not _is_short(rows) or whole < _ALIGNED * len(rows):
        return None
    return whole_cells([[merged(cell) if cell else None for cell in _split(row, gutters)] for row in rows])


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
