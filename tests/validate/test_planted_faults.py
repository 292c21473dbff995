"""Faults planted in the built graph are found, each by its rule, and nothing else is found."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg import project
from kg.validate.context import Known
from kg.validate.data import Data
from kg.validate.documents import Documents
from kg.validate.judge import judge
from kg.validate.load import read_graph
from kg.validate.quotes import changed as changed_files
from kg.validate.quotes import misquoted
from kg.validate.screen.index import Index
from kg.vocab import BASE, DCT
from kg.vocab import OA as OA_IRI
from kg.vocab import PAL as PAL_IRI

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

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
TOP_15 = ID["result/letudiant-ingenieurs-2022/imt-mines-ales/overall/fr/top-15-percent"]
GRADE_B = ID["grade/letudiant-ingenieurs/b"]
ALES = ID["institution/imt-mines-ales"]
ROR = URIRef("https://ror.org/03e8rf594")
WIKIDATA = "http://www.wikidata.org/entity/"
TWO = Literal(Decimal("2.0"))
TEN_TO_TWELVE = {"beforeBest": 10, "beforeWorst": 10, "afterBest": 12, "afterWorst": 12}
KEPT = ID["move/the-impact-2021/imt-mines-ales/kept"]
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
    document = min(graph.subjects(PAL.sha256), key=str)
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


def in_another_order(graph: Graph) -> URIRef:
    """Put a school ahead of another in France and behind it in the world."""
    atlantique = ID["institution/imt-atlantique"]
    table = ID["result/u-multirank-2022/imt-mines-ales/teaching-and-learning"]
    copied(graph, URIRef(f"{table}/world/10"), institution=atlantique, rankBest=50, rankWorst=50)
    return copied(graph, URIRef(f"{table}/fr/2"), institution=atlantique, rankBest=1, rankWorst=1)


def scored_twice(graph: Graph) -> URIRef:
    top = ID["result/the-impact-2021/imt-mines-ales/overall/world/top-400"]
    score = copied(graph, top, positionKind=ID["position-kind/score"], score=Literal(Decimal("80.0")))
    for name in ("rankBest", "rankWorst"):
        graph.remove((score, PAL[name], None))
    return copied(graph, score, score=Literal(Decimal("81.0")))


def mistyped(graph: Graph) -> URIRef:
    """Put one character of an identifier in the place of another."""
    graph.remove((ALES, SKOS.exactMatch, ROR))
    graph.add((ALES, SKOS.exactMatch, URIRef(ROR.replace("8rf", "8rg"))))
    return ALES


def identified_twice(graph: Graph) -> URIRef:
    school = ID["institution/imt-atlantique"]
    graph.add((school, SKOS.exactMatch, URIRef(f"{WIKIDATA}Q1")))
    return school


def identified_as_another(graph: Graph) -> URIRef:
    school = ID["institution/mines-saint-etienne"]
    theirs, other = (
        next(each for each in graph.objects(node, SKOS.exactMatch) if str(each).startswith(WIKIDATA))
        for node in (school, ALES)
    )
    graph.remove((school, SKOS.exactMatch, theirs))
    graph.add((school, SKOS.exactMatch, other))
    return school


def of_no_use(graph: Graph, kind: str) -> URIRef:
    """Describe another node as one of this class is; nothing refers to it."""
    return copied(graph, URIRef(min(map(str, graph.subjects(RDF.type, PAL[kind])))))


def words_of_nothing(graph: Graph) -> URIRef:
    return copied(graph, URIRef(min(map(str, graph.subjects(OA.exact)))))


def candidate_of_nothing(graph: Graph) -> URIRef:
    candidate = copied(graph, ID["category/ecoles-d-ingenieurs"])
    graph.add((candidate, RDF.type, PAL.Candidate))
    return candidate


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
    ("a share that ranks deny",      "Result-share",           lambda g: changed(g, TOP_15, topPercent=TWO)),
    ("two grades for one key",       "Result-grades",          lambda g: copied(g, GROUP_A, grade=GRADE_B)),
    ("two scores for one key",       "Result-scores",          scored_twice),
    ("a place kept that changed",    "Move-sense",             lambda g: changed(g, KEPT, **TEN_TO_TWELVE)),
    ("ahead here, behind there",     "Result-order",           in_another_order),
    ("a mistyped identifier",        "Identifier-ror",         mistyped),
    ("two identifiers of a kind",    "Identifier-one",         identified_twice),
    ("one identifier for two",       "Identifier-shared",      identified_as_another),
    ("an edition of no use",         "Edition-unused",         lambda g: of_no_use(g, "Edition")),
    ("a scope of no use",            "Scope-unused",           lambda g: of_no_use(g, "Scope")),
    ("a passage of no use",          "Evidence-unused",        lambda g: of_no_use(g, "Evidence")),
    ("a link of no use",             "Link-unused",            lambda g: of_no_use(g, "Link")),
    ("words of no passage",          "Selector-unused",        words_of_nothing),
    ("a candidate of no claim",      "Candidate-unused",       candidate_of_nothing),
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
    assert {rule for rule, _ in new} == {rule for _, rule, _ in FAULTS}, new


def test_faults_that_only_documents_tell() -> None:
    graph = read_graph([project.graph_to_read() / project.MERGED])
    passage = with_other_words(graph)
    former = dated_in_words(graph)
    graph.set((former, PAL.sha256, Literal("0" * 64)))
    index, documents = Index(Data.of(graph), Known({}, {}, ())), Documents([project.documents_to_read()])
    assert [node for node, _ in misquoted(index, documents)] == [f"<{passage}>"]
    assert [node for node, _ in changed_files(index, documents)] == [f"<{former}>"]
