"""The characters of a page of a PDF: where PDFium finds them, how large, how heavy."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage, PdfTextPage

_HEAVY = ("bold", "black", "heavy")
_UPRIGHT = 0.1  # rise of the line of writing, in units of its run
_HYPHEN_MARK = "\ufffe"  # PDFium's sign for the hyphen of a broken word


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as printed. Lengths are points, from the lower left corner of the page as it is shown.

    ``left`` and ``right`` bound its advance, ``base`` is its baseline. ``blank`` tells that a blank stands before it,
    ``typed`` that the file has a character for that blank.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    blank: bool = False
    typed: bool = False

    @property
    def middle(self) -> float:
        """The point half-way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    upright: bool


class Turn:
    """Turns points of a page's own coordinates into those of the page as it is shown."""

    def __init__(self, page: PdfPage) -> None:
        """Read how the page is turned."""
        self.quarters = page.get_rotation() // 90
        self._left, self._bottom, self._right, self._top = page.get_mediabox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point."""
        x, y = x - self._left, y - self._bottom
        width, height = self._right - self._left, self._top - self._bottom
        return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[self.quarters]

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Turn a direction."""
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.quarters]


def read_glyphs(page: PdfPage, text: PdfTextPage) -> Iterator[Glyph]:
    """Yield the printed characters of a page in the order of the file; text that runs up or down is left out."""
    turn = Turn(page)
    styles: dict[int | None, _Style] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    blank = typed = False
    high = ""
    for index in range(text.count_chars()):
        point = chr(pdfium.FPDFText_GetUnicode(text, index) & 0x1FFFFF)
        if "\ud800" <= point <= "\udbff":
            high = point
            continue
        if "\udc00" <= point <= "\udfff":
            point = (high + point).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if point.isspace():
            blank = True
            typed = typed or pdfium.FPDFText_IsGenerated(text, index) == 0
            continue
        style = _style(text, index, turn, styles)
        if point == "\0" or not style.upright:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        (x0, _), (x1, _) = turn.point(box.left, box.bottom), turn.point(box.right, box.top)
        base = turn.point(x.value, y.value)[1]
        shown = "-" if point in (_HYPHEN_MARK, "\x02") else point
        yield Glyph(shown, min(x0, x1), max(x0, x1), base, style.size, style.bold, blank, typed)
        blank = typed = False


def _style(text: PdfTextPage, index: int, turn: Turn, styles: dict[int | None, _Style]) -> _Style:
    """Give a character's style; characters of one text object share it."""
    key = ctypes.cast(pdfium.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value
    if key in styles:
        return styles[key]
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    run, rise = turn.direction(matrix.a, matrix.b)
    scale = math.hypot(matrix.c, matrix.d)
    size = pdfium.FPDFText_GetFontSize(text, index) * (scale or 1.0)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, None)
    font = name.value.decode("utf-8", "replace").lower()
    styles[key] = _Style(abs(size), any(word in font for word in _HEAVY), run >= 0 and abs(rise) <= _UPRIGHT * run)
    return styles[key]
