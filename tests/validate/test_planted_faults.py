"""Faults planted in the built graph are found, each by its rule, and nothing else is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, Graph, Literal, Namespace, URIRef

from kg import project
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.load import read_graph
from kg.vocab import BASE, DCT
from kg.vocab import OA as OA_IRI
from kg.vocab import PAL as PAL_IRI

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

    from kg.validate.context import Known
    from kg.validate.findings import Report

ID, PAL, OA = Namespace(BASE), Namespace(PAL_IRI), Namespace(OA_IRI)
SDG_15 = ID["result/the-impact-2024/imt-mines-ales/sdg-15/fr/3"]
RANK_24 = ID["result/letudiant-ingenieurs-2022/imt-mines-ales/overall/fr/24"]
BAND = ID["result/the-impact-2021/imt-atlantique/overall/world/101-200"]
TOP_300 = ID["result/the-impact-2024/imt-mines-ales/overall/world/top-300"]
GROUP_A = ID["result/letudiant-ingenieurs-2022/imt-mines-ales/overall/fr/grade-a-1"]
NINE_A = ID["tally/u-multirank-2022/imt-mines-ales/overall/world/9-grade-a"]
# True findings of the five documents: goals counted and not listed, ties without company, organizations without ids.
KNOWN = {"Tally-results-fewer", "Result-tie-company", "Organization-identifier"}
UP_3 = ID["move/letudiant-ingenieurs-2022/imt-mines-ales/up-3"]


def copied(graph: Graph, node: URIRef, **changes: Node | int) -> URIRef:
    """Describe another node as ``node`` is, but for some properties."""
    copy = URIRef(f"{node}-copy")
    for _, predicate, value in list(graph.triples((node, None, None))):
        graph.add((copy, predicate, value))
    changed(graph, copy, **changes)
    return copy


def changed(graph: Graph, node: URIRef, **changes: Node | int) -> URIRef:
    for name, value in changes.items():
        graph.set((node, PAL[name], Literal(value) if isinstance(value, int) else value))
    return node


def without_label(graph: Graph, language: str) -> URIRef:
    node = ID["edition/the-impact-2024"]
    for label in list(graph.objects(node, RDFS.label)):
        if isinstance(label, Literal) and label.language == language:
            graph.remove((node, RDFS.label, label))
    return node


def with_other_words(graph: Graph) -> URIRef:
    """Change a quote, and not its place."""
    passage = next(iter(graph.objects(SDG_15, PAL.evidence)))
    quote = next(node for node in graph.objects(passage, OA.hasSelector) if (node, OA.exact, None) in graph)
    graph.set((quote, OA.exact, Literal("4e en France, dit-on")))
    return URIRef(str(passage))


def without_evidence(graph: Graph) -> URIRef:
    graph.remove((TOP_300, PAL.evidence, None))
    return TOP_300


def dated_in_words(graph: Graph) -> URIRef:
    document = next(iter(graph.subjects(PAL.sha256)))
    graph.set((document, URIRef(f"{DCT}issued"), Literal("le 4 juin")))
    return URIRef(str(document))


def graded_elsewhere(graph: Graph) -> URIRef:
    return changed(graph, GROUP_A, grade=ID["grade/u-multirank/a"])


def by_another_table(graph: Graph) -> URIRef:
    return copied(graph, TOP_300, criterion=ID["criterion/u-multirank/research"])


def of_two_schools(graph: Graph) -> URIRef:
    return copied(graph, RANK_24, institution=ID["institution/imt-atlantique"])


def after_the_last(graph: Graph) -> URIRef:
    albi = ID["institution/imt-mines-albi"]
    return copied(graph, URIRef(f"{RANK_24}-copy"), institution=albi, rankBest=500, rankWorst=500)


FAULTS: list[tuple[str, str, Callable[[Graph], URIRef]]] = [
    # why                             rule                      fault
    ("a band upside down",           "Result-interval",        lambda g: changed(g, BAND, rankBest=200, rankWorst=101)),
    ("a misspelt property",          "Tally-closed",           lambda g: changed(g, NINE_A, number=9)),
    ("a label missing",              "Label-fr",               lambda g: without_label(g, "fr")),
    ("a result without words",       "Claim-evidence",         without_evidence),
    ("words that were changed",      "Evidence-length",        with_other_words),
    ("a date in words",              "Document-issued",        dated_in_words),
    ("a grade of another scale",     "Claim-grade-scheme",     graded_elsewhere),
    ("a count that does not add up", "Tally-parts",            lambda g: changed(g, NINE_A, count=10)),
    ("a move that ranks deny",       "Move-ranks",             lambda g: changed(g, UP_3, places=4)),
    ("a criterion of another table", "Claim-criterion-scheme", by_another_table),
    ("two ranks for one key",        "Result-conflict",        lambda g: copied(g, SDG_15, rankBest=7, rankWorst=7)),
    ("one rank for two schools",     "Result-tie",             of_two_schools),
    ("a rank after the last",        "Result-size",            after_the_last),
]  # fmt: skip


def found(report: Report) -> set[tuple[str, str]]:
    return {(finding.rule.id, finding.subject) for finding in report.findings}


@pytest.fixture(scope="module")
def built() -> Graph:
    return read_graph([project.graph_to_read() / project.MERGED])


@pytest.fixture(scope="module")
def before(built: Graph, known: Known, shapes: Graph) -> Report:
    return judge(Data.of(built), known, shapes, "en")


@pytest.fixture(scope="module")
def planted(built: Graph, known: Known, shapes: Graph, before: Report) -> tuple[list[URIRef], set[tuple[str, str]]]:
    """Plant all faults at once; give their subjects, and what is found beyond what was there."""
    subjects = [fault(built) for _, _, fault in FAULTS]
    return subjects, found(judge(Data.of(built), known, shapes, "en")) - found(before)


def test_the_built_graph_conforms(before: Report) -> None:
    assert before.conforms
    assert {finding.rule.id for finding in before.findings} <= KNOWN


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[why for why, _, _ in FAULTS])
def test_planted_fault(number: int, planted: tuple[list[URIRef], set[tuple[str, str]]]) -> None:
    subjects, new = planted
    assert (FAULTS[number][1], str(subjects[number])) in new


def test_nothing_else_is_found(planted: tuple[list[URIRef], set[tuple[str, str]]]) -> None:
    _, new = planted
    assert {rule for rule, _ in new} == {rule for _, rule, _ in FAULTS}
