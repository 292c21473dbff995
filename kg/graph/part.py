"""A document's part of the whole: its graph written, and what it needs to be merged with the graphs of others.

A part depends on its document, the registry and the rules, and on no other document. Passages and links belong to one
document only, so they are written as they will stand in the merged file; every other node may be spoken of by several
documents, so its description is kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.compare import ranked_of
from kg.graph.documents import document_graph, names_of, titles_cited
from kg.graph.evidence import prove
from kg.graph.pool import pool
from kg.graph.said import said
from kg.graph.slugs import document_slug
from kg.graph.write import Terms, n_quads, n_triples, order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.claims import Extraction
    from kg.graph.compare import Ranked
    from kg.graph.directory import Directory
    from kg.graph.terms import Triple
    from kg.graph.write import Description
    from kg.read.document import Document

OWN = ("evidence", "link")  # the kinds of nodes that belong to one document


@dataclass(frozen=True, slots=True)
class Part:
    """What one document brings to the graph.

    ``quads`` are the lines of its named graph, sorted. ``own`` are the Turtle blocks of its passages and of its links,
    in the order of ``OWN``, and ``triples`` counts those of both. ``shared`` are the descriptions of its other nodes,
    by IRI. ``named`` and ``described`` are the nodes of the registry that its graph has as objects and as subjects.
    ``names`` are what other documents may call it, and ``cited`` the titles of those it cites. ``ranked`` are those of
    its results that are compared with others.
    """

    slug: str
    quads: bytes
    own: tuple[bytes, ...]
    triples: int
    shared: tuple[tuple[str, Description], ...]
    named: tuple[str, ...]
    described: tuple[str, ...]
    names: tuple[str, ...]
    cited: tuple[str, ...]
    ranked: tuple[Ranked, ...]


def part_of(
    document: Document, extraction: Extraction, directory: Directory, graph: Sequence[str] | None = None
) -> Part:
    """Give the part of a document; ``graph`` is its `graph_of`, where that is at hand."""
    lines = graph_of(document, extraction, directory) if graph is None else graph
    slug, iris = document_slug(document.slug), directory.iris
    terms = Terms(iris.base)
    described = terms.describe(lines)
    own = [f"<{iris.base}{kind}/{slug}/" for kind in OWN]
    shared = tuple((node[1:-1], said) for node, said in described.items() if not node.startswith(tuple(own)))
    return Part(
        slug=slug,
        quads=n_quads(iris.document(document.slug), lines),
        own=tuple(_blocks(terms, described, prefix) for prefix in own),
        triples=len(lines) - sum(len(said) for _, said in shared),
        shared=shared,
        named=tuple(sorted(terms.objects() & directory.subjects)),
        described=tuple(sorted(described.keys() & directory.nodes)),
        names=tuple(sorted(set(names_of(document)))),
        cited=titles_cited(document),
        ranked=tuple(ranked_of(described, terms, iris)),
    )


def graph_of(document: Document, extraction: Extraction, directory: Directory) -> list[str]:
    """Give the lines of a document's graph (see `n_triples`); each of its quotes is proven to stand where it says."""
    triples = list(triples_of(document, extraction, directory))
    prove(document, triples)
    return n_triples(triples)


def triples_of(document: Document, extraction: Extraction, directory: Directory) -> Iterator[Triple]:
    """Yield what is to be said of a document, some triples more than once."""
    things = said(extraction)
    return document_graph(document, things, pool(document.slug, things, directory))


def _blocks(terms: Terms, described: Mapping[str, Description], prefix: str) -> bytes:
    """Write the blocks of the subjects below ``prefix``, each after an empty line."""
    nodes = sorted((node for node in described if node.startswith(prefix)), key=order)
    return "".join([f"\n{terms.block(node, described[node])}" for node in nodes]).encode()
