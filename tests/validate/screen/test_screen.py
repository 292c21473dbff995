"""The screen overlooks no kind of constraint: a fault planted for each is found, and found as pyshacl finds it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import SH, Graph

from kg.validate.judge import check_document
from kg.validate.load import empty_graph
from kg.validate.screen import Screen, core_shapes
from kg.vocab import BASE, PALS, PREFIXES
from tests.validate.mutations.graphs import TYPE, as_graph, lines_of, of_documents, suspected
from tests.validate.mutations.kinds import literal
from tests.validate.mutations.told import to_be_told, told
from tests.validate.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.validate.context import Known
    from kg.validate.screen.targets import Suspicion
    from tests.validate.mutations.kinds import Term


@pytest.fixture(scope="module")
def documents() -> list[list[Triple]]:
    return of_documents()


@pytest.fixture(scope="module")
def screen(shapes: Graph, known: Known) -> Screen:
    return Screen(shapes, known)


def test_a_good_graph_is_not_suspicious(documents: list[list[Triple]], screen: Screen) -> None:
    assert len(documents) == 5
    suspicions = [each for document in documents for each in suspected(screen, lines_of(document))]
    # What is given of a graph may lack what refers to a passage, a link or a scope.
    assert {str(each.shape) for each in suspicions} <= {
        f"{PALS}{each}-unused" for each in ("Evidence", "Link", "Scope")
    }


# Planted faults: each copies a node of a class and changes it so that one kind of constraint fails.


def numbers(*values: int) -> list[Term]:
    return [literal(str(value), "integer") for value in values]


def labels(**by_language: str) -> list[Term]:
    return [Literal(words, language=tag.replace("_", "-")) for tag, words in by_language.items()]


def ranks(best: int, worst: int) -> dict[str, list[Term]]:
    return {"pal:rankBest": numbers(best), "pal:rankWorst": numbers(worst)}


def iri(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local if local else BASE + name)


EXACT, BAND = [iri("position-kind/exact")], [iri("position-kind/band")]
NO_POSITION: dict[str, list[Term]] = {"pal:rankBest": [], "pal:grade": [], "pal:score": [], "pal:topPercent": []}
NO_WORDS: dict[str, list[Term]] = {"pal:linkKind": [iri("link-kind/clause")], "pal:linkEvidence": []}
PLANTED: list[tuple[str, str, Mapping[str, Sequence[Term]]]] = [
    # what fails            of what                     changes
    ("class",               "pal:Result",               {"pal:institution": [iri("ranking/the-impact")]}),
    ("minCount",            "pal:Result",               {"pal:institution": []}),
    ("maxCount",            "pal:Edition",              {"pal:rankedCount": numbers(5, 6)}),
    ("datatype",            "pal:Document",             {"dct:title": labels(fr="Titre")}),
    ("minInclusive",        "pal:Edition",              {"pal:year": numbers(1800)}),
    ("maxInclusive",        "pal:Edition",              {"pal:year": numbers(2200)}),
    ("minExclusive",        "pal:Result",               {"pal:scoreOutOf": [literal("0.0", "decimal")]}),
    ("or",                  "pal:Result",               NO_POSITION),
    ("closed",              "pal:Result",               {"pal:misspelt": numbers(1)}),
    ("pattern",             "pal:Document",             {"dct:format": [Literal("Markdown")]}),
    ("not",                 "pal:Result",               {"rdfs:label": labels(fr="1ère place", en="1st")}),
    ("nodeKind",            "pal:Document",             {"dct:source": [Literal("https://example.org")]}),
    ("hasValue",            "pal:Link",                 NO_WORDS),
    ("node",                "pal:Evidence",             {"oa:hasSource": [iri("document/missing")]}),
    ("in",                  "pal:Link",                 {"pal:slot": [iri("pal:score")]}),
    ("lessThanOrEquals",    "pal:Result",               {"pal:rankBest": numbers(9), "pal:rankWorst": numbers(3)}),
    ("languageIn",          "pal:Edition",              {"rdfs:label": labels(en="a", en_GB="b")}),
    ("qualifiedValueShape", "pal:Edition",              {"rdfs:label": labels(en="a")}),
    ("qualifiedMinCount",   "pal:Edition",              {"rdfs:label": labels(fr="a")}),
    ("minLength",           "pal:Link",                 {"pal:rule": [Literal("")]}),
    ("alternativePath",     "pal:Edition",              {"skos:prefLabel": labels(de="c")}),
    ("inversePath",         "pal:Link",                 {}),
    ("xone",                "pal:EditionSize",          {"pal:count": numbers(5), "pal:countAtLeast": numbers(5)}),
    ("lessThan",            "oa:TextPositionSelector",  {"oa:start": numbers(9), "oa:end": numbers(3)}),
    ("equals",              "pal:Result",               {"pal:positionKind": EXACT, **ranks(3, 5)}),
    ("disjoint",            "pal:Result",               {"pal:positionKind": BAND, **ranks(3, 3)}),
    ("property",            "pal:Edition",              {"rdfs:label": []}),
    ("uniqueLang",          "pal:Edition",              {"rdfs:label": [*labels(fr="a"), *labels(fr="b")]}),
    ("targetClass",         "pal:Edition",              {"pal:ranking": []}),
    ("targetObjectsOf",     "pal:Evidence",             {"oa:hasSource": [iri("document/missing")]}),
    ("targetSubjectsOf",    "pal:Edition",              {"prov:wasGeneratedBy": [iri("build/palmares")]}),
]  # fmt: skip
# What another constraint of the same shape always finds too: of two labels of one language, one lacks in the other.
SHADOWED = {"uniqueLang"}
# What says nothing by itself; taken away with what it belongs to.
PARTS = {"closed": ["ignoredProperties"], "qualifiedValueShape": ["qualifiedMinCount"]}
NO_CONSTRAINTS = {"message", "severity", "path", "ignoredProperties", "select", "sparql"}


def planted(graph: list[Triple], number: int) -> list[Triple]:
    """Give the copy of a node that the fault of a row is planted in."""
    _, kind, changes = PLANTED[number]
    changed = {iri(name): values for name, values in changes.items()}
    present = defaultdict(set)
    for subject, predicate, _ in graph:
        present[subject].add(predicate)
    of_kind = [triple.subject for triple in graph if triple.predicate == TYPE and triple.object == iri(kind)]
    node = max(of_kind, key=lambda each: len(present[each] & changed.keys()))
    copy = NamedNode(f"{str(node).strip('<>')}-{number}")
    kept = [Triple(copy, each.predicate, each.object) for each in graph if each.subject == node]
    new = [Triple(copy, predicate, value) for predicate, values in changed.items() for value in values]
    return [each for each in kept if each.predicate not in changed] + new


@pytest.fixture(scope="module")
def with_faults(documents: list[list[Triple]]) -> list[Triple]:
    graph = [triple for document in documents for triple in document]
    return graph + [triple for number in range(len(PLANTED)) for triple in planted(graph, number)]


@pytest.fixture(scope="module")
def found(with_faults: list[Triple], shapes: Graph, known: Known) -> set[tuple[str, str]]:
    """Give what pyshacl finds alone: rules and what they are broken by."""
    return to_be_told(plain(as_graph(with_faults), known, core_shapes(shapes)))


@pytest.fixture(scope="module")
def all_suspected(with_faults: list[Triple], screen: Screen) -> set[Suspicion]:
    return {*suspected(screen, lines_of(with_faults))}


def test_planted_faults(with_faults: list[Triple], screen: Screen, found: set[tuple[str, str]]) -> None:
    assert told(check_document(lines_of(with_faults), screen)) == found


def test_a_fault_for_each_kind_of_constraint(shapes: Graph) -> None:
    names = set(map(str, core_shapes(shapes).predicates()))
    used = {name.removeprefix(str(SH)) for name in names if name.startswith(str(SH))}
    assert {name for name, _, _ in PLANTED} == used - NO_CONSTRAINTS


@pytest.fixture
def without(shapes: Graph, known: Known) -> Callable[[str], Screen]:
    """Give what makes a screen that ignores a kind of constraint."""

    def make(constraint: str) -> Screen:
        ignored = {SH[constraint], *(SH[part] for part in PARTS.get(constraint, ()))}
        copy = empty_graph()
        copy += (triple for triple in shapes if triple[1] not in ignored)
        return Screen(copy, known)

    return make


@pytest.mark.parametrize("constraint", [row[0] for row in PLANTED])
def test_a_screen_that_ignores_a_constraint_is_found_out(
    constraint: str,
    with_faults: list[Triple],
    all_suspected: set[Suspicion],
    found: set[tuple[str, str]],
    without: Callable[[str], Screen],
) -> None:
    missed = all_suspected - {*suspected(without(constraint), lines_of(with_faults))}
    at_fault = {each.focus.strip("<>") for each in missed if each.focus} & {subject for _, subject in found}
    assert bool(at_fault) != (constraint in SHADOWED)
