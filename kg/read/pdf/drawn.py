"""What a page draws that tells of its text, as PDFium has it: dots that may be bullets, and whether rules may cross."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from kg.read.pdf.glyphs import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfObject, PdfPage

_DOT = (1.5, 8.0)  # points: least and most across
_THIN = 3.0  # points: a filled shape this thin is a rule
_FEWEST_RULES = 3  # across and down: two rows of two cells
_MOST_OBJECTS = 50_000  # of one page, what its forms hold included
_MOST_POINTS = 16_000  # of the paths of one page: 4,000 boxes; more are a drawing


@dataclass(frozen=True, slots=True)
class Drawn:
    """``dots`` are the middles of dots; ``crossed`` tells that the page has rules enough for a table of four cells."""

    dots: list[tuple[float, float]]
    crossed: bool


def drawn_on(page: PdfPage) -> Drawn:
    """Look at the paths of a page, and count its rules. A page of many thousand things is a drawing, not crossed."""
    turn = Turn(page)
    dots: list[tuple[float, float]] = []
    across = down = points = objects = 0
    for thing in islice(page.get_objects(), _MOST_OBJECTS):
        objects += 1
        if thing.type != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        x0, y0, x1, y1 = thing.get_bounds()
        if _DOT[0] <= x1 - x0 <= _DOT[1] and abs((x1 - x0) - (y1 - y0)) <= 1:
            if thing.level == 0:  # within a form, lengths are the form's own
                dots.append(turn.point((x0 + x1) / 2, (y0 + y1) / 2))
            continue
        points += pdfium.FPDFPath_CountSegments(thing.raw)
        if points > _MOST_POINTS:
            break
        if min(x1 - x0, y1 - y0) <= _THIN:
            across, down = across + (y1 - y0 <= _THIN), down + (y1 - y0 > _THIN)
        else:
            straight = list(_straight(thing))
            across, down = across + straight.count(False), down + straight.count(True)
    small = points <= _MOST_POINTS and objects < _MOST_OBJECTS
    return Drawn(dots, small and min(across, down) >= _FEWEST_RULES)


def _straight(path: PdfObject) -> Iterator[bool]:
    """Yield, for each straight stroke along the page of a path, whether it runs up or down."""
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            outline = []
        outline.append((x.value, y.value))
        ends = [outline[-2:]] if kind == pdfium.FPDF_SEGMENT_LINETO else []
        if pdfium.FPDFPathSegment_GetClose(segment):
            ends.append([outline[-1], outline[0]])
        for (x0, y0), (x1, y1) in (pair for end in ends for pair in pairwise(end)):
            if (x0 == x1) != (y0 == y1):
                yield x0 == x1
