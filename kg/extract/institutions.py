"""Whose position it is: the institution named beside it, else the one the text goes on speaking of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.extract.claims import Entity, Linked, LinkKind
from kg.extract.holders import Held, holders
from kg.extract.mentions import InstitutionMention, PlaceMention, ValueMention
from kg.language.fold import fold_name
from kg.read import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.sentences import Sentence

# A heading that is little more than an institution's name opens a section about it.
_NAME_SHARE = 0.6
_LONGEST_ACRONYM = 6
_MOST = 0.5  # the share of all names from which a document is about one institution
_OPENING = 40  # code points before the subject of a sentence that begins with an adverb or a participle


class Institutions:
    """Follows the institutions through a document, sentence by sentence."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        """Collect who is named; the fullest name of each is the one claims carry."""
        self._document = document
        self._fullest: dict[str, str] = {}
        self._mentions: dict[str, InstitutionMention] = {}
        for sentence in sentences:
            for mention in sentence.of(InstitutionMention):
                key = _key(mention)
                self._mentions.setdefault(key, mention)
                self._fullest[key] = max(self._fullest.get(key, mention.words), mention.words, key=_fullness)
        countries = Counter(mention.terms[0].country for mention in self._mentions.values() if len(mention.terms) == 1)
        places = Counter(
            mention.place.slug
            for sentence in sentences
            for mention in sentence.of(PlaceMention)
            if mention.place.kind == "country"
        )
        self.country = max(countries or places, key=lambda slug: (countries[slug], places[slug]), default=None)
        self._issuer = self._find_issuer(sentences)
        self._current: tuple[InstitutionMention, int] | None = None
        self._opened: int | None = None

    def enter(self, sentence: Sentence) -> None:
        """Open a section where a heading is an institution's name; elsewhere a new block speaks of the issuer again."""
        block = self._document.blocks[sentence.block]
        section = self._document.blocks[block.heading] if block.heading is not None else None
        if sentence.span.start == 0 and self._issuer and not (section and self._opened == block.heading):
            self._current = self._issuer
        if block.kind is BlockKind.HEADING:
            named = [mention for mention in sentence.of(InstitutionMention) if _fills(block, mention)]
            if named:
                self._current = (named[0], sentence.block)
                self._opened = sentence.block

    def of(self, sentence: Sentence, value: ValueMention) -> tuple[Linked[Entity], ...]:
        """Give the institutions that hold a position; empty where the document tells none."""
        held = holders(sentence, value)
        companions = tuple(self._linked(mention, sentence.block, LinkKind.SENTENCE) for mention in held.companions)
        return self._held(sentence, held) + companions

    def _held(self, sentence: Sentence, held: Held) -> tuple[Linked[Entity], ...]:
        if held.pronoun and self._current:
            return (self._linked(self._current[0], self._current[1], LinkKind.ANAPHORA),)
        if held.mentions:
            kind = LinkKind.CLAUSE if held.tight else LinkKind.SENTENCE
            return tuple(self._linked(mention, sentence.block, kind) for mention in held.mentions)
        if self._current:
            return (self._linked(*self._current, self._kind(sentence.block, self._current[1])),)
        if self._issuer:
            return (self._linked(*self._issuer, LinkKind.DOCUMENT),)
        return ()

    def subject(self, sentence: Sentence, point: int) -> Linked[Entity] | None:
        """Give the institution the sentence speaks of at a point: the last named before it, else the current one."""
        before = [mention for mention in sentence.of(InstitutionMention) if mention.span.end <= point]
        if before:
            return self._linked(before[-1], sentence.block, LinkKind.SENTENCE)
        if self._current:
            return self._linked(*self._current, self._kind(sentence.block, self._current[1]))
        after = sentence.of(InstitutionMention)
        if after:
            return self._linked(after[0], sentence.block, LinkKind.SENTENCE)
        return self._linked(*self._issuer, LinkKind.DOCUMENT) if self._issuer else None

    def leave(self, sentence: Sentence) -> None:
        """Remember whom the sentence spoke of: its first named institution, the subject in most sentences."""
        named = sentence.of(InstitutionMention)
        block = self._document.blocks[sentence.block]
        if not named or block.boilerplate:
            return
        opens = named[0].span.start - sentence.span.start <= _OPENING
        if self._current is None or opens or sentence.values:
            self._current = (named[0], sentence.block)

    def _kind(self, block: int, at: int) -> LinkKind:
        here = self._document.blocks[block]
        if at == block:
            return LinkKind.PARAGRAPH
        if at == here.parent:
            return LinkKind.LIST_PARENT
        if self._document.blocks[at].kind is BlockKind.TITLE:
            return LinkKind.TITLE
        return LinkKind.HEADING if at == here.heading else LinkKind.DOCUMENT

    def _linked(self, mention: InstitutionMention, block: int, kind: LinkKind) -> Linked[Entity]:
        span = self._document.blocks[block].view.to_source(mention.span)
        return Linked(self.entity(mention), span, kind, f"institution-{kind}")

    def entity(self, mention: InstitutionMention) -> Entity:
        """Give the institution as claims name it; several readings of a name stay a candidate with its words."""
        name = self._fullest.get(_key(mention), mention.words)
        if len(mention.terms) == 1:
            term = mention.terms[0]
            return Entity(name, term.slug, term.all_names)
        return Entity(name)

    def named(self, words: str) -> InstitutionMention:
        """Give the document's institution that a cell calls by some of its words, else a candidate of that name."""
        tokens = set(fold_name(words).split())
        fitting = [
            mention for key, mention in self._mentions.items() if tokens <= set(fold_name(self._fullest[key]).split())
        ]
        return fitting[0] if len(fitting) == 1 else InstitutionMention(Span(0, len(words)), words, ())

    def _find_issuer(self, sentences: Sequence[Sentence]) -> tuple[InstitutionMention, int] | None:
        """Find the institution the document is about: the only one of the title, else the one most of it names."""
        blocks = self._document.blocks
        named = [
            (mention, sentence.block)
            for sentence in sentences
            if not blocks[sentence.block].boilerplate
            for mention in sentence.of(InstitutionMention)
        ]
        title = [found for found in named if blocks[found[1]].kind is BlockKind.TITLE]
        if len({_key(mention) for mention, _ in title}) == 1:
            return title[0]
        counts = Counter(_key(mention) for mention, _ in named)
        for key, count in counts.most_common(1):
            if count > _MOST * len(named):
                return next(found for found in named if _key(found[0]) == key)
        return None


def _key(mention: InstitutionMention) -> str:
    return mention.terms[0].iri if len(mention.terms) == 1 else fold_name(mention.words)


def _fullness(words: str) -> tuple[bool, int]:
    """Order the names of one institution: capitals throughout are a headline's way of writing, not the name's."""
    return (not words.isupper() or len(words) <= _LONGEST_ACRONYM, len(words))


def _fills(block: Block, mention: InstitutionMention) -> bool:
    return mention.span.end - mention.span.start >= _NAME_SHARE * len(block.text)
