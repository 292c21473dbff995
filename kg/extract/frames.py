"""A position with its place, which an earlier position or the line that announces a list can leave to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import scopes, slots
from kg.extract.bare import LINE_NUMBER
from kg.extract.claims import Position, PositionKind
from kg.extract.clauses import bracket_around
from kg.extract.mentions import InstitutionMention
from kg.extract.rows import is_compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.mentions import CategoryMention, ValueMention
    from kg.extract.sentences import Sentence


@dataclass(frozen=True)
class Frame:
    """A licensed position with the scope its sentence gives it."""

    value: ValueMention
    position: Position
    where: slots.Where | None
    population: CategoryMention | None
    home: Sentence  # where ``where`` is said


class ListFrame:
    """Carries the place of a line such as "South Africa's top five" to the numbered lines of the list it announces."""

    def __init__(self) -> None:
        """Start without a list."""
        self._top: tuple[int, slots.Where, Sentence] | None = None

    def remember(self, sentence: Sentence, value: ValueMention, where: slots.Where | None) -> None:
        """Take note of a top with a place: a list of so many may follow."""
        if value.position.kind is PositionKind.TOP and where is not None:
            self._top = (int(value.position.high or 0), where, sentence)

    def scope(self, value: ValueMention) -> tuple[slots.Where, Sentence] | None:
        """Give the place a numbered line is counted in, and the sentence that says it; None where none does."""
        rank = int(value.position.low or 0)
        return self._top[1:] if self._top and rank <= self._top[0] else None


def make_frame(
    sentence: Sentence, value: ValueMention, position: Position, frames: Sequence[Frame], lists: ListFrame
) -> Frame:
    """Give a position with its place; one without inherits the place of its frame ("top 10 français : A (3e)")."""
    marked = position.kind in {PositionKind.SCORE, PositionKind.GRADE, PositionKind.GRADE_COUNT}
    where = None if marked else scopes.scope_of(sentence, value)
    announced = lists.scope(value) if where is None and value.rule == LINE_NUMBER else None
    if announced:
        return Frame(value, position, announced[0], None, announced[1])
    population = scopes.population_of(sentence, value, where)
    if where is None and frames and position.kind is PositionKind.RANK:
        colon = ":" in sentence.between(frames[0].value.span.end, value.span.start)
        framing = [
            frame for frame in frames if frame.where and (_contains(frame.position, position) if colon else True)
        ]
        between = sentence.between(frames[-1].value.span.end, value.span.start)
        inherits = sentence.language.elaboration.search(sentence.between(frames[0].value.span.end, value.span.start))
        if framing and (colon or (inherits and "." not in between)):
            where, population = framing[-1].where, framing[-1].population
        elif _is_next(sentence, frames[-1], value):
            where, population = frames[-1].where, frames[-1].population
    return Frame(value, position, where, population, sentence)


def _is_next(sentence: Sentence, frame: Frame, value: ValueMention) -> bool:
    """Tell whether a rank in a bracket is the next behind one with a place: "première en France, devant B (2e)"."""
    bracket = bracket_around(sentence, value.span.start)
    named = [m for m in sentence.of(InstitutionMention) if bracket and m.span.end <= bracket.start]
    before, rank = frame.position.low, value.position.low
    follows = before is not None and rank is not None and before + 1 == rank
    return follows and bool(named) and is_compared(sentence, named[-1])


def _contains(outer: Position, inner: Position) -> bool:
    if outer.low is None or inner.low is None or outer.kind is PositionKind.RANK:
        return False
    return outer.low <= inner.low and (outer.high is None or inner.low <= outer.high)
