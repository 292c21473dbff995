"""Bars of numbers by name."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.plot.bars import MOST, bars

ROWS: list[tuple[str, int | Decimal, str]] = [
    ("IMT Mines Alès", 24, "24"),
    ("Nancy", 1200, "1 200"),
    ("X", Decimal("-300.5"), "-300,5"),
]
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("width", [680, 340])
def test_lengths_are_in_proportion(width: int) -> None:
    root = ET.fromstring(bars(ROWS, "n by x", "fr").svg("a-", width))  # noqa: S314 (drawn here)
    group = next(each for each in root.iter(f"{_SVG}g") if each.get("stroke-width") == "12")
    lengths = [float(line.get("x2", "0")) - float(line.get("x1", "0")) for line in group]
    assert lengths[1] / lengths[0] == pytest.approx(50, rel=0.01)
    assert lengths[2] / lengths[0] == pytest.approx(-300.5 / 24, rel=0.01)
    texts = ["".join(each.itertext()) for each in root.iter(f"{_SVG}text")]
    assert {"IMT Mines Alès", "24", "1 200", "-300,5", "n by x"} <= set(texts)


def test_it_is_told() -> None:
    told = bars(ROWS, "n", "fr").description
    assert told == "3 barres. Maximum\u00a0: Nancy (1 200)\u202f; minimum\u00a0: X (-300,5)."
    assert bars(ROWS * 20, "n", "en").description.endswith(f"The first {MOST} of 60 rows.")


@given(
    st.lists(st.tuples(st.text(), st.integers(-(10**18), 10**18)), min_size=1, max_size=40), st.sampled_from([680, 340])
)
def test_any_rows_are_drawn_within_the_picture(rows: list[tuple[str, int]], width: int) -> None:
    root = ET.fromstring(bars([(name, number, str(number)) for name, number in rows], "t", "en").svg("", width))  # noqa: S314
    left, _, wide, _ = map(float, root.get("viewBox", "").split())
    (drawing,) = root.findall(f"{_SVG}g")
    moved = float(drawing.get("transform", "").removeprefix("translate(").partition(",")[0])
    ends = [moved + float(line.get(end, "0")) for line in root.iter(f"{_SVG}line") for end in ("x1", "x2")]
    assert all(left - 1 <= end <= left + wide + 1 for end in ends)
