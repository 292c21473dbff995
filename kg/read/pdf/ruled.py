"""Ruled tables: pdfplumber finds their cells, on the pages where PDFium sees that rules may cross."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF
    from pdfplumber.table import Table

_SNAP = 3.0  # points: pdfplumber takes rules nearer than this for one
_MOST_CROSSINGS = 2_000  # of rules on one page: its time grows with their square; more are graph paper
_MOST_PAIRS = 4_000_000  # of rules across and rules down, each held against each

Box = tuple[float, float, float, float]  # left, bottom, right, top; lengths as in `Glyph`
Place = tuple[int, int]  # row and column


@dataclass(frozen=True, slots=True)
class Ruled:
    """The cells of one table: rows from top to bottom, each with its own box, which cells of other rows may reach into.

    A cell that spans rows or columns stands at the first of them.
    """

    box: Box
    rows: tuple[tuple[Box, tuple[tuple[Place, Box], ...]], ...]

    def cell(self, x: float, y: float) -> Place | None:
        """Give the place of the cell that holds a point, None outside all cells."""
        if not _holds(self.box, x, y):
            return None
        held = (cells for box, cells in self.rows if _holds(box, x, y))
        return next((place for cells in held for place, box in cells if _holds(box, x, y)), None)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]


class RuledTables:
    """Finds the tables of a document's pages; pdfplumber is loaded, and opens it, for the first page asked."""

    def __init__(self, content: bytes) -> None:
        """Keep the document."""
        self._content = content
        self._pdf: PDF | None = None
        self._refused = False

    def on(self, number: int) -> list[Ruled]:
        """Find the tables of a page, counted from 0, from top to bottom.

        What pdfplumber cannot read has no tables: what stands in them is read as prose.
        """
        if self._refused:
            return []
        # The two readers forgive different faults; what pdfminer raises is of no common kind.
        try:
            pages = self._opened().pages
        except Exception:  # noqa: BLE001
            self._refused = True
            return []
        if number >= len(pages):
            return []
        try:
            tables = _found(pages[number])
        except Exception:  # noqa: BLE001
            return []
        return [_ruled(table, pages[number]) for table in tables]

    def _opened(self) -> PDF:
        if self._pdf is None:
            # Imported here: it takes 0.2 s, and few documents have such tables.
            import pdfplumber  # noqa: PLC0415

            # Remarks on fonts and colours are for who asks for them.
            for name in ("pdfminer", "pdfplumber"):
                if not (log := logging.getLogger(name)).handlers:
                    log.addHandler(logging.NullHandler())
            self._pdf = pdfplumber.open(io.BytesIO(self._content))
        return self._pdf


def _found(page: Page) -> list[Table]:
    try:
        across, down = page.horizontal_edges, page.vertical_edges
        rows, columns = {round(edge["top"] / _SNAP) for edge in across}, {round(edge["x0"] / _SNAP) for edge in down}
        if len(rows) * len(columns) > _MOST_CROSSINGS or len(across) * len(down) > _MOST_PAIRS:
            return []
        return page.find_tables()
    finally:
        page.close()  # what it holds of the page, which is much


def _ruled(table: Table, page: Page) -> Ruled:
    left, _, _, bottom = page.bbox

    def box(found: tuple[float, float, float, float]) -> Box:
        """Measure from the lower left corner of the page what pdfplumber measures from the upper left of its paper."""
        x0, top, x1, low = found
        return x0 - left, bottom - low, x1 - left, bottom - top

    return Ruled(
        box(table.bbox),
        tuple(
            (box(row.bbox), tuple(((at, column), box(cell)) for column, cell in enumerate(row.cells) if cell))
            for at, row in enumerate(table.rows)
        ),
    )
