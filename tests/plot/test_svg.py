"""Pictures fit to stand in a page: what they are made of, that they are the same each time, and what harms them not."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kg.plot import CHARTS, Figure, draw
from kg.query import Rows
from tests.plot.answers import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {f"{SVG}{name}" for name in ("svg", "title", "desc", "g", "path", "line", "rect", "text", "tspan")}
# Words that Vega writes of its own accord.
VEGA = re.compile(r"axis|mark|symbol|titled|scale|graphics|rule|group|container|vega", re.IGNORECASE)


def figure(name: str, language: str = "fr") -> Figure:
    answer = ANSWERS[name]
    drawn = draw(name, answer.rows_in(language), language, answer.about_in(language))
    assert drawn is not None
    return drawn


def parsed(svg: str) -> Element:
    return ET.fromstring(svg)  # noqa: S314 (our own)


def texts(root: Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def written(spec: object) -> Iterator[str]:
    """Yield what a chart writes: the texts of its marks."""
    assert isinstance(spec, dict)
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            yield from (str(datum[layer["encoding"]["text"]["field"]]) for datum in layer["data"]["values"])


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, str, int], str]:
    return {
        (name, language, width): figure(name, language).svg("a-", width)
        for name in CHARTS
        for language in ("fr", "en")
        for width in (680, 340)
    }


def test_pictures_hold_only_what_any_page_may_hold(drawn: dict[tuple[str, str, int], str]) -> None:
    for (_, language, width), svg in drawn.items():
        root = parsed(svg)
        assert {element.tag for element in root.iter()} <= ELEMENTS
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not {name for name in attributes if name.startswith(("on", "style", "class", "href", "{"))}
        assert root.get("viewBox", "").startswith(f"0 0 {width} ")
        assert (root.get("width"), root.get("height"), root.get("lang")) == (None, None, language)
        assert not re.search(r"url\(|https?:(?!//www\.w3\.org/2000/svg)|data:|@import|<script", svg)


def test_pictures_say_what_they_are_in_their_language(drawn: dict[tuple[str, str, int], str]) -> None:
    for (name, language, width), svg in drawn.items():
        root, expected = parsed(svg), figure(name, language)
        assert root.get("role") == "img"
        named = {element.get("id"): element.text for element in root if element.tag != f"{SVG}g"}
        assert [named[each] for each in root.get("aria-labelledby", "").split()] == [
            expected.title, expected.description,
        ]  # fmt: skip
        assert [element.get("aria-hidden") for element in root if element.tag == f"{SVG}g"] == ["true"]
        marks = texts(root)
        assert set(marks) - set(written(expected.spec(width))) <= {mark for mark in marks if mark.isdecimal()}
        attributes = [f"{key}={value}" for each in root.iter() for key, value in each.attrib.items()]
        assert not [each for each in attributes if VEGA.search(each)]


def test_ids_of_several_pictures_do_not_meet() -> None:
    ids = [
        [element.get("id", "") for element in parsed(figure("top-n").svg(prefix)).iter() if element.get("id")]
        for prefix in ("one-", "two-")
    ]
    assert not set(ids[0]) & set(ids[1])
    assert all(each.startswith("one-") for each in ids[0])


def test_pictures_are_the_same_whatever_was_drawn_before(drawn: dict[tuple[str, str, int], str]) -> None:
    for (name, language, width), svg in [*reversed(drawn.items())][::3]:  # of each chart one or two
        assert figure(name, language).svg("a-", width) == svg


@pytest.mark.slow
def test_pictures_are_the_same_in_another_process(drawn: dict[tuple[str, str, int], str]) -> None:
    program = "from tests.plot.test_svg import figure; print(figure('sdg-profile').svg('a-', 340), end='')"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert run.stdout.decode() == drawn["sdg-profile", "fr", 340]


HOSTILE = [
    # why                          label                                            shown somewhere
    ("markup",                     "<script>alert(1)</script>",                     "<script>alert(1)</script>"),
    ("the end of an element",      "</text></svg><img src=x onerror=alert(1)>",     None),
    ("quotes",                     "\"double\" 'single' `back`",                    "\"double\" 'single' `back`"),
    ("an entity",                  "&lt;b&gt; &amp; ]]>",                           "&lt;b&gt; &amp; ]]>"),
    ("a template",                 "{{constructor}} ${1} datum.line",               "{{constructor}} ${1} datum.line"),
    ("right to left",              "جامعة القاهرة",                                  "جامعة القاهرة"),
    ("text turned round",          "abc\u202edef\u2066ghi",                         "abcdefghi"),
    ("control characters",         "a\x00b\x07c\x9f\ufffe",                         "abc"),
    ("line breaks",                "one\ntwo\r\n\tthree\u2028four",                 "one two three four"),
    ("a very long word",           "m" * 200,                                       None),
    ("a very long text",           "Université " * 60,                              None),
    ("East Asian",                 "東京大学" * 20,                                  None),
    ("nothing",                    "",                                              None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "label", "seen"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_labels_do_no_harm(why: str, label: str, seen: str | None) -> None:
    columns = ("institutionLabel", "criterionLabel", "scopeLabel", "rankBest", "rankWorst", "basis", "basisLabel")
    rows = Rows(columns, ((label, "b", "c", 1, 1, None, None), ("other", "b", "c", 5, 9, "x/computed", label)))
    drawn = draw("edition-table", rows, "en", {"edition": label})
    assert drawn is not None, why
    for width in (680, 340):
        root = parsed(drawn.svg(width=width))
        assert {element.tag for element in root.iter()} <= ELEMENTS, why
        assert seen is None or width < 400 or seen in texts(root), why
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(root.itertext())), why
    page = drawn.html()
    assert page.count("</script") == 1, why
    assert "<" not in label or label not in page, why


def test_long_labels_stay_in_the_picture() -> None:
    rows = Rows(("institutionLabel", "rankBest", "rankWorst", "sure"), (("M" * 200, 1, 1, True),))
    drawn = draw("top-n", rows, "en", {"edition": "W" * 300})
    assert drawn is not None
    for width in (680, 340):
        assert max(len(line) for line in written(drawn.spec(width))) < width / 7


def test_a_page_is_whole_by_itself() -> None:
    page = figure("sdg-profile").html()
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert not re.search(r'(?:src|href)="', page.partition("<script>")[0])
    assert "ODD 6 Eau propre" in page


def test_a_png_is_as_large_as_asked() -> None:
    png = figure("top-n").png(scale=2, width=340)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 680
