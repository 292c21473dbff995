"""Several documents as one graph, and rules that compare them: what is found is what pyshacl finds alone.

PALMARES_MUTATIONS asks for more mutations than 200.
"""

from __future__ import annotations

import os
from itertools import count, islice
from random import Random
from typing import TYPE_CHECKING

import pytest
from rdflib import SH

from kg.validate.data import Data
from kg.validate.judge import judge
from tests.validate.mutations.graphs import as_graph, lines_of, merged, of_documents, of_rules
from tests.validate.mutations.kinds import SEED, mutated, rearranged
from tests.validate.mutations.told import to_be_told, told
from tests.validate.plain import Result, plain_if_able, results, term

if TYPE_CHECKING:
    from pyoxigraph import Triple
    from rdflib import Graph

    from kg.validate.context import Known

MUTATIONS = int(os.environ.get("PALMARES_MUTATIONS", "200"))
OF_TRIPLES, OF_NODES = 3, 2  # mutations of one graph
AT_ONCE = OF_TRIPLES + OF_NODES
MOST_TRIED = 20
SKIPPED = 10_000  # to the seed taken instead of one that pyshacl cannot judge
GRAPHS = -(-200 // AT_ONCE)
FILES = -(-len(of_rules("bad")) // GRAPHS)  # bad files in a graph, so that those of 200 mutations hold all


def whole(seed: int) -> tuple[list[str], list[Triple]]:
    """Merge a few documents and files of rules and mutate them; give what was done, and the graph."""
    random = Random(f"{SEED} whole {seed}")  # noqa: S311 (no secret)
    good, bad = of_rules("good"), of_rules("bad")
    files = [bad[(seed * FILES + number) % len(bad)] for number in range(FILES)]
    graph = merged([*random.sample(of_documents(), 2), *random.sample(good, 2), *files])
    across, graph = rearranged(graph, seed, OF_NODES)
    done, graph = mutated(graph, seed, OF_TRIPLES)
    return across + done, graph


def told_by_another_rule(found: set[Result], queried: set[str]) -> set[Result]:
    """Give what rules in SPARQL find about nodes with a value that another rule refuses.

    Of dates, texts and numbers compared with each other, Oxigraph says what the standard says, that they are not
    comparable, and rdflib orders them: what is found of them need not be the same.
    """
    refused = {each.focus for each in found if each.value.startswith('"') and each.shape not in queried}
    return {each for each in found if each.shape in queried and each.subject in refused}


@pytest.mark.parametrize("seed", range(-(-MUTATIONS // AT_ONCE)))
def test_mutated_graphs(seed: int, shapes: Graph, known: Known) -> None:
    wholes = (whole(number) for number in islice(count(seed, SKIPPED), MOST_TRIED))
    tried = ((done, graph, plain_if_able(as_graph(graph), known, shapes)) for done, graph in wholes)
    done, graph, expected = next((done, graph, found) for done, graph, found in tried if found is not None)
    report = judge(Data.of_lines(lines_of(graph)), known, shapes, "en")
    found, queried = results(report.standard, shapes), {term(shape) for shape in shapes.subjects(SH.sparql)}
    assert found - told_by_another_rule(found, queried) == expected - told_by_another_rule(expected, queried), done
    assert told(report.findings) == to_be_told(found), done
