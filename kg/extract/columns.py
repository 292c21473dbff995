"""What the columns of a table hold, told by their heads and by what most of their cells are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.extract.bare import BARE_NUMBER, FORMER_NUMBER, LINE_NUMBER
from kg.extract.mentions import InstitutionMention, PlaceMention, RankingMention, YearMention
from kg.extract.subjects import named_once
from kg.language.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.extract.institutions import Institutions
    from kg.extract.mentions import ValueMention
    from kg.extract.sentences import Sentence

BARE_RANK = re.compile(
    r"(?P<tie>=|#)?\s*(?P<n>\d{1,3}[ ,.\u202f\u00a0]\d{3}|\d{1,4})(?:er?|re|ème|st|nd|rd|th)?\s*(?P<tie2>=|\*|ex[- ]?"
    r"(?:ae|æ)quo)?"
)
BARE_SCORE = re.compile(r"(?P<n>\d{1,3}(?:[ .,\u202f\u00a0]\d{3})+|\d{1,5}(?:[.,]\d{1,2})?)(?:\s?(?:pts?|points?))?")
BARE_GRADE = re.compile(r"(?P<letter>[A-E](?:\+|-|\N{MINUS SIGN})?)")
LETTER_HEAD = re.compile(r"(?:\w+ )?«? ?(?P<letter>[A-E]\+?)s? ?»?")
YEAR_CELL = re.compile(r"(?P<year>(?:19[89]|20[0-4])\d)(?:[-/–]\d{2,4})?")
_NAME = re.compile(r"[^\W\d_]{2,}")
_EMPTY = re.compile(r"(?:[-–—]|n\.? ?[acr]\.?|non class[ée]e?|not ranked|unranked)?", re.IGNORECASE)
_MOST = 0.5
_SOME = 0.34
_NUMBERS = {BARE_NUMBER, LINE_NUMBER, FORMER_NUMBER}


class Column(StrEnum):
    """What a column holds."""

    INSTITUTION = "institution"
    SUBJECT = "subject"
    RANKING = "ranking"
    PLACE = "place"
    YEAR = "year"
    COUNT = "count"
    RANK = "rank"
    SCORE = "score"
    GRADE = "grade"
    LABEL = "label"  # words of no known kind: subjects, where no column holds institutions
    OTHER = "other"


@dataclass(frozen=True)
class Cell:
    """One cell: its sentence (the whole block) and place."""

    sentence: Sentence
    row: int
    column: int

    @property
    def text(self) -> str:
        """The cell's words."""
        return self.sentence.text.strip()

    @property
    def positions(self) -> list[ValueMention]:
        """Its positions but for bare numbers."""
        return [value for value in self.sentence.values if value.rule not in _NUMBERS]


def is_head(cells: Iterable[Cell]) -> bool:
    """Tell whether a row heads its columns: nothing in it is a position."""
    listed = list(cells)
    return not any(
        (BARE_RANK.fullmatch(cell.text) and not YEAR_CELL.fullmatch(cell.text)) or cell.positions for cell in listed
    )


def column_of(head: Cell | None, body: Sequence[Cell], institutions: Institutions) -> Column:
    """Tell what a column holds; a column is the first kind that most of its cells are of."""
    filled = [cell for cell in body if cell.text and not _EMPTY.fullmatch(cell.text)]
    if not filled:
        return Column.OTHER
    language = filled[0].sentence.language
    words = fold(head.text) if head else ""
    headed = bool(language.institution_head.search(words))
    told = headed or language.rank_head.search(words) or language.score_head.search(words)
    if language.size_head.search(words) and not told:
        return Column.OTHER
    for column, test in (*_numbers(head, filled), *_names(words, filled, institutions)):
        share = _SOME if column is Column.INSTITUTION else _MOST
        if sum(bool(test(cell)) for cell in filled) > share * len(filled):
            return column
    return Column.OTHER


Tests = tuple[tuple[Column, "Callable[[Cell], object]"], ...]


def _numbers(head: Cell | None, filled: Sequence[Cell]) -> Tests:
    """Give the tests for columns of numbers and grades."""
    language = filled[0].sentence.language
    words = fold(head.text) if head else ""
    letter = LETTER_HEAD.fullmatch(head.text) if head else None
    decimals = any(re.search(r"^\D*\d+[.,]\d{1,2}\D*$", cell.text) for cell in filled)
    scored = bool(language.score_head.search(words)) and not language.rank_head.search(words)
    return (
        (Column.COUNT, lambda cell: letter and cell.text.isdigit()),
        (Column.YEAR, lambda cell: YEAR_CELL.fullmatch(cell.text)),
        (Column.GRADE, lambda cell: BARE_GRADE.fullmatch(cell.text)),
        (Column.SCORE, lambda cell: (scored or decimals) and BARE_SCORE.fullmatch(cell.text)),
        (
            Column.RANK,
            lambda cell: (
                (cell.positions and not cell.sentence.of(InstitutionMention))
                or BARE_RANK.fullmatch(cell.text)
                or language.ditto.fullmatch(fold(cell.text))
            ),
        ),
    )


def _names(words: str, filled: Sequence[Cell], institutions: Institutions) -> Tests:
    """Give the tests for columns of names."""
    language = filled[0].sentence.language
    headed = bool(language.institution_head.search(words))
    return (
        (Column.RANKING, lambda cell: cell.sentence.of(RankingMention)),
        (Column.SUBJECT, lambda cell: language.subject_head.search(words) and _NAME.search(cell.text)),
        (Column.INSTITUTION, lambda cell: headed and _NAME.search(cell.text)),
        (Column.SUBJECT, lambda cell: named_once(cell.sentence) and not cell.sentence.of(InstitutionMention)),
        (Column.INSTITUTION, lambda cell: cell.sentence.of(InstitutionMention) or institutions.is_named(cell.text)),
        (Column.PLACE, lambda cell: cell.sentence.of(PlaceMention)),
        (Column.LABEL, lambda cell: _NAME.search(cell.text) and not cell.sentence.of(YearMention)),
    )
