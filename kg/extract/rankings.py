"""Which ranking and which edition a document speaks of, as a whole and at each point."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.claims import Entity, Linked, LinkKind
from kg.extract.editions import year_of
from kg.extract.formers import partner_of
from kg.extract.mentions import CategoryMention, InstitutionMention, RankingMention, YearMention
from kg.language import Kind
from kg.language.fold import fold_name
from kg.read import BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.sentences import Sentence
    from kg.registry import Category, Ranking, Registry

# Words between a ranking and the year of its edition: "palmarès 2022 de L'Étudiant", "Rankings, 2021 edition".
_YEAR_NEAR = 28
_PARTS_YEAR = re.compile(r"[.;:!?(]|\d")
_OPENS_BRACKET = re.compile(r"^ ?\(")  # "Webometrics (juillet 2023)"
_NEXT_YEAR_FROM = 11  # November
_CITED_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """Something said at a place: block number and span of its view text."""

    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class RankingAt:
    """A ranking named at a place."""

    ranking: Ranking
    at: Said


@dataclass(frozen=True, slots=True)
class YearAt:
    """A year and where it is said; ``at`` is a span of the source where a link's address says it."""

    year: int
    at: Said | Span


class Rankings:
    """Answers which ranking and edition hold at a point of a document."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], registry: Registry) -> None:
        """Read the whole document once; nothing is guessed where it names no ranking."""
        self._document, self._sentences, self._registry = document, sentences, registry
        self._strong = Counter(
            mention.rankings[0].slug
            for sentence in sentences
            for mention in _registered(sentence)
            if not mention.publisher
        )
        self._categories = Counter(
            slug
            for sentence in sentences
            for mention in sentence.of(CategoryMention)
            for slug in _with_broader(mention.category, registry)
        )
        self._kinds = Counter(
            category
            for sentence in sentences
            for mention in sentence.of(InstitutionMention)
            for institution in mention.terms
            for category in institution.categories
        )
        self.named = [
            RankingAt(self.resolve(mention), Said(sentence.block, mention.span))
            for sentence in sentences
            for mention in _registered(sentence)
        ]
        self._of_block: defaultdict[int | None, list[RankingAt]] = defaultdict(list)
        for named in self.named:
            self._of_block[named.at.block].append(named)
        # The order of sentences as evidence of an edition: title, then reading order, boilerplate last.
        blocks = document.blocks
        self._by_weight = sorted(
            sentences,
            key=lambda sentence: (
                blocks[sentence.block].boilerplate,
                blocks[sentence.block].kind is not BlockKind.TITLE,
            ),
        )
        self.main = self._main()
        self.years = self._years()

    def resolve(self, mention: RankingMention) -> Ranking:
        """Give the ranking a mention means; a publisher's name alone means the one its document speaks of."""

        def fitness(ranking: Ranking) -> tuple[int, int, bool, int]:
            fitting = sum(self._categories[category] for category in ranking.categories)
            default = bool(mention.publisher and mention.publisher.default == ranking.slug)
            kinds = sum(self._kinds[category] for category in ranking.categories)
            return (self._strong[ranking.slug], fitting, default, kinds)

        return max(mention.rankings, key=fitness)

    def _main(self) -> RankingAt | None:
        title = [named for named in self.named if self._document.blocks[named.at.block].kind is BlockKind.TITLE]
        body = [named for named in self.named if not self._document.blocks[named.at.block].boilerplate]
        return next(iter([*title, *body, *self.named]), None)

    def _years(self) -> dict[str, YearAt]:
        """Find each ranking's edition year: beside its name first, then beside "edition", then in a link's address."""
        years: dict[str, YearAt] = {}
        for finder in (self._beside_name, self._beside_word, self._in_links):
            for slug, year in finder():
                years.setdefault(slug, year)
        # These tell years of rankings that the document names only, and each position's takes long to find.
        if not {named.ranking.slug for named in self.named} <= years.keys():
            for slug, year in (*self._beside_position(), *self._by_date()):
                years.setdefault(slug, year)
        return years

    def _beside_name(self) -> Iterator[tuple[str, YearAt]]:
        for sentence in self._by_weight:
            for mention in _registered(sentence):
                for year in sentence.of(YearMention):
                    if _beside(sentence, mention.span, year.span):
                        yield self.resolve(mention).slug, YearAt(year.year, Said(sentence.block, year.span))

    def _beside_word(self) -> Iterator[tuple[str, YearAt]]:
        for sentence in self._by_weight:
            if not sentence.of(YearMention):
                continue
            at = self.at(sentence, sentence.span.start)
            ranking = at.value if at else None
            for word in sentence.language.ranking_words.finditer(
                sentence.folded, sentence.span.start, sentence.span.end
            ):
                for year in sentence.of(YearMention):
                    if ranking and _beside(sentence, Span(*word.span()), year.span):
                        yield ranking.slug, YearAt(year.year, Said(sentence.block, year.span))

    def _beside_position(self) -> Iterator[tuple[str, YearAt]]:
        """Take the year of the first position that has one, where nothing names the edition."""
        for sentence in self._by_weight:
            for value in sentence.values:
                year = year_of(sentence, value)
                at = self.at(sentence, value.span.start, value.span.end)
                if at and isinstance(year, YearMention) and partner_of(sentence, value) is None:
                    yield at.value.slug, YearAt(year.year, Said(sentence.block, year.span))

    def _by_date(self) -> Iterator[tuple[str, YearAt]]:
        """Take the year of the release for "this year"; rankings published in its last weeks number the next one."""
        issued, span = self._document.date, self._document.date_span
        if self.main is None or issued is None or span is None or issued.month >= _NEXT_YEAR_FROM:
            return
        for sentence in self._sentences:
            if sentence.cues(Kind.CURRENT) and (sentence.values or sentence.of(RankingMention)):
                yield self.main.ranking.slug, YearAt(issued.year, span)

    def _in_links(self) -> Iterator[tuple[str, YearAt]]:
        for citation in self._document.citations:
            year = _CITED_YEAR.search(citation.title)
            words = fold_name(citation.title)
            for ranking in self._registry.rankings.values():
                if year and any(f" {fold_name(name)} " in f" {words} " for name in ranking.all_names):
                    yield ranking.slug, YearAt(int(year[0]), citation.span)

    def at(self, sentence: Sentence, point: int, end: int | None = None) -> Linked[Ranking] | None:
        """Give the ranking that holds at ``point`` of a sentence, and how it is linked; None where none is named.

        With the ``end`` of a position given, a ranking named right behind it comes first: "73rd in ARWU 2023".
        """
        mentions = sentence.of(RankingMention)
        for mention in mentions if end is not None else ():
            if mention.span.start >= (end or 0) and sentence.language.ranking_after.fullmatch(
                sentence.between(end or 0, mention.span.start)
            ):
                return self._named(sentence, mention, LinkKind.CLAUSE)
        before = [mention for mention in mentions if mention.span.end <= point]
        for mention in (*before[::-1], *(mention for mention in mentions if mention.span.start >= point)):
            return self._named(sentence, mention, LinkKind.SENTENCE)
        earlier = [named for named in self._of_block[sentence.block] if named.at.span.end <= point]
        if earlier:
            return self._linked(earlier[-1].ranking, earlier[-1].at, LinkKind.PARAGRAPH)
        block = self._document.blocks[sentence.block]
        for number, kind in ((block.parent, LinkKind.LIST_PARENT), (block.heading, LinkKind.HEADING)):
            if inside := self._of_block[number]:
                title = self._document.blocks[number or 0].kind is BlockKind.TITLE
                return self._linked(inside[-1].ranking, inside[-1].at, LinkKind.TITLE if title else kind)
        last = self._last_before(sentence.block)
        if last:
            title = self._document.blocks[last.at.block].kind is BlockKind.TITLE
            return self._linked(last.ranking, last.at, LinkKind.TITLE if title else LinkKind.DOCUMENT)
        return None

    def _last_before(self, block: int) -> RankingAt | None:
        """Give the ranking of the title; where it names none, the one named last before a block."""
        blocks = self._document.blocks
        if self.main and blocks[self.main.at.block].kind is BlockKind.TITLE:
            return self.main
        before = [named for named in self.named if named.at.block < block and not blocks[named.at.block].boilerplate]
        return before[-1] if before else self.main

    def siblings(self, ranking: Linked[Ranking]) -> Iterator[Linked[Ranking]]:
        """Yield the other rankings of the publisher, those first that the document names."""
        named = {at.ranking.slug for at in self.named}
        others = [
            sibling
            for sibling in self._registry.rankings.values()
            if sibling.publisher == ranking.value.publisher and sibling.slug != ranking.value.slug
        ]
        for sibling in sorted(others, key=lambda other: other.slug not in named):
            yield replace(ranking, value=sibling, rule="ranking-of-publisher")

    def _named(self, sentence: Sentence, mention: RankingMention, kind: LinkKind) -> Linked[Ranking] | None:
        if not mention.rankings:  # one that the registry does not know
            return None
        return self._linked(self.resolve(mention), Said(sentence.block, mention.span), kind)

    def _linked(self, ranking: Ranking, at: Said, kind: LinkKind) -> Linked[Ranking]:
        return Linked(ranking, self.source(at), kind, f"ranking-{kind}")

    def source(self, at: Said | Span) -> Span:
        """Give the span of the source."""
        return at if isinstance(at, Span) else self._document.blocks[at.block].view.to_source(at.span)


@lru_cache(maxsize=256)
def entity(ranking: Ranking) -> Entity:
    """Give the ranking as claims name it."""
    return Entity(ranking.slug, ranking.slug, ranking.all_names)


def _registered(sentence: Sentence) -> list[RankingMention]:
    """Give the rankings of a sentence that the registry knows."""
    return [mention for mention in sentence.of(RankingMention) if mention.rankings]


def _beside(sentence: Sentence, one: Span, year: Span) -> bool:
    """Tell whether a year stands right beside a name, only short words between, no sentence mark."""
    behind = year.start >= one.end
    start, end = (one.end, year.start) if behind else (year.end, one.start)
    between = sentence.folded[start:end]
    if (
        start > end
        or len(between) > _YEAR_NEAR
        or _PARTS_YEAR.search(_OPENS_BRACKET.sub("", between) if behind else between)
    ):
        return False
    return not sentence.language.since_before.search(between if behind else sentence.before(year.start))


def _with_broader(category: Category, registry: Registry) -> Iterator[str]:
    slug: str | None = category.slug
    while slug:
        yield slug
        found = registry.categories.get(slug)
        slug = found.broader if found else None
