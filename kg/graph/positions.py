"""A stated position in the graph's terms: its kind, whether it counts something, and its part of an IRI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.claims import PositionKind
from kg.graph.slugs import slug
from kg.graph.terms import plain

if TYPE_CHECKING:
    from kg.extract.claims import Number, Position

_KINDS = {
    PositionKind.RANK: "exact",
    PositionKind.BAND: "band",
    PositionKind.TOP: "top-n",
    PositionKind.TOP_PERCENT: "top-percent",
    PositionKind.SCORE: "score",
    PositionKind.GRADE: "grade",
}
RANKS = frozenset({PositionKind.RANK, PositionKind.BAND, PositionKind.TOP})
# "A+B" is two grades, "A+" is one: a plus joins only what a grade follows.
_JOIN = re.compile(r"\+(?=\w)")


@dataclass(frozen=True, slots=True)
class Count:
    """What a tally says: so many of so many, of these grades (by their codes), or within ranks.

    ``within`` is the worst of those ranks, ``within_from`` the best where it is not the first.
    """

    count: int
    out_of: int | None = None
    within: int | None = None
    within_from: int | None = None
    grades: tuple[str, ...] = ()


def count_of(position: Position) -> Count | None:
    """Give what a position counts, or None if it is a place and no count.

    A score with a grade ("17 A out of 35") counts that grade.
    """
    if position.kind is PositionKind.SCORE and position.grade and position.low is not None:
        return Count(int(position.low), _whole(position.high), grades=grade_codes(position.grade))
    if position.kind in _KINDS or position.low is None:
        return None
    grades = grade_codes(position.grade or "")
    return Count(int(position.low), position.out_of, position.within, position.within_from, grades)


def _whole(number: Number | None) -> int | None:
    return None if number is None else int(number)


def kind_code(position: Position) -> str:
    """Give the code of the kind of a position that is no count."""
    return _KINDS[position.kind]


def grade_codes(grades: str) -> tuple[str, ...]:
    """Take apart the grades that one count joins.

    >>> grade_codes("A+B"), grade_codes("A+"), grade_codes("A++B"), grade_codes("")
    (('A', 'B'), ('A+',), ('A+', 'B'), ())
    """
    return tuple(_JOIN.split(grades)) if grades else ()


def grade_segment(code: str, half: int | None = None) -> str:
    """Give a grade's part of an IRI.

    >>> grade_segment("A+"), grade_segment("A", 1)
    ('a-plus', 'a-1')
    """
    segment = slug(code.replace("+", " plus "))
    return f"{segment}-{half}" if half else segment


# By kind, from the two numbers.
_SEGMENTS = {
    PositionKind.RANK: "{low}",
    PositionKind.BAND: "{low}-{high}",
    PositionKind.TOP: "top-{high}",
    PositionKind.TOP_PERCENT: "top-{high}-percent",
    PositionKind.SCORE: "score-{low}-of-{high}",
}


def position_segment(position: Position) -> str:
    """Give the position's part of a claim's IRI. A tie is not in it: documents that state it merge with the others.

    >>> from kg.extract.claims import Position
    >>> position_segment(Position(PositionKind.BAND, 1201))
    '1201-'
    """
    count = count_of(position)
    if count:
        return _count_segment(count)
    if position.kind is PositionKind.GRADE:
        return f"grade-{grade_segment(position.grade or '', position.half)}"
    segment = _SEGMENTS[position.kind].format(low=_plain(position.low), high=_plain(position.high))
    return segment.removesuffix("-of-")


def _plain(number: Number | None) -> str:
    return "" if number is None else plain(number)


def _count_segment(count: Count) -> str:
    parts = [str(count.count)]
    if count.grades:
        parts += ["grade", *map(grade_segment, count.grades)]
    if count.within is not None:
        ranks = (count.within_from, count.within) if count.within_from else (count.within,)
        parts += ["within", *map(str, ranks)]
    if count.out_of is not None:
        parts += ["of", str(count.out_of)]
    return "-".join(parts)
