"""What all pictures are made of: fonts, colours, layers of marks, and a title above.

Places on the picture are worked out here and not by Vega, whose own layout measures text with the fonts of the machine:
the same answer is the same picture everywhere.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.plot.convert import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.plot.convert import Spec

Layer: TypeAlias = dict[str, Any]
Datum: TypeAlias = "Mapping[str, object]"

FONT = "system-ui, Arial, 'Liberation Sans', sans-serif"
INK = "currentColor"
# Contrast of at least 4 with white and with black; told apart without colour too, by shape.
COLOURS = ("#2f7cc4", "#c2571a")
SIZE, TITLE_SIZE = 13, 15
FAINT, GRID = 0.7, 0.16
BAR = 0.82  # how opaque bars are: contrast of at least 3 with white and with #111
_TITLE_LINE = 20
_LETTER = 0.55  # of the size of the font: the width of a letter of such fonts, on average
_BOLD = 1.08  # how much wider it is when bold
_BETWEEN = " · "  # the parts of a title
_HARD = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide the whole picture is, in CSS pixels, and how it is laid out for that."""

    width: int

    @property
    def narrow(self) -> bool:
        """Tell whether it is for a telephone: labels stand above what they name, not beside it."""
        return self.width < 520  # noqa: PLR2004 (labels and marks have room beside each other from there on)


@dataclass(frozen=True, slots=True)
class Edges:
    """How far the drawing stands from the edges of the picture; the title comes on top of that."""

    left: int
    right: int
    top: int
    bottom: int


def picture(frame: Frame, edges: Edges, height: int, title: str, layers: Sequence[Layer]) -> Spec:
    """Put layers and a title into a picture whose drawing is ``height`` high."""
    lines = folded(title, frame.width / _BOLD, 3, TITLE_SIZE)
    above = edges.top + len(lines) * _TITLE_LINE
    data = [{"line": line, "y": n * _TITLE_LINE + TITLE_SIZE - above} for n, line in enumerate(lines)]
    heading = text(data, "line", x={"value": -edges.left}, size=TITLE_SIZE, weight="bold", baseline="alphabetic")
    return {
        "$schema": SCHEMA,
        "autosize": {"type": "none"},
        "background": "transparent",
        "padding": {"left": edges.left, "right": edges.right, "top": above, "bottom": edges.bottom},
        "width": frame.width - edges.left - edges.right,
        "height": height,
        "layer": [heading, *(layer for layer in layers if layer["data"]["values"])],
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "domain": False, "ticks": False, "labelColor": INK, "labelOpacity": FAINT, "labelFontSize": 12,
                "labelPadding": 6, "labelFlush": False, "labelBound": False, "labelOverlap": False,
                "labelLimit": 0, "grid": False, "title": None,
            },
        },
    }  # fmt: skip


def layer(data: Sequence[Datum], mark: Mapping[str, Any], **encoding: Any) -> Layer:  # noqa: ANN401 (Vega-Lite's own)
    """Draw one mark for each datum; what is told of it when pointed at stands in its ``told``."""
    told = {"tooltip": {"field": "told", "type": "nominal"}} if data and "told" in data[0] else {}
    return {"data": {"values": list(data)}, "mark": dict(mark), "encoding": encoding | told}


def text(data: Sequence[Datum], field: str, *, x: Any = None, y: Any = None, **mark: Any) -> Layer:  # noqa: ANN401
    """Write a field of each datum, by default where its ``x`` and ``y`` are; ``mark`` overrides how."""
    style = {"align": "left", "baseline": "middle", "color": INK, "limit": 0}
    sizes = {"fontSize": mark.pop("size", SIZE), "fontWeight": mark.pop("weight", "normal")}
    return layer(
        data,
        {"type": "text"} | style | sizes | mark,
        x=x or pixel("x"),
        y=y or pixel("y"),
        text={"field": field, "type": "nominal"},
    )


def pixel(field: str) -> Layer:
    """Place a mark by a field that counts pixels, or colour it by one that names a colour."""
    kind = "nominal" if field in ("colour", "shape") else "quantitative"
    return {"field": field, "type": kind, "scale": None}


def pixels(words: str, size: int = SIZE) -> float:
    """Guess how wide a text is, in a font that runs wide: most systems have one of their own."""
    return sum(map(_width, words)) * size * _LETTER


@lru_cache(1 << 12)
def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.9
    return 1.25 if character.isupper() or character.isdigit() else 1


def fitted(words: str, room: float, size: int = SIZE) -> str:
    """Shorten a text to some pixels.

    >>> fitted("Institut Mines-Télécom Business School", 160)
    'Institut Mines-Téléc…'
    """
    if pixels(words, size) <= room:
        return words
    kept, used = "", pixels("…", size)
    for character in words:
        used += pixels(character, size)
        if used > room:
            break
        kept += character
    return kept.rstrip(" ,-–:(·") + "…"


def folded(words: str, room: float, lines: int = 2, size: int = SIZE) -> list[str]:
    """Break a text into lines of some pixels, where it can be between its parts; what has no room is cut.

    >>> folded("Institut Mines-Télécom Business School", 170)
    ['Institut Mines-Télécom', 'Business School']
    >>> folded("Leiden University · Overall ranking", 170)
    ['Leiden\N{NO-BREAK SPACE}University', 'Overall\N{NO-BREAK SPACE}ranking']
    """
    made: list[str] = []
    parts = words.split(_BETWEEN) if pixels(words, size) > room else [words]
    if len(parts) > 1:
        parts = [part.replace(" ", _HARD) if pixels(part, size) <= room else part for part in parts]
    for word in _BETWEEN.join(parts).split(" "):
        if made and (len(made) == lines or pixels(f"{made[-1]} {word}", size) <= room):
            made[-1] += f" {word}"
        else:
            made.append(word)
    return [fitted(line.removesuffix(" ·").removeprefix("· "), room, size) for line in made]
