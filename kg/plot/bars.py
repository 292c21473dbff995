"""Numbers by name as bars: what any answer with a column of names and one of numbers can be drawn as."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.plot.canvas import BAR, COLOURS, GRID, INK, Edges, fitted, layer, picture, pixel, pixels, text
from kg.plot.figure import Figure
from kg.plot.places import shown
from kg.plot.sentences import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kg.plot.canvas import Frame
    from kg.plot.convert import Spec

MOST = 30  # bars in one picture
_ROW, _STACKED = 24, 40
_GAP, _LABELS = 10, 0.44  # pixels beside a label; the part of the width that labels take at most
_TOLD = Text(
    "{} bars. Highest: {} ({}); lowest: {} ({}).",
    "{} barres. Maximum\N{NO-BREAK SPACE}: {} ({})\N{NARROW NO-BREAK SPACE}; minimum\N{NO-BREAK SPACE}: {} ({}).",
)
_CUT = Text("The first {} of {} rows.", "Les {} premières lignes sur {}.")


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name; ``written`` is the number as people write it."""

    label: str
    number: float
    written: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one below the other, from zero."""

    title: str
    bars: tuple[Bar, ...]

    def spec(self, frame: Frame) -> Spec:
        """Draw it as wide as the frame."""
        widest = max(pixels(bar.label) for bar in self.bars) + _GAP
        left = 0 if frame.narrow else ceil(min(widest, frame.width * _LABELS))
        right = ceil(max(pixels(bar.written) for bar in self.bars)) + _GAP
        row, width = (_STACKED if frame.narrow else _ROW), frame.width - left - right
        low, high = min(0.0, *(bar.number for bar in self.bars)), max(0.0, *(bar.number for bar in self.bars))
        scale = width / ((high - low) or 1)
        room = frame.width if frame.narrow else left - _GAP
        data = [
            {
                "told": f"{bar.label} · {bar.written}", "line": fitted(bar.label, room), "written": bar.written,
                "from": 0, "to": bar.number, "beside": round((max(bar.number, 0) - low) * scale + _GAP / 2, 2),
                "y": row * n + row - _ROW / 2, "above": row * n + _STACKED / 2 - _GAP / 2,
            }
            for n, bar in enumerate(self.bars)
        ]  # fmt: skip
        domain = {"domain": [low, high or 1], "nice": False, "zero": False}
        axis = {"field": "from", "type": "quantitative", "scale": domain, "axis": {"values": []}}
        mark = {"type": "rule", "strokeWidth": 12, "opacity": BAR, "color": COLOURS[0]}
        above = _STACKED - _ROW if frame.narrow else 0  # of each row, where its label stands
        zero = [
            {"x": round(-low * scale, 2), "y": row * n + above, "y2": row * (n + 1)} for n, _ in enumerate(self.bars)
        ]
        names = {"x": {"value": 0}, "y": pixel("above")} if frame.narrow else {"x": {"value": -_GAP}, "align": "right"}
        layers = [
            layer(
                zero,
                {"type": "rule", "color": INK, "opacity": GRID * 2},
                x=pixel("x"),
                y=pixel("y"),
                y2={"field": "y2"},
            ),
            layer(data, mark, x=axis, x2={"field": "to"}, y=pixel("y")),
            text(data, "line", **names),
            text(data, "written", x=pixel("beside")),
        ]
        return picture(frame, Edges(left, right, _GAP, _GAP), row * len(self.bars), self.title, layers)


def bars(rows: Sequence[tuple[str, int | Decimal, str]], title: str, language: str) -> Figure:
    """Draw the first rows, of which there must be one: names, numbers, and the numbers as people write them."""
    drawn = tuple(Bar(shown(label), float(number), written) for label, number, written in rows[:MOST])
    highest, lowest = max(drawn, key=lambda bar: bar.number), min(drawn, key=lambda bar: bar.number)
    description = told(_TOLD, language, len(drawn), highest.label, highest.written, lowest.label, lowest.written)
    if len(rows) > MOST:
        description += " " + told(_CUT, language, MOST, len(rows))
    return Figure(title, description, language, Bars(title, drawn))
