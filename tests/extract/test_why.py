"""Reasons: every part of a claim shows its words, every refusal its reason, and the page marks both."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.extract import extract
from kg.extract.claims import Extraction, LinkKind
from kg.extract.page import html_page
from kg.extract.why import LINKS, REASONS, SLOTS, parts_of, passage
from kg.read import Document, read_document, read_string

if TYPE_CHECKING:
    from kg.registry import Registry

DOCUMENTS = sorted((Path(__file__).parents[2] / "data" / "documents").glob("*.*"))
HOSTILE = (
    "Classement THE Impact 2024 : <script>alert(1)</script> & « l’INSA Lyon » est 24e\n\n"
    "Dans le THE Impact 2024, l’INSA Lyon <b onclick='x'> est classée 24e mondiale & vise le top 10."
)


def read(document: Document, registry: Registry) -> tuple[Document, Extraction]:
    return document, extract(document, registry)


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_every_part_shows_its_words(file: Path, registry: Registry) -> None:
    document, extraction = read(read_document(file), registry)
    for claim in extraction.claims:
        parts = list(parts_of(claim))
        assert [part.slot for part in parts] == list(SLOTS.values())
        for part in parts:
            if part.span is None:
                assert part.link == LINKS[LinkKind.DEFAULT]
            else:
                assert passage(document, part.span).words in " ".join(document.source.split())


def test_every_reason_and_link_has_words_in_both_languages() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(extract.__code__.co_filename).parent.glob("*.py"))
    ladder, said, refused = (
        r'^    \("([a-z-]+)", _',
        r'reason = "([a-z-]+)"',
        r'_refused\(sentence, value, [^"\n]*"([a-z-]+)"',
    )
    used = {reason for way in (ladder, said, refused) for reason in re.findall(way, code, re.MULTILINE)}
    used |= set(re.findall(r'else "(no-[a-z]+)"\)', code))
    assert used == set(REASONS)
    assert set(LINKS) == set(LinkKind)
    assert all(text.en != text.fr for text in (*REASONS.values(), *LINKS.values()))


@pytest.mark.parametrize(
    ("source", "span", "shown"),
    [
        ("un\ndeux\nest 24e ici", "24e", (3, "un deux est ", "24e", " ici")),
        ("24e", "24e", (1, "", "24e", "")),
        ("a" * 60 + "24e" + "b" * 60, "24e", (1, "…" + "a" * 48, "24e", "b" * 48 + "…")),
    ],
    ids=["lines are counted", "nothing around", "long text is cut"],
)
def test_passage(source: str, span: str, shown: tuple[int, str, str, str]) -> None:
    from kg.read import Span  # noqa: PLC0415

    start = source.index(span)
    found = passage(read_string(source), Span(start, start + len(span)))
    assert (found.line, found.before, found.words, found.after) == shown


class Page(HTMLParser):
    """Collects what a browser would see of a page: tags, anchors, links and the text of the source."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.source: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.anchors |= {values["id"] or ""} if "id" in values else set()
        self.links |= {(values["href"] or "").removeprefix("#")} if "href" in values else set()
        if self._depth or values.get("class") == "source":
            self._depth += 1

    def handle_endtag(self, _tag: str) -> None:
        self._depth -= bool(self._depth)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.source.append(data)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", [HOSTILE, *(file.read_text(encoding="utf-8") for file in DOCUMENTS)])
def test_the_page_shows_the_source_and_runs_nothing(text: str, language: str, registry: Registry) -> None:
    document, extraction = read(read_string(text), registry)
    written = html_page(document, extraction, language)
    page = Page()
    page.feed(written)
    assert "".join(page.source) == document.source
    assert not {"script", "b", "img", "link", "iframe"} & set(page.tags)
    assert "default-src 'none'" in written
    assert f'<html lang="{language}">' in written
    outer = {anchor for anchor in page.links if anchor in page.anchors}
    assert outer, "no passage is marked"


def test_a_refusal_is_shown_with_its_reason(registry: Registry) -> None:
    document, extraction = read(read_string(HOSTILE), registry)
    assert [refusal.reason for refusal in extraction.refusals] == ["not-asserted"]
    assert REASONS["not-asserted"].fr in html_page(document, extraction, "fr")
