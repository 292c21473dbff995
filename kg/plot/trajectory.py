"""A rank from year to year: years to the right, better ranks above."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import Text
from kg.plot.canvas import BAR, COLOURS, FAINT, Edges, fitted, layer, picture, pixel, text
from kg.plot.free import Anchor, Box, Space, along
from kg.plot.grid import across
from kg.plot.places import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.plot.canvas import Frame, Layer
    from kg.plot.convert import Spec
    from kg.plot.places import Place

    _Year: TypeAlias = tuple[int, Place]

AXIS = Text("rank (best at top)", "rang (le meilleur en haut)")
_LONGEST_GAP = 30  # years: where more are missing, they are not kept apart
_STEPS = tuple(digit * 10**power for power in range(7) for digit in (1, 2, 5))
_LINES = 6
_HEIGHT = 270
_CAP = "M-1,0L1,0"


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The positions of some years, oldest first. ``unranked`` are years whose position is no rank, as it is written."""

    title: str
    places: tuple[tuple[int, Place], ...]
    unranked: tuple[tuple[int, str], ...]
    language: str

    @property
    def years(self) -> tuple[int, ...]:
        """All years of the axis, also those of which nothing is known."""
        known = sorted({year for year, _ in (*self.places, *self.unranked)})
        gaps = [after - before for before, after in pairwise(known)]
        return tuple(known) if max(gaps, default=0) > _LONGEST_GAP else tuple(range(known[0], known[-1] + 1))

    @property
    def missing(self) -> tuple[int, ...]:
        """The years of the axis of which nothing is known."""
        known = {year for year, _ in (*self.places, *self.unranked)}
        return tuple(year for year in self.years if year not in known)

    @property
    def best(self) -> tuple[int, Place]:
        """The first of the best years."""
        return min(self.places, key=lambda each: (_guaranteed(each[1]), each[0]))

    @property
    def worst(self) -> tuple[int, Place]:
        """The first of the worst years."""
        return max(self.places, key=lambda each: (_guaranteed(each[1]), -each[0]))

    def spec(self, frame: Frame) -> Spec:
        """Draw it as wide as the frame."""
        layout = _Layout(self, frame)
        space = Space(layout.bounds, _taken(layout))
        labels = list(_labels(layout, space))
        grid = across(map(layout.height_of, layout.ticks), layout.width, space.labels)
        layers = [grid, *_years(layout), *_ranges(layout), *_lines(layout), *_dots(layout), *labels]
        return picture(frame, layout.edges, _HEIGHT, self.title, layers)


def _guaranteed(place: Place) -> int:
    """Give the worst rank that is possible; an open one is taken to go as far again."""
    return place.worst or place.best * 2


class _Layout:
    """Where years and ranks stand."""

    def __init__(self, drawn: Trajectory, frame: Frame) -> None:
        self.drawn, self.frame = drawn, frame
        self.low, self.high = _domain([place for _, place in drawn.places])
        self.edges = Edges(left=16 + 8 * len(str(self.high)), right=24, top=50, bottom=34)
        self.width = frame.width - self.edges.left - self.edges.right
        self.step = self.width / len(drawn.years)
        self.at = {year: round((number + 0.5) * self.step, 2) for number, year in enumerate(drawn.years)}

    @property
    def bounds(self) -> Box:
        """How far labels may go: to the edges, and not over what is written above and below."""
        return Box(4.0 - self.edges.left, -22, self.width + self.edges.right, _HEIGHT + 7)

    @property
    def ticks(self) -> list[int]:
        """The ranks that the axis names."""
        return _ticks(self.low, self.high)

    def height_of(self, rank: int) -> float:
        """Give how far below the top of the drawing a rank is."""
        return (rank - self.low) / (self.high - self.low) * _HEIGHT

    def anchor(self, year: int, place: Place) -> Anchor:
        """Give where a position is drawn: a mark from its best rank down to its worst."""
        worst = self.high if place.worst is None else place.worst
        return Anchor(self.at[year], self.height_of(place.best), self.height_of(worst))

    def y(self, field: str) -> dict[str, Any]:
        """Place by a rank."""
        scale = {"domain": [self.low, self.high], "reverse": True, "nice": False, "zero": False}
        axis = {"values": self.ticks, "format": "d"}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    def datum(self, year: int, place: Place) -> dict[str, Any]:
        """Give what a mark needs."""
        return {
            "told": f"{year} · {place.written}",
            "x": self.at[year],
            "from": place.best,
            "to": self.high if place.worst is None else place.worst,
            "kind": str(place.kind),
            "computed": place.computed,
            "shape": "diamond" if place.tied else "circle",
        }


def _domain(places: Sequence[Place]) -> tuple[int, int]:
    best = min(place.best for place in places)
    worst = max(place.worst or place.best + max(place.best // 5, 10) for place in places)
    room = max(1, round((worst - best) * 0.12))
    return max(1, best - room), worst + room


def _ticks(low: int, high: int) -> list[int]:
    step = next((step for step in _STEPS if (high - low) / step <= _LINES), _STEPS[-1])
    even = [tick for tick in range(low // step * step, high + 1, step) if low <= tick]
    return sorted({1, *(tick for tick in even if tick > step / 3)}) if low == 1 else even


def _years(layout: _Layout) -> Iterable[Layer]:
    every = -(-36 // max(int(layout.step), 1))
    last = len(layout.drawn.years) - 1
    data = [
        {"line": str(year), "x": layout.at[year], "faint": year in layout.drawn.missing}
        for number, year in enumerate(layout.drawn.years)
        if (last - number) % every == 0
    ]
    for faint, opacity in ((False, 1), (True, 0.45)):
        some = [each for each in data if each["faint"] is faint]
        yield text(some, "line", y={"value": _HEIGHT + 18}, align="center", size=12, opacity=opacity)
    axis = [{"line": AXIS.in_language(layout.drawn.language), "x": -layout.edges.left, "y": -30}]
    yield text(axis, "line", size=12, opacity=FAINT)


def _ranges(layout: _Layout) -> Iterable[Layer]:
    data = [layout.datum(year, place) for year, place in layout.drawn.places if not place.exact]
    where = {"x": pixel("x"), "color": {"value": COLOURS[0]}}
    bar = {"type": "rule", "strokeWidth": 11, "opacity": BAR}
    yield layer(data, bar, y=layout.y("from"), y2={"field": "to"}, **where)
    cap = {"type": "point", "shape": _CAP, "size": 260, "strokeWidth": 2.5, "opacity": 1}
    yield layer([each for each in data if each["kind"] != Kind.TOP], cap, y=layout.y("from"), **where)
    yield layer([each for each in data if each["kind"] != Kind.OPEN], cap, y=layout.y("to"), **where)
    arrow = {"type": "point", "shape": "triangle-down", "filled": True, "size": 110, "opacity": 1}
    yield layer([each for each in data if each["kind"] == Kind.OPEN], arrow, y=layout.y("to"), **where)


def _lines(layout: _Layout) -> Iterable[Layer]:
    """Join the ranks of years that follow each other; dashes lead to and from what is computed."""
    data = [
        {
            "x": layout.at[before],
            "x2": layout.at[after],
            "from": one.best,
            "to": two.best,
            "computed": one.computed or two.computed,
        }
        for (before, one), (after, two) in _joined(layout.drawn.places)
    ]
    for dashed in (False, True):
        rule = {"type": "rule", "strokeWidth": 2.5, "color": COLOURS[0]} | ({"strokeDash": [5, 4]} if dashed else {})
        some = [each for each in data if each["computed"] is dashed]
        yield layer(some, rule, x=pixel("x"), x2={"field": "x2"}, y=layout.y("from"), y2={"field": "to"})


def _dots(layout: _Layout) -> Iterable[Layer]:
    data = [layout.datum(year, place) for year, place in layout.drawn.places if place.exact]
    for hollow in (False, True):
        mark = {"type": "point", "filled": not hollow, "strokeWidth": 2.5, "size": 110, "opacity": 1}
        some = [each for each in data if each["computed"] is hollow]
        colour = {"value": COLOURS[0]}
        yield layer(some, mark, x=pixel("x"), y=layout.y("from"), color=colour, shape=pixel("shape"))


def _labels(layout: _Layout, space: Space) -> Iterable[Layer]:
    """Write positions beside their marks, what matters most first, as long as there is room."""
    drawn = layout.drawn
    first = [drawn.places[0], drawn.places[-1], drawn.best, drawn.worst]
    written = [
        line
        for year, place in dict.fromkeys([*first, *reversed(drawn.places)])
        for line in space.put(place.written, layout.anchor(year, place), needed=(year, place) in first)
    ]
    for number, weight in ((True, "bold"), (False, "normal")):
        data = [{"line": line.words, "x": line.x, "y": line.y} for line in written if line.first is number]
        yield text(data, "line", align="center", weight=weight)
    bottom = _HEIGHT - 2.0
    others = [
        {"line": line.words, "x": line.x, "y": line.y}
        for year, position in drawn.unranked
        for line in space.put(fitted(position, 90), Anchor(layout.at[year], bottom, bottom))
    ]
    yield text(others, "line", align="center", size=12, fontStyle="italic")


def _taken(layout: _Layout) -> Iterable[Box]:
    """Give what labels must not cover: marks and lines."""
    places = layout.drawn.places
    for year, place in places:
        x, top, bottom = layout.anchor(year, place)
        yield Box(x - 7, top - 5, x + 7, bottom + 5)
    for (before, one), (after, two) in _joined(places):
        yield from along(layout.at[before], layout.height_of(one.best), layout.at[after], layout.height_of(two.best))


def _joined(places: Sequence[_Year]) -> Iterable[tuple[_Year, _Year]]:
    """Give the ranks of years that follow each other."""
    for one, two in pairwise(places):
        if two[0] == one[0] + 1 and one[1].exact and two[1].exact:
            yield one, two
