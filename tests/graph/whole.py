"""The graph of a few documents, held in memory: what a build does on disk."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.graph import Merge, compare_cell, compare_track, document_slug, order, part_of
from tests import read_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.claims import Extraction
    from kg.graph import Candidate, Comparison, Description, Part
    from kg.read.document import Document
    from kg.registry import Registry


class PartsInMemory:
    """Parts as a merge wants them (`kg.graph.Parts`), given in any order."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = sorted(parts, key=lambda part: part.slug)

    def quads(self) -> Iterator[tuple[str, bytes]]:
        yield from ((part.slug, part.quads) for part in self.parts)

    def own(self, kind: int) -> Iterator[tuple[str, bytes]]:
        yield from ((part.slug, part.own[kind]) for part in self.parts)

    def own_triples(self) -> int:
        return sum(part.triples for part in self.parts)

    def shared(self) -> Iterator[tuple[str, str, Description]]:
        rows = ((iri, part.slug, said) for part in self.parts for iri, said in part.shared)
        yield from sorted(rows, key=lambda row: (order(row[0]), row[1]))

    def named(self) -> set[str]:
        return {node for part in self.parts for node in part.named}

    def described(self) -> set[str]:
        return {node for part in self.parts for node in part.described}

    def compared(self) -> Iterator[Comparison]:
        ranked = [result for part in self.parts for result in part.ranked]
        tracks, cells = (
            {name: [result for result in ranked if getattr(result, kind) == name] for name in names if name}
            for kind, names in (("track", {r.track for r in ranked}), ("cell", {r.cell for r in ranked}))
        )
        found = [each for group in tracks.values() for each in compare_track(group)]
        found += [each for group in cells.values() for each in compare_cell(group)]
        yield from sorted(found, key=lambda each: (order(each.node), each.property))

    def cited(self) -> Iterator[tuple[str, str, str | None]]:
        called = {name: part.slug for part in reversed(self.parts) for name in part.names}
        for part in self.parts:
            yield from ((part.slug, title, called.get(document_slug(title))) for title in part.cited)


class Whole:
    """Both files of a graph, and what they hold."""

    def __init__(
        self, read: Sequence[tuple[Document, Extraction]], registry: Registry, ontology: frozenset[Triple] = frozenset()
    ) -> None:
        directory = read_once.directory_of(registry)
        merge = Merge(PartsInMemory([part_of(*each, directory) for each in read]), registry, ontology)
        self.turtle = b"".join(merge.turtle())
        self.quads = b"".join(merge.quads())
        self.triples = merge.triples
        self.candidates: Sequence[Candidate] = merge.candidates

    @cached_property
    def merged(self) -> frozenset[Triple]:
        return frozenset(quad.triple for quad in parse(self.turtle, RdfFormat.TURTLE))

    @cached_property
    def graphs(self) -> dict[NamedNode, frozenset[Triple]]:
        graphs: dict[NamedNode, set[Triple]] = {}
        for quad in parse(self.quads, RdfFormat.N_QUADS):
            assert isinstance(quad.graph_name, NamedNode)
            graphs.setdefault(quad.graph_name, set()).add(quad.triple)
        return {name: frozenset(triples) for name, triples in graphs.items()}
