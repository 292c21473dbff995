"""Things one below the other, each with its positions on one axis of ranks, best to the left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.plot.canvas import COLOURS, FAINT, GRID, INK, Edges, fitted, layer, picture, pixel, text
from kg.plot.places import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.plot.canvas import Frame, Layer
    from kg.plot.convert import Spec
    from kg.plot.places import Place

NONE = "–"
AXIS = Text("rank, best to the left", "rang, le meilleur à gauche")
_SHAPES = ("circle", "square")
_TICKS = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000)
_LINEAR = 30  # the worst rank up to which an axis need not be logarithmic
_CAP = "M0,-1L0,1"
_GAP = 10


@dataclass(frozen=True, slots=True)
class Rung:
    """What one thing has: as many places as there are series, or none as a heading."""

    label: str
    places: tuple[Place | None, ...] = ()
    ahead: int | None = None

    @property
    def heading(self) -> bool:
        """Tell whether it only names the group of those below."""
        return not self.places


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rungs, top first. ``series`` names what is compared, ``note`` says what is left out."""

    title: str
    rungs: tuple[Rung, ...]
    language: str
    series: tuple[str, ...] = ()
    note: str = ""

    def spec(self, frame: Frame) -> Spec:
        """Draw it as wide as the frame."""
        layout = _Layout(self, frame)
        marks = _marks(layout)
        layers = [*layout.lines(), *marks, *layout.words(), *layout.legend()]
        return picture(frame, layout.edges, layout.height, self.title, layers)


class _Layout:
    """Where each rung stands, and where its label, its marks and its values do."""

    def __init__(self, ladder: Ladder, frame: Frame) -> None:
        self.ladder, self.frame = ladder, frame
        self.many = max((len(rung.places) for rung in ladder.rungs), default=1)
        placed = [place for rung in ladder.rungs for place in rung.places if place]
        self.values = _most(9 * len(place.written) * 0.8 for place in placed) + _GAP
        self.labels = min(_most(7.4 * len(rung.label) for rung in ladder.rungs if not rung.heading), frame.width * 0.44)
        self.beside = not frame.narrow or self.many > 1
        self.edges = Edges(
            left=4 if frame.narrow else int(self.labels) + _GAP,
            right=int(self.values) + _GAP if self.beside else 12,
            top=34 + 20 * len(ladder.series),
            bottom=26 if ladder.note else 8,
        )
        self.width = frame.width - self.edges.left - self.edges.right
        self.tops, self.height = self._stacked()
        self.domain = _domain(placed)

    def _stacked(self) -> tuple[list[int], int]:
        """Give the top of each rung, and the height of all."""
        tops: list[int] = []
        top = 0
        for rung in self.ladder.rungs:
            top += 8 if rung.heading and tops else 0
            tops.append(top)
            top += 26 if rung.heading else self.above + 26 + 18 * (self.many - 1)
        return tops, max(top, 26)

    @property
    def above(self) -> int:
        """The room for a label above its marks."""
        return 20 if self.frame.narrow else 0

    def middles(self, number: int) -> list[int]:
        """Give where the places of a rung stand, from above."""
        first = self.tops[number] + self.above + 13
        return [first + 18 * series for series in range(self.many)]

    def x(self, field: str) -> dict[str, Any]:
        """Place by a rank."""
        scale: dict[str, Any] = {"domain": list(self.domain), "nice": False, "zero": False}
        last = self.domain[1]
        if last > _LINEAR:
            scale |= {"type": "log"}
        ticks = [tick for tick in _TICKS if tick <= last] if last > _LINEAR else _even(last)
        axis = {"orient": "top", "values": ticks, "format": "d"}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    def lines(self) -> Iterable[Layer]:
        """Lead from each label to its marks."""
        data = [{"y": y} for n, rung in enumerate(self.ladder.rungs) if not rung.heading for y in self.middles(n)]
        rule = {"type": "rule", "color": INK, "opacity": GRID, "strokeDash": [1, 3]}
        yield layer(data, rule, x={"value": 0}, x2={"value": self.width}, y=pixel("y"))
        said = [{"line": AXIS.in_language(self.ladder.language), "x": self.width, "y": -28}]
        yield text(said, "line", align="right", size=12, opacity=FAINT)

    def words(self) -> Iterable[Layer]:
        """Write labels, values, headings and the note."""
        rungs = list(enumerate(self.ladder.rungs))
        room = self.width * 0.98 if self.frame.narrow else self.edges.left - _GAP
        if not self.beside:
            room = self.width - self.values
        labels = [
            {"line": fitted(rung.label, room), "told": rung.label, "y": self._label_y(n)}
            for n, rung in rungs if not rung.heading
        ]  # fmt: skip
        yield text(labels, "line", x={"value": 0 if self.frame.narrow else -_GAP}, align=self._side)
        heads = [
            {"line": fitted(rung.label, self.frame.width), "told": rung.label, "y": self.tops[n] + 14}
            for n, rung in rungs if rung.heading
        ]  # fmt: skip
        yield text(heads, "line", x={"value": -self.edges.left + 4}, weight="bold")
        yield from self._values()
        note = [{"line": self.ladder.note, "x": -self.edges.left + 4, "y": self.height + 16}]
        yield text(note if self.ladder.note else [], "line", size=12, opacity=FAINT)

    @property
    def _side(self) -> str:
        return "left" if self.frame.narrow else "right"

    def _label_y(self, number: int) -> float:
        if self.frame.narrow:
            return self.tops[number] + 12
        middles = self.middles(number)
        return (middles[0] + middles[-1]) / 2

    def _values(self) -> Iterable[Layer]:
        for weight, opacity in (("bold", 1.0), ("normal", 1.0), ("normal", FAINT)):
            data = [
                {"line": place.written if place else NONE, "y": self._value_y(n, series)}
                for n, rung in enumerate(self.ladder.rungs)
                for series, place in enumerate(rung.places)
                if (weight == "bold") is (rung.ahead == series) and (opacity == 1) is (place is not None)
            ]
            x, side = (self.width + _GAP + 4, "left") if self.beside else (self.width, "right")
            yield text(data, "line", x={"value": x}, align=side, weight=weight, opacity=opacity)

    def _value_y(self, number: int, series: int) -> float:
        return self.middles(number)[series] if self.beside else self.tops[number] + 12

    def legend(self) -> Iterable[Layer]:
        """Name the series, each with its mark, one below the other."""
        data = [
            {
                "line": fitted(name, self.frame.width - 30), "told": name, "x": -self.edges.left + 20,
                "at": -self.edges.left + 8, "y": -44 - 20 * (len(self.ladder.series) - 1 - n),
                "colour": COLOURS[n], "shape": _SHAPES[n],
            }
            for n, name in enumerate(self.ladder.series)
        ]  # fmt: skip
        yield layer(data, _DOT, x=pixel("at"), y=pixel("y"), color=pixel("colour"), shape=pixel("shape"))
        yield text(data, "line")


_DOT = {"type": "point", "filled": True, "opacity": 1, "size": 95}


def _marks(layout: _Layout) -> Iterable[Layer]:
    data = [
        _datum(layout, rung.label, place, series) | {"y": layout.middles(n)[series]}
        for n, rung in enumerate(layout.ladder.rungs)
        for series, place in enumerate(rung.places)
        if place
    ]
    x, y, colour = layout.x("from"), pixel("y"), pixel("colour")
    ranges = [each for each in data if each["kind"] in (Kind.BAND, Kind.TOP, Kind.OPEN)]
    dots = [each for each in data if each not in ranges]
    bar = {"type": "rule", "strokeWidth": 9, "opacity": 0.4}
    yield layer(ranges, bar, x=x, x2={"field": "to"}, y=y, color=colour)
    cap = {"type": "point", "shape": _CAP, "size": 220, "strokeWidth": 2.5, "opacity": 1}
    best = [each for each in ranges if each["kind"] != Kind.TOP]
    worst = [each for each in ranges if each["kind"] != Kind.OPEN]
    yield layer(best, cap, x=x, y=y, color=colour)
    yield layer(worst, cap, x=layout.x("to"), y=y, color=colour)
    arrow = {"type": "point", "shape": "triangle-right", "filled": True, "size": 90, "opacity": 1}
    yield layer([each for each in ranges if each not in worst], arrow, x=layout.x("to"), y=y, color=colour)
    for hollow in (False, True):
        shown = [each for each in dots if each["hollow"] is hollow]
        mark = _DOT | {"filled": not hollow, "strokeWidth": 2}
        yield layer(shown, mark, x=x, y=y, color=colour, shape=pixel("shape"))


def _datum(layout: _Layout, label: str, place: Place, series: int) -> dict[str, Any]:
    names = layout.ladder.series
    return {
        "told": " · ".join((*names[series : series + 1], label, place.written)),
        "from": place.best,
        "to": layout.domain[1] if place.worst is None else place.worst,
        "kind": str(place.kind),
        "hollow": place.computed,
        "shape": "diamond" if place.tied and not names else _SHAPES[series],
        "colour": COLOURS[series],
    }


def _domain(places: Sequence[Place]) -> tuple[int, int]:
    last = max((place.worst or place.best * 2 for place in places), default=10)
    return 1, max(last, 10)


def _even(last: int) -> list[int]:
    return [1, *range(5, last + 1, 5)]


def _most(widths: Iterable[float]) -> float:
    return max(widths, default=0)
