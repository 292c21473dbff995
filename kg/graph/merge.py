"""The parts of all documents become two files, as a stream: named graphs as N-Quads, all of them merged as Turtle.

However many the documents, only names are held in memory: both files are written from parts that come in order.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol, TypeAlias

from kg import vocab
from kg.graph.dataset import dataset_triples, registry_graph, version_of
from kg.graph.documents import citation
from kg.graph.iris import Iris
from kg.graph.part import OWN
from kg.graph.settle import settle
from kg.graph.terms import PREF_LABEL, TYPE, pal, triple_of
from kg.graph.write import Terms, n_quads, n_triples, order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import pyoxigraph as ox

    from kg.graph.compare import Comparison
    from kg.graph.write import Description, Statement
    from kg.registry import Registry

_CANDIDATE = pal("Candidate")
_Said: TypeAlias = "tuple[str, Statement]"  # a node's IRI, and something said of it
_AROUND = ""  # the slug of what no document says: ontology and registry
_COMPARED = " "  # the slug of what results say of each other


class Parts(Protocol):
    """The parts of all documents, wherever they are kept. Slugs come in their order, nodes in that of `order`."""

    def quads(self) -> Iterator[tuple[str, bytes]]:
        """Yield the slug and the N-Quads of each document."""

    def own(self, kind: int) -> Iterator[tuple[str, bytes]]:
        """Yield the slug of each document and its blocks of one kind, by its place in ``OWN``."""

    def shared(self) -> Iterator[tuple[str, str, Description]]:
        """Yield each node that is not a document's own, with the slug of each document and what it says of the node."""

    def own_triples(self) -> int:
        """Count the triples of all blocks that `own` yields."""

    def named(self) -> Collection[str]:
        """Give the nodes of the registry that documents name."""

    def described(self) -> Collection[str]:
        """Give the nodes of the registry that documents describe."""

    def compared(self) -> Iterator[Comparison]:
        """Yield what results say of each other, in the order of the nodes that say it."""

    def cited(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield the slug of each document, each title it cites, and the slug of the document that is called so."""


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Something that documents speak of and the registry lacks: the local name of its class, and its words."""

    kind: str
    words: str


class Merge:
    """One merging: the Turtle first, on which it learns what of the documents' graphs must be settled, then the quads.

    ``triples`` counts those of the merged graph, and ``candidates`` are what the registry lacks, once `turtle` has
    been read to its end.
    """

    def __init__(self, parts: Parts, registry: Registry, ontology: frozenset[ox.Triple]) -> None:
        """Prepare the graphs around those of the documents."""
        self.triples = 0
        self.candidates: list[Candidate] = []
        self._parts, self._iris, self._terms = parts, Iris(registry.base), Terms(registry.base)
        terms = frozenset(map(triple_of, ontology))
        known = map(triple_of, registry.triples)
        reached = registry_graph(known, frozenset(parts.named()), frozenset(parts.described()), self._iris)
        dataset = frozenset(dataset_triples(self._iris, version_of(terms)))
        self._around = {self._iris.registry(): reached | dataset, f"<{vocab.ONTOLOGY}>": terms}
        self._lost: defaultdict[str, set[_Said]] = defaultdict(set)
        self._gained: defaultdict[str, set[_Said]] = defaultdict(set)

    def turtle(self) -> Iterator[bytes]:
        """Yield the merged graph in pieces, its subjects in their order."""
        yield self._terms.head().encode()
        streams: list[Iterable[tuple[str, bytes]]] = [self._shared()]
        streams += [self._own(number, kind) for number, kind in enumerate(OWN)]
        for _, block in heapq.merge(*streams, key=itemgetter(0)):
            yield block
        self.triples += self._parts.own_triples()
        self.candidates.sort()

    def quads(self) -> Iterator[bytes]:
        """Yield the named graphs in pieces: those of documents by their slugs, comparisons, registry and ontology.

        The graph of comparisons has the order of the Turtle's subjects, since it is as long as documents are many.
        """
        for slug, written in self._parts.quads():
            lost, gained = self._lost[slug], self._gained[slug]
            yield self._changed(slug, written, lost, gained) if lost or gained else written
        for node, name, other in self._parts.compared():
            yield n_quads(self._iris.comparisons(), [f"<{node}> {pal(name)} <{other}>"])
        for name, triples in self._around.items():
            yield n_quads(name, n_triples(triples))

    def _changed(self, slug: str, written: bytes, lost: Collection[_Said], gained: Collection[_Said]) -> bytes:
        """Take lines out of a document's graph and put others in."""
        name = self._iris.document(slug)
        end = n_quads(name, [""]).decode()
        lines = set(written.decode().removesuffix(end).split(end))
        return n_quads(name, sorted((lines - self._lines(lost)) | self._lines(gained)))

    def _lines(self, said: Collection[_Said]) -> set[str]:
        triples = (t for iri, statement in said for t in self._terms.triples(f"<{iri}>", (statement,)))
        return set(n_triples(map(triple_of, triples)))

    def _own(self, number: int, kind: str) -> Iterator[tuple[str, bytes]]:
        for slug, blocks in self._parts.own(number):
            yield order(f"{self._iris.base}{kind}/{slug}/"), blocks

    def _shared(self) -> Iterator[tuple[str, bytes]]:
        """Yield the blocks of the nodes that several documents may speak of, each with its place in the order."""
        around = frozenset().union(*self._around.values())
        rows = ((node[1:-1], _AROUND, said) for node, said in self._terms.describe(n_triples(around)).items())
        streams = (self._parts.shared(), sorted([*rows, *self._citations()], key=_place), self._compared())
        for iri, found in groupby(heapq.merge(*streams, key=_place), key=itemgetter(0)):
            said = self._settled(iri, [(slug, description) for _, slug, description in found])
            self.triples += len(said)
            if ("a", "pal:Candidate") in said:
                self.candidates.append(_candidate(iri, self._terms.triples(f"<{iri}>", said)))
            yield order(iri), f"\n{self._terms.block(f'<{iri}>', said)}".encode()

    def _compared(self) -> Iterator[tuple[str, str, Description]]:
        for node, found in groupby(self._parts.compared(), key=itemgetter(0)):
            yield node, _COMPARED, tuple((f"pal:{name}", self._terms.name(f"<{other}>")) for _, name, other in found)

    def _settled(self, iri: str, found: Sequence[tuple[str, Description]]) -> Description:
        if found[0][0] == _COMPARED:  # it comes first, and nothing in it is said by documents
            return (*self._settled(iri, found[1:]), *found[0][1])
        if len(found) == 1:
            return found[0][1]
        settled = settle([said for _, said in found])
        for (slug, _), (lost, gained) in zip(found, settled.changes, strict=True):
            self._lost[slug].update((iri, statement) for statement in lost)
            self._gained[slug].update((iri, statement) for statement in gained)
        return settled.description

    def _citations(self) -> Iterator[tuple[str, str, Description]]:
        for slug, title, known in self._parts.cited():
            described = self._terms.describe(n_triples(citation(slug, title, known, self._iris)))
            for node, said in described.items():
                self._gained[slug].update((node[1:-1], statement) for statement in said)
                yield node[1:-1], slug, said


def _place(row: tuple[str, str, Description]) -> tuple[str, str]:
    return order(row[0]), row[1]


def _candidate(iri: str, triples: Iterable[ox.Triple]) -> Candidate:
    kinds, names = set(), set()
    for _, predicate, value in triples:
        if str(predicate) == TYPE and str(value) != _CANDIDATE:
            kinds.add(value.value.removeprefix(vocab.PAL))
        elif str(predicate) == PREF_LABEL:
            names.add(value.value)
    return Candidate(min(kinds, default=iri), min(names, default=iri))
