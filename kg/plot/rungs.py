"""Where the rungs of a ladder stand, with their labels, marks and values, on a wide screen and on a narrow one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil, log
from typing import TYPE_CHECKING, Any

from kg.plot.canvas import Edges, folded, pixels
from kg.plot.free import Box
from kg.plot.places import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.plot.canvas import Frame
    from kg.plot.places import Place

GAP = 10
LINE = 16  # of a label
_ROW, _SERIES, _HEAD = 26, 18, 28
_BOLD = 1.1
_LABELS = 0.44  # of the width of a picture, at most
_LOGARITHMIC = 30  # the worst rank from which on an axis is
_MOST = 6  # ticks of a linear axis
_STEPS = tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))
_FIRSTS = (1, 100, 300, 1000, 3000, 10_000)  # where an axis may begin


@dataclass(frozen=True, slots=True)
class Rung:
    """What one thing has: as many places as there are series, or none as a heading. ``ahead`` is the better of two."""

    label: str
    places: tuple[Place | None, ...] = ()
    ahead: int | None = None

    @property
    def heading(self) -> bool:
        """Tell whether it only names the group of those below."""
        return not self.places


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one rung stands: the lines of its label with their heights, and the height of each series."""

    rung: Rung
    lines: tuple[tuple[str, float], ...]
    series: tuple[float, ...]


class Layout:
    """All rungs within a frame, below ``series`` lines of a legend and above ``notes``."""

    def __init__(self, rungs: Sequence[Rung], frame: Frame, series: int, notes: int) -> None:
        """Work out the widths of columns, then the heights of rungs."""
        self.frame = frame
        self.placed = [place for rung in rungs for place in rung.places if place]
        self.many = max((len(rung.places) for rung in rungs), default=1)
        values = max((pixels(place.written) for place in self.placed), default=0) * _BOLD
        labels = max((ceil(pixels(rung.label)) for rung in rungs if not rung.heading), default=0)
        # On a narrow screen labels stand above their marks, and so do values, unless there are several.
        self.beside = not frame.narrow or self.many > 1
        left = 18 if frame.narrow else min(labels, frame.width * _LABELS) + GAP
        right = values + GAP + 4 if self.beside else 20
        self.edges = Edges(int(left), int(right), 44 + 20 * series, 10 + LINE * notes)
        self.width = frame.width - self.edges.left - self.edges.right
        self._room = self.width - (0 if self.beside else values + GAP) if frame.narrow else left - GAP
        self.stands: list[Stand] = []
        self.height = 0.0
        for rung in rungs:
            self._put(rung)

    def _put(self, rung: Rung) -> None:
        """Put a rung below those that stand."""
        if rung.heading:
            self.height += 6 if self.stands else 0
            lines = folded(rung.label, self.frame.width / _BOLD)
            placed = tuple((line, self.height + 14 + LINE * n) for n, line in enumerate(lines))
            self.stands.append(Stand(rung, placed, ()))
            self.height += _HEAD + LINE * (len(lines) - 1)
            return
        lines = folded(rung.label, self._room, 3 if self.frame.narrow else 2)
        text, marks = LINE * len(lines), _ROW + _SERIES * (self.many - 1)
        if self.frame.narrow:
            marks = marks if any(rung.places) else 0
            first, middle, height = self.height + 12, self.height + text + 2 + marks / 2, text + marks + 4
        else:
            height = max(text + 8, marks)
            middle = self.height + height / 2
            first = middle - LINE * (len(lines) - 1) / 2
        series = tuple(middle + _SERIES * (n - (self.many - 1) / 2) for n in range(self.many))
        self.stands.append(Stand(rung, tuple((line, first + LINE * n) for n, line in enumerate(lines)), series))
        self.height += height

    def places(self) -> Iterator[tuple[Rung, int, Place | None, float]]:
        """Yield each place with its rung, its series and its height."""
        for stand in self.stands:
            for series, (place, y) in enumerate(zip(stand.rung.places, stand.series, strict=False)):
                yield stand.rung, series, place, y

    @cached_property
    def first(self) -> int:
        """The first rank of the axis: 1, or what all ranks that are known at both ends lie beyond."""
        best = min((place.best for place in self.placed if place.kind is not Kind.TOP), default=1)
        return max(first for first in _FIRSTS if first < best or first == 1)

    @cached_property
    def last(self) -> int:
        """The last rank of the axis."""
        return max(10, *(place.worst or place.best * 2 for place in self.placed))

    @property
    def logarithmic(self) -> bool:
        """Tell whether ranks lie so far apart that each tenfold takes as much room."""
        return self.last > (_LOGARITHMIC if self.first == 1 else 3 * self.first)

    @property
    def texts(self) -> list[Box]:
        """Where texts stand in the way of the axis’s lines."""
        boxes = []
        for stand in self.stands:
            left = -self.edges.left if stand.rung.heading else 0
            if stand.rung.heading or self.frame.narrow:
                boxes += [_box(left, y, pixels(line) * _BOLD) for line, y in stand.lines]
            if not self.beside:
                written = [pixels(place.written) * _BOLD for place in stand.rung.places if place]
                boxes += [_box(self.width - width, stand.lines[0][1], width) for width in written]
        return boxes

    def place(self, rank: int) -> float:
        """Give how far to the right a rank is."""
        if self.logarithmic:
            return log(rank / self.first) / log(self.last / self.first) * self.width
        return (rank - self.first) / (self.last - self.first) * self.width

    def x(self, field: str) -> dict[str, Any]:
        """Place by a rank."""
        return {
            "field": field,
            "type": "quantitative",
            "scale": {
                "type": "log" if self.logarithmic else "linear",
                "domain": [self.first, self.last],
                "nice": False,
                "zero": False,
            },
            "axis": {"orient": "top", "values": self.ticks, "format": "d"},
        }

    @property
    def ticks(self) -> list[int]:
        """The ranks that the axis names."""
        if self.logarithmic:
            digits = (1, 3) if self.last / self.first > _LOGARITHMIC else (1, 2, 5)
            ticks = [digit * 10**power for power in range(8) for digit in digits]
            return [tick for tick in ticks if self.first <= tick <= self.last]
        step = next(step for step in _STEPS if (self.last - self.first) / step <= _MOST)
        even = range(-(-self.first // step) * step, self.last + 1, step)
        return [self.first, *(tick for tick in even if tick - self.first > step / 2)]


def _box(left: float, middle: float, width: float) -> Box:
    return Box(left, middle - LINE / 2, left + width, middle + LINE / 2)
