"""The parts of all documents as the store keeps them, in the orders in which a merge wants them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from kg.graph import Comparison, Description, document_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.build.state import State

_OWN = ("evidence", "link")  # the columns, in the order of kg.graph.part.OWN


class KeptParts:
    """See `kg.graph.Parts`; each walk is a cursor of its own, so that several can go on at once."""

    def __init__(self, state: State) -> None:
        """Walk through what ``state`` keeps."""
        self._base, self._compared = state.base, state.compared

    def quads(self) -> Iterator[tuple[str, bytes]]:
        """Yield the slug and the N-Quads of each document."""
        yield from self._blobs("quads")

    def own(self, kind: int) -> Iterator[tuple[str, bytes]]:
        """Yield the slug of each document and its blocks of one kind."""
        yield from self._blobs(_OWN[kind])

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the slug and the canonical text of each document that has one."""
        yield from self._blobs("text")

    def with_text(self) -> Iterator[str]:
        """Yield the slug of each document that has a canonical text."""
        yield from (slug for (slug,) in self._base.execute("SELECT slug FROM written WHERE text IS NOT NULL"))

    def _blobs(self, column: str) -> Iterator[tuple[str, bytes]]:
        query = f"SELECT slug, {column} FROM written WHERE {column} IS NOT NULL ORDER BY slug"  # noqa: S608 (ours)
        yield from ((slug, zlib.decompress(blob)) for slug, blob in self._base.execute(query))

    def shared(self) -> Iterator[tuple[str, str, Description]]:
        """Yield each node that is not a document's own, with the slug of each document and what it says of the node."""
        for node, slug, said in self._base.execute("SELECT node, slug, said FROM shared ORDER BY node, slug"):
            lines = (line.partition("\t") for line in said.split("\n"))
            yield node.replace("\x01", "/"), slug, tuple((predicate, value) for predicate, _, value in lines)

    def own_triples(self) -> int:
        """Count the triples of all blocks that `own` yields."""
        return int(self._base.execute("SELECT coalesce(sum(triples), 0) FROM document").fetchone()[0])

    def named(self) -> set[str]:
        """Give the nodes of the registry that documents name."""
        return self._nodes("named")

    def described(self) -> set[str]:
        """Give the nodes of the registry that documents describe."""
        return self._nodes("described")

    def _nodes(self, column: str) -> set[str]:
        nodes: set[str] = set()
        for (found,) in self._base.execute(f"SELECT {column} FROM document WHERE {column} != ''"):  # noqa: S608 (ours)
            nodes.update(found.split("\n"))
        return nodes

    def compared(self) -> Iterator[Comparison]:
        """Yield what results say of each other, in the order of the nodes that say it."""
        yield from self._compared

    def cited(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield the slug of each document, each title it cites, and the slug of the document that is called so."""
        for slug, titles in self._base.execute("SELECT slug, cited FROM document WHERE cited != '' ORDER BY slug"):
            for title in titles.split("\n"):
                query = "SELECT min(slug) FROM called WHERE name = ?"
                yield slug, title, self._base.execute(query, (document_slug(title),)).fetchone()[0]
