"""Numbers without a word of rank, positions by their place only: in a list, a row, a bracket behind a score."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.claims import Number, Position, PositionKind
from kg.extract.mentions import ValueMention
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extract.taken import Taken
    from kg.language import Language

YEARS = range(1980, 2050)
_LINE_NUMBER = re.compile(r"\s*(?P<tie>=)?(?P<n>[1-9]\d{0,3})(?:[.)]|\s?[:–-]|\t)\s*(?=[A-ZÀ-ÖØ-Þ])")
_LIST_NUMBER = re.compile(r"\s*(?P<tie>=)?(?P<n>[1-9]\d{0,3})(?P<tie2>=)?\s+(?=[A-ZÀ-ÖØ-Þ])")
_BARE_NUMBER = re.compile(
    r"(?:(?<!\.)\.{3,}+|[:,]|(?<!\d)-|\bis|\bin)\s*(?P<tie>=)?(?P<n>[1-9]\d{0,3})(?=\s*(?:$|[;,)](?:\s|$)|\.(?:\s|$)))"
)
# What every bare number looks like, as cheap a test as can be.
_LIKE_BARE_NUMBER = re.compile(r"[.:,ins-]\s*=?[1-9]\d{0,3}\s*(?:$|[;,).])")
FORMER_COUNT = "former-count"  # "22 notes A et B, contre 20": not a second count in a row
LINE_NUMBER, BARE_NUMBER, FORMER_NUMBER = "line-number", "bare-number", "former-number"
# "78e (73)": a number in brackets behind a position.
_FORMER_NUMBER = re.compile(r"(?<=[\w=)]) ?\((?P<tie>=)?(?P<n>[1-9]\d{0,3})=?\)")
_NEXT_NUMBER = re.compile(r",? (?:and|et) =?(?P<n>[1-9]\d{0,3})(?= ?(?:[,.;)]|$|respecti))")
_LISTED_SCORE = re.compile(r"[^\d\s] ?[:=–-]\s*(?P<n>\d{1,2}[.,]\d{1,2}|100)\s*$")  # "Teaching: 41.7"
_NEXT_DECIMAL = re.compile(
    r"(?:,|;|,? (?:and|et)) [a-z][^\d.;:()]{2,60} (?P<n>\d{1,3}[.,]\d{1,2})(?=(?:, | and | et |[;.] ?|\)|$))"
)
_NEXT_SCORE = re.compile(
    r"(?:,|;|,? (?:and|et)) [a-z][^\d.;:(),]{2,60},? (?P<n>\d{1,5})(?=(?:, | and | et |[;.] ?|\)|$)(?!\d))"
)


def with_bare_numbers(
    values: Sequence[ValueMention], text: str, folded: str, occupied: Taken, *, listed: bool
) -> list[ValueMention]:
    """Give a block's values with its bare numbers, and mark these as ``occupied``."""
    found = [*values, *_numbers_of_lists(text, folded, occupied, listed=listed)]
    found.extend(_rows_of_numbers(found, folded, occupied))
    found.extend(_rows_of_scores(found, folded, occupied))
    if listed:
        found.extend(_scores_of_lists(folded, occupied))
    return found


def completed(values: Iterable[ValueMention], folded: str, language: Language) -> list[ValueMention]:
    """Give values what others of their block tell of them: the maximum of a score, what a number in brackets is."""
    ordered = sorted(values, key=lambda value: value.span)
    return list(_scores_in_brackets(_without_counts(_with_maxima(ordered, folded, language))))


def decimal_of(words: str) -> Number:
    """Read "17,4" or "17.4"; a whole number stays one."""
    value = Decimal(words.replace(",", "."))
    return int(value) if value == value.to_integral_value() else value.normalize()


def _with_maxima(values: Sequence[ValueMention], folded: str, language: Language) -> list[ValueMention]:
    """Give the first of two scores in a row the maximum that only the second says: "79,1 et 77,4 points sur 100"."""
    scores = [value for value in values if value.position.kind is PositionKind.SCORE]
    if len(scores) < 2:  # noqa: PLR2004 - two in a row
        return list(values)
    whole = {
        one: replace(one, position=replace(one.position, high=other.position.high))
        for one, other in pairwise(scores)
        if one.position.high is None and language.conjunction.fullmatch(folded[one.span.end : other.span.start])
    }
    return [whole.get(value, value) for value in values]


def _without_counts(values: Sequence[ValueMention]) -> list[ValueMention]:
    """Make former counts ranks where no count stands before: "at 166, up from 190 a year ago"."""
    if any(value.position.kind is PositionKind.GRADE_COUNT and value.rule != FORMER_COUNT for value in values):
        return list(values)
    return [_as_rank(value) if value.rule == FORMER_COUNT else value for value in values]


def _as_rank(count: ValueMention) -> ValueMention:
    number = int(count.position.low or 0)
    span = Span(count.span.end - len(str(number)), count.span.end)
    return replace(count, span=span, rule="rank-by-number", position=Position(PositionKind.RANK, number, number))


def _numbers_of_lists(text: str, folded: str, occupied: Taken, *, listed: bool) -> Iterator[ValueMention]:
    """Find bare numbers that a list sets beside a name: "15. Université Paris-Saclay", "géographie ..... 47"."""
    bare = _LIKE_BARE_NUMBER.search(folded)
    for rule, match in (
        (LINE_NUMBER, _LINE_NUMBER.match(text) or (_LIST_NUMBER.match(text) if listed else None)),
        *((BARE_NUMBER, m) for m in (_BARE_NUMBER.finditer(folded) if bare else ())),
        *((FORMER_NUMBER, m) for m in (_FORMER_NUMBER.finditer(folded) if "(" in folded else ())),
    ):
        # "The school was 31st in 2022.": a year at the end of a sentence is a year.
        is_year = match is not None and int(match["n"]) in YEARS
        if match and not is_year and occupied.grant(span := Span(*match.span("n"))):
            rank = int(match["n"])
            yield ValueMention(span, rule, Position(PositionKind.RANK, rank, rank), tied="=" in match[0])


def _rows_of_numbers(found: Sequence[ValueMention], folded: str, occupied: Taken) -> Iterator[ValueMention]:
    """Find the bare numbers that go on where a rank by number stopped: "at 68 and 84 respectively"."""
    for value in found:
        if value.rule not in {"rank-by-number", BARE_NUMBER}:
            continue
        match = _NEXT_NUMBER.match(folded, value.span.end)
        if match and int(match["n"]) not in YEARS and occupied.grant(span := Span(*match.span("n"))):
            rank = int(match["n"])
            yield ValueMention(span, value.rule, Position(PositionKind.RANK, rank, rank))


def _rows_of_scores(found: Sequence[ValueMention], folded: str, occupied: Taken) -> Iterator[ValueMention]:
    """Find the bare numbers that go on where a score stopped: "A récolte 83 points, B 76 et C 72"."""
    for value in found:
        if value.position.kind is not PositionKind.SCORE:
            continue
        decimal = isinstance(value.position.low, Decimal)
        end = value.span.end
        while match := (_NEXT_DECIMAL if decimal else _NEXT_SCORE).match(folded, end):
            span = Span(*match.span("n"))
            if not occupied.grant(span):
                break
            yield replace(value, span=span, position=replace(value.position, low=decimal_of(match["n"])))
            end = span.end


def _scores_of_lists(folded: str, occupied: Taken) -> Iterator[ValueMention]:
    """Find the score that ends a line of a list: "Teaching: 41.7"."""
    score = _LISTED_SCORE.search(folded)
    if score and occupied.grant(span := Span(*score.span("n"))):
        yield ValueMention(span, "score", Position(PositionKind.SCORE, decimal_of(score["n"]), None))


def _scores_in_brackets(values: Iterable[ValueMention]) -> Iterator[ValueMention]:
    """Give a number in brackets behind a score of its size as a score: "8398 points ... Nottingham (8079)"."""
    score: Position | None = None
    for value in values:
        low, top = value.position.low, score.low if score else None
        if value.rule == FORMER_NUMBER and score and low is not None and top is not None and top / 2 <= low <= top * 2:
            yield replace(value, rule="score", position=replace(score, low=low))
            continue
        score = value.position if value.position.kind is PositionKind.SCORE else None
        yield value
