"""Graphs that mean harm, or lack much: their pages stay whole, and nothing in them runs or leads astray."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.publish.site import pages as makers
from kg.publish.site.pages import document, home, lists, search
from kg.publish.source import open_source
from kg.publish.tree import Tree
from tests.publish.making import make_site
from tests.publish.site.reading import Element, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = """
@base <https://w3id.org/palmares/id/> .
@prefix pal: <https://w3id.org/palmares/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
LONG = "a" * 300
EVIL = [
    # why                     as Turtle has it                            as a reader sees it
    ("markup",                "<b>bold</b>",                              "<b>bold</b>"),
    ("a script's end",        "</script><script>alert(1)</script>",       "</script><script>alert(1)</script>"),
    ("a comment",             "<!-- x --> <!--drawing 1-->",              "<!-- x --> <!--drawing 1-->"),
    ("a way out of a value",  r"\" onmouseover=\"alert(1)",               '" onmouseover="alert(1)'),
    ("a template's marks",    "{{ 7 * 7 }} {% raw %}",                    "{{ 7 * 7 }} {% raw %}"),
    ("from right to left",    "\u202ealès\u202c \u200f\u05d0",            "\u202ealès\u202c \u200f\u05d0"),
    ("a very long word",      LONG,                                       LONG),
    ("lines",                 r"one\ntwo\r\n\tthree",                     "one two three"),
    ("marks of formats",      "{0} {name} %s {}",                         "{0} {name} %s {}"),
    ("other planes",          "\U0001f3c6 \u4e2d\u56fd\u5927\u5b66",      "\U0001f3c6 \u4e2d\u56fd\u5927\u5b66"),
]  # fmt: skip


def site_of(turtle: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Element]:
    """Make the site of a graph, but for the pages of documents and of the ontology, which have tests of their own."""
    monkeypatch.setattr(makers, "OF_EACH", [each for each in makers.OF_EACH if each.pages is not document.pages])
    monkeypatch.setattr(makers, "MAKERS", (home.pages, search.pages, lists.pages))
    graph, target = folder / "graph", folder / "site"
    graph.mkdir()
    (graph / project.MERGED).write_text(HEAD + turtle, "utf-8")
    (graph / project.QUADS).touch()
    with Tree(target) as tree:
        make_site(open_source(graph, ""), tree)
    return {page.relative_to(target).as_posix(): read(page) for page in sorted(target.rglob("*.html"))}


def world(name: str, key: str = "x") -> str:
    """Write a small graph of which every name and quote is this one."""
    named = f'rdfs:label "{name}"@en , "{name}"@fr'
    things = f"""
<institution/{key}> a pal:Institution ; {named} ; skos:altLabel "{name} also"@en , "{name} aussi"@fr ;
  skos:exactMatch <javascript:alert(1)> , <https://ror.org/03e8rf594> .
<ranking/{key}> a pal:Ranking ; {named} ; pal:methodologyPage <data:text/html,x> ;
  pal:criterionScheme <criterion-scheme/{key}> .
<criterion/{key}/overall> a pal:Criterion ; {named} ; skos:inScheme <criterion-scheme/{key}> ;
  pal:criterionKind <criterion-kind/overall> .
<scope/{key}> a pal:Scope ; {named} .
<basis/stated> a pal:Basis ; rdfs:label "said"@en , "dit"@fr .
<document/{key}> a pal:Document ; {named} ; dct:title "{name}" .
"""
    return things + "".join(
        f"""
<edition/{key}-{year}> a pal:Edition ; {named} ; pal:ranking <ranking/{key}> ; pal:year {year} .
<result/{key}-{year}/{key}/overall/world/{rank}> a pal:Result ; {named} ; pal:institution <institution/{key}> ;
  pal:edition <edition/{key}-{year}> ; pal:criterion <criterion/{key}/overall> ; pal:scope <scope/{key}> ;
  pal:basis <basis/stated> ; pal:rankBest {rank} ; pal:rankWorst {rank} ; pal:evidence <evidence/{key}/0-{rank}> .
<evidence/{key}/0-{rank}> a pal:Evidence ; {named} ; oa:hasSource <document/{key}> ;
  oa:hasSelector <evidence/{key}/0-{rank}/quote> , <evidence/{key}/0-{rank}/position> .
<evidence/{key}/0-{rank}/quote> a oa:TextQuoteSelector ; oa:exact "{name}" .
<evidence/{key}/0-{rank}/position> a oa:TextPositionSelector ; oa:start 0 ; oa:end {rank} .
"""
        for year, rank in ((2024, 3), (2023, 5), (2022, 9))
    )


def test_words_stay_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = "".join(world(turtle, f"evil-{number}") for number, (_, turtle, _) in enumerate(EVIL))
    pages = site_of(graph, tmp_path, monkeypatch)
    for number, (why, _, seen) in enumerate(EVIL):
        page = pages[f"fr/institution/evil-{number}.html"]
        assert [" ".join(each.text.split()) for each in page.all("h1")] == [seen], why
        assert [" ".join(each.text.split()) for each in page.all("q")] == [seen] * 3, why
    for name, each in pages.items():
        for element in each.all():
            assert element.tag != "iframe", name
            assert element.tag != "b" or element.text.isdecimal(), name
            assert not [key for key in element.attributes if key.startswith("on")], name
            assert element.tag != "script" or "src" in element.attributes or element.text.lstrip().startswith("{"), name
            assert not element.attributes.get("href", "").startswith(("javascript:", "data:")), name


NAME = world("name")
LONELY = 'rdfs:label "x"@en , "x"@fr .'
LACKING = {  # by what is lacking: the graph, and a page of it
    "everything": ("", "fr/index.html"),
    "all labels": (NAME.replace('rdfs:label "name"@en , "name"@fr', "rdfs:comment 1"), "en/ranking/x.html"),
    "results": (f"<institution/x> a pal:Institution ; {LONELY}", "en/institution/x.html"),
    "editions": (f"<ranking/x> a pal:Ranking ; {LONELY}", "en/ranking/x.html"),
    "years": (NAME.replace("; pal:year 20", "; rdfs:comment 20"), "fr/edition/x-2024.html"),
    "places of passages": (NAME.replace("oa:start 0 ; ", ""), "fr/institution/x.html"),
    "rankings of editions": (NAME.replace("pal:ranking <ranking/x>", "rdfs:comment 1"), "fr/edition/x-2024.html"),
}


@pytest.mark.parametrize("what", LACKING)
def test_pages_stay_whole_without(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turtle, page = LACKING[what]
    pages = site_of(turtle, tmp_path, monkeypatch)
    (heading,) = pages[page].all("h1")
    assert heading.text.strip(), what


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_a_name_in_the_other_language_is_marked(
    language: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = site_of(world("Xyz").replace(f'"Xyz"@{language}', f'"Xyz"@{other}'), tmp_path, monkeypatch)
    for kind in ("institution/x", "edition/x-2024", "criterion/x/overall", "ranking/x", "list/edition"):
        page = pages[f"{language}/{kind}.html"]
        own = {words.strip() for text in page.in_language(language) for words in text.split(",")}
        assert "Xyz" not in own, kind
        assert "Xyz" in {text.strip() for text in page.in_language(other)}, kind
