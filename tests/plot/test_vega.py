"""Every chart as we draw it, held against what Vega draws: the same marks and texts at the same places."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from kg.plot import CHARTS, draw
from kg.query import Rows
from tests.plot.answers import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from kg.plot import Figure

vl_convert = pytest.importorskip("vl_convert")

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
MOVED = re.compile(r"translate\(([^,]*),([^)]*)\)")
INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-style",
             "text-anchor", "font-family")  # fmt: skip
NEAR = 0.52  # pixels: Vega puts the labels of an axis half a pixel further


class Mark(NamedTuple):
    """Something drawn: what, how it looks, and its numbers."""

    tag: str
    looks: tuple[object, ...]
    numbers: tuple[float, ...]


def marks(svg: str) -> Iterator[Mark]:
    return _marks(ET.fromstring(svg), {}, 1.0, (0.0, 0.0))  # noqa: S314 (our own, and Vega's)


def _marks(element: Element, above: Mapping[str, str], opacity: float, origin: tuple[float, float]) -> Iterator[Mark]:
    styled = {**above, **{name: element.attrib[name] for name in INHERITED if name in element.attrib}}
    opacity *= float(element.get("opacity", "1")) * float(element.get("fill-opacity", "1"))
    moved = MOVED.match(element.get("transform", ""))
    x, y = (origin[n] + float(moved[n + 1]) if moved else origin[n] for n in (0, 1))
    tag = element.tag.removeprefix(SVG)
    painted = [styled.get(name, "none") not in {"none", "transparent"} for name in ("fill", "stroke")]
    if tag in {"text", "line", "path"} and any(painted) and element.get("d") != "M0,0h0v0h0Z":
        yield Mark(tag, _looks(tag, element, styled, opacity), _numbers(tag, element, x, y))
    for child in element:
        yield from _marks(child, styled, opacity, (x, y))


def _looks(tag: str, element: Element, styled: Mapping[str, str], opacity: float) -> tuple[object, ...]:
    filled, edge = styled.get("fill", "none"), styled.get("stroke", "none")
    looks: list[object] = [round(opacity, 3), "none" if tag == "line" else filled, "none" if tag == "text" else edge]
    if tag == "text":
        looks += [element.text, styled["text-anchor"], styled["font-family"], styled["font-size"].removesuffix("px")]
        looks += [styled.get(name, "normal") for name in ("font-weight", "font-style")]
    elif edge not in {"none", "transparent"}:
        looks += [float(styled.get("stroke-width", "1")), styled.get("stroke-dasharray", "")]
    return tuple(looks)


def _numbers(tag: str, element: Element, x: float, y: float) -> tuple[float, ...]:
    given = {name: float(element.get(name, "0")) for name in ("x", "y", "x1", "y1", "x2", "y2")}
    if tag == "text":
        return x + given["x"], y + given["y"]
    if tag == "line":
        return x + given["x1"], y + given["y1"], x + given["x2"], y + given["y2"]
    return x, y, *map(float, NUMBER.findall(element.get("d", "")))


def alike(ours: Figure, width: int) -> None:
    spec: dict[str, Any] = ours.spec(width)
    expected = list(marks(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])))
    found = list(marks(ours.svg("a-", width)))
    assert Counter(each[:2] for each in found) == Counter(each[:2] for each in expected)
    # Of those that look alike, in the order in which both draw them.
    pairs = zip(sorted(found, key=lambda each: str(each[:2])), sorted(expected, key=lambda each: str(each[:2])),
                strict=True)  # fmt: skip
    for mine, other in pairs:
        assert mine.numbers == pytest.approx(other.numbers, abs=NEAR), mine


@pytest.mark.parametrize(("language", "width"), [("fr", 680), ("en", 340)])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_drawn_as_vega_draws_it(name: str, language: str, width: int) -> None:
    answer = ANSWERS[name]
    figure = draw(name, answer.rows_in(language), language, answer.about_in(language))
    assert figure is not None
    alike(figure, width)


COLUMNS = ("institutionLabel", "criterionLabel", "scopeLabel", "rankBest", "rankWorst", "tied", "basis", "basisLabel")
RANKS = [
    # why                          best and worst
    ("few, from the first",        [(1, 1), (2, 5), (9, 9)]),
    ("far apart",                  [(1, 1), (301, 400), (1501, None)]),
    ("all far from the first",     [(1201, 1400), (1501, None), (1, 1300)]),
    ("a top, from further on",     [(1, 400), (350, 350), (401, 500)]),
    ("one",                        [(7, 7)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "ranks"), RANKS, ids=[case[0] for case in RANKS])
def test_every_shape_and_scale_is_drawn_as_vega_draws_it(why: str, ranks: list[tuple[int, int | None]]) -> None:
    rows = [
        (f"{number} & <b>", "c", "s", best, worst, best == 7 or None, "x/computed" if best == worst == 9 else None, "c")
        for number, (best, worst) in enumerate(ranks)
    ]
    figure = draw("edition-table", Rows(COLUMNS, tuple(rows)), "en", {"edition": why})
    assert figure is not None
    alike(figure, 680)
