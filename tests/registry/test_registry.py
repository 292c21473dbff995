"""The registry as read from Turtle: entities, their names, the base, and files that cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.errors import DataError
from kg.registry import NameMode, Registry, load_registry, registry_lexicon
from tests.tables import names

if TYPE_CHECKING:
    from pathlib import Path

HEAD = f"""@base <{vocab.BASE}> .
@prefix org: <{vocab.ORG}> .
@prefix pal: <{vocab.PAL}> .
@prefix skos: <{vocab.SKOS}> .
"""

WRITTEN = (
    HEAD
    + """
<place/world> a pal:Place ; pal:placeKind <place-kind/world> ; skos:prefLabel "monde"@fr , "world"@en .
<place/nl> a pal:Place ; pal:placeKind <place-kind/country> ; skos:notation "NL" ; skos:broader <place/world> ;
    skos:prefLabel "Nordland"@fr , "Northland"@en ; pal:adjective "nordlandais"@fr .
<place/nl-est> a pal:Place ; pal:placeKind <place-kind/region> ; skos:broader <place/nl> ;
    skos:prefLabel "Région de l’Est"@fr , "Eastern Region"@en .
<category/ecoles> a pal:InstitutionCategory ; skos:prefLabel "écoles"@fr , "schools"@en .
<institution/parent> a pal:Institution ; skos:prefLabel "Groupe"@fr , "Group"@en ; pal:country <place/nl> .
<institution/child> a pal:Institution ; skos:prefLabel "École du Nord"@fr , "School of the North"@en ;
    skos:altLabel "EN (Nord)"@fr ; skos:hiddenLabel "Ecole nord"@fr ; pal:formerName "École des mines"@fr ;
    pal:exactLabel "EDN"@fr , "EDN"@en ; pal:contextLabel "Nord"@fr ;
    pal:country <place/nl> ; pal:region <place/nl-est> ; pal:category <category/ecoles> ;
    org:subOrganizationOf <institution/parent> .
<institution/branch> a pal:Institution ; skos:prefLabel "Filiale"@fr , "Branch"@en ;
    pal:subsidiaryOf <institution/parent> .
<scope/nl> a pal:Scope ; pal:place <place/nl> .
<organization/review> a pal:Publisher ; skos:prefLabel "Revue"@fr , "Review"@en ; pal:defaultRanking <ranking/green> .
<ranking/green> a pal:Ranking ; skos:prefLabel "Classement vert"@fr , "Green ranking"@en ;
    pal:shortLabel "Vert"@fr , "Green"@en ; pal:publisher <organization/review> ; pal:ownScope <scope/nl> ;
    pal:ranks <category/ecoles> .
<criterion/green/water> a pal:Criterion ; skos:prefLabel "Eau"@fr , "Water"@en ;
    pal:goal <http://metadata.un.org/sdg/6> ; pal:criterionKind <criterion-kind/sdg> .
<http://metadata.un.org/sdg/6> a pal:Goal ; skos:prefLabel "Eau propre"@fr , "Clean water"@en .
<grade/green/a> a pal:Grade ; skos:prefLabel "groupe A"@fr , "group A"@en ; skos:notation "A" ; pal:gradeOrder 1 .
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "all.ttl").write_text(WRITTEN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def written(folder: Path) -> Registry:
    return load_registry(folder)


def test_an_institution(written: Registry) -> None:
    child = written.institution("child")
    assert child.iri == vocab.BASE + "institution/child"
    assert child.labels == {"fr": "École du Nord", "en": "School of the North"}
    assert (child.country, child.region, child.categories, child.parent) == ("nl", "nl-est", ("ecoles",), "parent")


def test_a_subsidiary_has_a_parent_too(written: Registry) -> None:
    assert written.institution("branch").parent == "parent"


def test_each_way_of_naming_has_its_mode(written: Registry) -> None:
    modes = {name.text: name.mode for name in written.institution("child").names}
    assert modes == {
        "École du Nord": NameMode.ANY,
        "School of the North": NameMode.ANY,
        "EN (Nord)": NameMode.ANY,
        "Ecole nord": NameMode.ANY,
        "École des mines": NameMode.ANY,
        "EDN": NameMode.EXACT,
        "Nord": NameMode.CONTEXT,
    }


def test_a_name_in_both_languages_is_listed_once(written: Registry) -> None:
    assert written.institution("child").all_names.count("EDN") == 1


def test_a_ranking_and_its_publisher(written: Registry) -> None:
    ranking = written.ranking("green")
    assert (ranking.own_scope, ranking.publisher, ranking.categories) == ("NL", "review", ("ecoles",))
    assert ranking.short == {"fr": "Vert", "en": "Green"}
    assert written.publishers["review"].default == "green"


def test_a_criterion(written: Registry) -> None:
    criterion = written.criterion("green", "water")
    assert criterion is not None
    assert (criterion.ranking, criterion.code, criterion.kind, criterion.goal) == ("green", "water", "sdg", 6)
    assert written.criterion("green", "air") is None
    assert written.criterion("blue", "water") is None


def test_a_goal_and_a_grade(written: Registry) -> None:
    assert [goal.number for goal in written.goals.values()] == [6]
    assert [(grade.ranking, grade.notation, grade.order) for grade in written.grades.values()] == [("green", "A", 1)]


@pytest.mark.parametrize("slug", ["nowhere", "", "institution/child"])
def test_an_unknown_slug_is_a_key_error(slug: str, written: Registry) -> None:
    with pytest.raises(KeyError):
        written.institution(slug)
    with pytest.raises(KeyError):
        written.ranking(slug)


PLACES = [
    # why                      scope                     place
    ("the world",              "world",                  "world"),
    ("a country by its code",  "NL",                     "nl"),
    ("a region in French",     "region:Région de l’Est", "nl-est"),
    ("a region in English",    "region:Eastern Region",  "nl-est"),
    ("accents and case aside", "region:region de l'est", "nl-est"),
    ("a country by its name",  "Northland",              "nl"),
    ("unknown",                "region:Ailleurs",        None),
    ("unknown country",        "XX",                     None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "scope", "slug"), PLACES, ids=names(PLACES))
def test_the_place_of_a_scope(why: str, scope: str, slug: str | None, written: Registry) -> None:
    found = written.place(scope)
    assert (found.slug if found else None) == slug, why


SCOPES = [
    # why         place     in French                 in English
    ("the world", "world",  "world",                  "world"),
    ("a country", "nl",     "NL",                     "NL"),
    ("a region",  "nl-est", "region:Région de l’Est", "region:Eastern Region"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "slug", "fr", "en"), SCOPES, ids=names(SCOPES))
def test_a_place_as_claims_write_it(why: str, slug: str, fr: str, en: str, written: Registry) -> None:
    place = written.places[slug]
    assert (place.scope("fr"), place.scope("en")) == (fr, en), why
    assert written.place(place.scope("fr")) is written.place(place.scope("en")) is place


def test_the_category_of_words(written: Registry) -> None:
    found = written.category("ECOLES")
    assert found is not None
    assert found.slug == "ecoles"
    assert written.category("jardins") is None


def test_the_base_is_a_setting(folder: Path) -> None:
    moved = load_registry(folder, "https://e.org/ids/")
    child = moved.institution("child")
    assert child.iri == "https://e.org/ids/institution/child"
    assert child.parent == "parent"
    assert moved.ranking("green").own_scope == "NL"
    # The UN's goals and our terms stay where they are.
    assert list(moved.goals) == ["http://metadata.un.org/sdg/6"]
    ours = [
        node.value
        for triple in moved.triples
        for node in (triple.subject, triple.object)
        if isinstance(node, ox.NamedNode) and node.value.startswith(vocab.BASE)
    ]
    assert ours == []
    assert {triple.predicate.value.partition("#")[0] for triple in moved.triples} >= {vocab.PAL.rstrip("#")}


def test_moved_names_are_found_alike(folder: Path) -> None:
    found = [
        [
            (match.start, match.end, [term.slug for term in match.terms])
            for match in lexicon.find("L’École du Nord, EDN")
        ]
        for lexicon in (registry_lexicon(load_registry(folder, base)) for base in (vocab.BASE, "https://e.org/ids/"))
    ]
    assert found[0] == found[1] != []


BROKEN = [
    # why                  turtle                                         line
    ("a point is missing", HEAD + "<a> a pal:Place\n<b> a pal:Place .\n", 6),
    ("unclosed text",      HEAD + '<a> skos:prefLabel "monde@fr .\n',     5),
    ("unknown prefix",     HEAD + "\n\n<a> a nope:Place .\n",             7),
    ("not Turtle at all",  "this is no Turtle\n",                         1),
]  # fmt: skip


@pytest.mark.parametrize(("why", "turtle", "line"), BROKEN, ids=names(BROKEN))
def test_broken_turtle_is_one_line_with_its_place(why: str, turtle: str, line: int, folder: Path) -> None:
    (folder / "broken.ttl").write_text(turtle, encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        load_registry(folder)
    assert refusal.value.exit_code == 3
    for language, words in (("en", "broken Turtle"), ("fr", "Turtle invalide")):
        message = refusal.value.message(language)
        assert words in message, why
        assert re.match(rf"{re.escape(str(folder / 'broken.ttl'))}:{line}:\d+", message), message
        assert len(message.partition("\n  ")[0].splitlines()) == 1


@pytest.mark.parametrize("content", [None, "# a comment and no triple\n"])
def test_an_empty_registry_is_an_error(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "a.ttl").write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        load_registry(tmp_path)
    assert refusal.value.where == str(tmp_path)
    assert refusal.value.fix is not None


def test_a_registry_that_is_not_utf_8_is_an_error(folder: Path) -> None:
    (folder / "broken.ttl").write_bytes(HEAD.encode() + '<a> skos:prefLabel "été"@fr .\n'.encode("cp1252"))
    with pytest.raises(DataError):
        load_registry(folder)


def test_files_are_read_in_the_order_of_their_names(folder: Path) -> None:
    (folder / "a-first.ttl").write_text(HEAD + "<institution/first> a pal:Institution .\n", encoding="utf-8")
    assert next(iter(load_registry(folder).institutions)) == "first"


SLUGS = (
    "the-impact the-wur the-subject the-europe qs-wur qs-subject qs-europe qs-sustainability qs-employability arwu gras"
    " u-multirank letudiant-ingenieurs letudiant-management lefigaro-ingenieurs lefigaro-management usine-nouvelle"
    " daur-rankings leiden cwur us-news-global greenmetric scimago ntu urap rur ft-mim ft-emba ft-mba ft-european"
    " eduniversal nature-index reuters-innovative webometrics wuri"
).split()


def test_the_registry_has_the_rankings_of_the_gold(registry: Registry) -> None:
    assert [slug for slug in SLUGS if slug not in registry.rankings] == []


def test_every_ranking_has_its_overall_table_and_a_scope(registry: Registry) -> None:
    assert [slug for slug in registry.rankings if registry.criterion(slug, "overall") is None] == []
    assert [slug for slug, ranking in registry.rankings.items() if registry.place(ranking.own_scope) is None] == []


def test_the_impact_ranking_has_a_table_for_each_goal(registry: Registry) -> None:
    tables = {criterion.goal for criterion in registry.criteria.values() if criterion.ranking == "the-impact"}
    assert tables - {None} == {goal.number for goal in registry.goals.values()} == set(range(1, 18))


def test_what_entities_point_to_exists(registry: Registry) -> None:
    lost = [
        (institution.slug, slug)
        for institution in registry.institutions.values()
        for slug, known in (
            (institution.country, registry.places),
            (institution.region, registry.places),
            (institution.parent, registry.institutions),
            *((category, registry.categories) for category in institution.categories),
        )
        if slug is not None and slug not in known
    ]
    lost += [
        (ranking.slug, str(ranking.publisher))
        for ranking in registry.rankings.values()
        if ranking.publisher not in registry.publishers
    ]
    lost += [
        (publisher.slug, publisher.default)
        for publisher in registry.publishers.values()
        if publisher.default is not None and publisher.default not in registry.rankings
    ]
    lost += [
        (criterion.slug, criterion.ranking)
        for criterion in registry.criteria.values()
        if criterion.ranking not in registry.rankings
    ]
    assert lost == []
