"""Labels put where nothing else is drawn."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kg.plot.canvas import pixels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LINE = 15
_BOLD = 1.1
_STEP = 4.0  # pixels between the dots that stand for a line


class Box(NamedTuple):
    """A rectangle, in pixels from the upper left corner of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether both have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Tell whether it lies in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Anchor(NamedTuple):
    """What a label stands beside: a mark from ``top`` to ``bottom`` at ``x``."""

    x: float
    top: float
    bottom: float


class Written(NamedTuple):
    """One line of a label: its words, its middle, and whether it is the first."""

    words: str
    x: float
    y: float
    first: bool


class Space:
    """A drawing with what stands in it already."""

    def __init__(self, bounds: Box, marks: Iterable[Box]) -> None:
        """Take what labels must not cover."""
        self._bounds, self._marks = bounds, list(marks)
        self._labels: list[Box] = []

    @property
    def labels(self) -> tuple[Box, ...]:
        """Where labels have been put."""
        return tuple(self._labels)

    def put(self, label: str, anchor: Anchor, *, needed: bool = False) -> list[Written]:
        """Put a label beside its mark, in one line or in two; where there is no room, give none.

        One that is needed may cover marks, if it must, but no other label.
        """
        for taken in ((self._marks, self._labels), (self._labels,))[: 2 if needed else 1]:
            for lines in dict.fromkeys(((label,), tuple(label.split(" ", 1)))):
                width, height = max(map(pixels, lines)) * _BOLD, LINE * len(lines)
                for box in _boxes(anchor, width, height):
                    if box.within(self._bounds) and not any(box.meets(other) for some in taken for other in some):
                        self._labels.append(box)
                        return list(_lines(lines, box))
        return []


def _lines(lines: Sequence[str], box: Box) -> Iterator[Written]:
    middle = round((box.left + box.right) / 2, 1)
    for number, line in enumerate(lines):
        yield Written(line, middle, round(box.top + LINE * (number + 0.5), 1), number == 0)


def _boxes(anchor: Anchor, width: float, height: float) -> Iterator[Box]:
    """Yield places for a label, the best first: above, below, shifted to a side, beside."""
    above, below, middle = anchor.top - 8 - height, anchor.bottom + 8, (anchor.top + anchor.bottom - height) / 2
    centred = anchor.x - width / 2
    shifts = [width * part for part in (0.0, -0.15, 0.15, -0.33, 0.33, -0.45, 0.45)]
    yield from (_box(centred + shift, top, width, height) for shift, top in product(shifts, (above, below)))
    yield from (_box(left, middle, width, height) for left in (anchor.x + 10, anchor.x - 10 - width))


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Box(left, top, left + width, top + height)


def along(x: float, y: float, x2: float, y2: float) -> Iterator[Box]:
    """Yield small boxes that together cover a line."""
    steps = max(1, int(max(abs(x2 - x), abs(y2 - y)) / _STEP))
    for n in range(steps + 1):
        at, height = x + (x2 - x) * n / steps, y + (y2 - y) * n / steps
        yield Box(at - 2, height - 2, at + 2, height + 2)
