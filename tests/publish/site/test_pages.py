"""Every page of the site as it is published: well formed, linked, in both languages, with its data and its claims."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg import project
from kg.publish.site.anchors import anchor
from kg.query.parameters import LANGUAGES
from kg.vocab import BASE, PAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.publish.site.reading import Element

SITE = "https://example.org/palmares"
CLAIMS = ("Result", "Tally", "Move", "Participation", "Method", "EditionSize", "Evidence", "Link")


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.bulk_load(path=str(project.graph_to_read() / project.MERGED), format=RdfFormat.TURTLE)
    return store


def paged(pages: Mapping[str, Element]) -> Iterator[tuple[str, str, Element]]:
    """Yield the pages in a language: address without it, language, page."""
    for name, page in pages.items():
        language, _, rest = name.partition("/")
        if language in LANGUAGES:
            yield rest, language, page


def test_every_page_is_there_in_both_languages(pages: Mapping[str, Element]) -> None:
    found = {language: {rest for rest, tag, _ in paged(pages) if tag == language} for language in LANGUAGES}
    assert found["fr"] == found["en"]
    assert {"index.html", "search.html", "institution/imt-mines-ales.html", "goal/15.html"} <= found["fr"]
    assert {"index.html", "404.html"} <= pages.keys()


def test_the_other_language_is_linked_both_ways(pages: Mapping[str, Element]) -> None:
    for rest, language, page in paged(pages):
        (other,) = (each for each in LANGUAGES if each != language)
        (html,) = page.all("html")
        assert html.attributes["lang"] == language
        links = {
            each.attributes["hreflang"]: each.attributes["href"]
            for each in page.all("link")
            if "hreflang" in each.attributes
        }
        assert links == {
            "fr": f"{SITE}/fr/{rest}", "en": f"{SITE}/en/{rest}", "x-default": f"{SITE}/en/{rest}"
        }, rest  # fmt: skip
        (switch,) = (
            each for each in page.all("a") if each.attributes.get("rel") == "alternate" and "lang" in each.attributes
        )
        here = posixpath.dirname(f"{language}/{rest}")
        assert posixpath.normpath(posixpath.join(here, unquote(switch.attributes["href"]))) == f"{other}/{rest}"


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(pages: Mapping[str, Element]) -> None:
    for name, page in pages.items():
        for element in page.all():
            assert "style" not in element.attributes, name
            assert not [each for each in element.attributes if each.startswith("on")], name
            if element.tag == "script" and element.attributes.get("type") != "application/ld+json":
                assert element.attributes["src"]
                assert not element.text
            if element.tag in {"script", "img", "iframe", "object", "embed", "style"} or (
                element.tag == "link" and element.attributes["rel"] in ("stylesheet", "icon")
            ):
                assert not urlsplit(element.attributes.get("src", element.attributes.get("href", ""))).scheme, name
            assert element.tag not in {"iframe", "object", "embed", "style"}
        (policy,) = (each for each in page.all("meta") if "http-equiv" in each.attributes)
        assert policy.attributes["content"].startswith("default-src 'none'; style-src 'self'")
        assert "unsafe" not in policy.attributes["content"]


def test_an_entity_stands_in_its_page_as_data(pages: Mapping[str, Element], store: Store) -> None:
    held = 0
    for name, page in pages.items():
        for script in () if name.endswith("/downloads.html") else page.all("script"):
            if script.attributes.get("type") == "application/ld+json":
                subject = NamedNode(json.loads(script.text)["@id"])
                told = {(quad.predicate, quad.object) for quad in parse(script.text, format=RdfFormat.JSON_LD)}
                known = {(quad.predicate, quad.object) for quad in store.quads_for_pattern(subject, None, None, None)}
                assert told == known, name
                held += 1
    assert held > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_for_data_sets_find_this_one(
    language: str, pages: Mapping[str, Element], published: Path
) -> None:
    (script,) = (each for each in pages[f"{language}/downloads.html"].all("script") if each.text)
    told = json.loads(script.text)
    assert told["@context"] == "https://schema.org/"
    assert told["url"] == f"{SITE}/{language}/downloads.html"
    assert {"name", "description", "license", "version"} <= told.keys()
    for file in told["distribution"]:
        found = published / file["contentUrl"].removeprefix(f"{SITE}/")
        assert found.stat().st_size == int(file["contentSize"])
    assert f"{SITE}/download/palmares.ttl" in {file["contentUrl"] for file in told["distribution"]}


def test_tables_of_many_columns_become_cards(pages: Mapping[str, Element]) -> None:
    many = 0
    for name, page in pages.items():
        for table in page.all("table"):
            heads = [each for each in table.all("th") if each.attributes.get("scope") == "col"]
            if len(heads) > 3:
                many += 1
                assert table.attributes.get("class") in {"cards", "stack"}, name
                assert table.attributes["role"] == "table", name
    assert many > 50


FOUND = [
    # page                                   words that stand on it, French and English
    ("index",                                ("5 documents lus", "5 documents read")),
    ("index",                                ("1 document cité, non lu", "1 document cited, not read")),
    ("compare/imt-atlantique/imt-mines-ales", ("indécis", "undecided")),
    ("institution/imt-mines-ales",           ("https://w3id.org/palmares/id/institution/imt-mines-ales · Turtle",) * 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words"), FOUND, ids=[row[1][1] for row in FOUND])
def test_a_page_says(name: str, words: tuple[str, str], pages: Mapping[str, Element]) -> None:
    for language, said in zip(LANGUAGES, words, strict=True):
        (main,) = pages[f"{language}/{name}.html"].all("main")
        assert said in " ".join(main.text.split())


def test_criteria_of_a_ranking_come_in_order(pages: Mapping[str, Element]) -> None:
    table = list(pages["en/ranking/the-impact.html"].all("table"))[-1]
    names = [" ".join(next(row.all("th")).text.split()[:2]) for row in table.all("tr")]
    assert names[1:4] == ["Overall ranking", "SDG 6", "SDG 8"]
    assert names[4] == "SDG 10"


def test_an_institution_begins_with_its_contents(pages: Mapping[str, Element]) -> None:
    (main,) = pages["en/institution/imt-mines-ales.html"].all("main")
    contents = next(main.all("nav"))
    ways = [each.attributes["href"].removeprefix("#") for each in contents.all("a")]
    headings = [each.attributes["id"] for each in main.all("h2")]
    assert ways == headings


@pytest.mark.parametrize("kind", CLAIMS)
def test_every_claim_and_passage_has_its_place(kind: str, pages: Mapping[str, Element], store: Store) -> None:
    ids = {
        name: {each.attributes["id"] for each in page.all() if "id" in each.attributes} for name, page in pages.items()
    }
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    claims = [str(quad.subject)[1:-1] for quad in store.quads_for_pattern(None, rdf_type, NamedNode(PAL + kind), None)]
    assert claims
    for claim in claims:
        page, _, place = anchor(claim, BASE).partition("#")
        for language in LANGUAGES:
            assert place in ids[f"{language}/{page}.html"], claim


def test_results_show_basis_tie_and_words(pages: Mapping[str, Element]) -> None:
    page = pages["en/institution/imt-mines-ales.html"]
    place = "result/the-impact-2024/imt-mines-ales/overall/fr/5"
    (row,) = (each for each in page.all("tr") if each.attributes.get("id") == place)
    cells = [" ".join(each.text.split()) for each in row.all("td")]
    assert cells[:5] == ["THE Impact 2024", "Overall ranking", "France", "joint 5", "stated"]
    quotes = list(row.all("q"))
    assert {each.attributes["lang"] for each in quotes} == {"fr"}
    assert "5e établissement français ex-aequo" in [each.text for each in quotes]


def test_drawings_stand_in_the_pages_with_their_facts_in_a_table(pages: Mapping[str, Element]) -> None:
    for language in LANGUAGES:
        page = pages[f"{language}/institution/imt-mines-ales.html"]
        drawings = list(page.all("svg"))
        assert len(drawings) == 6  # two trajectories and a profile, each for wide and narrow windows
        assert all(each.attributes["role"] == "img" for each in drawings)
        assert len(list(page.all("table"))) == 5


BY_GOAL = [
    # page                        results of SDG 6 of every kind, edition and scope
    ("goal/6",                    {"3", "100-200", "1", "10"}),
    ("institution/imt-mines-ales", {"3", "100-200", "1", "10"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "ranks"), BY_GOAL, ids=[row[0] for row in BY_GOAL])
def test_a_goal_shows_results_of_every_scope(name: str, ranks: set[str], pages: Mapping[str, Element]) -> None:
    table = "leaders-table" if name == "goal/6" else "by-goal-table"
    (shown,) = (
        each for each in pages[f"fr/{name}.html"].all("table")
        if any(caption.attributes["id"] == table for caption in each.all("caption"))
    )  # fmt: skip
    rows = [[" ".join(cell.text.split()) for cell in row.all("th", "td")] for row in shown.all("tr")]
    own = [row for row in rows if name == "goal/6" or row[0].startswith("Eau propre")]
    assert ranks <= {re.sub(r"[^\d-]", "", cell) for row in own for cell in row}, own


def test_a_sitemap_lists_every_page(published: Path, pages: Mapping[str, Element]) -> None:
    listed = set(re.findall("<loc>(.*?)</loc>", (published / "sitemap-1.xml").read_text("utf-8")))
    assert {unquote(each) for each in listed} == {f"{SITE}/{language}/{rest}" for rest, language, _ in paged(pages)}
    assert f"Sitemap: {SITE}/sitemap.xml" in (published / "robots.txt").read_text("utf-8")


def test_style_and_scripts_are_light(published: Path) -> None:
    assert (published / "assets/site.css").stat().st_size < 20_000
    assert sum(file.stat().st_size for file in (published / "assets").glob("*.js")) < 15_000
