"""What is withdrawn or corrected keeps its address; what machines and lost visitors ask for is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.errors import Text
from kg.publish.entities import KINDS, Entity
from kg.publish.site import pages as makers
from kg.publish.site.pages import edition, institution, withdrawn
from kg.publish.source import open_source
from kg.publish.tree import Tree
from kg.publish.withdrawn import CORRECTED, WITHDRAWN, History, Withdrawn
from kg.vocab import LANGUAGE
from tests.publish.making import make_site
from tests.publish.site.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.publish.entities import Kind

ID = "https://w3id.org/palmares/id/"
STANDS = f"{ID}result/the-impact-2024/imt-mines-ales/sdg-15/fr/3"
WRONG = Withdrawn(
    f"{ID}result/the-impact-2024/imt-mines-ales/sdg-15/fr/33",
    "Result",
    Text("33rd", "33e place"),
    CORRECTED,
    "0.0.9",
    STANDS,
)
SIZE = Withdrawn(
    f"{ID}edition-size/the-impact-2024/institution/9",
    "EditionSize",
    Text("9 institutions", "9 établissements"),
    WITHDRAWN,
    "0.0.9",
    "",
)
SCHOOL = Entity(KINDS["institution"], f"{ID}institution/gone", "gone", Text("Gone School", "École d’antan"))
RELEASE = Entity(KINDS["document"], f"{ID}document/gone", "gone", Text("document: Gone", "document : Parti"))
RELEASED = (
    f'<{RELEASE.iri}> <http://purl.org/dc/terms/title> "L’école progresse"',
    f"<{RELEASE.iri}> <http://purl.org/dc/terms/language> <{LANGUAGE}FRA>",
    f'<{RELEASE.iri}> <http://purl.org/dc/terms/format> "text/markdown"',
    f'<{RELEASE.iri}> <https://w3id.org/palmares/ontology#fileName> "gone.fr.md"',
)
NO_MORE = Withdrawn(SCHOOL.iri, "Institution", SCHOOL.label, WITHDRAWN, "0.0.8", "")


class _History(History):
    """Two claims, a school and a document that are gone."""

    def withdrawn(self, entity: Entity) -> tuple[Withdrawn, ...]:
        gone = {f"{ID}institution/imt-mines-ales": (WRONG,), f"{ID}edition/the-impact-2024": (SIZE, WRONG)}
        return gone.get(entity.iri, ())

    def entity(self, entity: Entity) -> Withdrawn | None:
        gone = {SCHOOL.iri: NO_MORE, RELEASE.iri: replace(NO_MORE, iri=RELEASE.iri, kind="Document")}
        return gone.get(entity.iri)

    def lines_about(self, entity: Entity) -> list[str]:
        return list(RELEASED) if entity.iri == RELEASE.iri else []

    def entities(self, kind: Kind) -> Iterator[Entity]:
        yield from (each for each in (SCHOOL, RELEASE) if each.kind is kind)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawn") / "site"
    source = replace(open_source(project.graph_to_read(), ""), history=_History())
    with pytest.MonkeyPatch.context() as patch, Tree(folder) as tree:
        some = [each for each in makers.OF_EACH if each.pages in {institution.pages, edition.pages}]
        patch.setattr(makers, "OF_EACH", some)
        patch.setattr(makers, "MAKERS", (withdrawn.pages,))
        make_site(source, tree)
    return folder


FIRST = "result/the-impact-2024/imt-mines-ales/sdg-15/fr/33"
SECOND = "edition-size/the-impact-2024/institution/9"
PLACES = [  # page, id, words, the way to what stands
    ("institution/imt-mines-ales", FIRST, "33e place corrigé", f"imt-mines-ales.html#{FIRST[:-1]}"),
    ("edition/the-impact-2024", SECOND, "9 établissements retiré", ""),
]


@pytest.mark.parametrize(("page", "place", "words", "way"), PLACES, ids=[row[0] for row in PLACES])
def test_a_claim_that_is_gone_has_its_place(page: str, place: str, words: str, way: str, made: Path) -> None:
    read_page = read(made / "fr" / f"{page}.html")
    (item,) = (each for each in read_page.all("li") if each.attributes.get("id") == place)
    assert " ".join(item.text.split()).startswith(words)
    assert [each.attributes["href"] for each in item.all("a")] == ([way] if way else [])


def test_a_result_that_is_gone_has_no_place_on_the_page_of_its_edition(made: Path) -> None:
    ids = {each.attributes.get("id") for each in read(made / "fr/edition/the-impact-2024.html").all()}
    assert FIRST not in ids
    assert SECOND in ids


def test_an_entity_that_is_gone_has_its_page(made: Path) -> None:
    for language, name, state in (("fr", "École d’antan", "retiré"), ("en", "Gone School", "withdrawn")):
        page = read(made / language / "institution" / "gone.html")
        assert [each.text for each in page.all("h1")] == [name]
        assert state in {each.text for each in page.all("span")}


GONE = [
    # page                    language  heading, its language, what it says
    ("document/gone",         "fr", "L’école progresse", "",
     ["Languefrançais", "FormatMarkdown", "Fichiergone.fr.md", "Figurait encore dans la version 0.0.8."]),
    ("document/gone",         "en", "L’école progresse", "fr",
     ["LanguageFrench", "FormatMarkdown", "Filegone.fr.md", "Last stood in version 0.0.8."]),
    ("institution/gone",      "fr", "École d’antan", "", ["Cette page décrit un élément retiré du graphe."]),
    ("institution/imt-mines-ales", "fr", "IMT Mines Alès", "", ["Retirés ou corrigés Figurait encore"]),
    ("edition/the-impact-2024",    "fr", "THE Impact 2024", "", ["Retirés Figurait encore"]),
]  # fmt: skip


@pytest.mark.parametrize("row", GONE, ids=[f"{row[0]} {row[1]}" for row in GONE])
def test_a_page_tells_what_is_gone(row: tuple[str, str, str, str, list[str]], made: Path) -> None:
    name, language, title, tongue, said = row
    (main,) = read(made / language / f"{name}.html").all("main")
    (heading,) = main.all("h1")
    assert heading.text == title
    assert [each.attributes["lang"] for each in heading.all("span")] == ([tongue] if tongue else [])
    text = " ".join(main.text.split())
    for words in said:
        assert text.count(words) == 1, words


def test_without_an_address_nothing_needs_one(made: Path) -> None:
    assert not list(made.glob("sitemap*"))
    assert not (made / "robots.txt").exists()
    assert 'href="/assets/site.css"' in (made / "404.html").read_text("utf-8")
    assert "canonical" not in (made / "fr" / "institution" / "gone.html").read_text("utf-8")


@pytest.mark.parametrize(("name", "root"), [("404.html", "/palmares/"), ("index.html", "")])
def test_pages_outside_the_languages_offer_both(name: str, root: str, published: Path) -> None:
    page = read(published / name)
    homes = [each.attributes for each in page.all("a") if each.attributes["href"].endswith("index.html")]
    ways = {each["hreflang"]: each["href"] for each in homes}
    assert ways == {language: f"{root}{language}/index.html" for language in ("fr", "en")}
    assert {each.attributes["lang"] for each in page.all("section")} == {"fr", "en"}
