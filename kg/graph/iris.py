"""Every IRI of the graph, minted here and nowhere else: functions from values to IRIs.

An IRI is the base, a kind, and a key of segments. Claims and facts are keyed by what they say and not by who says
it, so that documents which agree merge; passages and links are keyed by their place in their document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.slugs import document_slug, slug

if TYPE_CHECKING:
    from kg.extract.claims import Entity
    from kg.graph.terms import Term
    from kg.read.document import Span

OVERALL = "overall"
_CANDIDATE = "candidate-"


def segment(entity: Entity) -> str:
    """Give the key of a registered entity, or that of a candidate, made of its words."""
    return entity.slug or candidate_segment(entity.name)


def candidate_segment(words: str) -> str:
    """Give the key of something known only by its words."""
    return _CANDIDATE + slug(words)


def criterion_segment(criterion: Entity | None) -> str:
    """Give a criterion's key within its ranking; None is the overall table."""
    if criterion is None:
        return OVERALL
    return criterion.slug.rpartition("/")[2] if criterion.slug else candidate_segment(criterion.name)


def edition_segment(ranking: str, year: int | None, document: str) -> str:
    """Give an edition's key; an edition of no known year belongs to the document that speaks of it."""
    return f"{ranking}-undated-{document_slug(document)}" if year is None else f"{ranking}-{year}"


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs under one base."""

    base: str

    def node(self, kind: str, *segments: str) -> Term:
        """Mint the IRI of a kind and a key."""
        return f"<{self.base}{'/'.join((kind, *segments))}>"

    def segments(self, node: Term) -> list[str]:
        """Take an IRI under the base apart: its kind, then the segments of its key."""
        return node[1:-1].removeprefix(self.base).split("/")

    def dataset(self) -> Term:
        """Give the IRI of the whole graph."""
        return self.node("dataset", "palmares")

    def build(self) -> Term:
        """Give the IRI of the activity that made the graph."""
        return self.node("build", "palmares")

    def registry(self) -> Term:
        """Give the IRI of the graph of what results reach of the registry."""
        return self.node("graph", "registry")

    def comparisons(self) -> Term:
        """Give the IRI of the graph of what results say of each other."""
        return self.node("graph", "comparisons")

    def document(self, document: str) -> Term:
        """Give the IRI of the document of that slug; it names the document's graph too."""
        return self.node("document", document_slug(document))

    def evidence(self, document: str, span: Span) -> Term:
        """Give the IRI of a passage of a document."""
        return self.node("evidence", document_slug(document), f"{span.start}-{span.end}")

    def selector(self, document: str, span: Span, kind: str) -> Term:
        """Give the IRI of a passage's selector, "quote" or "position"."""
        return self.node("evidence", document_slug(document), f"{span.start}-{span.end}", kind)

    def link(self, document: str, span: Span, slot: str, number: int) -> Term:
        """Give the IRI of a link; the first of its slot at a span bears no number."""
        name = slot if number == 1 else f"{slot}-{number}"
        return self.node("link", document_slug(document), f"{span.start}-{span.end}", name)
