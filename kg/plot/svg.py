"""A chart as one `<svg>` element, fit to stand in any page: without styles, scripts and ids but those of its words.

It draws the Vega-Lite that `canvas` makes, and no other: all places are worked out in it, so nothing is left but to
write them down, in a small part of the time that Vega takes. Tests hold every chart against what Vega draws.
"""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from kg.plot.canvas import Datum, Layer
    from kg.plot.convert import Spec

_SVG = "http://www.w3.org/2000/svg"
_SIZES = {"x": "width", "y": "height"}
_HEIGHT = sqrt(3) / 2  # of a triangle of which each side is 1
# Vega puts the middle of a text, and its foot, by the size of its font.
_MIDDLE, _FOOT = 0.3, -0.21
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
# What Vega-Lite calls how a mark looks, by what SVG does, and what goes without saying.
_LOOKS = {
    "opacity": ("opacity", 1),
    "stroke-width": ("strokeWidth", 1),
    "stroke-dasharray": ("strokeDash", None),
    "font-size": ("fontSize", None),
    "font-style": ("fontStyle", "normal"),
    "font-weight": ("fontWeight", "normal"),
}


class Named(Protocol):
    """What a picture is called, and what it shows."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def description(self) -> str:
        """What it shows, in words."""

    @property
    def language(self) -> str:
        """The language of both."""


def drawn(spec: Spec, named: Named, prefix: str) -> str:
    """Draw a chart; ids begin with ``prefix``."""
    edges = spec["padding"]
    wide, high = spec["width"] + edges["left"] + edges["right"], spec["height"] + edges["top"] + edges["bottom"]
    svg = ET.Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": f"0 0 {_number(wide)} {_number(high)}",
            "role": "img",
            "lang": named.language,
            "aria-labelledby": f"{prefix}title {prefix}desc",
        },
    )
    for tag, words in (("title", named.title), ("desc", named.description)):
        ET.SubElement(svg, tag, {"id": f"{prefix}{tag}"}).text = words
    moved = {"transform": _moved(edges["left"], edges["top"])}
    drawing = ET.SubElement(
        svg, "g", {"aria-hidden": "true", "fill": "none", "font-family": spec["config"]["font"], **moved}
    )
    drawing.extend(filter(len, (_axis(spec), *(_layer(layer, spec) for layer in spec["layer"]))))
    return ET.tostring(svg, encoding="unicode")


class _Places:
    """Where and how the data of a layer are drawn."""

    def __init__(self, layer: Layer, spec: Spec) -> None:
        self.mark: Mapping[str, Any] = layer["mark"]
        self._encoding: Mapping[str, Any] = layer["encoding"]
        self._scales = {axis: _scale(self._encoding[axis].get("scale"), spec[size]) for axis, size in _SIZES.items()}

    def at(self, channel: str, datum: Datum) -> float:
        """Give a place in pixels; that of a second end which is not told is that of the first."""
        encoded = self._encoding.get(channel) or self._encoding[channel[0]]
        return encoded["value"] if "value" in encoded else self._scales[channel[0]](datum[encoded["field"]])

    def told(self, channel: str, datum: Datum) -> Any:  # noqa: ANN401 (Vega-Lite's own)
        """Give what a channel tells, else the mark."""
        encoded = self._encoding.get(channel, {"value": self.mark.get(channel)})
        return encoded["value"] if "value" in encoded else datum[encoded["field"]]

    def element(self, tag: str, datum: Datum, **attributes: str) -> Element:
        """Make an element, in its colour if it has one of its own."""
        colour = {_painted(self.mark): self.told("color", datum)} if "color" in self._encoding else {}
        return ET.Element(tag, attributes | colour)


def _scale(scale: Mapping[str, Any] | None, length: float) -> Callable[[Any], float]:
    """Give what turns a value into pixels; ranks begin at the left and at the top."""
    if scale is None:
        return float
    low, high = scale["domain"]
    if scale.get("type") == "log":
        return lambda value: log(value / low) / log(high / low) * length
    return lambda value: (value - low) / (high - low) * length


def _layer(layer: Layer, spec: Spec) -> Element:
    places, mark = _Places(layer, spec), layer["mark"]
    group = ET.Element("g", dict(_looks(mark)))
    for datum in layer["data"]["values"]:
        group.append(_MARKS[mark["type"]](places, datum))
    return group


def _painted(mark: Mapping[str, Any]) -> str:
    """Tell whether a mark is filled or drawn by its edge."""
    return "fill" if mark["type"] == "text" or mark.get("filled") else "stroke"


def _looks(mark: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield how all of a layer look."""
    if "color" in mark:
        yield _painted(mark), mark["color"]
    if mark["type"] == "text":
        yield "text-anchor", _ANCHORS[mark["align"]]
    for name, (known, silent) in _LOOKS.items():
        value = mark.get(known, silent)
        if value != silent:
            yield name, ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _rule(places: _Places, datum: Datum) -> Element:
    x, y, x2, y2 = (_number(places.at(channel, datum)) for channel in ("x", "y", "x2", "y2"))
    return places.element("line", datum, x1=x, y1=y, x2=x2, y2=y2)


def _text(places: _Places, datum: Datum) -> Element:
    down = round(places.mark["fontSize"] * _MIDDLE) if places.mark["baseline"] == "middle" else 0
    element = places.element("text", datum, x=_number(places.at("x", datum)), y=_number(places.at("y", datum) + down))
    element.text = str(places.told("text", datum))
    return element


def _point(places: _Places, datum: Datum) -> Element:
    half, shape = sqrt(places.mark["size"]) / 2, places.told("shape", datum)
    path = _SHAPES[shape](half) if shape in _SHAPES else _scaled(shape, half)
    return places.element("path", datum, transform=_moved(places.at("x", datum), places.at("y", datum)), d=path)


_MARKS: Mapping[str, Callable[[_Places, Datum], Element]] = {"rule": _rule, "text": _text, "point": _point}


def _polygon(*points: tuple[float, float]) -> Callable[[float], str]:
    def path(half: float) -> str:
        return f"M{'L'.join(f'{_number(x * half)},{_number(y * half)}' for x, y in points)}Z"

    return path


def _circle(half: float) -> str:
    r = _number(half)
    return f"M{r},0A{r},{r},0,1,1,-{r},0A{r},{r},0,1,1,{r},0"


def _square(half: float) -> str:
    start, side = _number(-half), _number(2 * half)
    return f"M{start},{start}h{side}v{side}h-{side}Z"


# By name: the path of a shape, given half the side of the square it is as large as.
_SHAPES: Mapping[str, Callable[[float], str]] = {
    "circle": _circle,
    "square": _square,
    "diamond": _polygon((-1, 0), (0, -1), (1, 0), (0, 1)),
    "triangle-down": _polygon((0, _HEIGHT), (-1, -_HEIGHT), (1, -_HEIGHT)),
    "triangle-right": _polygon((_HEIGHT, 0), (-_HEIGHT, -1), (-_HEIGHT, 1)),
    "triangle-left": _polygon((-_HEIGHT, 0), (_HEIGHT, -1), (_HEIGHT, 1)),
}


def _scaled(line: str, half: float) -> str:
    """Enlarge a straight line, such as ``M0,-1L0,1``."""
    ends = (end.split(",") for end in line.removeprefix("M").split("L"))
    return f"M{'L'.join(','.join(_number(float(each) * half) for each in end) for end in ends)}"


def _axis(spec: Spec) -> Element:
    """Write the ranks that the axis names, above the picture or to its left."""
    looks = spec["config"]["axis"]
    size, away = looks["labelFontSize"], -looks["labelPadding"]
    ranks = (each for layer in spec["layer"] for each in layer["encoding"].items() if "axis" in each[1])
    axis, encoded = next(ranks)  # all layers have the same
    scale = _scale(encoded["scale"], spec[_SIZES[axis]])
    anchor = "middle" if axis == "x" else "end"
    faint = {"fill": looks["labelColor"], "opacity": str(looks["labelOpacity"])}
    group = ET.Element("g", {**faint, "text-anchor": anchor, "font-size": str(size)})
    for rank in encoded["axis"]["values"]:
        place = scale(rank)
        x, y = (place, away + round(size * _FOOT)) if axis == "x" else (away, place + round(size * _MIDDLE))
        ET.SubElement(group, "text", {"x": _number(x), "y": _number(y)}).text = str(rank)
    return group


def _moved(x: float, y: float) -> str:
    return f"translate({_number(x)},{_number(y)})"


def _number(value: float) -> str:
    """Write a number to a hundredth of a pixel."""
    return f"{round(value, 2) + 0:g}"  # no -0
