"""One page of a PDF: the cells of its ruled tables, and the runs of text outside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from kg.read.canonical import join_lines
from kg.read.pdf.columns import Line, arrange
from kg.read.pdf.drawn import Drawn, drawn_on
from kg.read.pdf.glyphs import Glyph, read_glyphs
from kg.read.pdf.segments import Segment, merged, rows_of, segments_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pypdfium2 import PdfPage

    from kg.read.pdf.cells import Table
    from kg.read.pdf.ruled import Place, Ruled

_LONGEST_CELL = 300  # code points: in frames with more text than this, half of them, a page is laid out
_MOST_DOTS = 200  # on one page; more are a drawing
_DOT_GAP = 1.6  # sizes: from a bullet to its text, at most
_MOST_GLYPHS = 20_000  # of one page: 1 s of pdfplumber; fuller ones are read without their tables' rules
_FEWEST = 2  # rows and columns of a table with something in them


@dataclass(frozen=True, slots=True)
class Page:
    """A page as printed. ``tables`` are the ruled ones, each with where it stands and its cells by row and column."""

    height: float
    segments: list[Segment]
    tables: list[tuple[Ruled, dict[Place, str]]]


def read_page(page: PdfPage, ruled: Callable[[], list[Ruled]]) -> Page:
    """Read one page; all that PDFium opens for it is closed.

    ``ruled`` finds its ruled tables; it is only asked where rules may cross.
    """
    text = page.get_textpage()
    try:
        glyphs = list(read_glyphs(page, text))
    finally:
        text.close()
    drawn = drawn_on(page) if glyphs else Drawn([], crossed=False)
    tables = []
    for table in ruled() if drawn.crossed and len(glyphs) <= _MOST_GLYPHS else []:
        cells, outside = _cells(table, glyphs)
        if _is_table(cells):
            tables.append((table, cells))
            glyphs = outside
    return Page(page.get_height(), _with_dots(segments_of(glyphs), drawn.dots), tables)


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


def _cells(table: Ruled, glyphs: Sequence[Glyph]) -> tuple[dict[Place, str], list[Glyph]]:
    inside: dict[Place, list[Glyph]] = {}
    outside = []
    for glyph in glyphs:
        place = table.cell(glyph.middle, glyph.base + glyph.size / 4)
        if place is None:
            outside.append(glyph)
        else:
            inside.setdefault(place, []).append(glyph)
    cells = {
        place: join_lines([merged(row).text for row in rows_of(segments_of(inside[place]))]) for place in sorted(inside)
    }
    return cells, outside


def _is_table(cells: dict[Place, str]) -> bool:
    rows, columns = ({place[side] for place in cells} for side in (0, 1))
    return (
        len(rows) >= _FEWEST
        and len(columns) >= _FEWEST
        and median(len(text) for text in cells.values()) <= _LONGEST_CELL
    )


def in_order(page: Page, segments: Sequence[Segment]) -> list[Line | Table | dict[Place, str]]:
    """Give lines and tables in reading order; ``segments`` are those of the page that count.

    A ruled table stands before the first line below its top that is not beside it.
    """
    things: list[Line | Table | dict[Place, str]] = list(arrange(segments))
    for table, cells in page.tables:
        at = next((number for number, thing in enumerate(things) if _is_below(thing, table)), len(things))
        things.insert(at, cells)
    return things


def _is_below(thing: object, table: Ruled) -> bool:
    if isinstance(thing, Line):
        segment: Segment | None = thing.segment
    elif isinstance(thing, list):
        segment = next((cell for row in thing for cell in row if cell), None)
    else:
        return False
    beside = segment is None or segment.right < table.box[0] or segment.left > table.box[2]
    return not beside and segment is not None and segment.base < table.box[3]
