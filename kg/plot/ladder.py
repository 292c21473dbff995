"""Things one below the other, each with its positions on one axis of ranks, best to the left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.plot.canvas import BAR, COLOURS, FAINT, GRID, INK, fitted, folded, layer, picture, pixel, pixels, text
from kg.plot.grid import down
from kg.plot.places import Kind
from kg.plot.rungs import GAP, LINE, Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.plot.canvas import Frame, Layer
    from kg.plot.convert import Spec
    from kg.plot.rungs import Rung

NONE = "–"
AXIS = Text("rank (best at left)", "rang (le meilleur à gauche)")
LOGARITHMIC = Text("rank (best at left), logarithmic scale", "rang (le meilleur à gauche), échelle logarithmique")
_AXIS_SIZE = 12
_SHAPES = ("circle", "square")
_CAP = "M0,-1L0,1"
_DOT = {"type": "point", "filled": True, "opacity": 1, "size": 95}


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
        notes = folded(self.note, frame.width, 3) if self.note else []
        layout = Layout(self.rungs, frame, len(self.series), len(notes))
        layers = [
            down(map(layout.place, layout.ticks), layout.height, layout.texts),
            *_lines(layout),
            *self._marks(layout),
            *_labels(layout),
            *_values(layout),
        ]
        layers += [*self._legend(layout), *self._said(layout, notes)]
        return picture(frame, layout.edges, int(layout.height), self.title, layers)

    def _marks(self, layout: Layout) -> Iterable[Layer]:
        data = [
            {
                "told": " · ".join((*self.series[series : series + 1], rung.label, place.written)),
                "from": max(place.best, layout.first),
                "to": layout.last if place.worst is None else place.worst,
                "kind": str(place.kind),
                "computed": place.computed,
                "shape": "diamond" if place.tied and not self.series else _SHAPES[series],
                "colour": COLOURS[series],
                "y": y,
            }
            for rung, series, place, y in layout.places()
            if place
        ]
        dots = [each for each in data if each["kind"] in (Kind.EXACT, Kind.TIED)]
        yield from _ranges(layout, [each for each in data if each not in dots])
        for computed in (False, True):
            some = [each for each in dots if each["computed"] is computed]
            mark = _DOT | {"filled": not computed, "strokeWidth": 2}
            where = {"x": layout.x("from"), "y": pixel("y")}
            yield layer(some, mark, color=pixel("colour"), shape=pixel("shape"), **where)

    def _legend(self, layout: Layout) -> Iterable[Layer]:
        """Name the series, each with its mark, one below the other."""
        left = -layout.edges.left
        data = [
            {
                "line": fitted(name, layout.frame.width - 30), "told": name, "x": left + 20, "at": left + 8,
                "y": -50 - 20 * (len(self.series) - 1 - n), "colour": COLOURS[n], "shape": _SHAPES[n],
            }
            for n, name in enumerate(self.series)
        ]  # fmt: skip
        yield layer(data, _DOT, x=pixel("at"), y=pixel("y"), color=pixel("colour"), shape=pixel("shape"))
        yield text(data, "line")

    def _said(self, layout: Layout, notes: list[str]) -> Iterable[Layer]:
        """Say what the axis is, and what is left out."""
        said = (LOGARITHMIC if layout.logarithmic else AXIS).in_language(self.language)
        left = layout.edges.left
        fits = pixels(said, _AXIS_SIZE) <= left + layout.width
        axis = [{"line": fitted(said, layout.frame.width, _AXIS_SIZE), "x": layout.width if fits else -left, "y": -28}]
        yield text(axis, "line", align="right" if fits else "left", size=_AXIS_SIZE, opacity=FAINT)
        below = [{"line": line, "y": int(layout.height) + 12 + LINE * n} for n, line in enumerate(notes)]
        yield text(below, "line", x={"value": -layout.edges.left}, size=12, opacity=FAINT)


def _lines(layout: Layout) -> Iterable[Layer]:
    """Lead from each label to its marks."""
    data = [{"y": y} for *_, place, y in layout.places() if place or not layout.frame.narrow]
    rule = {"type": "rule", "color": INK, "opacity": GRID * 2, "strokeDash": [1, 3]}
    yield layer(data, rule, x={"value": 0}, x2={"value": layout.width}, y=pixel("y"))


def _ranges(layout: Layout, data: list[dict[str, Any]]) -> Iterable[Layer]:
    """Draw bars, shut at each end that is known."""
    where = {"y": pixel("y"), "color": pixel("colour")}
    bar = {"type": "rule", "strokeWidth": 9, "opacity": BAR}
    yield layer(data, bar, x=layout.x("from"), x2={"field": "to"}, **where)
    cap = {"type": "point", "shape": _CAP, "size": 220, "strokeWidth": 2.5, "opacity": 1}
    yield layer([each for each in data if each["kind"] != Kind.TOP], cap, x=layout.x("from"), **where)
    yield layer([each for each in data if each["kind"] != Kind.OPEN], cap, x=layout.x("to"), **where)
    arrow = {"type": "point", "filled": True, "size": 90, "opacity": 1}
    below = [each for each in data if each["kind"] == Kind.OPEN]
    above = [each for each in data if each["kind"] == Kind.TOP] if layout.first > 1 else []
    yield layer(below, arrow | {"shape": "triangle-right"}, x=layout.x("to"), **where)
    yield layer(above, arrow | {"shape": "triangle-left"}, x=layout.x("from"), **where)


def _labels(layout: Layout) -> Iterable[Layer]:
    for heading in (True, False):
        data = [
            {"line": line, "told": stand.rung.label, "y": y}
            for stand in layout.stands
            if stand.rung.heading is heading
            for line, y in stand.lines
        ]
        if heading:
            yield text(data, "line", x={"value": -layout.edges.left}, weight="bold")
        elif layout.frame.narrow:
            yield text(data, "line", x={"value": 0})
        else:
            yield text(data, "line", x={"value": -GAP}, align="right")


def _values(layout: Layout) -> Iterable[Layer]:
    """Write each position at the end of its line; that which is ahead is bold, none is faint."""
    x, side = (layout.width + GAP + 4, "left") if layout.beside else (layout.width, "right")
    first = {id(stand.rung): stand.lines[0][1] for stand in layout.stands}
    for weight, opacity in (("bold", 1.0), ("normal", 1.0), ("normal", FAINT)):
        data = [
            {"line": place.written if place else NONE, "y": y if layout.beside else first[id(rung)]}
            for rung, series, place, y in layout.places()
            if (weight == "bold") is (rung.ahead == series) and (opacity == 1) is (place is not None)
        ]
        yield text(data, "line", x={"value": x}, align=side, weight=weight, opacity=opacity)
