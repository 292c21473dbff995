"""What a push put into a store, as the store itself keeps it: which graphs are ours, and the digest of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, parse

from kg.query.remote.names import DIGEST, HAS_PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import RdfFormat


@dataclass(frozen=True, slots=True)
class Record:
    """The graphs of ours in a store by their digests; of one without a digest, nobody knows what is in it."""

    iri: str
    digests: Mapping[str, str | None] = field(default_factory=dict)

    def without(self, graphs: Iterable[str]) -> Record:
        """Give the record that does not know what is in these graphs."""
        return Record(self.iri, {**self.digests, **dict.fromkeys(self.digests.keys() & set(graphs))})

    def lines(self) -> bytes:
        """Write the record as N-Triples."""
        parts = (f"<{self.iri}> {HAS_PART} <{graph}> .\n" for graph in sorted(self.digests))
        known = ((graph, digest) for graph, digest in sorted(self.digests.items()) if digest)
        return "".join(parts).encode() + lines_of(known)


def lines_of(digests: Iterable[tuple[str, str]]) -> bytes:
    """Write digests as N-Triples."""
    return "".join(f'<{graph}> {DIGEST} "{digest}" .\n' for graph, digest in digests).encode()


def read(iri: str, content: bytes, media: RdfFormat) -> Record:
    """Read a record; a graph with two digests has none. Raises SyntaxError."""
    digests: dict[str, str | None] = {}
    told: dict[str, set[str]] = {}
    for quad in parse(content, format=media):
        if str(quad.predicate) == HAS_PART and isinstance(quad.object, NamedNode):
            digests[quad.object.value] = None
        elif str(quad.predicate) == DIGEST and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            told.setdefault(quad.subject.value, set()).add(quad.object.value)
    return Record(iri, {graph: _only(told.get(graph, set())) for graph in digests})


def _only(digests: set[str]) -> str | None:
    return next(iter(digests)) if len(digests) == 1 else None
