"""One page of a PDF: the cells of its ruled tables, and the runs of text outside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from kg.read.canonical import join_lines
from kg.read.pdf.columns import Line, arrange
from kg.read.pdf.glyphs import Glyph, read_glyphs
from kg.read.pdf.grid import Drawn, Grid, drawn_on, grids_of
from kg.read.pdf.segments import Segment, merged, rows_of, segments_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from kg.read.pdf.cells import Table

_LONGEST_CELL = 300  # code points: in frames with more text than this, half of them, a page is laid out
_MOST_DOTS = 200  # on one page; more are a drawing
_DOT_GAP = 1.6  # sizes: from a bullet to its text, at most
_FEWEST = 2  # rows and columns of a table with something in them


@dataclass(frozen=True, slots=True)
class Page:
    """A page as printed. ``grids`` are the ruled tables, each with where it begins and its cells by row and column."""

    height: float
    segments: list[Segment]
    grids: list[tuple[Grid, dict[tuple[int, int], str]]]


def read_page(page: PdfPage) -> Page:
    """Read one page; all that PDFium opens for it is closed."""
    text = page.get_textpage()
    try:
        glyphs = list(read_glyphs(page, text))
    finally:
        text.close()
    drawn = drawn_on(page) if glyphs else Drawn([], [], [])
    grids = []
    for grid in grids_of(drawn):
        cells, outside = _cells(grid, glyphs)
        if _is_table(cells):
            grids.append((grid, cells))
            glyphs = outside
    return Page(page.get_height(), _with_dots(segments_of(glyphs), drawn.dots), grids)


def _with_dots(segments: list[Segment], dots: Sequence[tuple[float, float]]) -> list[Segment]:
    """Write a bullet before text that stands just right of a drawn dot, as browsers print lists."""
    if len(dots) > _MOST_DOTS:
        return segments
    marked = []
    for segment in segments:
        reach = segment.left - _DOT_GAP * segment.size
        near = (x for x, y in dots if reach <= x < segment.left and abs(y - segment.middle_height) <= segment.size / 3)
        dot = max(near, default=None)
        marked.append(segment if dot is None else replace(segment, text=f"• {segment.text}", left=dot))
    return marked


def _cells(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[dict[tuple[int, int], str], list[Glyph]]:
    inside: dict[tuple[int, int], list[Glyph]] = {}
    outside = []
    for glyph in glyphs:
        place = grid.cell(glyph.middle, glyph.base + glyph.size / 4)
        if place is None:
            outside.append(glyph)
        else:
            inside.setdefault(place, []).append(glyph)
    cells = {
        place: join_lines([merged(row).text for row in rows_of(segments_of(inside[place]))]) for place in sorted(inside)
    }
    return cells, outside


def _is_table(cells: dict[tuple[int, int], str]) -> bool:
    rows, columns = ({place[side] for place in cells} for side in (0, 1))
    return (
        len(rows) >= _FEWEST
        and len(columns) >= _FEWEST
        and median(len(text) for text in cells.values()) <= _LONGEST_CELL
    )


def in_order(page: Page, segments: Sequence[Segment]) -> list[Line | Table | dict[tuple[int, int], str]]:
    """Give lines and tables in reading order; ``segments`` are those of the page that count.

    A ruled table stands before the first line below its top that is not beside it.
    """
    things: list[Line | Table | dict[tuple[int, int], str]] = list(arrange(segments))
    for grid, cells in page.grids:
        at = next((number for number, thing in enumerate(things) if _is_below(thing, grid)), len(things))
        things.insert(at, cells)
    return things


def _is_below(thing: object, grid: Grid) -> bool:
    if isinstance(thing, Line):
        segment: Segment | None = thing.segment
    elif isinstance(thing, list):
        segment = next((cell for row in thing for cell in row if cell), None)
    else:
        return False
    beside = segment is None or segment.right < grid.columns[0] or segment.left > grid.columns[-1]
    return not beside and segment is not None and segment.base < grid.rows[0]
