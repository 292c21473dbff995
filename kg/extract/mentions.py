"""Everything in a block that can be a part of a claim: names, positions and the words that steer them.

Spans in here are code points of the block's view text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kg.extract.claims import Position
    from kg.language import Kind
    from kg.read import Span
    from kg.registry import Category, Criterion, Goal, Institution, Place, Publisher, Ranking


@dataclass(frozen=True, slots=True)
class InstitutionMention:
    """An institution by name; ``terms`` are all readings, empty for one the registry does not know."""

    span: Span
    words: str
    terms: tuple[Institution, ...]


@dataclass(frozen=True, slots=True)
class RankingMention:
    """A ranking, or a publisher standing for one of its rankings; ``rankings`` is empty for one by its form only."""

    span: Span
    words: str
    rankings: tuple[Ranking, ...]
    publisher: Publisher | None = None


@dataclass(frozen=True, slots=True)
class SubjectMention:
    """A criterion by name, a goal by number or title; ``numbers`` are goals, ``criteria`` all other readings."""

    span: Span
    words: str
    numbers: tuple[int, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    goals: tuple[Goal, ...] = ()
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place by name or adjective."""

    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class CategoryMention:
    """A kind of institutions."""

    span: Span
    words: str
    category: Category


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year as an edition numbers it ("2013-14" is 2013)."""

    span: Span
    year: int


@dataclass(frozen=True, slots=True)
class ValueMention:
    """Words that can state a position; ``tied`` where they say so themselves ("=37")."""

    span: Span
    rule: str
    position: Position
    tied: bool = False
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class CueMention:
    """Words that steer: ``number`` where the rule reads one, ``words`` its named groups."""

    span: Span
    kind: Kind
    rule: str
    number: int | None = None
    groups: tuple[tuple[str, str], ...] = ()


Mention: TypeAlias = (
    InstitutionMention | RankingMention | SubjectMention | PlaceMention | CategoryMention | YearMention | ValueMention
    | CueMention
)  # fmt: skip


def place_in_block(mention: Mention) -> tuple[int, int]:
    """Give what mentions are sorted by, from left to right."""
    return mention.span.start, mention.span.end
