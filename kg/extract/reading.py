"""What attachment needs of a document: which ranking, edition and institution hold where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extract.claims import Linked, LinkKind
from kg.extract.editions import year_of
from kg.extract.mentions import CueMention, ValueMention, YearMention
from kg.extract.rows import row_of
from kg.language import LANGUAGES, Kind
from kg.language.fold import fold
from kg.read import BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.institutions import Institutions
    from kg.extract.rankings import Rankings, YearAt
    from kg.extract.sentences import Sentence
    from kg.registry import Lexicon, Ranking, Registry


@dataclass(frozen=True)
class Reading:
    """One document, read as a whole before its positions are."""

    document: Document
    registry: Registry
    lexicon: Lexicon
    rankings: Rankings
    institutions: Institutions
    sentences: Sequence[Sentence]
    _tables: dict[str, int | None] = field(default_factory=dict)  # of each ranking asked for

    @cached_property
    def children(self) -> dict[int, list[Sentence]]:
        """The sentences of the items of a list, by the number of the block that introduces it."""
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            block = self.document.blocks[sentence.block]
            if block.kind is BlockKind.ITEM and block.parent is not None:
                found.setdefault(block.parent, []).append(sentence)
        return found

    @cached_property
    def _folded(self) -> str:
        return fold(self.document.source)

    @cached_property
    def scale(self) -> int | None:
        """The most that a score can be, where the document says just one: "on a scale out of 100"."""
        language = LANGUAGES[self.document.language]
        found = {
            int(re.sub(r"\D", "", match[match.lastgroup or 0])) for match in language.scale_said.finditer(self._folded)
        }
        return found.pop() if len(found) == 1 else None

    def link(self, sentence: Sentence, home: Sentence) -> LinkKind:
        """Tell how what another sentence says is linked to this one."""
        block, other = self.document.blocks[sentence.block], self.document.blocks[home.block]
        if sentence.block == home.block:
            return LinkKind.PARAGRAPH
        if home.block == block.parent or other.parent == sentence.block:
            return LinkKind.LIST_PARENT
        return LinkKind.HEADING if home.block == block.heading else LinkKind.DOCUMENT

    def source(self, sentence: Sentence, span: Span) -> Span:
        """Give the source span behind a span of a sentence."""
        return self.document.blocks[sentence.block].view.to_source(span)

    @cached_property
    def country(self) -> str | None:
        """The country that most institutions of the document are in, for those the registry does not know."""
        return self.institutions.country

    @cached_property
    def former_in_brackets(self) -> bool:
        """Whether the document says that bracketed numbers are former ranks."""
        return any(language.brackets_hold_former.search(self._folded) for language in LANGUAGES.values())

    def tables_of(self, ranking: Ranking) -> int | None:
        """Count the goal tables of a ranking; None for one without."""
        if ranking.slug not in self._tables:
            codes = [f"sdg-{goal.number}" for goal in self.registry.goals.values()]
            found = [code for code in codes if self.registry.criterion(ranking.slug, code)]
            self._tables[ranking.slug] = len(found) or None
        return self._tables[ranking.slug]

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
        row = row_of(sentence, value)
        joined = ";" not in sentence.between(value.span.end, max(value.span.end, row[-1].span.start))
        said = year_of(sentence, value) or (year_of(sentence, row[-1]) if joined else None)
        if isinstance(said, YearMention):
            return Linked(said.year, self.source(sentence, said.span), LinkKind.CLAUSE, "edition-year")
        if said is not None and said.kind is Kind.PREVIOUS:
            former = None if base.value is None else base.value - 1
            return Linked(former, self.source(sentence, said.span), LinkKind.CLAUSE, "edition-before")
        if sentence.language.once_before.search(sentence.before(value.span.start)):
            return Linked(None, None, LinkKind.DEFAULT, "edition-unknown")
        return base

    def former_edition(self, sentence: Sentence, value: ValueMention, present: int | None) -> Linked[int | None] | None:
        """Give the edition of a former position: its own year, else the one before ``present``; None for neither."""
        said = year_of(sentence, value)
        if isinstance(said, YearMention) and said.year != present:
            return Linked(said.year, self.source(sentence, said.span), LinkKind.CLAUSE, "edition-year")
        if present is None:
            return None
        before = isinstance(said, CueMention) and said.kind is Kind.PREVIOUS
        at = said.span if said is not None and before else value.span
        return Linked(present - 1, self.source(sentence, at), LinkKind.CLAUSE, "edition-before")
