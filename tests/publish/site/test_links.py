"""Every link of every page leads to a file of the site, and to the place on it that it names."""

from __future__ import annotations

import posixpath
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ROOT = "/palmares/"  # of the address at which the fixture publishes
_LEADS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


class Read(HTMLParser):
    """Collects links, and the places that links may name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if known.get("id"):
            self.ids[str(known["id"])] += 1
        if known.get(_LEADS.get(tag, "")):
            self.links.append(str(known[_LEADS[tag]]))


@pytest.fixture(scope="module")
def pages(published: Path) -> dict[str, Read]:
    files = sorted(published.rglob("*.html"))
    return {file.relative_to(published).as_posix(): Read(file.read_text("utf-8")) for file in files}


def broken(page: str, link: str, pages: dict[str, Read], published: Path) -> bool:
    """Tell whether a link of a page leads to nothing; links to elsewhere do not concern us."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    asked = unquote(parts.path).removeprefix(ROOT)  # the page of what is not found stands at any address
    here = "" if asked != unquote(parts.path) else posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(here, asked)) if parts.path else page
    if target.startswith("..") or not (published / target).is_file():
        return True
    return bool(parts.fragment) and target in pages and unquote(parts.fragment) not in pages[target].ids


def test_every_link_leads_somewhere(pages: dict[str, Read], published: Path) -> None:
    wrong = {
        (page, link) for page, read in pages.items() for link in read.links if broken(page, link, pages, published)
    }
    assert len(pages) > 100
    assert not sorted(wrong)[:10]


def test_no_place_is_named_twice(pages: dict[str, Read]) -> None:
    twice = {page: [name for name, count in read.ids.items() if count > 1] for page, read in pages.items()}
    assert not {page: names for page, names in twice.items() if names}


def test_a_broken_link_is_seen(pages: dict[str, Read], published: Path) -> None:
    page = "fr/about.html"
    wrong = ["nowhere.html", "downloads.html#nowhere", "../../outside.html", "../data/nothing.ttl", "#nowhere"]
    assert all(broken(page, link, pages, published) for link in wrong)
    right = ["downloads.html", "../assets/site.css", "#content", "https://example.org/nowhere"]
    assert not any(broken(page, link, pages, published) for link in right)
