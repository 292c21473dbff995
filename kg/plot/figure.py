"""A picture, and what it is in words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kg.plot.canvas import Frame
from kg.plot.convert import to_chart, to_png
from kg.plot.page import page
from kg.plot.svg import drawn

if TYPE_CHECKING:
    from altair import LayerChart

    from kg.plot.convert import Spec

WIDE, NARROW = 680, 340
WHITE = "white"


class Drawing(Protocol):
    """What is drawn the same way at any width."""

    def spec(self, frame: Frame) -> Spec:
        """Draw it as wide as the frame."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in one language. ``description`` tells in a sentence or two what it shows: the alternative in text.

    ``width`` is that of the whole picture in CSS pixels; below 520 the layout is that for a telephone. Text keeps its
    size, so a page does best with two pictures, of which a media query shows one.
    """

    title: str
    description: str
    language: str
    drawing: Drawing

    def spec(self, width: int = WIDE) -> Spec:
        """Give the chart as Vega-Lite."""
        return self.drawing.spec(Frame(width))

    def chart(self, width: int = WIDE) -> LayerChart:
        """Give the chart as altair has it, to be changed further."""
        return to_chart(self.spec(width))

    def svg(self, prefix: str = "", width: int = WIDE) -> str:
        """Give one ``<svg>`` element, fit to stand in a page under the strictest Content-Security-Policy.

        It has no width of its own and takes the colour of the text around. ``prefix`` begins its ids, so that several
        may stand in one page.
        """
        return drawn(self.spec(width), self, prefix)

    def png(self, scale: float = 2, width: int = WIDE) -> bytes:
        """Give an image on white, ``scale`` pixels for each unit."""
        return to_png(self.spec(width) | {"background": WHITE}, scale)

    def html(self) -> str:
        """Give a page that needs nothing else: the chart, what it shows when pointed at, and its description."""
        return page(self, self.spec(WIDE), self.spec(NARROW))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show itself in a notebook."""
        svg = self.svg(f"f{hashlib.sha256(self.description.encode()).hexdigest()[:8]}-")
        return {
            "text/html": f'<div style="max-width: {WIDE}px">{svg}</div>',
            "image/svg+xml": svg,
            "text/plain": f"{self.title}\n{self.description}",
        }
