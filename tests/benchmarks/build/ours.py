"""Our own writing of RDF, in memory: from what was extracted to triples, and from these to the bytes of both files.

The one module of the benchmark that knows how ``kg.graph`` is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import project
from kg.extract import extract
from kg.graph import Merge, ontology_graph, part_of
from kg.graph.part import triples_of
from kg.graph.write import n_quads, n_triples
from kg.read import read_document
from kg.registry import load_registry, registry_lexicon
from tests.graph.whole import PartsInMemory

if TYPE_CHECKING:
    from pathlib import Path

    from kg.extract import Extraction
    from kg.graph import Directory
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


def write(read: Read, decided: list[list[Triple]], directory: Directory, registry: Registry) -> tuple[bytes, bytes]:
    """Give palmares.nq and palmares.ttl of what was decided."""
    written = zip(read, map(n_triples, decided), strict=True)
    parts = [part_of(*each, directory, lines) for each, lines in written]
    merge = Merge(PartsInMemory(parts), registry, ontology_graph(project.ONTOLOGY, registry.base))
    turtle = b"".join(merge.turtle())
    return b"".join(merge.quads()), turtle


def write_quads(read: Read, directory: Directory) -> bytes:
    """Give the documents' graphs as N-Quads alone: what a mapping engine does, from the claims."""
    decided = zip(read, decide(read, directory), strict=True)
    return b"".join(n_quads(directory.iris.document(each.slug), n_triples(triples)) for (each, _), triples in decided)
