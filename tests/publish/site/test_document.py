"""The page of a document: passages are stitched as far as is known, marked, and say what they state."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg import project
from kg.publish.redirects.rules import htaccess
from kg.publish.site.anchors import anchor
from kg.publish.site.documents import read
from kg.publish.site.pages import document
from kg.publish.site.passages import LEFT_OUT, Passage, stitch
from kg.publish.site.site import Site
from kg.publish.source import Source
from kg.query import Engine, load_graph
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.publish.site.passages import Stretch

TEXT = "L’école est classée 24e en France et 88e mondiale, devant 1 200 autres."
IRI = f"{BASE}document/"


def passage(
    start: int, end: int, before: int = 0, after: int = 0, *, text: str = TEXT, language: str = "fr"
) -> Passage:
    """Cut a passage out of a text, with so many characters before and after."""
    return Passage(
        f"{start}-{end}", start, end, text[start:end], text[max(start - before, 0) : start], text[end : end + after],
        language,
    )  # fmt: skip


def marked(stretch: Stretch) -> str:
    """Write a stretch with its marks as brackets; those that go on after a cut as braces."""
    signs = []
    for token in stretch.tokens():
        opening = ("[" if token.begins else "{") if token.opens else ""
        closing = ("]" if token.ends else "}") if token.closes else ""
        signs.append(token.text + opening + closing)
    return "".join(signs)


CASES = [
    # why                              passages                                      shown
    ("alone", [passage(12, 23)], ["[classée 24e]"]),
    ("with its context", [passage(12, 23, 4, 3)], ["est [classée 24e] en"]),
    ("one within the other", [passage(12, 33), passage(20, 23)], ["[classée [24e] en France]"]),
    ("beginning together", [passage(12, 23), passage(12, 33)], ["[[classée 24e] en France]"]),
    ("ending together", [passage(12, 33), passage(24, 33)], ["[classée 24e [en France]]"]),
    ("crossing", [passage(12, 33), passage(20, 40)], ["[classée [24e en France}]{ et 88e]"]),
    ("adjoining", [passage(12, 19), passage(19, 23)], ["[classée][ 24e]"]),
    ("joined by their contexts", [passage(12, 19, 0, 2), passage(23, 33, 2)], ["[classée] 24e[ en France]"]),
    ("apart", [passage(12, 19), passage(37, 40)], ["[classée]", "[88e]"]),
    ("in the order of reading", [passage(37, 40), passage(12, 19)], ["[classée]", "[88e]"]),
    ("of another language", [passage(12, 33), passage(20, 23, language="en")], ["[classée 24e en France]", "[24e]"]),
    ("that do not agree", [passage(12, 33), passage(20, 23, text=TEXT.upper())], ["[classée 24e en France]", "[24E]"]),
    ("of a wrong length", [Passage("a", 12, 99, "classée", language="fr"), passage(15, 19)], ["[classée]", "[ssée]"]),
    ("without words", [Passage("a", 5, 5, "", "L’éco", "le", "fr")], ["L’éco[]le"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "passages", "shown"), CASES, ids=[case[0] for case in CASES])
def test_passages_are_stitched(why: str, passages: list[Passage], shown: list[str]) -> None:
    assert [marked(stretch) for stretch in stitch(passages)] == shown, why


@given(
    st.lists(
        st.tuples(*[st.integers(0, len(TEXT)) for _ in range(2)], *[st.integers(0, 12) for _ in range(2)]), max_size=8
    )
)
def test_every_passage_is_shown_once_in_words_that_are_known(places: list[tuple[int, int, int, int]]) -> None:
    passages = {passage(min(a, b), max(a, b), before, after) for a, b, before, after in places if a != b}
    passages = set({each.iri: each for each in passages}.values())
    stretches = stitch(passages)
    assert sorted(each.iri for stretch in stretches for each in stretch.passages) == sorted(
        each.iri for each in passages
    )
    for stretch in stretches:
        assert TEXT[stretch.start : stretch.end] == stretch.text
        tokens = list(stretch.tokens())
        assert "".join(token.text for token in tokens) == stretch.text
        depth: list[Passage] = []
        quoted: dict[str, str] = {}
        for token in tokens:
            if token.opens:
                depth.append(token.opens)
            elif token.closes:
                assert depth.pop() == token.closes
            for each in depth:
                quoted[each.iri] = quoted.get(each.iri, "") + token.text
        assert not depth
        assert quoted == {each.iri: each.exact for each in stretch.passages}
    assert all(one.end < other.start for one, other in pairwise(stretches))


PRIVATE = [
    # why                     words                                              names   shown
    ("a mailbox", "écrire à a.b@example.org ici", False, f"écrire à {LEFT_OUT} ici"),
    ("a telephone", "au 04 66 78 50 00 le matin", False, f"au {LEFT_OUT} le matin"),
    ("a person", "explique Jeanne Martin, directrice", False, f"explique {LEFT_OUT}, directrice"),
    ("a name that a claim is about", "directeur IMT Mines", True, "directeur IMT Mines"),
    ("nothing private", "24e sur 1 200", False, "24e sur 1 200"),
]


@pytest.mark.parametrize(("why", "words", "names", "shown"), PRIVATE, ids=[case[0] for case in PRIVATE])
def test_what_is_private_is_left_out(why: str, words: str, *, names: bool, shown: str) -> None:
    assert Passage("a", 0, len(words), words, names=names).shown == shown, why


def test_what_is_private_is_left_out_across_passages() -> None:
    words = "appeler le 04 66 78 50 00"
    cut = [passage(0, 16, text=words), passage(16, 25, text=words)]
    assert [marked(stretch) for stretch in stitch(cut)] == [f"[appeler le {LEFT_OUT}][]"]


def test_a_document_is_read_with_what_it_states() -> None:
    reading = read(load_graph(project.graph_to_read()), f"{IRI}the-impact-2024-imt-mines-ales.fr")
    stated = {each.passage.exact: each for quoted in reading.quoted for each in quoted.stated}
    one = stated["« Préserver et restaurer les écosystèmes terrestres », l’école se classe 88e mondiale"]
    assert [claim.labels["en"] for claim in one.claims] == ["IMT Mines Alès, THE Impact 2024, SDG 15, world, 88th"]
    parts = {part.slot.rpartition("#")[2]: (part.link.rpartition("/")[2], part.quote) for part in one.parts}
    assert parts == {
        "institution": ("anaphora", "IMT MINES ALÈS"),
        "ranking": ("title", "PALMARÈS THE IMPACT"),
        "edition": ("title", "2024"),
        "criterion": ("sentence", "Préserver et restaurer les écosystèmes terrestres"),
        "scope": ("clause", "mondiale"),
    }
    numbers = [each.number for quoted in reading.quoted for each in quoted.stated]
    assert numbers == list(range(1, len(numbers) + 1))


LONG = """
PREFIX dct: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX pal: <https://w3id.org/palmares/ontology#>
BASE <https://w3id.org/palmares/id/>
INSERT DATA {{ <document/d> a pal:Document ; dct:title "Long" . {passages} }}"""
PASSAGE = """<evidence/d/{0}-{1}> a pal:Evidence ; oa:hasSource <document/d> ; oa:hasSelector <e{0}/q> , <e{0}/p> .
<e{0}/q> oa:exact "88e" . <e{0}/p> oa:start {0} ; oa:end {1} . <result/r/i/c/s/{0}> pal:evidence <evidence/d/{0}-{1}> .
"""


def test_the_page_of_a_long_document_has_parts() -> None:
    starts = (7, 99_998, 100_000, 123_456, 1_500_000)
    store = Store()
    store.update(LONG.format(passages="".join(PASSAGE.format(start, start + 3) for start in starts)))
    site = Site(Source(Path(), Engine(store), BASE, "", "https://example.org/p"), [])
    pages = {page.name: page.content("fr") for page in document.pages(site, site.entities["document"])}
    assert list(pages) == ["document/d", "document/d/1", "document/d/15"]
    for start in starts:
        page, _, fragment = anchor(f"{BASE}evidence/d/{start}-{start + 3}", BASE).partition("#")
        assert fragment in {
            each.iri.removeprefix(BASE) for quoted in pages[page]["quoted_here"] for each in quoted.stretch.passages
        }
    rules = htaccess(site)
    assert r"document/$1/$3.html#evidence/$1/$2" in rules
    assert [each.number for page in pages.values() for quoted in page["quoted_here"] for each in quoted.stated] == [
        1, 2, 3, 4, 5,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_marks_its_languages(language: str, published: Path) -> None:
    page = (published / language / "document" / "the-impact-2021-imt-schools.en.html").read_text("utf-8")
    title = "Institut Mines-Télécom schools stand out in the 2021 THE Impact Ranking"
    assert re.search(rf'<h1>(?:<span lang="en">)?{title}', page)
    assert ('<h1><span lang="en">' in page) is (language != "en")
    assert page.count('<blockquote lang="en"') > 5


def test_a_document_that_is_only_cited_says_so(published: Path) -> None:
    page = (published / "fr" / "document" / "cp-the-impact-2022.html").read_text("utf-8")
    assert "un autre document y renvoie" in page
