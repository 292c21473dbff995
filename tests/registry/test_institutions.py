"""Institutions: clean labels, right identifiers, names that never merge what only sounds alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox
import pytest
import rdflib

from kg.language.fold import fold_name
from kg.project import REGISTRY
from kg.vocab import BASE, ORG, PAL, ROR, SKOS, WIKIDATA

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(REGISTRY.glob("institutions*.ttl"))
FREE = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel", f"{PAL}formerName")  # whatever the case
SHOWN = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{PAL}formerName")  # and not merely recognised
CASED = (f"{PAL}exactLabel", f"{PAL}contextLabel")  # with their very case

Objects: TypeAlias = Sequence[ox.NamedNode | ox.Literal]
Graph: TypeAlias = Mapping[str, Mapping[str, Objects]]  # subject, property, objects; our subjects without the base

# Identifiers and years that a source gives: the curation repository of ROR.
IDENTIFIED = [
    # institution                             ror          wikidata     founded
    ("imt",                                   "025vp2923", "Q7885718",  1996),
    ("imt-mines-ales",                        "03e8rf594", "Q3577938",  1843),
    ("imt-atlantique",                        "030hj3061", "Q27962533", 2017),
    ("mines-saint-etienne",                   "05a1dws80", "Q3578252",  1816),
    ("institut-mines-telecom-business-school", "00nsf1h45", "Q3546588", 1979),
    ("imt-nord-europe",                       "042rh9p26", "Q28494780", 2017),
    ("imt-mines-albi",                        "00bq8vv83", "Q3577934",  1993),
    ("telecom-paris",                         "01naq7912", "Q2311820",  1878),
    ("telecom-sudparis",                      "05xvk4r52", "Q43305",    1979),
    ("eurecom",                               "00sse7z02", "Q1518473",  1991),
    ("institut-polytechnique-de-paris",       "042tfbd02", "Q48759778", 2019),
]  # fmt: skip

LINKS = [
    # subject            property             object
    ("imt-mines-ales",   "subOrganizationOf", "institution/imt"),
    ("telecom-paris",    "subOrganizationOf", "institution/institut-polytechnique-de-paris"),
    ("eurecom",          "subsidiaryOf",      "institution/imt"),
    ("insic",            "subsidiaryOf",      "institution/imt"),
    ("imt",              "supervisedBy",      "organization/ministere-economie"),
    ("imt-mines-ales",   "region",            "place/fr-occitanie"),
    ("imt-mines-ales",   "category",          "category/ecoles-d-ingenieurs"),
    ("hec-paris",        "category",          "category/ecoles-de-commerce"),
    ("universite-laval", "region",            "place/ca-quebec"),
    ("uclouvain",        "country",           "place/be"),
    ("technical-university-of-munich", "country", "place/de"),
    ("universite-saint-joseph-de-beyrouth", "country", "place/lb"),
]  # fmt: skip

FORMER = [
    # institution                        the name it once bore
    ("imt-nord-europe",                  "IMT Lille Douai"),
    ("telecom-paris",                    "Télécom ParisTech"),
    ("institut-mines-telecom-business-school", "Télécom École de Management"),
    ("mines-paris",                      "Mines ParisTech"),
    ("universite-paris-cite",            "Université de Paris"),
    ("nantes-universite",                "Université de Nantes"),
    ("cy-cergy-paris-universite",        "Université de Cergy-Pontoise"),
    ("ens-paris-saclay",                 "ENS Cachan"),
    ("tbs-education",                    "Toulouse Business School"),
    ("university-of-galway",             "NUI Galway"),
    ("universite-metropolitaine-de-toronto", "Ryerson University"),
    ("institute-of-science-tokyo",       "Tokyo Institute of Technology"),
]  # fmt: skip

# Institutions that merged into another stay themselves: their results are not those of the new one.
REPLACED = [
    ("universite-pierre-et-marie-curie", "sorbonne-universite"),
    ("universite-paris-sorbonne", "sorbonne-universite"),
    ("universite-paris-descartes", "universite-paris-cite"),
    ("universite-paris-diderot", "universite-paris-cite"),
    ("universite-paris-sud", "universite-paris-saclay"),
    ("ecole-centrale-paris", "centralesupelec"),
    ("supelec", "centralesupelec"),
    ("telecom-bretagne", "imt-atlantique"),
    ("mines-nantes", "imt-atlantique"),
]

MEANT = [
    # a name as texts have it                   what it means
    ("IMT Mines Ales",                          "imt-mines-ales"),
    ("École des mines d'Alès",                  "imt-mines-ales"),
    ("Mines Albi",                              "imt-mines-albi"),
    ("Mines Saint Etienne",                     "mines-saint-etienne"),
    ("IMT-BS",                                  "institut-mines-telecom-business-school"),
    ("TELECOM PARISTECH",                       "telecom-paris"),
    ("UPMC",                                    "universite-pierre-et-marie-curie"),
    ("Université Paris-Sud (Paris 11)",         "universite-paris-sud"),
    ("Université de Paris 8",                   "universite-paris-8-vincennes-saint-denis"),
    ("Paris Sciences et Lettres",               "universite-psl"),
    ("Arts et Métiers ParisTech",               "arts-et-metiers"),
    ("Insa Lyon",                               "insa-lyon"),
    ("ENS Ulm",                                 "ens-paris"),
    ("École polytechnique",                     "ecole-polytechnique"),
    ("École polytechnique de Montréal",         "polytechnique-montreal"),
    ("ULB",                                     "universite-libre-de-bruxelles"),
    ("VUB",                                     "vrije-universiteit-brussel"),
    ("Université de Gand",                      "universite-de-gand"),
    ("ETH Zürich",                              "eth-zurich"),
    ("École polytechnique fédérale de Lausanne", "epfl"),
    ("UdeM",                                    "universite-de-montreal"),
    ("Université Cadi Ayyad",                   "universite-cadi-ayyad"),
    ("Université Ferhat-Abbas Sétif 1",         "universite-ferhat-abbas-setif-1"),
    ("Université de Tunis El Manar",            "universite-de-tunis-el-manar"),
    ("UCAD",                                    "universite-cheikh-anta-diop-de-dakar"),
    ("Université américaine de Beyrouth",       "universite-americaine-de-beyrouth"),
    ("Université d’Oxford",                     "university-of-oxford"),
    ("Oxford University",                       "university-of-oxford"),
    ("Harvard",                                 "harvard-university"),
    ("Caltech",                                 "california-institute-of-technology"),
    ("Berkeley",                                "university-of-california-berkeley"),
    ("Trinity College Dublin",                  "trinity-college-dublin"),
    ("TU Delft",                                "delft-university-of-technology"),
    ("Universität für Bodenkultur Wien",        "boku"),
    ("University of Cape Town",                 "university-of-cape-town"),
    ("KNUST",                                   "kwame-nkrumah-university-of-science-and-technology"),
    ("Université Tsinghua",                     "tsinghua-university"),
    ("Tecnológico de Monterrey",                "tecnologico-de-monterrey"),
    ("York University",                         "universite-york"),
    ("University of York",                      "university-of-york"),
    ("Washington University in St. Louis",      "washington-university-in-st-louis"),
    ("University of Washington",                "university-of-washington"),
]  # fmt: skip

# What sounds alike: no name in common, in whatever case.
LOOK_ALIKES = [
    ("imt-mines-ales", "imt-mines-albi"),
    ("universite-de-montpellier", "universite-paul-valery-montpellier"),
    ("universite-de-lille", "universite-catholique-de-lille"),
    ("universite-paris-cite", "universite-paris-8-vincennes-saint-denis"),
    ("universite-paris-1-pantheon-sorbonne", "universite-paris-pantheon-assas"),
    ("sorbonne-universite", "universite-sorbonne-nouvelle"),
    ("uclouvain", "ku-leuven"),
    ("universite-libre-de-bruxelles", "vrije-universiteit-brussel"),
    ("universite-de-fribourg", "university-of-freiburg"),
    ("epfl", "eth-zurich"),
    ("ecole-polytechnique", "epfl"),
    ("universite-york", "university-of-york"),
    ("university-of-miami", "miami-university"),
    ("university-of-maine", "le-mans-universite"),
    ("lincoln-university-new-zealand", "university-of-lincoln"),
    ("newcastle-university", "university-of-newcastle"),
    ("university-of-amsterdam", "vrije-universiteit-amsterdam"),
]

NOBODYS = [
    # word            why it is nobody's name in whatever case
    ("the",           "an article"),
    ("l’école",       "any school"),
    ("polytechnique", "an adjective"),
    ("x",             "a letter"),
    ("esprit",        "a word"),
    ("sait",          "a verb"),
    ("nus",           "a word"),
    ("mit",           "a German word"),
    ("um",            "a particle"),
    ("gem",           "a word"),
    ("puce",          "a word"),
    ("imperial",      "a word"),
    ("reading",       "a word"),
    ("american university", "any American university"),
    ("42",            "a number"),
    ("dut",           "a French diploma"),
    ("utc",           "a time"),
]  # fmt: skip


def short(iri: str) -> str:
    return iri.removeprefix(BASE)


def read(text: str) -> Graph:
    """Read Turtle into subject, property, objects."""
    found: defaultdict[str, defaultdict[str, list[ox.NamedNode | ox.Literal]]]
    found = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE, base_iri=BASE):
        assert isinstance(quad.subject, ox.NamedNode), "no blank nodes"
        assert isinstance(quad.object, ox.NamedNode | ox.Literal), "no blank nodes"
        found[short(quad.subject.value)][quad.predicate.value].append(quad.object)
    return found


def names(entity: Mapping[str, Objects], properties: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the labels and their languages."""
    for property_ in properties:
        for label in entity.get(property_, ()):
            yield label.value, (label.language or "") if isinstance(label, ox.Literal) else ""


def folded(entity: Mapping[str, Objects], properties: Sequence[str] = FREE) -> set[str]:
    return {fold_name(label) for label, _ in names(entity, properties)}


def values(entity: Mapping[str, Objects], property_: str) -> list[str]:
    return [short(value.value) for value in entity.get(property_, ())]


def ror_digits(identifier: str) -> str:
    """Give the two check digits that a ROR identifier must end in (ISO 7064 over Crockford's base 32).

    >>> ror_digits("03e8rf594")
    '94'
    """
    number = 0
    for character in identifier[1:7]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(character)
    return f"{98 - number * 100 % 97:02d}"


def broken_labels(graph: Graph) -> Iterator[str]:
    """Yield labels in a third language, with a wrong apostrophe or blank, written twice, or missing a language."""
    for subject, entity in graph.items():
        languages = sorted(language for _, language in names(entity, FREE[:1]))
        if languages != ["en", "fr"]:
            yield f"{subject}: prefLabel {languages}"
        labels = list(names(entity, (*FREE, *CASED)))
        yield from (f"{subject}: {label} @{tag}" for label, tag in labels if tag not in {"fr", "en"})
        yield from (f"{subject}: {label}" for label, _ in labels if "'" in label or label != " ".join(label.split()))
        # SKOS: one string is a preferred, an alternative or a hidden label, never two of them.
        yield from (f"{subject}: {label} twice" for (label, _), times in Counter(labels).items() if times > 1)


def shared_names(graph: Graph, properties: Sequence[str]) -> Iterator[str]:
    """Yield each name that two subjects bear, case and accents aside."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for subject, entity in graph.items():
        for name in folded(entity, properties):
            bearers[name].add(subject)
    yield from (f"{name}: {sorted(subjects)}" for name, subjects in sorted(bearers.items()) if len(subjects) > 1)


@pytest.fixture(scope="module")
def graph() -> Graph:
    merged: dict[str, Mapping[str, Objects]] = {}
    for file in FILES:
        described = read(file.read_text(encoding="utf-8"))
        assert not merged.keys() & described.keys(), f"{file.name}: described in another file too"
        merged |= described
    return merged


@pytest.fixture(scope="module")
def around() -> Graph:
    """Give what institutions point to or share texts with."""
    places, rankings = (REGISTRY / name for name in ("places.ttl", "rankings.ttl"))
    return {**read(places.read_text(encoding="utf-8")), **read(rankings.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_engines_read_the_same(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    ours = {
        (subject, property_, value.value, value.language if isinstance(value, ox.Literal) else None)
        for subject, entity in read(text).items()
        for property_, objects in entity.items()
        for value in objects
    }
    theirs = {
        (short(str(s)), str(p), str(o), o.language if isinstance(o, rdflib.Literal) else None)
        for s, p, o in rdflib.Graph().parse(data=text, format="turtle")
    }
    assert ours == theirs


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_file_is_sorted(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"@base <{BASE}> .\n")
    slugs = re.findall(r"^<institution/([a-z0-9-]+)> a pal:Institution\b", text, re.MULTILINE)
    assert slugs == sorted(set(slugs))
    assert len(slugs) == len(re.findall(r"^<", text, re.MULTILINE))


def test_registry_is_large(graph: Graph) -> None:
    countries = Counter(country for entity in graph.values() for country in values(entity, f"{PAL}country"))
    assert len(graph) >= 3000
    assert all(countries[f"place/{code}"] >= least for code, least in [("fr", 400), ("ca", 90), ("ma", 35), ("sn", 15)])
    assert all(countries[f"place/{code}"] >= 15 for code in ["be", "ch", "dz", "tn", "lb", "ci"])
    assert len(countries) >= 130


def test_labels_are_clean(graph: Graph) -> None:
    assert list(broken_labels(graph)) == []


def test_no_name_is_shown_for_two_institutions(graph: Graph) -> None:
    assert list(shared_names(graph, SHOWN)) == []


def test_no_institution_goes_by_the_name_of_a_place_or_ranking(graph: Graph, around: Graph) -> None:
    others = {key: entity for key, entity in around.items() if not key.startswith(("criterion", "grade"))}
    taken = {name: key for key, entity in others.items() for name in folded(entity)}
    assert [(key, name, taken[name]) for key in graph for name in folded(graph[key]) & taken.keys()] == []


def test_what_they_point_to_is_there(graph: Graph, around: Graph) -> None:
    known = graph.keys() | around.keys()
    for key, entity in graph.items():
        pointed = {value for property_ in entity for value in values(entity, property_)}
        ours = {value for value in pointed if re.match(r"(institution|organization|place|category|ranking)/", value)}
        assert ours <= known, key
        assert len(values(entity, f"{PAL}country")) == 1, key
        (country,) = values(entity, f"{PAL}country")
        assert values(around[country], f"{SKOS}notation"), key
        for region in values(entity, f"{PAL}region"):
            assert region.startswith(f"{country}-"), key


def test_identifiers_come_from_the_source(graph: Graph) -> None:
    found = {key: set(values(entity, f"{SKOS}exactMatch")) for key, entity in graph.items()}
    given = {f"institution/{slug}": {f"{ROR}{ror}", f"{WIKIDATA}{item}"} for slug, ror, item, _ in IDENTIFIED}
    assert {key: iris for key, iris in found.items() if iris} == given
    years = {key: values(entity, f"{PAL}founded") for key, entity in graph.items()}
    assert {key: year for key, year in years.items() if year} == {
        f"institution/{slug}": [str(year)] for slug, _, _, year in IDENTIFIED
    }


@pytest.mark.parametrize("ror", [row[1] for row in IDENTIFIED])
def test_check_digits_of_ror(ror: str) -> None:
    assert re.fullmatch(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}", ror)
    assert ror.endswith(ror_digits(ror))


@pytest.mark.parametrize("ror", ["03e8rf595", "03e8rf584", "03e8rg594"])
def test_check_digits_find_a_slip(ror: str) -> None:
    assert not ror.endswith(ror_digits(ror))


@pytest.mark.parametrize(("subject", "property_", "value"), LINKS)
def test_links(graph: Graph, subject: str, property_: str, value: str) -> None:
    namespace = ORG if property_ == "subOrganizationOf" else PAL
    assert value in values(graph[f"institution/{subject}"], namespace + property_)


def test_the_group_has_its_eight_schools(graph: Graph) -> None:
    parts = {key for key, entity in graph.items() if "institution/imt" in values(entity, f"{ORG}subOrganizationOf")}
    schools = {slug for slug, *_ in IDENTIFIED} - {"imt", "eurecom", "institut-polytechnique-de-paris"}
    assert parts == {f"institution/{slug}" for slug in schools}
    assert len(parts) == 8


@pytest.mark.parametrize(("slug", "name"), FORMER)
def test_former_names(graph: Graph, slug: str, name: str) -> None:
    assert fold_name(name) in folded(graph[f"institution/{slug}"], (f"{PAL}formerName",))


@pytest.mark.parametrize(("slug", "successor"), REPLACED)
def test_the_merged_stay_themselves(graph: Graph, slug: str, successor: str) -> None:
    old, new = graph[f"institution/{slug}"], graph[f"institution/{successor}"]
    assert values(old, "http://purl.org/dc/terms/isReplacedBy") == [f"institution/{successor}"]
    assert not folded(old) & folded(new)


@pytest.mark.parametrize(("name", "slug"), MEANT)
def test_name_means_one_institution(graph: Graph, name: str, slug: str) -> None:
    assert [key for key, entity in graph.items() if fold_name(name) in folded(entity)] == [f"institution/{slug}"]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
def test_look_alikes_share_no_name(graph: Graph, one: str, other: str) -> None:
    every = (*FREE, *CASED)
    assert not folded(graph[f"institution/{one}"], every) & folded(graph[f"institution/{other}"], every)


@pytest.mark.parametrize(("word", "why"), NOBODYS)
def test_word_is_no_name(graph: Graph, word: str, why: str) -> None:
    assert [key for key, entity in graph.items() if fold_name(word) in folded(entity)] == [], why


DEFECTS = [
    # why                        statements                                                        found by
    ("two of one name",          '<x> skos:prefLabel "A"@fr . <y> pal:formerName "à"@fr .',        "shared"),
    ("third language",           '<x> skos:prefLabel "a"@fr, "a"@en ; skos:altLabel "b"@de .',     "broken"),
    ("no English",               '<x> skos:prefLabel "a"@fr .',                                    "broken"),
    ("two preferred",            '<x> skos:prefLabel "a"@fr, "b"@fr, "a"@en .',                    "broken"),
    ("preferred and exact",      '<x> skos:prefLabel "a"@fr, "a"@en ; pal:exactLabel "a"@fr .',    "broken"),
    ("ASCII apostrophe",         '<x> skos:prefLabel "l\'a"@fr, "a"@en .',                         "broken"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "statements", "check"), DEFECTS, ids=[row[0] for row in DEFECTS])
def test_the_checks_find_defects(why: str, statements: str, check: str) -> None:
    graph = read(f"@prefix skos: <{SKOS}> . @prefix pal: <{PAL}> . {statements}")
    assert list(shared_names(graph, SHOWN) if check == "shared" else broken_labels(graph)), why
