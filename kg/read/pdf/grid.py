"""Ruled tables: the lines that a page draws, and the cells they part."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from kg.read.pdf.glyphs import Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pypdfium2 import PdfPage

_DOT = (1.5, 8.0)  # points: least and most across
_THIN = 3.0  # points: a filled shape this thin is a rule
_SHORTEST = 4.0  # points: shorter rules are dashes, dots and parts of drawings
_NEAR = 2.5  # points: rules nearer than this are one
_MOST_RULES = 4_000  # drawn on one page; the rest is not looked at
_MOST_WHOLE = 500  # on one page; more are a drawing
_FEWEST_LINES = 3  # across and down: two rows of two cells


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule from ``start`` to ``end``: at the height ``at`` where it runs across, else so far right."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of one table; ``rows`` from top to bottom, ``columns`` from left to right."""

    rows: tuple[float, ...]
    columns: tuple[float, ...]
    down: tuple[Rule, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Give the row and the first column of the cell that holds a point, None outside the table."""
        if not (self.rows[-1] < y < self.rows[0] and self.columns[0] < x < self.columns[-1]):
            return None
        row = bisect_right(self.rows, -y, key=lambda at: -at) - 1
        column = bisect_right(self.columns, x) - 1
        height = (self.rows[row] + self.rows[row + 1]) / 2
        # Of a cell that spans columns some rules are missing.
        while column > 0 and not any(_crosses(rule, self.columns[column], height) for rule in self.down):
            column -= 1
        return row, column


def _crosses(rule: Rule, at: float, height: float) -> bool:
    return abs(rule.at - at) <= _NEAR and rule.start <= height <= rule.end


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws that tells of its text: rules across and down, and the middles of dots that may be bullets."""

    across: list[Rule]
    down: list[Rule]
    dots: list[tuple[float, float]]


def grids_of(drawn: Drawn) -> list[Grid]:
    """Find the ruled tables of a page, from top to bottom."""
    across, down = _whole(drawn.across), _whole(drawn.down)
    if len(across) + len(down) > _MOST_WHOLE:
        return []
    grids = [grid for part in _joined(across, down) if (grid := _grid(*part))]
    return sorted(grids, key=lambda grid: (-grid.rows[0], grid.columns[0]))


def drawn_on(page: PdfPage) -> Drawn:
    """Look at the paths of a page, the first thousands of them."""
    turn = Turn(page)
    across: list[Rule] = []
    down: list[Rule] = []
    dots: list[tuple[float, float]] = []
    for thing in islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1), _MOST_RULES):
        x0, y0, x1, y1 = thing.get_bounds()
        if _DOT[0] <= x1 - x0 <= _DOT[1] and abs((x1 - x0) - (y1 - y0)) <= 1:
            dots.append(turn.point((x0 + x1) / 2, (y0 + y1) / 2))
            continue
        for left, bottom, right, top in _boxes(thing.raw, turn):
            if top - bottom <= _THIN and right - left >= _SHORTEST:
                across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= _THIN and top - bottom >= _SHORTEST:
                down.append(Rule((left + right) / 2, bottom, top))
        if len(across) + len(down) > _MOST_RULES:
            break
    return Drawn(across, down, dots)


def _boxes(path: object, turn: Turn) -> Iterator[tuple[float, float, float, float]]:
    """Yield what a path draws: each straight stroke, and the sides of the box it fills."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    strokes: list[tuple[float, float, float, float]] = []
    start: tuple[float, float] | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
            yield from _shape(points, strokes)
            points, strokes = [point], []
            continue
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            strokes.append(_box((points[-1], point)))
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and start:
            strokes.append(_box((point, start)))
    yield from _shape(points, strokes)


def _box(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _shape(
    points: Sequence[tuple[float, float]], strokes: Sequence[tuple[float, float, float, float]]
) -> Iterator[tuple[float, float, float, float]]:
    if not strokes:
        return
    box = _box(points)
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield box
    else:
        yield from strokes


def _whole(rules: Iterable[Rule]) -> list[Rule]:
    """Put together rules that go on from each other: many files draw every cell's sides."""
    whole: list[Rule] = []
    place: float | None = None
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        place = rule.at if place is None or rule.at - place > _THIN else place
        whole.append(Rule(place, rule.start, rule.end))
    joined: list[Rule] = []
    for rule in sorted(whole, key=lambda rule: (rule.at, rule.start)):
        last = joined[-1] if joined else None
        if last and last.at == rule.at and rule.start - last.end <= _NEAR:
            joined[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return joined


def _joined(across: Iterable[Rule], down: Iterable[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield rules that touch each other, those across and those down, of one table after the other."""
    waiting, left = list(across), list(down)
    while waiting:
        rows, columns, new = [waiting.pop()], list[Rule](), list[Rule]()
        fresh = list(rows)
        while fresh:
            new = [rule for rule in left if any(_touch(row, rule) for row in fresh)]
            left = [rule for rule in left if not any(_touch(row, rule) for row in fresh)]
            columns += new
            fresh = [row for row in waiting if any(_touch(row, rule) for rule in new)]
            waiting = [row for row in waiting if not any(_touch(row, rule) for rule in new)]
            rows += fresh
        yield rows, columns


def _touch(row: Rule, column: Rule) -> bool:
    return row.start - _NEAR <= column.at <= row.end + _NEAR and column.start - _NEAR <= row.at <= column.end + _NEAR


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    rows = _places(rule.at for rule in across)
    columns = _places(rule.at for rule in down)
    if len(rows) < _FEWEST_LINES or len(columns) < _FEWEST_LINES:
        return None
    return Grid(tuple(reversed(rows)), tuple(columns), tuple(down))


def _places(values: Iterable[float]) -> list[float]:
    """Give the places of rules, those that are one put together."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places
