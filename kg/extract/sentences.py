"""A block as sentences, each with its mentions from left to right."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kg.extract.mentions import CueMention, InstitutionMention, Mention, RankingMention, ValueMention, place_in_block
from kg.extract.values import find_values
from kg.language import LANGUAGES, Kind, Language
from kg.language.fold import fold
from kg.read import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_END = re.compile(r"(?!\.{3} \d)(?<!\.)(?:[.!?…]{1,3})(?!\.)[\"»”’')\]]*\s+(?=[\"«“‘'(\[]*\s?[A-ZÀ-ÖØ-Þ\d])")
_LINE_NUMBER = re.compile(r"\s*[=#]?\d{1,4}(?:\s?-\s?\d{1,4})?\s*")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)?)\.?$")
_LONGEST = 1500  # code points of a sentence; those of real documents have some 600 at most
_LONGEST_WORD = 40  # code points; a search from the block's start made long blocks quadratic
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
M = TypeVar("M")


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of block number ``block``; spans are code points of the block's view text. It equals itself only."""

    block: int
    span: Span
    text: str
    folded: str
    language: Language
    mentions: tuple[Mention, ...]
    _cues: dict[tuple[Kind, ...], tuple[CueMention, ...]] = field(default_factory=dict)  # of the kinds asked for

    def of(self, kind: type[M]) -> tuple[M, ...]:
        """Give the mentions of one kind."""
        return self._by_kind.get(kind, ())

    def cues(self, *kinds: Kind) -> tuple[CueMention, ...]:
        """Give the cues of some kinds."""
        found = self._cues.get(kinds)
        if found is None:
            found = self._cues[kinds] = tuple(cue for cue in self.of(CueMention) if cue.kind in kinds)
        return found

    @cached_property
    def _by_kind(self) -> dict[type[Any], tuple[Any, ...]]:
        found: dict[type[Any], list[Any]] = {}
        for mention in self.mentions:
            found.setdefault(type(mention), []).append(mention)
        return {kind: tuple(mentions) for kind, mentions in found.items()}

    @cached_property
    def values(self) -> tuple[ValueMention, ...]:
        """The values, left to right."""
        return self.of(ValueMention)

    @cached_property
    def brackets(self) -> tuple[Span, ...]:
        """The spans of its bracketed parts, brackets included, left to right."""
        return tuple(Span(*match.span()) for match in _BRACKET.finditer(self.folded, self.span.start, self.span.end))

    @cached_property
    def cuts(self) -> tuple[Span, ...]:
        """Where its clauses part, outside of brackets, left to right."""
        matches = self.language.clause_break.finditer(self.folded, self.span.start, self.span.end)
        return tuple(
            Span(*match.span())
            for match in matches
            if not any(span.start < match.start() < span.end for span in self.brackets)
        )

    def between(self, start: int, end: int) -> str:
        """Give the folded text between two points of the block."""
        return self.folded[start:end]

    def before(self, point: int) -> str:
        """Give the folded text of the sentence before a point."""
        return self.folded[self.span.start : point]

    def after(self, point: int) -> str:
        """Give the folded text of the sentence from a point."""
        return self.folded[point : self.span.end]


def split(number: int, block: Block, names: Sequence[Mention]) -> Iterator[Sentence]:
    """Split a block into sentences; a name with several readings stands once for each."""
    language = LANGUAGES[block.language]
    folded = fold(block.text)
    taken = [mention.span for mention in names if isinstance(mention, InstitutionMention | RankingMention)]
    values = find_values(block.text, folded, language, taken, listed=block.kind is BlockKind.ITEM)
    mentions = sorted([*names, *values], key=place_in_block)
    start = done = 0
    ends = () if block.kind is BlockKind.CELL else _ends(block.text, folded, language)
    for end in _bounded((*ends, len(block.text)), block.text, mentions):
        after = bisect_left(mentions, end, lo=done, key=lambda mention: mention.span.start)
        span = Span(start, end)
        inside = tuple(mention for mention in mentions[done:after] if mention.span in span)
        yield Sentence(number, span, block.text, folded, language, inside)
        start, done = end, after


def _bounded(ends: Iterable[int], text: str, mentions: Sequence[Mention]) -> Iterator[int]:
    """Yield the ends of sentences, and cut those that go on and on at blanks between their mentions.

    A position is held against all that its sentence says: without a bound the steps would grow with the square of a
    text that has no full stop.
    """
    start = 0
    for end in ends:
        while end - start > _LONGEST and (blank := text.find(" ", start + _LONGEST, end)) > 0:
            last = bisect_left(mentions, blank, key=lambda mention: mention.span.start) - 1
            start = max(blank + 1, mentions[last].span.end if last >= 0 else 0)
            if start < end:
                yield start
        yield end
        start = end


def _ends(text: str, folded: str, language: Language) -> Iterator[int]:
    for match in _END.finditer(text):
        word = _LAST_WORD.search(folded[max(0, match.start() - _LONGEST_WORD) : match.start() + 1])
        abbreviated = match[0].startswith(".") and word and word[1] in language.sentence_abbreviations
        # "5. University of ...", "101-150. Université ...": the number of a line ends no sentence.
        numbered = bool(_LINE_NUMBER.fullmatch(folded, 0, match.start()))
        if not abbreviated and not numbered:
            yield match.end()
