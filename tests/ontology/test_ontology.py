"""The ontology holds every promised term, in both languages, and reads the same in both engines."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from kg.extract.claims import LinkKind
from kg.project import ONTOLOGY, REGISTRY
from kg.vocab import BASE, PAL, QB, XSD
from kg.vocab import ONTOLOGY as ONTOLOGY_IRI

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

ID = Namespace(BASE)
FILES = sorted(ONTOLOGY.glob("*.ttl")) + sorted(REGISTRY.glob("*.ttl"))
HAND_WRITTEN = [file for file in FILES if file.parent == ONTOLOGY]
LANGUAGES = ("fr", "en")
TEXTS = (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.definition, SKOS.example, DCTERMS.title, DCTERMS.description)
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}

CLASSES = {
    "agents and names": "Organization Institution Publisher Programme Candidate",
    "rankings": "Ranking Edition Criterion Scope Grade Goal Place InstitutionCategory",
    "closed lists": "PositionKind Basis LinkKind CriterionKind PlaceKind Direction Unit",
    "statements": "Claim Result Tally Move Participation EditionSize Method",
    "sources": "Document Evidence Link Build",
}

PROPERTIES = {
    # domain          properties
    "Organization": "subsidiaryOf supervisedBy formerName founded country region",
    "Publisher": "defaultRanking",
    "Ranking": "publisher accreditor dataProvider initiator funder firstYear ranks ownScope methodologyPage "
    "contributesTo criterionScheme gradeScheme",
    "Edition": "ranking year rankedCount rankedCountAtLeast countryCount size previousEdition",
    "Criterion": "criterionKind goal newIn",
    "Scope": "place",
    "Place": "placeKind adjective",
    "Grade": "gradeOrder",
    "Claim": "institution edition criterion scope basis evidence link grade count rankBest rankWorst",
    "Result": "positionKind tied topPercent score scoreOutOf contradicts sharesRankWith previousResult",
    "Tally": "countOutOf within counts",
    "Move": "places direction beforeBest beforeWorst afterBest afterWorst countBefore countAfter previousYear",
    "Participation": "participationNumber consecutiveYears firstParticipation inCriterion",
    "EditionSize": "unit countAtLeast group",
    "Method": "usesCriterion criterionCount points pointsBefore newIndicatorCount",
    "Document": "issuer cites sha256 fileName canonicalText",
    "Evidence": "page",
    "Link": "slot linkKind linkEvidence position",
    "": "shortLabel exactLabel contextLabel category rule",  # of several domains: schema:domainIncludes
}

CONCEPTS = {
    "position-kind": {"exact", "band", "top-n", "top-percent", "score", "grade"},
    "basis": {"stated", "computed"},
    "link-kind": {kind.value for kind in LinkKind},
    "criterion-kind": {"overall", "sdg", "dimension", "subject", "family", "indicator"},
    "place-kind": {"world", "continent", "country", "region"},
    "direction": {"up", "down", "kept"},
    "unit": {"institution", "country"},
}

SUPERS = [
    # term                 super-term, direct
    ("Organization", "http://www.w3.org/ns/org#Organization"),
    ("Organization", "https://schema.org/Organization"),
    ("Institution", "http://www.w3.org/ns/org#FormalOrganization"),
    ("Institution", "https://schema.org/CollegeOrUniversity"),
    ("Ranking", "http://www.w3.org/ns/dcat#DatasetSeries"),
    ("Edition", "http://www.w3.org/ns/dcat#Dataset"),
    ("Criterion", "http://www.w3.org/2004/02/skos/core#Concept"),
    ("Claim", "http://www.w3.org/ns/prov#Entity"),
    ("Result", "http://purl.org/linked-data/cube#Observation"),
    ("Document", "https://schema.org/CreativeWork"),
    ("Evidence", "http://www.w3.org/ns/oa#SpecificResource"),
    ("Build", "http://www.w3.org/ns/prov#Activity"),
    ("ranking", "http://www.w3.org/ns/dcat#inSeries"),
    ("previousEdition", "http://www.w3.org/ns/dcat#prev"),
    ("goal", "http://purl.org/dc/terms/subject"),
    ("evidence", "http://www.w3.org/ns/prov#wasDerivedFrom"),
    ("formerName", "http://www.w3.org/2004/02/skos/core#altLabel"),
    ("adjective", "http://www.w3.org/2004/02/skos/core#hiddenLabel"),
    ("exactLabel", "http://www.w3.org/2004/02/skos/core#hiddenLabel"),
    ("contextLabel", "http://www.w3.org/2004/02/skos/core#hiddenLabel"),
]

UNACCENTED = re.compile(
    r"\b(ecoles?|etablissements?|universites?|criteres?|annees?|premiere|derniere|enonces?|region|pres"
    r"|categories?|numero|methode|perimetres?|propriete|resultats?|reussite|evolution)\b",
    re.IGNORECASE,
)


def load(*files: Path) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def terms() -> Graph:
    return load(ONTOLOGY / "palmares.ttl")


@pytest.fixture(scope="module")
def everything() -> Graph:
    return load(*FILES)


def ours(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and str(s).startswith((PAL, BASE))})


def not_bilingual(graph: Graph, subjects: list[URIRef], predicate: URIRef) -> Iterator[str]:
    """Yield each subject without exactly one text in each language."""
    for subject in subjects:
        texts = list(graph.objects(subject, predicate))
        languages = Counter(text.language for text in texts if isinstance(text, Literal))
        if languages != Counter(LANGUAGES) or any(not str(text).strip() for text in texts):
            yield f"{subject} {predicate}"


def bad_typography(graph: Graph) -> Iterator[str]:
    """Yield each text with an ASCII apostrophe, a wrong blank, a third language, or French without its accents."""
    for _, predicate, text in graph:
        if not isinstance(text, Literal) or text.datatype not in {None, RDF.langString}:
            continue
        if text.language is not None and text.language not in LANGUAGES:
            yield f"language: {text!r}"
        if predicate not in TEXTS:
            continue
        if text.language is None:
            yield f"no language: {text!r}"
        if "'" in text or "\N{NO-BREAK SPACE}" in text or str(text) != " ".join(text.split()):
            yield f"apostrophe or blank: {text!r}"
        if text.language == "fr" and UNACCENTED.search(text):
            yield f"accent: {text!r}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_two_engines_read_the_same_triples(file: Path) -> None:
    oxigraph = {str(quad.triple) for quad in pyoxigraph.parse(path=str(file), base_iri=BASE)}
    rdflib = {f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in load(file)}
    assert rdflib == oxigraph


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_blank_node(file: Path) -> None:
    assert [triple for triple in load(file) if any(isinstance(node, BNode) for node in triple)] == []


def test_version_is_the_release(terms: Graph, root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert terms.value(URIRef(ONTOLOGY_IRI), OWL.versionInfo) == Literal(version)
    assert terms.value(URIRef(ONTOLOGY_IRI), OWL.versionIRI) == URIRef(f"{ONTOLOGY_IRI}/{version}")


def test_every_class_is_there_and_no_other(terms: Graph) -> None:
    assert {str(s).removeprefix(PAL) for s in terms.subjects(RDF.type, OWL.Class)} == set(
        " ".join(CLASSES.values()).split()
    )


def test_every_property_is_there_under_its_domain_and_no_other(terms: Graph) -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind in PROPERTY_TYPES:
        for term in terms.subjects(RDF.type, kind):
            domain = terms.value(term, RDFS.domain, any=False)
            found["" if domain == RDFS.Resource else str(domain).removeprefix(PAL)].add(str(term).removeprefix(PAL))
    assert found == {domain: set(names.split()) for domain, names in PROPERTIES.items()}


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_subject_has_both_languages(terms: Graph, predicate: URIRef) -> None:
    assert list(not_bilingual(terms, ours(terms), predicate)) == []


def test_every_class_and_property_is_complete(terms: Graph) -> None:
    classes = [s for s in ours(terms) if (s, RDF.type, OWL.Class) in terms]
    properties = [s for s in ours(terms) if PROPERTY_TYPES & set(terms.objects(s, RDF.type))]
    assert list(not_bilingual(terms, classes + properties, SKOS.example)) == []
    assert [s for s in classes if not terms.value(s, RDFS.subClassOf)] == []
    for predicate in (RDFS.domain, RDFS.range):
        assert [s for s in properties if len(list(terms.objects(s, predicate))) != 1] == []
    assert [s for s in ours(terms) if (s, RDFS.isDefinedBy, URIRef(ONTOLOGY_IRI)) not in terms] == []


def test_ranges_agree_with_the_type_of_property(terms: Graph) -> None:
    for term in ours(terms):
        is_value = str(terms.value(term, RDFS.range)).startswith((XSD, str(RDF.langString)))
        types = set(terms.objects(term, RDF.type))
        if types & PROPERTY_TYPES:
            assert is_value != (OWL.ObjectProperty in types), term


def test_labels_tell_terms_apart(terms: Graph) -> None:
    labels = Counter(
        (str(label), label.language)
        for term in ours(terms)
        if term.startswith(PAL)
        for label in terms.objects(term, RDFS.label)
        if isinstance(label, Literal)
    )
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("scheme", CONCEPTS)
def test_closed_list(terms: Graph, scheme: str) -> None:
    name = "".join(word.capitalize() for word in scheme.split("-"))
    assert (ID[scheme], RDF.type, SKOS.ConceptScheme) in terms
    for members in (terms.subjects(SKOS.inScheme, ID[scheme]), terms.subjects(RDF.type, URIRef(PAL + name))):
        assert set(members) == {ID[f"{scheme}/{concept}"] for concept in CONCEPTS[scheme]}
    listed = [s for s in ours(terms) if terms.value(s, SKOS.inScheme) == ID[scheme]]
    assert list(not_bilingual(terms, [ID[scheme], *listed], SKOS.prefLabel)) == []


@pytest.mark.parametrize(("term", "parent"), SUPERS)
def test_alignment(everything: Graph, term: str, parent: str) -> None:
    assert {RDFS.subClassOf, RDFS.subPropertyOf} & set(everything.predicates(URIRef(PAL + term), URIRef(parent)))


def test_the_data_structure_names_our_properties_once(terms: Graph) -> None:
    role = {f"{QB}dimension": 4, f"{QB}measure": 6, f"{QB}attribute": 3}
    parts = list(terms.objects(URIRef(f"{PAL}ResultStructure"), URIRef(f"{QB}component")))
    assert Counter(str(p) for part in parts for p in terms.predicates(part) if str(p) in role) == role
    orders = [terms.value(part, URIRef(f"{QB}order")) for part in parts]
    assert sorted(int(str(order)) for order in orders) == list(range(1, 14))
    for part in parts:
        component = next(o for p, o in terms.predicate_objects(part) if str(p) in role)
        assert (component, RDF.type, OWL.Class) not in terms
        assert str(component).removeprefix(PAL) in " ".join(PROPERTIES.values()).split()


def test_every_term_in_use_is_defined_or_named(everything: Graph) -> None:
    used: set[Node] = set(everything.predicates()) | set(everything.objects(None, RDF.type))
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        used |= set(everything.objects(None, predicate))
    used |= {literal.datatype for literal in everything.objects() if isinstance(literal, Literal) and literal.datatype}
    named = sorted(term for term in used if isinstance(term, URIRef))
    assert list(not_bilingual(load(*HAND_WRITTEN), named, RDFS.label)) == []


@pytest.mark.parametrize("file", HAND_WRITTEN, ids=lambda file: file.name)
def test_typography(file: Path) -> None:
    assert list(bad_typography(load(file))) == []


DEFECTS = [
    # why                      statement about <x>                                       found by
    ("no French",              'rdfs:label "x"@en',                                      not_bilingual),
    ("two English",            'rdfs:label "x"@fr, "x"@en, "y"@en',                      not_bilingual),
    ("English of two regions", 'rdfs:label "x"@fr, "x"@en, "x"@en-GB',                   not_bilingual),
    ("blank label",            'rdfs:label "x"@fr, " "@en',                              not_bilingual),
    ("untagged label",         'rdfs:label "x"@fr, "x"',                                 not_bilingual),
    ("third language",         'skos:note "x"@de',                                       bad_typography),
    ("untagged text",          'rdfs:label "x"',                                         bad_typography),
    ("ASCII apostrophe",       'rdfs:label "l\'école"@fr',                               bad_typography),
    ("double blank",           'rdfs:label "la  note"@fr',                               bad_typography),
    ("no accent",              'rdfs:label "categorie d’ecoles"@fr',                     bad_typography),
]  # fmt: skip


@pytest.mark.parametrize(("why", "statement", "check"), DEFECTS, ids=[row[0] for row in DEFECTS])
def test_the_checks_find_defects(why: str, statement: str, check: object) -> None:
    graph = Graph()
    graph.parse(data=f"@prefix rdfs: <{RDFS}> . @prefix skos: <{SKOS}> . <{ID['x']}> {statement} .", format="turtle")
    found = bad_typography(graph) if check is bad_typography else not_bilingual(graph, [ID["x"]], RDFS.label)
    assert list(found), why
