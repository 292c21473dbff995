"""A graph of markup, signs of direction and endless words: shown as text, nothing runs, nothing breaks."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from kg.publish.run import Order, publish
from tests.publish.browser import hostile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

PAGES = [
    "index",
    "institution/x",
    "ranking/r",
    "edition/r-2024",
    "criterion/r/overall",
    "document/d",
    "concepts/place",
    "list/institution",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    publish(Order(graph=hostile.write(folder / "graph"), check=False), folder / "site", lambda _: None)
    return folder / "site"


@pytest.fixture(scope="module")
def shown(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


def test_words_are_shown_as_they_are(opened: Callable[..., Page], shown: str) -> None:
    page = opened()
    page.goto(f"{shown}fr/institution/x.html")
    assert page.locator("h1").text_content() == hostile.MARKUP
    page.goto(f"{shown}fr/document/d.html")
    assert hostile.CLOSING.strip("</>()") in str(page.locator("h1").text_content())  # what it ends with is left out
    assert hostile.MARKUP in str(page.locator(".passage mark").first.text_content())
    assert page.locator("bdi, [dir=auto]").count()


def test_nothing_runs_and_nothing_breaks(opened: Callable[..., Page], shown: str) -> None:
    page = opened()
    for name, language in zip(PAGES, cycle(("fr", "en")), strict=False):
        page.goto(f"{shown}{language}/{name}.html")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        assert page.locator("footer").is_visible(), name
        assert not page.locator("script:not([src]):not([type='application/ld+json'])").count(), name
        assert not page.locator("[onload], [onerror], a[href^='javascript:']").count(), name


def test_search_shows_words_as_they_are(opened: Callable[..., Page], shown: str) -> None:
    page = opened()
    page.goto(f"{shown}fr/search.html?q=script")
    page.locator("#found a").first.wait_for()
    assert page.locator("#found").get_by_text("<img src=x").first.is_visible()


def test_no_page_names_a_person_or_how_to_reach_one(site: Path) -> None:
    private = [hostile.PHONE, hostile.MAIL, hostile.PERSON, "jeanne", "66 78"]
    page = (site / "fr" / "document" / "d.html").read_text("utf-8")
    assert "[…]" in page
    pages = {file: file.read_text("utf-8") for file in site.rglob("*.html")}
    found = [(file.name, each) for file, text in pages.items() for each in private if each in text]
    assert not found
