"""Claims become RDF: the only place that mints IRIs, writes labels, lays out evidence and named graphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from kg import vocab
from kg.graph.dataset import dataset_triples, ontology_graph, registry_graph, version_of
from kg.graph.documents import address_of, document_graph
from kg.graph.evidence import prove
from kg.graph.pool import pool
from kg.graph.said import said
from kg.graph.slugs import document_slug
from kg.graph.terms import PREF_LABEL, TYPE, pal
from kg.graph.write import n_quads, turtle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.claims import Extraction
    from kg.read.document import Document
    from kg.registry import Registry

__all__ = ["Candidate", "Graph", "address_of", "document_slug", "make_graph", "ontology_graph", "turtle"]


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Something that documents speak of and the registry lacks: the local name of its class, and its words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Named graphs: one per document, one for the ontology, one for what results reach of the registry."""

    base: str
    graphs: Mapping[NamedNode, frozenset[Triple]]

    def merged(self) -> frozenset[Triple]:
        """Give all triples as one graph."""
        return frozenset().union(*self.graphs.values())

    def quads(self) -> bytes:
        """Write the named graphs as N-Quads."""
        return n_quads(self.graphs)

    def turtle(self) -> bytes:
        """Write all triples as one Turtle file."""
        return turtle(self.merged(), self.base)

    def candidates(self) -> tuple[Candidate, ...]:
        """Give what the registry lacks, by class and words."""
        merged = self.merged()
        marked = {subject for subject, predicate, value in merged if predicate == TYPE and value == pal("Candidate")}
        kinds: dict[object, str] = {}
        words: dict[object, str] = {}
        for subject, predicate, value in merged:
            if subject in marked and predicate == TYPE and value != pal("Candidate"):
                kinds[subject] = value.value.removeprefix(vocab.PAL)
            elif subject in marked and predicate == PREF_LABEL:
                words[subject] = value.value
        return tuple(sorted(Candidate(kinds[subject], name) for subject, name in words.items()))


def make_graph(read: Sequence[tuple[Document, Extraction]], registry: Registry, ontology: frozenset[Triple]) -> Graph:
    """Make the graph of documents and what was read in them. Their slugs must differ; their order does not matter."""
    said_in = [(document, said(extraction)) for document, extraction in read]
    pooled = pool(said_in, registry)
    iris = pooled.directory.iris
    documents: dict[NamedNode, frozenset[Triple]] = {}
    for document, things in said_in:
        graph = documents[iris.document(document.slug)] = document_graph(document, things, pooled)
        prove(document, graph)
    reached = registry_graph(registry.triples, documents.values(), iris)
    described = frozenset(dataset_triples(iris, documents, version_of(ontology)))
    graphs = {**documents, NamedNode(vocab.ONTOLOGY): ontology, iris.registry(): reached | described}
    return Graph(registry.base, graphs)
