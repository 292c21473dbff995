"""A block as sentences, each with its mentions from left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from kg.extract.mentions import CueMention, InstitutionMention, Mention, RankingMention, ValueMention
from kg.extract.values import find_values
from kg.language import LANGUAGES, Kind, Language
from kg.language.fold import fold
from kg.read import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END = re.compile(r"(?<!\.)(?:[.!?…]{1,3})(?!\.)[\"»”’')\]]*\s+(?=[\"«“‘'(\[]*\s?[A-ZÀ-ÖØ-Þ\d])")
_LONGEST_NUMBER = 4  # digits
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)?)\.?$")
M = TypeVar("M")


@dataclass(frozen=True)
class Sentence:
    """A sentence of block number ``block``; spans are code points of the block's view text."""

    block: int
    span: Span
    text: str
    folded: str
    language: Language
    mentions: tuple[Mention, ...]

    def of(self, kind: type[M]) -> tuple[M, ...]:
        """Give the mentions of one kind."""
        return tuple(mention for mention in self.mentions if isinstance(mention, kind))

    def cues(self, *kinds: Kind) -> tuple[CueMention, ...]:
        """Give the cues of some kinds."""
        return tuple(mention for mention in self.mentions if isinstance(mention, CueMention) and mention.kind in kinds)

    @cached_property
    def values(self) -> tuple[ValueMention, ...]:
        """The values, left to right."""
        return self.of(ValueMention)

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
    mentions = sorted([*names, *find_values(block.text, folded, language, taken)], key=lambda mention: mention.span)
    start = 0
    ends = () if block.kind is BlockKind.CELL else _ends(block.text, folded, language)
    for end in (*ends, len(block.text)):
        span = Span(start, end)
        inside = tuple(mention for mention in mentions if mention.span in span)
        yield Sentence(number, span, block.text, folded, language, inside)
        start = end


def _ends(text: str, folded: str, language: Language) -> Iterator[int]:
    for match in _END.finditer(text):
        word = _LAST_WORD.search(folded[: match.start() + 1])
        abbreviated = match[0].startswith(".") and word and word[1] in language.sentence_abbreviations
        numbered = (
            match.start() < _LONGEST_NUMBER and folded[: match.start()].strip().isdigit()
        )  # "5. University of ..."
        if not abbreviated and not numbered:
            yield match.end()
