"""What stands beside a position in its sentence: the text up to other parts, ties, and how many tables it holds in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.claims import PositionKind
from kg.extract.clauses import blanked, bracket_around, clause_around
from kg.extract.mentions import (
    CategoryMention,
    CueMention,
    InstitutionMention,
    Mention,
    PlaceMention,
    ValueMention,
    YearMention,
)
from kg.extract.values import number_of
from kg.language import Kind

if TYPE_CHECKING:
    from kg.extract.sentences import Sentence

_MOST_TABLES = 99  # "31st in 2023" counts nothing
_TIE_NEAR = 60  # code points
_TIE_GAP = re.compile(r" ?(?:a la |a l'|au |la |le |the |for |in |at |at the |une? |a |their |sa )?")
Where = PlaceMention | CueMention


@lru_cache(maxsize=64)
def places_of(sentence: Sentence) -> list[Where]:
    """Give the places of a sentence and the words that mean the world, left to right."""
    found: list[Where] = [*sentence.of(PlaceMention), *sentence.cues(Kind.WORLD, Kind.HOME, Kind.CONTINENT)]
    return sorted(found, key=lambda mention: mention.span)


def without_names(sentence: Sentence, start: int, end: int) -> str:
    """Give the text between two points without the ties, categories and years in it: they may come before a place."""
    mentions: list[Mention] = [
        *sentence.of(CategoryMention),
        *sentence.cues(Kind.TIE, Kind.SIZE),
        *sentence.of(YearMention),
    ]
    return blanked(sentence.between(start, end), start, mentions)


def without_places(sentence: Sentence, start: int, end: int) -> str:
    """Give the text between two points without ties, categories, years and places."""
    return blanked(without_names(sentence, start, end), start, places_of(sentence))


def next_value(sentence: Sentence, value: ValueMention, *, beyond_brackets: bool = False) -> int:
    """Give where the next position begins, those in brackets left out where ``beyond_brackets``."""
    following = [other.span.start for other in sentence.values if other.span.start > value.span.start]
    if beyond_brackets:
        following = [start for start in following if not bracket_around(sentence, start)]
    return min(following, default=10**9)


def next_part(sentence: Sentence, value: ValueMention) -> int:
    """Give where the next position or institution begins: parts beyond it belong to it."""
    mentions: list[Mention] = [*sentence.values, *sentence.of(InstitutionMention)]
    points = [mention.span.start for mention in mentions if mention.span.start >= value.span.end]
    return min(points, default=sentence.span.end)


def tie_of(sentence: Sentence, value: ValueMention) -> CueMention | ValueMention | None:
    """Find the words that say that a position is shared; a value can say it itself ("=37")."""
    if value.tied:
        return value
    for tie in sentence.cues(Kind.TIE):
        if tie.span.end <= value.span.start and _TIE_GAP.fullmatch(sentence.between(tie.span.end, value.span.start)):
            return tie
        if value.span.end <= tie.span.start < next_part(sentence, value):
            between = sentence.between(value.span.end, tie.span.start)
            belongs_after = any(
                not sentence.between(tie.span.end, other.span.start).strip()
                for other in sentence.values
                if other.span.start >= tie.span.end
            )
            gap = without_places(sentence, value.span.end, tie.span.start).replace(",", " ")
            if len(between) <= _TIE_NEAR and sentence.language.bridge.fullmatch(gap) and not belongs_after:
                return tie
    return None


def last_in_row(sentence: Sentence, value: ValueMention) -> ValueMention:
    """Give the last of the positions named in a row with ``value``, their places between: itself where it is alone."""
    last = value
    for other in sentence.values:
        if other.span.start >= last.span.end and sentence.language.conjunction.fullmatch(
            without_places(sentence, last.span.end, other.span.start)
        ):
            last = other
    return last


def counted_before(sentence: Sentence, value: ValueMention) -> tuple[int, int] | None:
    """Find the count of tables that a top or band holds in, said before it: "for five of the 17 goals ... top 300"."""
    before = [other for other in sentence.values if other.span.end <= value.span.start]
    if value.position.kind not in {PositionKind.TOP, PositionKind.BAND} or not before:
        return None
    count = before[-1]
    if count.position.kind is not PositionKind.SUBJECT_COUNT or count.position.low is None:
        return None
    clause = clause_around(sentence, count.span)
    opens = sentence.language.count_before.search(sentence.folded, clause.start, count.span.start)
    return (int(count.position.low), count.span.start) if opens and value.span in clause else None


def counted_over(sentence: Sentence, value: ValueMention) -> tuple[int, int] | None:
    """Find "for 7 of them" after a position: the count and where its words end; None where there is none."""
    text = without_places(sentence, value.span.end, sentence.span.end)
    skipped = len(text) - len(text.lstrip())
    counted = sentence.language.counted_over_after.match(text, max(0, skipped - 1))
    number = number_of(counted["n"], sentence.language) if counted else None
    if counted is None or not number or number > _MOST_TABLES:
        return None
    if value.position.kind is PositionKind.RANK and not counted["members"]:  # "3e sur sept"
        return None
    return number, value.span.end + len(text[: counted.end()].rstrip())
