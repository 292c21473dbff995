"""Whose position it is: the institution named beside it, else the one the text goes on speaking of."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.extract.claims import Entity, Linked, LinkKind
from kg.extract.clauses import bracket_around
from kg.extract.holders import Held, holders
from kg.extract.mentions import InstitutionMention, PlaceMention, ValueMention
from kg.extract.rows import is_compared
from kg.extract.shortforms import ACRONYM
from kg.language import Kind
from kg.language.fold import fold_name
from kg.read import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.sentences import Sentence

# A heading that is little more than an institution's name opens a section about it.
_NAME_SHARE = 0.6
_LONGEST_ACRONYM = 6
_CLAUSE_START = re.compile(r"(?:^|[;:.] |, (?:et |and |mais |but |while |tandis que ))(?:the |la |le |l')?$")
_VERB_NEXT = re.compile(r"(?: \([^)]*\))? (?!et\b|and\b|puis\b|ou\b|or\b)[a-zéèêà]")
_FARTHEST = 4  # sentences: how far off the names are that a number announces
_MOST = 0.5  # the share of all names from which a document is about one institution
_MANY = 0.35  # the same, where no other is named half as often
_LEAD = 4  # blocks in which an interview presents who speaks
_SPEAKS = 2  # sentences that say "we" outside of quoted speech, from which the document speaks for itself
_OPENING = 40  # code points before the subject of a sentence that begins with an adverb or a participle


class Institutions:
    """Follows the institutions through a document, sentence by sentence."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        """Collect who is named; the fullest name of each is the one claims carry."""
        self._document, self._sentences = document, sentences
        self._fullest: dict[str, str] = {}
        self._mentions: dict[str, InstitutionMention] = {}
        self._introduced: dict[str, str] = {}  # the name as the document introduces it: "Name (ACRONYM)"
        for sentence in sentences:
            for mention in sentence.of(InstitutionMention):
                key = _key(mention)
                self._mentions.setdefault(key, mention)
                self._fullest[key] = max(self._fullest.get(key, mention.words), mention.words, key=_fullness)
                if acronym := ACRONYM.match(sentence.text, mention.span.end):
                    self._introduced.setdefault(key, f"{mention.words} ({acronym['acronym']})")
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
        if sentence.span.start == 0 and self._issuer and not self._in_section(block):
            self._current = self._issuer
        if block.kind is BlockKind.HEADING or (block.kind is BlockKind.ITEM and block.text[:1].isdigit()):
            named = [mention for mention in sentence.of(InstitutionMention) if _fills(block, mention)]
            if named:
                self._current = (named[0], sentence.block)
                self._opened = sentence.block
            elif block.kind is BlockKind.ITEM or self._opened_item():
                self._opened = None

    def _opened_item(self) -> bool:
        return self._opened is not None and self._document.blocks[self._opened].kind is BlockKind.ITEM

    def _in_section(self, block: Block) -> bool:
        """Tell whether a block stands in the section a name heads: under its heading, or behind its numbered line."""
        if self._opened_item():
            return block.kind is BlockKind.PARAGRAPH
        section = block.heading
        while section is not None:
            if section == self._opened:
                return True
            section = self._document.blocks[section].heading
        return False

    def of(self, sentence: Sentence, value: ValueMention) -> tuple[Linked[Entity], ...]:
        """Give the institutions that hold a position; empty where the document tells none."""
        if answer := self._answer(sentence):
            return (answer,)
        held = holders(sentence, value)
        companions = tuple(self.linked(mention, sentence.block, LinkKind.SENTENCE) for mention in held.companions)
        return self._held(sentence, value, held) + companions

    def _answer(self, sentence: Sentence) -> Linked[Entity] | None:
        """Give the name that answers a question: "Le gagnant ? Harvard, pour une 20e année d'affilée."."""
        text = sentence.text[sentence.span.start : sentence.span.end].rstrip()
        if not text.endswith("?") or sentence.of(InstitutionMention):
            return None
        position = self._sentences.index(sentence) + 1
        following = self._sentences[position] if position < len(self._sentences) else None
        named = following.of(InstitutionMention) if following else ()
        if following and named and not re.search(r"\w{4,}", following.before(named[0].span.start)):
            return self.linked(named[0], following.block, LinkKind.PARAGRAPH)
        return None

    def _held(self, sentence: Sentence, value: ValueMention, held: Held) -> tuple[Linked[Entity], ...]:
        if held.counted:
            return tuple(
                self.linked(mention, at.block, LinkKind.SENTENCE if at is sentence else LinkKind.PARAGRAPH)
                for at, mention in self._enumerated(sentence, value, held.counted)
            )
        section = self._in_section(self._document.blocks[sentence.block])
        if self._issuer and (held.speaker or (held.defined and not section)):
            return (self.linked(*self._issuer, LinkKind.ANAPHORA),)
        if (held.pronoun or held.speaker) and self._current:
            return (self.linked(*self._current, LinkKind.ANAPHORA),)
        if held.mentions:
            kind = LinkKind.CLAUSE if held.tight else LinkKind.SENTENCE
            return tuple(self.linked(mention, sentence.block, kind) for mention in held.mentions)
        return self._spoken_of(sentence)

    def _spoken_of(self, sentence: Sentence) -> tuple[Linked[Entity], ...]:
        """Give whom a sentence without name or pronoun is about: its section's, the issuer, else the last named."""
        block = self._document.blocks[sentence.block]
        if self._issuer and not self._in_section(block):
            return (self.linked(*self._issuer, self._kind(sentence.block, self._issuer[1])),)
        if self._current:
            return (self.linked(*self._current, self._kind(sentence.block, self._current[1])),)
        return ()

    def _enumerated(
        self, sentence: Sentence, value: ValueMention, count: int
    ) -> list[tuple[Sentence, InstitutionMention]]:
        """Find the names that a stated number of institutions announces: so many, named together or in a list."""
        start = self._sentences.index(sentence)
        listed: list[tuple[Sentence, InstitutionMention]] = []
        for following in self._sentences[start : start + _FARTHEST]:
            point = value.span.end if following is sentence else following.span.start
            named = [mention for mention in following.of(InstitutionMention) if mention.span.start >= point]
            if len({_key(mention) for mention in named}) == count:
                return [(following, mention) for mention in named]
            listed.extend((following, mention) for mention in named)
            if len({_key(mention) for _, mention in listed}) == count:
                return listed
        return []

    def subject(self, sentence: Sentence, point: int) -> Linked[Entity] | None:
        """Give the institution the sentence speaks of at a point: the last named before it, else the current one."""
        before = [mention for mention in sentence.of(InstitutionMention) if mention.span.end <= point]
        if before:
            return self.linked(before[-1], sentence.block, LinkKind.SENTENCE)
        if self._current:
            return self.linked(*self._current, self._kind(sentence.block, self._current[1]))
        after = sentence.of(InstitutionMention)
        if after:
            return self.linked(after[0], sentence.block, LinkKind.SENTENCE)
        return self.linked(*self._issuer, LinkKind.DOCUMENT) if self._issuer else None

    def leave(self, sentence: Sentence) -> None:
        """Remember whom the sentence spoke of: the first it names, unless only compared with or in passing."""
        block = self._document.blocks[sentence.block]
        if block.boilerplate or block.kind is BlockKind.CELL:
            return
        named = [
            mention
            for mention in sentence.of(InstitutionMention)
            if not is_compared(sentence, mention) and not bracket_around(sentence, mention.span.start)
        ]
        if not named:
            return
        opens = named[0].span.start - sentence.span.start <= _OPENING
        first = min((value.span.start for value in sentence.values), default=-1)
        passing = self._issuer is not None and not sentence.values and not _acts(sentence, named[0])
        if self._current is None or ((opens or named[0].span.start < first) and not passing):
            # "MIT grimpe sur la troisième, et Cambridge doit se contenter du podium. Elle ...": the last subject.
            acting = [mention for mention in named if _acts(sentence, mention)]
            self._current = ((acting or named[:1])[-1], sentence.block)

    def _kind(self, block: int, at: int) -> LinkKind:
        here = self._document.blocks[block]
        if at == block:
            return LinkKind.PARAGRAPH
        if at == here.parent:
            return LinkKind.LIST_PARENT
        if self._document.blocks[at].kind is BlockKind.TITLE:
            return LinkKind.TITLE
        return LinkKind.HEADING if at == here.heading else LinkKind.DOCUMENT

    def linked(self, mention: InstitutionMention, block: int, kind: LinkKind) -> Linked[Entity]:
        """Give the institution of a mention in a block, linked by ``kind``."""
        span = self._document.blocks[block].view.to_source(mention.span)
        return Linked(self.entity(mention), span, kind, f"institution-{kind}")

    def entity(self, mention: InstitutionMention) -> Entity:
        """Give the institution as claims name it; several readings of a name stay a candidate with its words."""
        key = _key(mention)
        name = self._fullest.get(key, mention.words)
        introduced = (self._introduced[key],) if key in self._introduced else ()
        if len(mention.terms) == 1:
            term = mention.terms[0]
            return Entity(name, term.slug, tuple(dict.fromkeys((*term.all_names, *introduced))))
        return Entity(name, names=introduced, readings=tuple(sorted(term.slug for term in mention.terms)))

    def named(self, words: str) -> InstitutionMention:
        """Give the document's institution that a cell calls by some of its words, else a candidate of that name."""
        tokens = set(fold_name(words).split())
        fitting = [
            mention for key, mention in self._mentions.items() if tokens <= set(fold_name(self._fullest[key]).split())
        ]
        return fitting[0] if len(fitting) == 1 else InstitutionMention(Span(0, len(words)), words, ())

    def is_named(self, words: str) -> bool:
        """Tell whether a cell's words are some of the name of one institution of the document."""
        return bool(self.named(words).terms)

    def of_table(self, sentence: Sentence) -> Linked[Entity] | None:
        """Give the institution that a table without names of them is about."""
        found = self._spoken_of(sentence)
        return found[0] if found else None

    def _find_issuer(self, sentences: Sequence[Sentence]) -> tuple[InstitutionMention, int] | None:
        """Find the institution the document is about: the only one of the title, else the one most of it names.

        Where the document says "we", it is the one named most, be that often or not.
        """
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
        lead: dict[str, tuple[InstitutionMention, int]] = {}
        for mention, block in named:
            if block <= _LEAD and not mention.words.isupper():  # "LEEDS, 12 February": where it is written
                lead.setdefault(_key(mention), (mention, block))
        prose = [s for s in sentences if blocks[s.block].kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}]
        speaks = sum(_speaks(sentence) for sentence in prose if not blocks[sentence.block].boilerplate) >= _SPEAKS
        first = next(iter(lead), "")
        if speaks and (len(lead) == 1 or counts[first] * 2 >= max(counts.values(), default=0)):
            return lead.get(first)
        ranked = [*counts.most_common(2), ("", 0), ("", 0)]
        (key, count), (_, second) = ranked[:2]
        if count and (speaks or count > _MOST * len(named) or (count > _MANY * len(named) and count > 2 * second)):
            return next(found for found in named if _key(found[0]) == key)
        return None


def _acts(sentence: Sentence, mention: InstitutionMention) -> bool:
    """Tell whether a name is the subject of a clause: it opens it, and a verb follows."""
    opens = _CLAUSE_START.search(sentence.before(mention.span.start))
    return bool(opens and _VERB_NEXT.match(sentence.text, mention.span.end))


def _speaks(sentence: Sentence) -> bool:
    """Tell whether a sentence says "we" outside of quoted speech."""
    for cue in sentence.cues(Kind.SPEAKER):
        before, after = sentence.text[: cue.span.start], sentence.text[cue.span.end :]
        quoted = before.count("«") > before.count("»") or before.count("“") > before.count("”")
        quoted = quoted or (before.count('"') % 2 == 1 and '"' in after)
        if not quoted:
            return True
    return False


def _key(mention: InstitutionMention) -> str:
    return mention.terms[0].iri if len(mention.terms) == 1 else fold_name(mention.words)


def _fullness(words: str) -> tuple[bool, int]:
    """Order the names of one institution: capitals throughout are a headline's way of writing, not the name's."""
    return (not words.isupper() or len(words) <= _LONGEST_ACRONYM, len(words))


def _fills(block: Block, mention: InstitutionMention) -> bool:
    return mention.span.end - mention.span.start >= _NAME_SHARE * len(block.text)
