"""What attachment needs of a document: which ranking, edition and institution hold where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extract import slots
from kg.extract.claims import Linked, LinkKind
from kg.extract.holders import row_of
from kg.extract.mentions import ValueMention, YearMention
from kg.language import Kind
from kg.read import BlockKind, Document, Span

if TYPE_CHECKING:
    from kg.extract.institutions import Institutions
    from kg.extract.rankings import Rankings, YearAt
    from kg.extract.sentences import Sentence
    from kg.registry import Ranking, Registry


@dataclass(frozen=True)
class Reading:
    """One document, read as a whole before its positions are."""

    document: Document
    registry: Registry
    rankings: Rankings
    institutions: Institutions

    def source(self, sentence: Sentence, span: Span) -> Span:
        """Give the source span behind a span of a sentence."""
        return self.document.blocks[sentence.block].view.to_source(span)

    @cached_property
    def country(self) -> str | None:
        """The country that most institutions of the document are in, for those the registry does not know."""
        return self.institutions.country

    def edition(self, sentence: Sentence, ranking: Ranking) -> Linked[int | None]:
        """Give the edition of a ranking that the document speaks of, as a whole."""
        known = self.rankings.years.get(ranking.slug) or self._year_of_sibling(ranking)
        if known is None:
            return Linked(None, None, LinkKind.DEFAULT, "edition-unknown")
        kind = LinkKind.DOCUMENT
        if not isinstance(known.at, Span):
            title = self.document.blocks[known.at.block].kind is BlockKind.TITLE
            kind = LinkKind.TITLE if title else kind
            kind = LinkKind.PARAGRAPH if known.at.block == sentence.block else kind
        return Linked(known.year, self.rankings.source(known.at), kind, "edition-of-ranking")

    def _year_of_sibling(self, ranking: Ranking) -> YearAt | None:
        """Give the year of the one other ranking of the publisher: its rankings share an edition's year."""
        siblings = [
            year
            for slug, year in self.rankings.years.items()
            if self.registry.rankings[slug].publisher == ranking.publisher
        ]
        return siblings[0] if len({year.year for year in siblings}) == 1 else None

    def edition_of(self, sentence: Sentence, value: ValueMention, ranking: Ranking) -> Linked[int | None]:
        """Give the edition of one position: its own year, the edition before, or the one the document speaks of."""
        base = self.edition(sentence, ranking)
        former = None if base.value is None else base.value - 1
        said = slots.year_of(sentence, value) or slots.year_of(sentence, row_of(sentence, value)[-1])
        if isinstance(said, YearMention):
            return Linked(said.year, self.source(sentence, said.span), LinkKind.CLAUSE, "edition-year")
        if said is not None and said.kind is Kind.PREVIOUS:
            return Linked(former, self.source(sentence, said.span), LinkKind.CLAUSE, "edition-before")
        if is_former(sentence, value) or sentence.language.former_before.search(sentence.before(value.span.start)):
            return Linked(former, self.source(sentence, value.span), LinkKind.CLAUSE, "edition-from")
        return base


def is_former(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a position is the first of "from X to Y"."""
    language = sentence.language
    if not language.move_from_before.search(sentence.before(value.span.start)):
        return False
    following = next((other for other in sentence.values if other.span.start >= value.span.end), None)
    return following is not None and bool(language.move_to_before.search(sentence.before(following.span.start)))
