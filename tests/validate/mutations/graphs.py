"""Small graphs to mutate: what the build made of each document, and the good and bad files of the rules."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Triple

from kg import project
from kg.graph.terms import triple_of
from kg.graph.write import n_triples
from kg.validate.data import Data
from kg.validate.load import as_triple, empty_graph, parse
from kg.vocab import BASE, PAL, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from kg.validate.screen import Screen
    from kg.validate.screen.targets import Suspicion

SHAPES = Path(__file__).parents[2] / "shapes"
AROUND = SHAPES / "around.ttl"
TYPE = NamedNode(f"{RDF}type")
EVIDENCE = {NamedNode(f"{PAL}evidence"), NamedNode(f"{PAL}link")}


@cache
def of_documents() -> list[list[Triple]]:
    """Give of each document's graph one node of each class, with what it leads to."""
    nquads = (project.graph_to_read() / project.QUADS).read_bytes()
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


@cache
def of_rules(side: str) -> list[list[Triple]]:
    """Give what each good or each bad file states, in the order of their names."""
    return [[quad.triple for quad in parse(file)] for file in sorted((SHAPES / side).glob("*.ttl"))]


def merged(graphs: Iterable[list[Triple]]) -> list[Triple]:
    """Give each triple of several graphs once."""
    return list(dict.fromkeys(chain.from_iterable(graphs)))


def lines_of(graph: Iterable[Triple]) -> list[str]:
    return n_triples(map(triple_of, graph))


def as_graph(triples: Iterable[Triple]) -> Graph:
    """Give triples as rdflib has them; values keep the form they are written in."""
    graph = empty_graph()
    graph += (as_triple(Quad(*triple)) for triple in triples)
    return graph


def suspected(screen: Screen, lines: Iterable[str]) -> tuple[Suspicion, ...]:
    """Give what a screen suspects in a graph given as lines of N-Triples without their final dot."""
    return screen.suspicious(screen.index(Data.of_lines(lines)))
