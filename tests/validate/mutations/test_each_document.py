"""One document alone, as a build checks it: what is found is what pyshacl finds alone by the shapes without SPARQL.

PALMARES_MUTATIONS asks for more mutations than 60.
"""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from kg.validate.data import Data
from kg.validate.judge import check_document, judge
from kg.validate.screen import Screen, core_shapes
from tests.validate.mutations.graphs import as_graph, lines_of, of_documents, suspected
from tests.validate.mutations.kinds import mutated
from tests.validate.mutations.told import to_be_told, told
from tests.validate.plain import plain_if_able

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from kg.validate.context import Known
    from kg.validate.findings import Finding

MUTATIONS = int(os.environ.get("PALMARES_MUTATIONS", "60"))
AT_ONCE = 3  # mutations of one graph: a run of pyshacl takes a good part of a second
MOST_TRIED = 20
SKIPPED = 10_000  # to the seed taken instead of one that pyshacl cannot judge


@pytest.fixture(scope="module")
def screen(shapes: Graph, known: Known) -> Screen:
    return Screen(shapes, known)


def unquoted(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out the quotes: of two that were doubled, a report shows any."""
    return [replace(finding, quotes=()) for finding in findings]


@pytest.mark.parametrize("seed", range(-(-MUTATIONS // AT_ONCE)))
def test_mutated_documents(seed: int, screen: Screen, shapes: Graph, known: Known) -> None:
    document, core = of_documents()[seed % len(of_documents())], core_shapes(shapes)
    mutants = (mutated(document, number, AT_ONCE) for number in islice(count(seed, SKIPPED), MOST_TRIED))
    tried = ((done, graph, plain_if_able(as_graph(graph), known, core)) for done, graph in mutants)
    done, graph, expected = next((done, graph, found) for done, graph, found in tried if found is not None)
    lines = lines_of(graph)
    checked = check_document(lines, screen)
    assert told(checked) == to_be_told(expected), done
    assert unquoted(checked) == unquoted(judge(Data.of_lines(lines), known, core, "en").findings), done


def test_most_mutations_are_faults(screen: Screen) -> None:
    faulty = [
        seed
        for seed in range(20)
        if suspected(screen, lines_of(mutated(of_documents()[seed % len(of_documents())], seed, AT_ONCE)[1]))
    ]
    assert len(faulty) > 15
