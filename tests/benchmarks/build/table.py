"""Claims as a table, a line for each: what a mapping engine starts from.

The mapping (mapping.ttl) says of each result, its passage and the passage's two selectors what our graph
says of them; our links (how each part came to its claim) and what we say of rankings, institutions and documents are
not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import document_slug
from kg.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract import Extraction
    from kg.read import Document
    from tests.benchmarks.build.ours import Read

_LABELS = tuple(f"label_{code}" for code in sorted(LANGUAGES))
_PASSAGES = tuple(f"passage_{code}" for code in sorted(LANGUAGES))
COLUMNS = (
    *("document", "result", "institution", "ranking", "edition", "criterion", "scope", "kind", "rule", "best", "worst"),
    *("start", "end", "quote", "tongue"),
    *_LABELS,
    *_PASSAGES,
)


def rows(read: Read) -> Iterator[tuple[object, ...]]:
    """Yield the lines of the table, without its head."""
    for document, extraction in read:
        yield from _rows(document, extraction)


def _rows(document: Document, extraction: Extraction) -> Iterator[tuple[object, ...]]:
    slug = document_slug(document.slug)
    for claim in extraction.claims:
        named = (claim.institution.value, claim.ranking.value)
        institution, ranking = (document_slug(each.slug or each.name) for each in named)
        subject = claim.criterion.value
        criterion = document_slug(subject.slug or subject.name) if subject else f"{ranking}/overall"
        position, place = claim.position, document_slug(claim.scope.value.place)
        low, high = position.low, position.high
        edition = f"{ranking}-{claim.edition.value}"
        key = f"{edition}/{institution}/{criterion}/{place}/{low}-{high}-{position.grade or ''}"
        label = ", ".join((*(each.name for each in named), str(claim.edition.value), place, f"{low}-{high}"))
        passage = f"{document.title or slug}, {claim.span.start}-{claim.span.end}"
        yield (
            *(slug, key, institution, ranking, edition, criterion, place, position.kind.value, claim.rule, low, high),
            *(claim.span.start, claim.span.end, document.source[claim.span.start : claim.span.end], document.language),
            *(label for _ in _LABELS),
            *(passage for _ in _PASSAGES),
        )
