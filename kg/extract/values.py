"""Finding typed values: a language's rules over folded text, each match made a position or a cue."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extract.claims import Number, Position, PositionKind
from kg.extract.masks import MASKS
from kg.extract.mentions import CueMention, SubjectMention, ValueMention, YearMention
from kg.language import Kind, Language, Rule
from kg.language.numbers import read_number
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_YEAR = re.compile(r"(?<![\d.,/-])(?P<year>(?:19[89]|20[0-4])\d)(?:[-/](?P<next>(?:20)?\d{2}))?(?![\d]|[.,]\d)")
_LINE_NUMBER = re.compile(r"\s*(?P<tie>=)?(?P<n>[1-9]\d{0,3})(?:[.)]|\s?[:–-]|\t)\s*(?=[A-ZÀ-ÖØ-Þ])")
_BARE_NUMBER = re.compile(
    r"(?:\.{3,}|[:,]|(?<!\d)-|\bis|\bin)\s*(?P<tie>=)?(?P<n>[1-9]\d{0,3})(?=\s*(?:$|[;,)](?:\s|$)|\.(?:\s|$)))"
)
LINE_NUMBER, BARE_NUMBER = "line-number", "bare-number"
_YEARS = range(1980, 2050)
_LARGEST_BAND_STEP = 5000
_HIGHEST_SCORE = 1000
_PERCENT_QUARTER = 25

Found = ValueMention | CueMention | SubjectMention | YearMention


def find_values(text: str, folded: str, language: Language, taken: Iterable[Span]) -> list[Found]:
    """Find values, cues, goals by number and years in one block, sorted; none overlaps ``taken`` or another."""
    occupied = bytearray(len(text))
    for span in taken:
        occupied[span.start : span.end] = b"\1" * (span.end - span.start)
    for match in MASKS.finditer(folded):
        occupied[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    found: list[Found] = []
    for rule in language.rules:
        for match in rule.pattern.finditer(folded):
            start, end = _trim(folded, *match.span())
            if any(occupied[start:end]):
                continue
            mention = _make(rule, match, text, Span(start, end), language)
            if mention is not None:
                occupied[start:end] = b"\1" * (end - start)
                found.append(mention)
    found.extend(_numbers_of_lists(text, folded, occupied))
    found.extend(_years(folded, occupied))
    return sorted(found, key=lambda mention: mention.span)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _numbers_of_lists(text: str, folded: str, occupied: bytearray) -> Iterator[ValueMention]:
    """Find bare numbers that a list sets beside a name: "15. Université Paris-Saclay", "géographie ..... 47"."""
    for rule, match in (
        (LINE_NUMBER, _LINE_NUMBER.match(text)),
        *((BARE_NUMBER, m) for m in _BARE_NUMBER.finditer(folded)),
    ):
        # "The school was 31st in 2022.": a year at the end of a sentence is a year.
        is_year = match is not None and int(match["n"]) in _YEARS
        if match and not is_year and not any(occupied[match.start("n") : match.end("n")]):
            rank = int(match["n"])
            occupied[match.start("n") : match.end("n")] = b"\1" * len(match["n"])
            yield ValueMention(
                Span(*match.span("n")), rule, Position(PositionKind.RANK, rank, rank), tied=bool(match["tie"])
            )


def _years(folded: str, occupied: bytearray) -> Iterator[YearMention]:
    for match in _YEAR.finditer(folded):
        following = match["next"]
        # "2020-2021" and "2013-14" name an edition; "2023-2027" is a plan.
        is_pair = following and int(following[-2:]) == (int(match["year"]) + 1) % 100
        if not any(occupied[match.start() : match.end()]) and (not following or is_pair):
            yield YearMention(Span(*match.span()), int(match["year"]))


def _make(rule: Rule, match: re.Match[str], text: str, span: Span, language: Language) -> Found | None:
    groups = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
    if rule.kind is Kind.GOAL:
        numbers = tuple(int(number) for number in re.findall(r"\d+", groups["n"]))
        return SubjectMention(span, text[span.start : span.end], numbers, by_number=True)
    if rule.kind in _POSITIONS:
        raw = {name: text[slice(*match.span(name))] for name, value in match.groupdict().items() if value}
        position = _POSITIONS[rule.kind](rule, groups, raw, language)
        if position is None:
            return None
        return ValueMention(
            span, rule.id, position, tied="tie" in groups and "=" in groups["tie"], in_words="word" in groups
        )
    number = 1 if "single" in groups else number_of(groups.get("n"), language)
    return CueMention(span, rule.kind, rule.id, number, tuple(sorted(groups.items())))


def number_of(words: str | None, language: Language) -> int | None:
    """Read digits, with or without an ordinal ending, or number words; None for none."""
    if not words:
        return None
    digits = re.match(r"\d[\d .,]*\d|\d", words)
    try:
        if digits:
            return read_number(digits[0], {})
        words = words.replace("-", " ")
        return language.cardinals.get(words) or language.ordinals[words]
    except KeyError:
        return None


Groups = dict[str, str]


def _rank(rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    rank = rule.value or number_of(groups.get("n") or groups.get("word"), language)
    if not rank or (rank in _YEARS and rule.id == "rank-by-number"):  # "Rang 2023" heads a column
        return None
    return Position(PositionKind.RANK, rank, rank)


def _band(_rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    low, high = number_of(groups["low"], language), number_of(groups["high"], language)
    if low is None or high is None or not low < high or high - low > _LARGEST_BAND_STEP:
        return None
    if low in _YEARS and high in _YEARS:
        return None
    return Position(PositionKind.BAND, low, high)


def _open_band(_rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position:
    return Position(PositionKind.BAND, number_of(groups["low"], language), None)


def _top(rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    words = groups.get("n", "")
    limit = rule.value or (1000 if words == "millier" else number_of(words, language))
    return Position(PositionKind.TOP, 1, limit) if limit and limit > 1 else None


def _percent(_rule: Rule, groups: Groups, _raw: Groups, _language: Language) -> Position:
    if "quarter" in groups:
        return Position(PositionKind.TOP_PERCENT, 0, _PERCENT_QUARTER)
    return Position(PositionKind.TOP_PERCENT, 0, _decimal(groups["n"]))


def _score(_rule: Rule, groups: Groups, _raw: Groups, _language: Language) -> Position | None:
    score, limit = _decimal(groups["n"]), groups.get("of")
    if score > (int(limit) if limit else _HIGHEST_SCORE):
        return None
    return Position(PositionKind.SCORE, score, int(limit) if limit else None)


def _decimal(words: str) -> Number:
    value = Decimal(words.replace(",", "."))
    return int(value) if value == value.to_integral_value() else value.normalize()


def _grade(_rule: Rule, groups: Groups, raw: Groups, language: Language) -> Position | None:
    letter = raw["letter"]
    if not letter[0].isupper():  # "un groupe à part"
        return None
    half = number_of(groups.get("half"), language)
    return Position(PositionKind.GRADE, grade=letter.replace("\N{MINUS SIGN}", "-"), half=half)


def _grade_count(_rule: Rule, groups: Groups, raw: Groups, language: Language) -> Position | None:
    count = {"once": 1, "twice": 2}.get(groups["n"]) or number_of(groups["n"], language)
    letters = "+".join(re.findall(r"(?<![^\W\d_])[A-E]\+?(?!\w)", re.sub(r"'?s\b", "", raw.get("letters", ""))))
    if count is None or (groups.get("letters") and not letters):
        return None
    grade = "best" if "best" in groups else letters or None
    return Position(PositionKind.GRADE_COUNT, count, count, grade=grade)


def _count(_rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    if "n" not in groups and "all" not in groups:
        return None
    total = number_of(groups.get("of"), language)
    count = total if "all" in groups else number_of(groups["n"], language)
    return Position(PositionKind.SUBJECT_COUNT, count, count, out_of=total)


_POSITIONS = {
    Kind.RANK: _rank,
    Kind.BAND: _band,
    Kind.OPEN_BAND: _open_band,
    Kind.TOP: _top,
    Kind.PERCENT: _percent,
    Kind.SCORE: _score,
    Kind.GRADE: _grade,
    Kind.GRADE_COUNT: _grade_count,
    Kind.COUNT: _count,
}
