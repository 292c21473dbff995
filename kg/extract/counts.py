"""Numbers that a position leaves unsaid: the grade a count counts, the tables a position holds in, the best grade."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import slots
from kg.extract.claims import Position, PositionKind
from kg.read import Span

if TYPE_CHECKING:
    from kg.extract.frames import Frame
    from kg.extract.mentions import ValueMention
    from kg.extract.reading import Reading
    from kg.extract.sentences import Sentence
    from kg.read import Document
    from kg.registry import Ranking, Registry


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


def is_counted(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a count belongs to the position before it: "top 200 for 7 of the 17 SDGs"."""
    if value.position.kind is not PositionKind.SUBJECT_COUNT:
        return False
    if any(
        slots.counted_before(sentence, other) == (value.position.low, value.span.start) for other in sentence.values
    ):
        return True
    counts = [slots.counted_over(sentence, other) for other in sentence.values if other.span.end <= value.span.start]
    return any(count and count[1] >= value.span.end - 1 for count in counts)


def stated_count(sentence: Sentence, value: ValueMention) -> tuple[int, int] | None:
    """Find the count that announces the subjects of a position, and its end: "top 10 sur cinq objectifs : ..."."""
    return None if value.in_words else slots.counted_over(sentence, slots.last_in_row(sentence, value))


def over_tables(position: Position, count: int, tables: int | None) -> Position:
    """Give the count of tables in which a position holds: "top 200 for 7 criteria"."""
    best = int(position.low) if position.kind is PositionKind.BAND and position.low else None
    worst = int(position.high) if position.high else None
    return Position(PositionKind.SUBJECT_COUNT, count, count, within=worst, within_from=best, out_of=tables)


def completed(
    frame: Frame, ranking: Ranking, counted: tuple[int, int] | None, reading: Reading
) -> tuple[Position, Span]:
    """Give a position and its span whole: the count it holds over, the ranking's best grade, all its tables."""
    position, value, tables = frame.position, frame.value, reading.tables_of(ranking)
    if counted:
        whole = Span(min(value.span.start, counted[1]), max(value.span.end, counted[1]))
        return over_tables(position, counted[0], tables), whole
    if position.kind is PositionKind.SCORE and position.high is None:
        scale = reading.scale
        fits = scale and position.low is not None and position.low <= scale
        position = replace(position, high=scale if fits else None)
    if position.grade == "best":
        position = replace(position, grade=_best_grade(ranking, reading.registry))
    if position.kind is PositionKind.SUBJECT_COUNT:
        total = position.out_of or tables
        low = position.low if position.low is not None else total
        position = replace(position, low=low, high=low, out_of=total)
    return position, value.span


def _best_grade(ranking: Ranking, registry: Registry) -> str | None:
    grades = sorted(
        (grade.order, grade.notation) for grade in registry.grades.values() if grade.ranking == ranking.slug
    )
    return grades[0][1] if grades else None
