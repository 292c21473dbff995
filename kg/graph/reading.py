"""One document with what was read in it, and what its triples need: the passages quoted, the links, the pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.links import links_of
from kg.graph.terms import pal, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.claims import Claim
    from kg.graph.directory import Directory
    from kg.graph.evidence import Passages
    from kg.graph.links import Link
    from kg.graph.pool import Pool
    from kg.graph.said import Fact, Said
    from kg.graph.terms import Term, Triple
    from kg.read.document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, what was read in it, and what all documents settle together."""

    document: Document
    said: Said
    passages: Passages
    links: Mapping[Link, int]
    pool: Pool

    @property
    def directory(self) -> Directory:
        """The registry, and the candidates of all documents."""
        return self.pool.directory

    def attested(self, subject: Term, stated: Claim | Fact) -> Iterator[Triple]:
        """Say which words state it, which rule read them, and how its parts were found."""
        yield subject, pal("rule"), text(stated.rule)
        for passage in self.passages.of(stated.span):
            yield subject, pal("evidence"), passage
        for link in links_of(stated):
            iri = self.directory.iris.link(self.document.slug, link.position, link.slot, self.links[link])
            yield subject, pal("link"), iri
