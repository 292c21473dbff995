"""Goals, places and categories: official titles, codes, and names of which none fits two things."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from kg.language.fold import fold_name
from kg.project import REGISTRY
from kg.vocab import BASE, PAL, SDG, WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

ID = Namespace(BASE)
TERM = Namespace(PAL)
NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, TERM.adjective)  # matched whatever the case
EXACT = (TERM.exactLabel, TERM.contextLabel)  # matched with their very case

GOALS = [
    # n  short title, fr, en, and how the full titles begin
    (1, "Pas de pauvreté", "No poverty", "Éliminer la pauvreté sous", "End poverty in all", "Q50214636"),
    (2, "Faim « zéro »", "Zero hunger", "Éliminer la faim, assurer", "End hunger, achieve", "Q50215926"),
    (3, "Bonne santé et bien-être", "Good health and well-being", "Permettre à tous", "Ensure healthy", "Q50216838"),
    (4, "Éducation de qualité", "Quality education", "Assurer à tous une éducation", "Ensure inclusive", "Q53581209"),
    (5, "Égalité entre les sexes", "Gender equality", "Parvenir à l’égalité des sexes", "Achieve gender", "Q53581210"),
    (6, "Eau propre et assainissement", "Clean water and sanitation",
     "Garantir l’accès de tous à des services d’alimentation en eau", "Ensure availability", "Q48741129"),
    (7, "Énergie propre et d’un coût abordable", "Affordable and clean energy",
     "Garantir l’accès de tous à des services énergétiques", "Ensure access to affordable", "Q53581213"),
    (8, "Travail décent et croissance économique", "Decent work and economic growth", "Promouvoir une croissance",
     "Promote sustained", "Q53581217"),
    (9, "Industrie, innovation et infrastructure", "Industry, innovation and infrastructure", "Bâtir une",
     "Build resilient", "Q53581219"),
    (10, "Inégalités réduites", "Reduced inequalities", "Réduire les", "Reduce inequality", "Q53581222"),
    (11, "Villes et communautés durables", "Sustainable cities and communities", "Faire en sorte que les villes",
     "Make cities", "Q53581228"),
    (12, "Consommation et production responsables", "Responsible consumption and production", "Établir des modes",
     "Ensure sustainable consumption", "Q53581232"),
    (13, "Mesures relatives à la lutte contre les changements climatiques", "Climate action", "Prendre d’urgence",
     "Take urgent action", "Q53581236"),
    (14, "Vie aquatique", "Life below water", "Conserver et exploiter", "Conserve and sustainably", "Q53581239"),
    (15, "Vie terrestre", "Life on land", "Préserver et restaurer les écosystèmes terrestres, en", "Protect, restore",
     "Q53581245"),
    (16, "Paix, justice et institutions efficaces", "Peace, justice and strong institutions", "Promouvoir l’avènement",
     "Promote peaceful", "Q53581248"),
    (17, "Partenariats pour la réalisation des objectifs", "Partnerships for the goals", "Renforcer les moyens",
     "Strengthen the means", "Q53581254"),
]  # fmt: skip

MEANT = [
    # name as a text has it                             what it means
    ("Gestion propre et durable de l'eau", "sdg/6"),
    ("eau propre", "sdg/6"),
    ("Préserver et restaurer les écosystèmes terrestres", "sdg/15"),
    ("PRESERVATION DES MILIEUX TERRESTRES", "sdg/15"),
    ("Production et consommation responsables", "sdg/12"),
    ("responsible consumption & production", "sdg/12"),
    ("reduction of inequalities", "sdg/10"),
    ("Reducing inequalities", "sdg/10"),
    ("Partnership for the Goals", "sdg/17"),
    ("lutte contre le changement climatique", "sdg/13"),
    ("action for the climate", "sdg/13"),
    ("good health and wellbeing", "sdg/3"),
    ("Égalité des genres", "sdg/5"),
    ("Faim zéro", "sdg/2"),
    ("Affordable & Clean Energy", "sdg/7"),
    ("monde", "place/world"),
    ("françaises", "place/fr"),
    ("Great Britain", "place/gb"),
    ("États Unis", "place/us"),
    ("TURQUE", "place/tr"),
    ("nigerienne", "place/ne"),
    ("nigériane", "place/ng"),
    ("sud coréenne", "place/kr"),
    ("occitane", "place/fr-occitanie"),
    ("bretonnes", "place/fr-bretagne"),
    ("francilienne", "place/fr-ile-de-france"),
    ("provençaux", "place/fr-provence-alpes-cote-d-azur"),
    ("Belgique francophone", "place/be-federation-wallonie-bruxelles"),
    ("Afrique subsaharienne", "place/sub-saharan-africa"),
    ("québécoise", "place/ca-quebec"),
    ("welsh", "place/gb-pays-de-galles"),
    ("école d'ingénieurs", "category/ecoles-d-ingenieurs"),
    ("école d’ingénieur", "category/ecoles-d-ingenieurs"),
    ("business school", "category/ecoles-de-commerce"),
    ("écoles de management", "category/ecoles-de-commerce"),
    ("écoles à bac +2", "category/ecoles-post-prepa"),
    ("école postbac", "category/ecoles-postbac"),
    ("emerging economies", "category/etablissements-de-pays-emergents"),
    ("outside Île-de-France", "category/etablissements-hors-ile-de-france"),
]

NOBODYS = [
    # word                why it is nobody's name
    ("congolais", "two countries"),
    ("congolaise", "two countries"),
    ("dominican", "Dominica or the Dominican Republic"),
    ("bâlois", "two cantons"),
    ("us", "a pronoun"),
    ("eu", "a participle"),
    ("ue", "no word, but no name in small letters either"),
    ("La réunion", "a meeting"),
    ("Maurice", "a first name"),
    ("Dominique", "a first name"),
    ("Jersey", "New Jersey"),
    ("Provence", "Aix-en-Provence"),
    ("centre", "any centre"),
    ("écoles", "everyday word"),
    ("national", "told by grammar"),
    ("mondiale", "told by grammar"),
]

ADJECTIVES = [
    # place  all French forms
    ("fr", "français française françaises tricolore tricolores hexagonal hexagonale hexagonaux"),
    ("de", "allemand allemande allemands allemandes"),
    ("be", "belge belges"),
    ("gr", "grec grecque grecs grecques hellénique helléniques"),
    ("ca", "canadien canadienne canadiens canadiennes"),
    ("lv", "letton lettonne lettons lettonnes"),
    ("qa", "qatari qatarie qataris qataries qatarien qatarienne qatariens qatariennes"),
    ("be-wallonie", "wallon wallonne wallons wallonnes"),
]


@pytest.fixture(scope="module")
def goals() -> Graph:
    return Graph().parse(REGISTRY / "sdgs.ttl")


@pytest.fixture(scope="module")
def places() -> Graph:
    return Graph().parse(REGISTRY / "places.ttl")


def text(graph: Graph, subject: Node, predicate: URIRef, language: str) -> str:
    """Give the one text in a language; two or none are an error."""
    (found,) = [o for o in graph.objects(subject, predicate) if isinstance(o, Literal) and o.language == language]
    return str(found)


def bearers(graph: Graph) -> dict[str, set[Node]]:
    """Give what each name stands for, names folded as the recogniser folds them; scopes share their place's name."""
    found: defaultdict[str, set[Node]] = defaultdict(set)
    for predicate in (*NAMES, *EXACT):
        for subject, name in graph.subject_objects(predicate):
            if (subject, RDF.type, TERM.Scope) not in graph:
                found[str(name) if predicate in EXACT else fold_name(str(name))].add(subject)
    return found


def shared_names(graph: Graph) -> Iterator[str]:
    """Yield each name that stands for two things."""
    yield from (name for name, subjects in bearers(graph).items() if len(subjects) > 1)


def broken_labels(graph: Graph) -> Iterator[str]:
    """Yield labels in a third language, with a wrong apostrophe, doubled, or missing a language."""
    for subject in set(graph.subjects()):
        seen: defaultdict[str, list[str]] = defaultdict(list)
        for predicate in (*NAMES, *EXACT):
            for name in graph.objects(subject, predicate):
                language = (name.language or "") if isinstance(name, Literal) else ""
                seen[language].append(str(name))
                if language not in {"fr", "en"} or "'" in str(name) or str(name) != " ".join(str(name).split()):
                    yield f"{subject} {name!r}"
        languages = sorted(o.language or "" for o in graph.objects(subject, SKOS.prefLabel) if isinstance(o, Literal))
        if languages != ["en", "fr"]:
            yield f"{subject} prefLabel {languages}"
        # SKOS: one string is a preferred, an alternative or a hidden label, never two of them.
        yield from (f"{subject} twice" for names in seen.values() if len(names) != len(set(names)))


@pytest.fixture(scope="module")
def meanings(goals: Graph, places: Graph) -> dict[str, set[Node]]:
    return bearers(goals + places)


def wider(graph: Graph, place: Node) -> set[Node]:
    return {wide for wide in graph.transitive_objects(place, SKOS.broader) if wide is not None and wide != place}


def named(iris: Iterable[Node]) -> set[str]:
    return {str(iri).removeprefix(BASE).replace(SDG, "sdg/") for iri in iris}


@pytest.mark.parametrize("row", GOALS, ids=[str(row[0]) for row in GOALS])
def test_goal(goals: Graph, row: tuple[int, str, str, str, str, str]) -> None:
    number, short_fr, short_en, full_fr, full_en, wikidata = row
    goal = URIRef(f"{SDG}{number}")
    assert text(goals, goal, SKOS.prefLabel, "fr") == short_fr
    assert text(goals, goal, SKOS.prefLabel, "en") == short_en
    assert text(goals, goal, SKOS.altLabel, "fr").startswith(full_fr)
    assert text(goals, goal, SKOS.altLabel, "en").startswith(full_en)
    assert goals.value(goal, SKOS.exactMatch) == URIRef(WIKIDATA + wikidata)
    assert goals.value(goal, SKOS.notation) == Literal(str(number))
    assert goals.value(goal, SKOS.inScheme) == URIRef(SDG.rstrip("/"))


def test_there_are_17_goals(goals: Graph) -> None:
    assert named(goals.subjects(RDF.type, TERM.Goal)) == {f"sdg/{number}" for number in range(1, 18)}
    assert named(goals.subjects()) == named(goals.subjects(RDF.type, TERM.Goal))


@pytest.mark.parametrize(("name", "meaning"), MEANT)
def test_name_means_one_thing(meanings: dict[str, set[Node]], name: str, meaning: str) -> None:
    assert named(meanings.get(fold_name(name), ())) == {meaning}


@pytest.mark.parametrize(("word", "why"), NOBODYS)
def test_word_is_no_name(meanings: dict[str, set[Node]], word: str, why: str) -> None:
    assert fold_name(word) not in meanings, why
    assert word not in meanings, why


def test_no_name_means_two_things(goals: Graph, places: Graph) -> None:
    assert list(shared_names(goals + places)) == []


def test_labels_are_clean(goals: Graph, places: Graph) -> None:
    assert list(broken_labels(goals)) + list(broken_labels(places)) == []


@pytest.mark.parametrize(("place", "forms"), ADJECTIVES)
def test_adjectives(places: Graph, place: str, forms: str) -> None:
    found = places.objects(ID[f"place/{place}"], TERM.adjective)
    assert {str(o) for o in found if isinstance(o, Literal) and o.language == "fr"} == set(forms.split())


def test_codes_belong_to_one_place_and_make_its_slug(places: Graph) -> None:
    codes = [(str(code), str(place)) for place, code in places.subject_objects(SKOS.notation)]
    assert len({code for code, _ in codes}) == len(codes)
    for place in places.subjects(TERM.placeKind, ID["place-kind/country"]):
        code = str(places.value(place, SKOS.notation))
        assert place == ID[f"place/{code.lower()}"]
    for code, iri in codes:
        assert iri.removeprefix(f"{BASE}place/").startswith(code[:2].lower())
        assert len(code) == len("FR") or code[2] == "-"


@pytest.mark.parametrize(
    ("kind", "count"), [("world", 1), ("continent", 6), ("country", 237)], ids=["world", "continent", "country"]
)
def test_number_of_places(places: Graph, kind: str, count: int) -> None:
    assert len(set(places.subjects(TERM.placeKind, ID[f"place-kind/{kind}"]))) == count


def test_every_place_lies_in_the_world(places: Graph) -> None:
    known = set(places.subjects(RDF.type, TERM.Place))
    continents = set(places.subjects(TERM.placeKind, ID["place-kind/continent"]))
    for place in known - {ID["place/world"]}:
        assert ID["place/world"] in wider(places, place) <= known - {place}
    for country in places.subjects(TERM.placeKind, ID["place-kind/country"]):
        assert continents & set(places.objects(country, SKOS.broader)), country


@pytest.mark.parametrize(
    ("group", "count"), [("european-union", 27), ("arab-world", 22), ("nordic-countries", 5), ("benelux", 3)]
)
def test_group_has_its_members(places: Graph, group: str, count: int) -> None:
    members = set(places.subjects(SKOS.broader, ID[f"place/{group}"]))
    assert len(members & set(places.subjects(TERM.placeKind, ID["place-kind/country"]))) == count


def test_france_has_its_18_regions(places: Graph) -> None:
    with_code = {p for p, code in places.subject_objects(SKOS.notation) if str(code).startswith("FR-")}
    assert len(with_code) == 18
    assert all(ID["place/fr"] in wider(places, region) for region in with_code)


def test_categories_and_scopes_point_to_what_is_there(places: Graph) -> None:
    categories = set(places.subjects(RDF.type, TERM.InstitutionCategory))
    assert {wide for category in categories for wide in wider(places, category)} <= categories
    scopes = set(places.subjects(RDF.type, TERM.Scope))
    assert named(scopes) == {"scope/world", "scope/europe", "scope/fr"}
    for scope in scopes:
        place = places.value(scope, TERM.place)
        assert place is not None
        assert named([scope]) == {name.replace("place/", "scope/") for name in named([place])}
        for language in ("fr", "en"):
            assert text(places, scope, SKOS.prefLabel, language) == text(places, place, SKOS.prefLabel, language)


DEFECTS = [
    # why                         statements                                                               found by
    ("two places, one name",      '<x> skos:prefLabel "A"@fr . <y> skos:altLabel "a"@fr .',                "shared"),
    ("adjective of two places",   '<x> pal:adjective "guinéen"@fr . <y> pal:adjective "Guineen"@en .',     "shared"),
    ("third language",            '<x> skos:prefLabel "a"@fr, "a"@en ; skos:altLabel "a"@de .',            "broken"),
    ("no English",                '<x> skos:prefLabel "a"@fr .',                                           "broken"),
    ("two preferred",             '<x> skos:prefLabel "a"@fr, "b"@fr, "a"@en .',                           "broken"),
    ("preferred and alternative", '<x> skos:prefLabel "a"@fr, "a"@en ; skos:altLabel "a"@fr .',            "broken"),
    ("ASCII apostrophe",          '<x> skos:prefLabel "l\'a"@fr, "a"@en .',                                "broken"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "statements", "check"), DEFECTS, ids=[row[0] for row in DEFECTS])
def test_the_checks_find_defects(why: str, statements: str, check: str) -> None:
    head = f"@base <{BASE}> . @prefix skos: <{SKOS}> . @prefix pal: <{PAL}> . "
    graph = Graph().parse(data=head + statements, format="turtle")
    assert list({"shared": shared_names, "broken": broken_labels}[check](graph)), why
