"""Rankings: every slug with its publisher, scope and short name; criteria and grades by ranking; names by context."""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph as ox
import pytest
import rdflib

from kg.language.fold import fold_name
from kg.project import REGISTRY
from kg.vocab import BASE, PAL, RDF, SDG, SKOS

FREE = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel")
EXACT, CONTEXT = f"{PAL}exactLabel", f"{PAL}contextLabel"

RANKINGS = [
    # slug                   publisher                       own scope  first year
    ("the-impact",           "times-higher-education",       "world",   2019),
    ("the-wur",              "times-higher-education",       "world",   2010),
    ("the-subject",          "times-higher-education",       "world",   None),
    ("the-europe",           "times-higher-education",       "europe",  None),
    ("qs-wur",               "qs-quacquarelli-symonds",      "world",   2004),
    ("qs-subject",           "qs-quacquarelli-symonds",      "world",   2011),
    ("qs-europe",            "qs-quacquarelli-symonds",      "europe",  2024),
    ("qs-sustainability",    "qs-quacquarelli-symonds",      "world",   2023),
    ("qs-employability",     "qs-quacquarelli-symonds",      "world",   2016),
    ("arwu",                 "shanghairanking-consultancy",  "world",   2003),
    ("gras",                 "shanghairanking-consultancy",  "world",   None),
    ("u-multirank",          "u-multirank",                  "world",   2014),
    ("letudiant-ingenieurs", "letudiant",                    "fr",      None),
    ("letudiant-management", "letudiant",                    "fr",      None),
    ("lefigaro-ingenieurs",  "le-figaro-etudiant",           "fr",      None),
    ("lefigaro-management",  "le-figaro-etudiant",           "fr",      None),
    ("usine-nouvelle",       "usine-nouvelle",               "fr",      None),
    ("daur-rankings",        "daur",                         "fr",      2019),
    ("leiden",               "cwts",                         "world",   None),
    ("cwur",                 "center-for-world-university-rankings", "world", 2012),
    ("us-news-global",       "us-news-and-world-report",     "world",   None),
    ("greenmetric",          "ui-greenmetric",               "world",   2010),
    ("scimago",              "scimago-lab",                  "world",   2009),
    ("ntu",                  "national-taiwan-university",   "world",   2007),
    ("urap",                 "urap-laboratory",              "world",   2010),
    ("rur",                  "rur-rankings-agency",          "world",   None),
    ("ft-mim",               "financial-times",              "world",   2005),
    ("ft-emba",              "financial-times",              "world",   2001),
    ("ft-mba",               "financial-times",              "world",   1999),
    ("ft-european",          "financial-times",              "europe",  2004),
    ("eduniversal",          "eduniversal",                  "world",   None),
    ("nature-index",         "nature-portfolio",             "world",   None),
    ("reuters-innovative",   "reuters",                      "world",   2015),
    ("webometrics",          "cybermetrics-lab",             "world",   2004),
    ("wuri",                 "ipsnc",                        "world",   2020),
]  # fmt: skip

FACTS = [
    # subject                       property              object
    ("ranking/the-impact",          "contributesTo",      "programme/agenda-2030"),
    ("ranking/the-impact",          "ranks",              "category/etablissements"),
    ("ranking/u-multirank",         "initiator",          "organization/european-commission"),
    ("ranking/u-multirank",         "funder",             "programme/erasmus-plus"),
    ("ranking/u-multirank",         "gradeScheme",        "grade-scheme/u-multirank"),
    ("ranking/letudiant-ingenieurs", "accreditor",        "organization/cti"),
    ("ranking/letudiant-ingenieurs", "dataProvider",      "organization/cti"),
    ("ranking/letudiant-ingenieurs", "dataProvider",      "organization/cdefi"),
    ("ranking/letudiant-ingenieurs", "ranks",             "category/ecoles-d-ingenieurs"),
    ("ranking/letudiant-ingenieurs", "methodologyPage",
     "https://www.letudiant.fr/etudes/ecole-ingenieur/classement-des-ecoles-d-ingenieurs-notre-methodologie.html"),
    ("ranking/letudiant-management", "ranks",             "category/ecoles-de-commerce"),
    ("organization/shanghairanking-consultancy", "defaultRanking", "ranking/arwu"),
    ("organization/times-higher-education", "defaultRanking", "ranking/the-wur"),
    ("organization/qs-quacquarelli-symonds", "defaultRanking", "ranking/qs-wur"),
    ("criterion/letudiant-ingenieurs/parite", "newIn",    "edition/letudiant-ingenieurs-2023"),
    ("criterion/letudiant-ingenieurs/responsabilite-societale", "newIn", "edition/letudiant-ingenieurs-2023"),
    ("criterion/letudiant-ingenieurs/excellence-academique", "criterionKind", "criterion-kind/family"),
    ("criterion/u-multirank/knowledge-transfer", "criterionKind", "criterion-kind/dimension"),
    ("criterion/gras/ecology",      "criterionKind",      "criterion-kind/subject"),
]  # fmt: skip

# Their name alone may mean any of several rankings.
NO_DEFAULT = ["letudiant", "le-figaro-etudiant", "financial-times", "reuters"]

MEANT = [
    # a name as texts have it                              what it means
    ("Times Higher Education Impact Rankings",             "ranking/the-impact"),
    ("Times Higher Education (THE) Impact",                "ranking/the-impact"),
    ("University Impact Rankings",                         "ranking/the-impact"),
    ("Times Higher Education World University Rankings",   "ranking/the-wur"),
    ("Times Higher Education",                             "organization/times-higher-education"),
    ("QS World University Rankings",                       "ranking/qs-wur"),
    ("QS World University Rankings by Subject",            "ranking/qs-subject"),
    ("classement de Shanghaï",                             "ranking/arwu"),
    ("ARWU",                                               "ranking/arwu"),
    ("Academic Ranking of World Universities",             "ranking/arwu"),
    ("Global Ranking of Academic Subjects",                "ranking/gras"),
    ("classement thématique de Shanghai",                  "ranking/gras"),
    ("U Multirank",                                        "ranking/u-multirank"),
    ("palmarès des écoles d'ingénieurs de L'Étudiant",     "ranking/letudiant-ingenieurs"),
    ("palmarès des écoles de commerce de L’Etudiant",      "ranking/letudiant-management"),
    ("L’Etudiant",                                         "organization/letudiant"),
    ("Figaro Étudiant",                                    "organization/le-figaro-etudiant"),
    ("Le Figaro",                                          "organization/le-figaro-etudiant"),
    ("classement de L’Usine nouvelle",                     "ranking/usine-nouvelle"),
    ("Round University Ranking",                           "ranking/rur"),
    ("CWUR",                                               "ranking/cwur"),
    ("Center for World University Rankings",               "organization/center-for-world-university-rankings"),
    ("UI GreenMetric",                                     "ranking/greenmetric"),
    ("Leiden Ranking",                                     "ranking/leiden"),
    ("FT Masters in Management",                           "ranking/ft-mim"),
    ("classement européen du Financial Times",             "ranking/ft-european"),
    ("Best Global Universities",                           "ranking/us-news-global"),
    ("Commission des titres d'ingénieur",                  "organization/cti"),
    ("Cdefi",                                              "organization/cdefi"),
]  # fmt: skip

# Matched with their very case; those in context only where the text speaks of a ranking.
CASED = [
    ("ranking/the-impact", EXACT, "THE Impact"),
    ("ranking/the-impact", EXACT, "THE IMPACT"),
    ("ranking/the-impact", CONTEXT, "Impact"),
    ("ranking/leiden", CONTEXT, "Leiden"),
    ("organization/times-higher-education", CONTEXT, "THE"),
    ("organization/qs-quacquarelli-symonds", CONTEXT, "QS"),
    ("organization/shanghairanking-consultancy", CONTEXT, "Shanghai"),
    ("organization/financial-times", CONTEXT, "FT"),
]

NOBODYS = [
    # word                why it is nobody's name in whatever case
    ("the",               "an article"),
    ("the impact",        "English prose"),
    ("the ranking",       "English prose"),
    ("the rankings",      "English prose"),
    ("impact",            "a word"),
    ("classement",        "any ranking"),
    ("gras",              "a word"),
    ("Shanghai",          "a city"),
    ("World University Rankings", "of THE, QS, CWUR"),
]  # fmt: skip

CRITERIA = [
    # a subject as texts have it         criterion
    ("ODD 15 Vie terrestre",             "the-impact/sdg-15"),
    ("SDG 6 Clean water and sanitation", "the-impact/sdg-6"),
    ("transfert technologique",          "u-multirank/knowledge-transfer"),
    ("ouverture internationale",         "u-multirank/international-orientation"),
    ("ancrage régional",                 "u-multirank/regional-engagement"),
    ("sciences des matériaux",           "u-multirank/materials-science"),
    ("ouverture sociale",                "letudiant-ingenieurs/ouverture-aux-nouveaux-publics"),
    ("écologie",                         "gras/ecology"),
    ("ressources en eau",                "gras/water-resources"),
    ("sciences alimentaires",            "gras/food-science-and-technology"),
    ("computer science",                 "the-subject/computer-science"),
    ("engineering and technology",       "the-subject/engineering"),
    ("viabilité financière",             "rur/financial-sustainability"),
    ("technical sciences",               "rur/technical-sciences"),
    ("art et design",                    "qs-subject/art-and-design"),
    ("bâtiment et travaux publics",      "lefigaro-ingenieurs/btp"),
    ("généralistes et pluridisciplinaires", "lefigaro-ingenieurs/generalistes-et-pluridisciplinaires"),
]  # fmt: skip

SUBJECTS = [("the-subject", 11), ("qs-subject", 60), ("gras", 62), ("u-multirank", 28), ("rur", 6)]


class Registry:
    """The file's triples: subject, property, objects; our IRIs without the base."""

    def __init__(self, text: str) -> None:
        found: defaultdict[str, defaultdict[str, list[ox.NamedNode | ox.Literal]]]
        found = defaultdict(lambda: defaultdict(list))
        for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE, base_iri=BASE):
            assert isinstance(quad.subject, ox.NamedNode), "no blank nodes"
            assert isinstance(quad.object, ox.NamedNode | ox.Literal), "no blank nodes"
            found[quad.subject.value.removeprefix(BASE)][quad.predicate.value].append(quad.object)
        self.entities = found

    def of_type(self, type_: str) -> set[str]:
        return {key for key in self.entities if f"{PAL}{type_}" in self.values(key, f"{RDF}type")}

    def values(self, subject: str, property_: str) -> list[str]:
        return [value.value.removeprefix(BASE) for value in self.entities[subject][property_]]

    def texts(self, subject: str, property_: str) -> list[tuple[str, str]]:
        found = self.entities[subject][property_]
        return [(value.language or "", value.value) for value in found if isinstance(value, ox.Literal)]

    def folded(self, subject: str) -> set[str]:
        return {fold_name(text) for property_ in FREE for _, text in self.texts(subject, property_)}

    def meant(self, name: str, kind: str = "") -> set[str]:
        """Give what goes by a name, criteria and grades left out unless asked for."""
        keys = {key for key in self.entities if key.startswith(kind or ("ranking", "organization", "programme"))}
        return {key for key in keys if fold_name(name) in self.folded(key)}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry((REGISTRY / "rankings.ttl").read_text(encoding="utf-8"))


def test_engines_read_the_same(registry: Registry) -> None:
    ours = {
        (subject, property_, value)
        for subject, entity in registry.entities.items()
        for property_ in entity
        for value in registry.values(subject, property_)
    }
    theirs = rdflib.Graph().parse(REGISTRY / "rankings.ttl")
    assert ours == {(str(s).removeprefix(BASE), str(p), str(o).removeprefix(BASE)) for s, p, o in theirs}


def test_every_slug_is_there(registry: Registry) -> None:
    assert registry.of_type("Ranking") == {f"ranking/{slug}" for slug, *_ in RANKINGS}


@pytest.mark.parametrize("row", RANKINGS, ids=[row[0] for row in RANKINGS])
def test_ranking(registry: Registry, row: tuple[str, str, str, int | None]) -> None:
    slug, publisher, scope, year = row
    ranking = f"ranking/{slug}"
    kind = "institution" if slug == "ntu" else "organization"
    assert registry.values(ranking, f"{PAL}publisher") == [f"{kind}/{publisher}"]
    assert registry.values(ranking, f"{PAL}ownScope") == [f"scope/{scope}"]
    assert registry.values(ranking, f"{PAL}firstYear") == [str(year)] * (year is not None)
    assert registry.values(ranking, f"{PAL}ranks")
    assert sorted(language for language, _ in registry.texts(ranking, f"{PAL}shortLabel")) == ["en", "fr"]
    assert registry.values(ranking, f"{PAL}criterionScheme") == [f"criterion-scheme/{slug}"]
    overall = f"criterion/{slug}/overall"
    assert registry.values(overall, f"{PAL}criterionKind") == ["criterion-kind/overall"]
    assert registry.values(overall, f"{SKOS}inScheme") == [f"criterion-scheme/{slug}"]


@pytest.mark.parametrize("row", FACTS, ids=[f"{row[0]} {row[1]}" for row in FACTS])
def test_facts(registry: Registry, row: tuple[str, str, str]) -> None:
    subject, property_, value = row
    assert value in registry.values(subject, PAL + property_)


@pytest.mark.parametrize("publisher", NO_DEFAULT)
def test_an_ambiguous_publisher_has_no_default(registry: Registry, publisher: str) -> None:
    assert registry.values(f"organization/{publisher}", f"{PAL}defaultRanking") == []


def test_default_ranking_is_the_publishers_own(registry: Registry) -> None:
    for publisher in registry.of_type("Publisher"):
        for ranking in registry.values(publisher, f"{PAL}defaultRanking"):
            assert registry.values(ranking, f"{PAL}publisher") == [publisher]


def test_every_label_pair_is_whole(registry: Registry) -> None:
    for key in registry.entities:
        assert sorted(language for language, _ in registry.texts(key, f"{SKOS}prefLabel")) == ["en", "fr"], key
        texts = [text for property_ in (*FREE, EXACT, CONTEXT) for text in registry.texts(key, property_)]
        assert {language for language, _ in texts} == {"fr", "en"}, key
        assert not [text for _, text in texts if "'" in text], key
        assert len(texts) == len(set(texts)), key  # SKOS: preferred, alternative or hidden, never two of them


def test_no_name_means_two_rankings_or_organizations(registry: Registry) -> None:
    keys = [key for key in registry.entities if key.startswith(("ranking", "organization", "programme"))]
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        for name in registry.folded(key):
            bearers[name].add(key)
    assert {name: found for name, found in bearers.items() if len(found) > 1} == {}


def test_no_name_means_two_criteria_of_a_ranking(registry: Registry) -> None:
    bearers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for key in registry.of_type("Criterion"):
        for name in registry.folded(key):
            bearers[key.split("/")[1], name].add(key)
    assert {name: found for name, found in bearers.items() if len(found) > 1} == {}


@pytest.mark.parametrize(("name", "meaning"), MEANT)
def test_name_means_one_thing(registry: Registry, name: str, meaning: str) -> None:
    assert registry.meant(name) == {meaning}


@pytest.mark.parametrize(("subject", "property_", "name"), CASED)
def test_name_with_its_case(registry: Registry, subject: str, property_: str, name: str) -> None:
    assert registry.texts(subject, property_).count(("fr", name)) == 1
    assert registry.texts(subject, property_).count(("en", name)) == 1
    assert fold_name(name) not in registry.folded(subject)


@pytest.mark.parametrize(("word", "why"), NOBODYS)
def test_word_is_no_name(registry: Registry, word: str, why: str) -> None:
    assert registry.meant(word) == set(), why


@pytest.mark.parametrize(("name", "criterion"), CRITERIA)
def test_criterion_goes_by_its_names(registry: Registry, name: str, criterion: str) -> None:
    slug = criterion.partition("/")[0]
    assert registry.meant(name, f"criterion/{slug}/") == {f"criterion/{criterion}"}


@pytest.mark.parametrize("number", range(1, 18))
def test_impact_has_a_table_for_each_goal(registry: Registry, number: int) -> None:
    table = f"criterion/the-impact/sdg-{number}"
    assert registry.values(table, f"{PAL}goal") == [f"{SDG}{number}"]
    assert registry.values(table, f"{PAL}criterionKind") == ["criterion-kind/sdg"]
    assert set(registry.texts(table, f"{PAL}shortLabel")) == {("fr", f"ODD {number}"), ("en", f"SDG {number}")}


@pytest.mark.parametrize(("ranking", "count"), SUBJECTS)
def test_number_of_subjects(registry: Registry, ranking: str, count: int) -> None:
    subjects = {
        key
        for key in registry.of_type("Criterion")
        if key.startswith(f"criterion/{ranking}/")
        and registry.values(key, f"{PAL}criterionKind") == ["criterion-kind/subject"]
    }
    assert len(subjects) == count


def test_criteria_and_grades_lie_in_their_scheme(registry: Registry) -> None:
    schemes = set(registry.entities)
    for key in registry.of_type("Criterion") | registry.of_type("Grade"):
        kind, ranking, code = key.split("/")
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert registry.values(key, f"{SKOS}inScheme") == [f"{kind}-scheme/{ranking}"]
        assert f"{kind}-scheme/{ranking}" in schemes
        for broader in registry.values(key, f"{SKOS}broader"):
            assert broader in schemes
            assert broader.startswith(f"{kind}/{ranking}/")


def test_grades_are_ordered(registry: Registry) -> None:
    order = {key: int(registry.values(key, f"{PAL}gradeOrder")[0]) for key in registry.of_type("Grade")}
    letters = {key: rank for key, rank in order.items() if key.startswith("grade/u-multirank/")}
    assert letters == {f"grade/u-multirank/{letter}": rank for rank, letter in enumerate("abcde", 1)}
    for rank, group in enumerate(["a-plus", "a", "b", "c", "d"], 1):
        key = f"grade/letudiant-ingenieurs/{group}"
        assert order[key] == rank
        for half in (f"{key}-1", f"{key}-2"):
            assert registry.values(half, f"{SKOS}broader") == [key]
            assert order[half] == rank  # halves compare by their group
    assert len(order) == 20


def test_our_translations_are_marked(registry: Registry) -> None:
    families = {key for key in registry.of_type("Criterion") if key.startswith("criterion/letudiant-ingenieurs/")}
    for key in families:
        kind = registry.values(key, f"{PAL}criterionKind")
        notes = {language for language, _ in registry.texts(key, f"{SKOS}editorialNote")}
        assert notes == ({"fr", "en"} if kind != ["criterion-kind/overall"] and "ecoles-post" not in key else set())
