"""The screen overlooks nothing: on mutated graphs its findings are those of pyshacl on the whole graph.

PALMARES_SCREEN_MUTATIONS asks for more mutations than 60.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import SH, Graph

from kg import project
from kg.graph.terms import triple_of
from kg.graph.write import n_triples
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.load import as_triple, empty_graph
from kg.validate.screen import Screen, check_document, core_shapes
from kg.vocab import BASE, PAL, PREFIXES, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.validate.context import Known
    from kg.validate.findings import Finding

    Term = NamedNode | BlankNode | Literal | Triple
    Mutate = Callable[[Random, Triple, list[Triple]], list[Triple]]

MUTATIONS = int(os.environ.get("PALMARES_SCREEN_MUTATIONS", "60"))
AT_ONCE = 3  # mutations of one graph: a run of pyshacl takes a good part of a second
SEED = 2026

TYPE, LABEL, INTEGER = NamedNode(f"{RDF}type"), NamedNode(f"{RDFS}label"), NamedNode(f"{XSD}integer")
YEAR = NamedNode(f"{PAL}year")
EVIDENCE = {NamedNode(f"{PAL}evidence"), NamedNode(f"{PAL}link")}


def of_documents() -> list[list[Triple]]:
    """Give of each document's graph one node of each class, with what it leads to."""
    nquads = (project.graph_to_read() / "palmares.nq").read_bytes()
    graphs: defaultdict[str, list[Triple]] = defaultdict(list)
    for quad in pyoxigraph.parse(nquads, pyoxigraph.RdfFormat.N_QUADS):
        if f"{BASE}document/" in str(quad.graph_name):
            graphs[str(quad.graph_name)].append(quad.triple)
    return [small(sorted(graph, key=str)) for _, graph in sorted(graphs.items())]


def small(graph: list[Triple]) -> list[Triple]:
    by_subject: defaultdict[object, dict[Triple, None]] = defaultdict(dict)
    once = set()  # of the passages and links of a claim, one
    first: dict[object, object] = {}
    for triple in graph:
        subject, predicate, value = triple
        if (subject, predicate) not in once:
            by_subject[subject][triple] = None
        if predicate in EVIDENCE:
            once.add((subject, predicate))
        if predicate == TYPE:
            first.setdefault(value, subject)
    kept: dict[Triple, None] = {}
    waiting = list(first.values())
    while waiting:
        new = by_subject.pop(waiting.pop(), {})
        kept |= new
        waiting += [triple.object for triple in new]
    return list(kept)


def plain(graph: Iterable[Triple], shapes: Graph, known: Known) -> tuple[Finding, ...]:
    data = empty_graph()
    data += (as_triple(Quad(*triple)) for triple in graph)
    return judge(Data.of(data), known, core_shapes(shapes), "en").findings


def lines_of(graph: Iterable[Triple]) -> list[str]:
    return n_triples(map(triple_of, graph))


def unquoted(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out the quotes: of two that were doubled, a report shows any."""
    return [replace(finding, quotes=()) for finding in findings]


@pytest.fixture(scope="module")
def documents() -> list[list[Triple]]:
    return of_documents()


@pytest.fixture(scope="module")
def screen(shapes: Graph, known: Known) -> Screen:
    return Screen(shapes, known)


# Random mutations: each takes one triple and gives what stands in its place, or nothing where it does not apply.


def literal(value: str, name: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + name))


def valued(triple: Triple, value: Term) -> list[Triple]:
    return [Triple(triple.subject, triple.predicate, value)]


def is_number(triple: Triple) -> bool:
    return isinstance(triple.object, Literal) and triple.object.datatype == INTEGER


def is_label(triple: Triple) -> bool:
    return triple.predicate == LABEL


def is_link(triple: Triple) -> bool:
    return isinstance(triple.object, NamedNode) and triple.predicate != TYPE


def is_type(triple: Triple) -> bool:
    return triple.predicate == TYPE


def anything(_: Triple) -> bool:
    return True


NUMBERS = ["-1", "0", "3000", "abc", "", "1_000", " 7", "+7", "007", "7.0", "9" * 30]
WORDS = ["  @fr", "@en", "Rang@de", "Rang@fr-FR", "1ère place@fr", "2th@en", "a@en"]
CLASSES = ["Candidate", "Result", "Tally", "Institution", "Scope", "Edition"]


def any_type(random: Random) -> NamedNode:
    return NamedNode(PAL + random.choice(CLASSES))


def any_label(random: Random) -> Literal:
    words, _, tag = random.choice(WORDS).partition("@")
    return Literal(words, language=tag)


def any_number(random: Random) -> Literal:
    return Literal(random.choice(NUMBERS), datatype=INTEGER)


def of_another_kind(random: Random, number: Triple) -> Literal:
    value = number.object.value if isinstance(number.object, Literal) else ""
    return literal(value, random.choice(["decimal", "int", "string", "date"]))


def another_value(random: Random, triple: Triple, graph: list[Triple]) -> Term:
    return random.choice([each.object for each in graph if each.predicate == triple.predicate])


def another_node(random: Random, graph: list[Triple]) -> Term:
    return random.choice([each.object for each in graph if is_link(each)])


def about_object(triple: Triple, predicate: NamedNode, value: Term) -> list[Triple]:
    return [triple, Triple(triple.object, predicate, value)] if isinstance(triple.object, NamedNode) else [triple]


def renamed(triple: Triple, predicate: str) -> list[Triple]:
    return [Triple(triple.subject, NamedNode(predicate), triple.object)]


KINDS: list[tuple[str, Callable[[Triple], bool], Mutate]] = [
    # why                        of what    what stands in its place
    ("dropped",                  anything,  lambda _r, _t, _g: []),
    ("doubled",                  anything,  lambda r, t, g: [t, *valued(t, another_value(r, t, g))]),
    ("a misspelt property",      anything,  lambda _r, t, _g: renamed(t, f"{t.predicate.value}s")),
    ("of another subject",       anything,  lambda r, t, g: [t, Triple(r.choice(g).subject, t.predicate, t.object)]),
    ("a text for anything",      anything,  lambda _r, t, _g: valued(t, Literal(str(t.object)))),
    ("an IRI for anything",      anything,  lambda _r, t, _g: valued(t, NamedNode(f"{BASE}nobody"))),
    ("another node",             is_link,   lambda r, t, g: valued(t, another_node(r, g))),
    ("a blank node",             is_link,   lambda _r, t, _g: valued(t, BlankNode("b"))),
    ("a label of what is named", is_link,   lambda r, t, _g: about_object(t, LABEL, any_label(r))),
    ("a year of what is named",  is_link,   lambda r, t, _g: about_object(t, YEAR, any_number(r))),
    ("a type of what is named",  is_link,   lambda r, t, _g: about_object(t, TYPE, any_type(r))),
    ("another number",           is_number, lambda r, t, _g: valued(t, any_number(r))),
    ("a number of another kind", is_number, lambda r, t, _g: valued(t, of_another_kind(r, t))),
    ("another label",            is_label,  lambda r, t, _g: valued(t, any_label(r))),
    ("one more label",           is_label,  lambda r, t, _g: [t, *valued(t, any_label(r))]),
    ("a label by another name",  is_label,  lambda _r, t, _g: renamed(t, f"{SKOS}prefLabel")),
    ("no type",                  is_type,   lambda _r, _t, _g: []),
    ("one more type",            is_type,   lambda r, t, _g: [t, *valued(t, any_type(r))]),
    ("another type",             is_type,   lambda r, t, _g: valued(t, any_type(r))),
]  # fmt: skip


def mutated(graph: list[Triple], seed: int) -> tuple[list[str], list[Triple]]:
    """Mutate a few triples; give what was done, and the graph."""
    random, done = Random(f"{SEED} {seed}"), []  # noqa: S311 (no secret)
    for number in range(AT_ONCE):
        why, applies, mutate = KINDS[(seed * AT_ONCE + number) % len(KINDS)]
        triple = random.choice([each for each in graph if applies(each)])
        new = [each for each in mutate(random, triple, graph) if isinstance(each.subject, NamedNode)]
        graph = [each for each in graph if each != triple] + new
        done.append(f"{why}: {triple} -> {new}")
    return done, graph


@pytest.mark.parametrize("seed", range(-(-MUTATIONS // AT_ONCE)))
def test_mutated_graphs(seed: int, documents: list[list[Triple]], screen: Screen, shapes: Graph, known: Known) -> None:
    done, graph = mutated(documents[seed % len(documents)], seed)
    assert unquoted(check_document(lines_of(graph), screen)) == unquoted(plain(graph, shapes, known)), done


def test_most_mutations_are_faults(documents: list[list[Triple]], screen: Screen) -> None:
    faulty = [
        seed for seed in range(20) if screen.suspicious(lines_of(mutated(documents[seed % len(documents)], seed)[1]))
    ]
    assert len(faulty) > 15


def test_a_good_graph_is_not_suspicious(documents: list[list[Triple]], screen: Screen) -> None:
    assert len(documents) == 5
    assert [screen.suspicious(lines_of(document)) for document in documents] == [()] * 5


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
def subjects_at_fault(with_faults: list[Triple], shapes: Graph, known: Known) -> set[str]:
    return {finding.subject for finding in plain(with_faults, shapes, known)}


def test_planted_faults(with_faults: list[Triple], screen: Screen, shapes: Graph, known: Known) -> None:
    assert check_document(lines_of(with_faults), screen) == plain(with_faults, shapes, known)


def test_a_fault_for_each_kind_of_constraint(shapes: Graph) -> None:
    names = set(map(str, core_shapes(shapes).predicates()))
    used = {name.removeprefix(str(SH)) for name in names if name.startswith(str(SH))}
    assert {name for name, _, _ in PLANTED} == used - NO_CONSTRAINTS


def without(shapes: Graph, constraint: str) -> Graph:
    """Copy shapes without a kind of constraint, as a screen has them that ignores it."""
    ignored = {SH[constraint], *(SH[part] for part in PARTS.get(constraint, ()))}
    copy = empty_graph()
    copy += (triple for triple in shapes if triple[1] not in ignored)
    return copy


@pytest.mark.parametrize("constraint", [row[0] for row in PLANTED])
def test_a_screen_that_ignores_a_constraint_is_found_out(
    constraint: str, with_faults: list[Triple], screen: Screen, subjects_at_fault: set[str], shapes: Graph
) -> None:
    blind = Screen(without(shapes, constraint), screen.known)
    lines = lines_of(with_faults)
    missed = {*screen.suspicious(lines)} - {*blind.suspicious(lines)}
    at_fault = {each.focus.strip("<>") for each in missed if each.focus} & subjects_at_fault
    assert bool(at_fault) != (constraint in SHADOWED)
