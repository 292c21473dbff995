"""The results that releases state: made of who, which ranking, which subject and which year, by no chance.

Two releases that speak of one result agree therefore, save where one is made to err.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from tests.benchmarks.build.choice import between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from kg.registry.terms import Criterion, Grade, Ranking
    from tests.benchmarks.build.choice import Holder

_ERRS = 0.04  # the share of results that a release gets wrong
_EXACT, _FINE, _COARSE, _LAST = 200, 500, 1000, 1500
_LAST_OF_A_COUNTRY = 150
_TOPS = (10, 20, 50, 100, 150, 200, 300, 500, 600, 800, 1000, 1500)
_NEVER_TOP = 2  # the first are not told by "top 10"
_PERCENTS = (1, 2, 3, 5, 10, 15, 20)


class Position(NamedTuple):
    """A position as published: rank (low = high), band, top (low 1), top_percent (low 0), score (of high), grade."""

    kind: str
    low: int
    high: int
    tied: bool = False
    grade: Grade | None = None


class Result(NamedTuple):
    """A result as a release states it; ``criterion`` None is the overall table, ``scope`` as claims write it."""

    holder: Holder
    ranking: Ranking
    edition: int
    criterion: Criterion | None
    scope: str
    position: Position

    def key(self) -> tuple[object, ...]:
        """Give what a claim must say to state this result."""
        criterion = self.criterion.slug if self.criterion else None
        position = self.position
        return (
            self.holder.key,
            self.ranking.slug,
            self.edition,
            criterion,
            self.scope,
            position.low,
            position.high,
            position.grade.notation if position.grade else None,
        )


def result(random: Random, holder: Holder, ranking: Ranking, edition: int, criterion: Criterion | None) -> Result:
    """Give a holder's result in the ranking's own scope; ``random`` decides how it is told and whether it errs."""
    rank, tied = _rank(holder, ranking, edition, criterion)
    drawn = random.random()
    if drawn < _ERRS:
        rank += between(random, 1, 9)
    told = random.random()
    world = ranking.own_scope == "world"
    position = _band(rank) if world and rank > _EXACT else Position("rank", rank, rank, tied)
    if told < 0.12 and rank > _NEVER_TOP:
        position = Position("top", 1, next(top for top in _TOPS if top >= rank))
    elif told < 0.16 and world and rank <= _LAST // 5:
        position = Position("top_percent", 0, next(each for each in _PERCENTS if each * _LAST >= rank * 100))
    return Result(holder, ranking, edition, criterion, ranking.own_scope, position)


def at_home(of: Result, scope: str, share: int) -> Result:
    """Give the same result counted in a country or a region, which has one in ``share`` of all ranked."""
    rank, _ = _rank(of.holder, of.ranking, of.edition, of.criterion)
    rank = 1 + rank // share
    return of._replace(scope=scope, position=Position("rank", rank, rank))


def scored(of: Result) -> Result:
    """Give the points of 100 behind a result."""
    rank, _ = _rank(of.holder, of.ranking, of.edition, of.criterion)
    return of._replace(position=Position("score", 99 - rank * 80 // _LAST, 100))


def graded(of: Result, grades: Sequence[Grade]) -> Result:
    """Give the grade behind a result, of those of the ranking, the best first."""
    rank, _ = _rank(of.holder, of.ranking, of.edition, of.criterion)
    last = _LAST if of.ranking.own_scope == "world" else _LAST_OF_A_COUNTRY
    return of._replace(position=Position("grade", 0, 0, grade=grades[(rank - 1) * len(grades) // last]))


def before(of: Result) -> Result:
    """Give the result of the edition before, always as published."""
    rank, _ = _rank(of.holder, of.ranking, of.edition - 1, of.criterion)
    exact = rank <= _EXACT or of.ranking.own_scope != "world"
    return of._replace(edition=of.edition - 1, position=Position("rank", rank, rank) if exact else _band(rank))


def _rank(holder: Holder, ranking: Ranking, edition: int, criterion: Criterion | None) -> tuple[int, bool]:
    """Give the rank behind a result and whether it is shared; good institutions are good everywhere, every year."""
    last = _LAST if ranking.own_scope == "world" else _LAST_OF_A_COUNTRY
    table = crc32(f"{holder.key}|{ranking.slug}|{criterion.code if criterion else ''}".encode())
    drift = crc32(f"{table}|{edition}".encode())
    strength = (crc32(holder.key.encode()) % 1000 / 1000) ** 1.5 * 0.8 + table % 1000 / 1000 * 0.2
    rank = 1 + int(last * strength * 0.94) + (drift % 13 - 6) * last // 1500
    return min(max(rank, 1), last), drift % 9 == 0


def _band(rank: int) -> Position:
    width = 50 if rank <= _FINE else 100 if rank <= _COARSE else 200
    low = (rank - 1) // width * width + 1
    return Position("band", low, low + width - 1)
