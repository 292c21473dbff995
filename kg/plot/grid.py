"""Lines of a grid, cut where a text stands: no plate can lie below it, as a picture does not know the page’s colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.plot.canvas import GRID, INK, layer, pixel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.plot.canvas import Layer
    from kg.plot.free import Box

_AROUND = 2.0  # pixels between a text and a line that stops before it
_SHORTEST = 5.0  # pixels: less is no line but a speck
_RULE = {"type": "rule", "color": INK, "opacity": GRID}


def down(places: Iterable[float], height: float, texts: Sequence[Box]) -> Layer:
    """Draw a line from top to bottom at each place."""
    data = [
        {"x": round(x, 2), "y": start, "y2": end}
        for x in places
        for start, end in pieces(height, [(box.top, box.bottom) for box in texts if _near(box.left, x, box.right)])
    ]
    return layer(data, _RULE, x=pixel("x"), y=pixel("y"), y2={"field": "y2"})


def across(places: Iterable[float], width: float, texts: Sequence[Box]) -> Layer:
    """Draw a line from left to right at each place."""
    data = [
        {"y": round(y, 2), "x": start, "x2": end}
        for y in places
        for start, end in pieces(width, [(box.left, box.right) for box in texts if _near(box.top, y, box.bottom)])
    ]
    return layer(data, _RULE, x=pixel("x"), x2={"field": "x2"}, y=pixel("y"))


def pieces(length: float, gaps: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield what is left of a line from 0 on.

    >>> list(pieces(100, [(60, 70), (-5, 10), (65, 80)]))
    [(12.0, 58.0), (82.0, 100.0)]
    """
    start = 0.0
    for low, high in sorted(gaps):
        if low - _AROUND - start >= _SHORTEST:
            yield start, round(low - _AROUND, 2)
        start = max(start, round(high + _AROUND, 2))
    if length - start >= _SHORTEST:
        yield start, float(length)


def _near(low: float, place: float, high: float) -> bool:
    return low - _AROUND < place < high + _AROUND
