"""Our own writing of RDF, in memory: from what was extracted to triples, and from these to the bytes of both files.

The one module of the benchmark that knows how ``kg.graph`` is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import project
from kg.extract import extract
from kg.graph import Directory, Merge, Part, ontology_graph, order, part_of
from kg.graph.documents import document_graph
from kg.graph.pool import pool
from kg.graph.said import said
from kg.graph.write import n_quads, n_triples
from kg.read import read_document
from kg.registry import load_registry, registry_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.extract import Extraction
    from kg.graph import Description
    from kg.graph.terms import Triple
    from kg.read import Document
    from kg.registry import Registry

Read = list[tuple["Document", "Extraction"]]


def read_all(corpus: Path, registry: Registry) -> Read:
    """Read and extract the documents of a corpus."""
    lexicon = registry_lexicon(registry)
    documents = (read_document(path, corpus) for path in sorted(corpus.rglob("*.*")))
    return [(document, extract(document, registry, lexicon)) for document in documents]


def registry_of_ours() -> Registry:
    return load_registry(project.REGISTRY)


def decide(read: Read, directory: Directory) -> list[list[Triple]]:
    """Give what is to be said of each document, as triples."""
    return [list(triples_of(document, found, directory)) for document, found in read]


def triples_of(document: Document, found: Extraction, directory: Directory) -> Iterator[Triple]:
    things = said(found)
    return document_graph(document, things, pool(document.slug, things, directory))


def write(read: Read, decided: list[list[Triple]], directory: Directory, registry: Registry) -> tuple[bytes, bytes]:
    """Give palmares.nq and palmares.ttl of what was decided."""
    written = zip(read, map(n_triples, decided), strict=True)
    parts = sorted((part_of(*each, directory, lines) for each, lines in written), key=lambda part: part.slug)
    merge = Merge(_InMemory(parts), registry, ontology_graph(project.ONTOLOGY, registry.base))
    turtle = b"".join(merge.turtle())
    return b"".join(merge.quads()), turtle


def write_quads(read: Read, directory: Directory) -> bytes:
    """Give the documents' graphs as N-Quads alone: what a mapping engine does, from the claims."""
    decided = zip(read, decide(read, directory), strict=True)
    return b"".join(n_quads(directory.iris.document(each.slug), n_triples(triples)) for (each, _), triples in decided)


@dataclass(frozen=True, slots=True)
class _InMemory:
    """The parts of all documents, in the order of their slugs."""

    parts: Sequence[Part]

    def quads(self) -> Iterator[tuple[str, bytes]]:
        return ((part.slug, part.quads) for part in self.parts)

    def own(self, kind: int) -> Iterator[tuple[str, bytes]]:
        return ((part.slug, part.own[kind]) for part in self.parts)

    def shared(self) -> Iterator[tuple[str, str, Description]]:
        rows = [(iri, part.slug, said) for part in self.parts for iri, said in part.shared]
        return iter(sorted(rows, key=lambda row: (order(row[0]), row[1])))

    def own_triples(self) -> int:
        return sum(part.triples for part in self.parts)

    def named(self) -> set[str]:
        return {iri for part in self.parts for iri in part.named}

    def described(self) -> set[str]:
        return {iri for part in self.parts for iri in part.described}

    def cited(self) -> Iterator[tuple[str, str, str | None]]:
        known = {name: part.slug for part in reversed(self.parts) for name in part.names}
        return ((part.slug, title, known.get(title)) for part in self.parts for title in part.cited)
