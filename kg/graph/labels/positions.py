"""Labels of positions and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims import PositionKind
from kg.graph.labels import agree, number
from kg.graph.terms import plain

if TYPE_CHECKING:
    from kg.extract.claims import Position
    from kg.graph.labels import Wording
    from kg.graph.positions import Count


def position_label(position: Position, wording: Wording, *, tied: bool = False, grade: str = "") -> str:
    """Write a position that is no count; ``grade`` is the grade's own label, if the registry has one.

    Ranks are written without a thousands mark, as publishers print them.
    """
    match position.kind:
        case PositionKind.RANK:
            place = wording.place(int(position.low or 0))
            return wording.tied.format(place=place) if tied else place
        case PositionKind.BAND:
            band = wording.open_band if position.high is None else wording.band
            return band.format(best=position.low, worst=position.high)
        case PositionKind.TOP:
            return wording.top.format(worst=position.high)
        case PositionKind.TOP_PERCENT:
            return wording.top_percent.format(percent=number(position.high or 0, wording))
        case PositionKind.SCORE:
            return _score_label(position, wording)
        case _:
            return grade or grade_label(position.grade or "", position.half, wording)


def _score_label(position: Position, wording: Wording) -> str:
    low = position.low or 0
    score = agree(wording.score, low, wording).format(score=number(low, wording))
    return score if position.high is None else wording.out_of.format(what=score, total=number(position.high, wording))


def grade_label(code: str, half: int | None, wording: Wording) -> str:
    """Write a grade by its code."""
    grade = wording.grade.format(grade=code)
    return wording.half.format(grade=grade, half=wording.ordinal(half)) if half else grade


def count_label(count: Count, counted: str, wording: Wording) -> str:
    """Write a count; ``counted`` is the code of the kind of criterion it counts, "" if not known."""
    if count.grades:
        noun = agree(wording.graded, count.count, wording)
        label = noun.format(count=count.count, grades=wording.either.join(count.grades))
    else:
        noun = agree(wording.counted.get(counted, wording.counted[""]), count.count, wording)
        label = noun.format(count=plain(count.count))
    if count.out_of is not None:
        label = wording.out_of.format(what=label, total=count.out_of)
    if count.within is None:
        return label
    within = wording.within_band if count.within_from else wording.first if count.within == 1 else wording.within
    return within.format(what=label, best=count.within_from, worst=count.within)
