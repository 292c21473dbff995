"""A position with what earlier positions and lines leave to it: the scope of its frame, the grade it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import slots
from kg.extract.claims import Position, PositionKind
from kg.extract.values import LINE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.mentions import CategoryMention, ValueMention
    from kg.extract.sentences import Sentence
    from kg.read import Document


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


class Counts:
    """Completes counts that leave their grade to the line before ("4 fois dans la catégorie ...")."""

    def __init__(self, document: Document) -> None:
        """Start without a count."""
        self._document = document
        self._last: tuple[int, Position] | None = None

    def complete(self, sentence: Sentence, value: ValueMention) -> Position | None:
        """Give the position whole, or None for a count that nothing says the grade of."""
        position = value.position
        if position.kind is not PositionKind.GRADE_COUNT:
            return position
        if position.grade is None:
            parent = self._document.blocks[sentence.block].parent
            if self._last is None or self._last[0] not in {sentence.block, parent}:
                return None
            return replace(position, grade=self._last[1].grade)
        self._last = (sentence.block, position)
        return position


def make_frame(
    sentence: Sentence, value: ValueMention, position: Position, frames: Sequence[Frame], lists: ListFrame
) -> Frame:
    """Give a position with its place; one without inherits the place of its frame ("top 10 français : A (3e)")."""
    where = slots.scope_of(sentence, value)
    announced = lists.scope(value) if where is None and value.rule == LINE_NUMBER else None
    if announced:
        return Frame(value, position, announced[0], None, announced[1])
    population = slots.population_of(sentence, value, where)
    if where is None and frames and position.kind is PositionKind.RANK:
        colon = ":" in sentence.between(frames[0].value.span.end, value.span.start)
        framing = [
            frame for frame in frames if frame.where and (_contains(frame.position, position) if colon else True)
        ]
        between = sentence.between(frames[-1].value.span.end, value.span.start)
        inherits = sentence.language.elaboration.search(sentence.between(frames[0].value.span.end, value.span.start))
        if framing and (colon or (inherits and "." not in between)):
            where, population = framing[-1].where, framing[-1].population
    return Frame(value, position, where, population, sentence)


def _contains(outer: Position, inner: Position) -> bool:
    if outer.low is None or inner.low is None or outer.kind is PositionKind.RANK:
        return False
    return outer.low <= inner.low and (outer.high is None or inner.low <= outer.high)
