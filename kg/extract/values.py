"""Finding typed values: a language's rules over folded text, each match made a position or a cue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract import bare
from kg.extract.claims import Position, PositionKind
from kg.extract.masks import masks_in
from kg.extract.mentions import CueMention, SubjectMention, ValueMention, YearMention, place_in_block
from kg.extract.taken import Taken
from kg.language import Kind, Language, Rule
from kg.language.numbers import read_number
from kg.language.triggers import matches_in
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_YEAR = re.compile(r"(?<![\d.,/-])(?P<year>(?:19[89]|20[0-4])\d)(?:[-/](?P<next>(?:20)?\d{2}))?(?![\d]|[.,]\d)")
_DIGIT = re.compile(r"\d")
_LARGEST_BAND_STEP = 5000
_HIGHEST_SCORE = 1000
_HIGHEST_TOTAL = 10000
_ROUND = 50  # what totals of marks are multiples of
_PERCENT_QUARTER, _PERCENT_DECILE = 25, 10

Found = ValueMention | CueMention | SubjectMention | YearMention


def find_values(
    text: str, folded: str, language: Language, taken: Iterable[Span], *, listed: bool = False
) -> list[Found]:
    """Find values, cues, goals by number and years in one block, sorted; none overlaps ``taken`` or another.

    ``listed`` tells that the block is a line of a list: a number that opens it can be a rank.
    """
    occupied = Taken(len(text), (*taken, *masks_in(folded)))
    found: list[Found] = []
    for rule, match in matches_in(folded, language.rules):
        span = Span(*_trim(folded, *match.span()))
        if occupied.holds(span):
            continue
        mention = _make(rule, match, text, span, language)
        if mention is not None:
            occupied.take(span)
            found.append(mention)
    values = [mention for mention in found if isinstance(mention, ValueMention)]
    cues = [mention for mention in found if not isinstance(mention, ValueMention)]
    if _DIGIT.search(folded):
        values = bare.with_bare_numbers(values, text, folded, occupied, listed=listed)
    values = bare.completed(values, folded, language)
    return sorted([*cues, *values, *_years(folded, occupied)], key=place_in_block)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _years(folded: str, occupied: Taken) -> Iterator[YearMention]:
    for match in _YEAR.finditer(folded):
        following = match["next"]
        # "2020-2021" and "2013-14" name an edition; "2023-2027" is a plan.
        is_pair = following and int(following[-2:]) == (int(match["year"]) + 1) % 100
        if not occupied.holds(Span(*match.span())) and (not following or is_pair):
            yield YearMention(Span(*match.span()), int(match["year"]))


def _make(rule: Rule, match: re.Match[str], text: str, span: Span, language: Language) -> Found | None:
    groups = rule.groups_in(match)
    if rule.kind is Kind.GOAL:
        numbers = tuple(int(number) for number in re.findall(r"\d+", groups["n"]))
        return SubjectMention(span, text[span.start : span.end], numbers, by_number=True)
    if rule.kind in _POSITIONS:
        raw = {bare: text[slice(*match.span(name))] for name, bare in rule.groups if match[name]}
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
        words = " ".join(words.replace("-", " ").split())
        return language.cardinals.get(words) or language.ordinals[words]
    except KeyError:
        return None


Groups = dict[str, str]


def _rank(rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    few = groups.get("few")
    ahead = 1 if few == "a single" else number_of(few, language)
    rank = rule.value or (ahead + 1 if ahead else number_of(groups.get("n") or groups.get("word"), language))
    if not rank or rank in bare.YEARS:  # "Rang 2023" heads a column
        return None
    size = number_of(groups.get("size"), language)
    if size in bare.YEARS and groups["size"].isdecimal():  # "14/2024" is the number of an issue
        return None
    if size and size % _ROUND == 0 and rank > size / 2:  # "1,425 / 1,500": marks, not a place
        return Position(PositionKind.SCORE, rank, size)
    return Position(PositionKind.RANK, rank, rank)


def _band(_rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    low, high = number_of(groups["low"], language), number_of(groups["high"], language)
    if low is None or high is None or not low < high or high - low > _LARGEST_BAND_STEP:
        return None
    if low in bare.YEARS and high in bare.YEARS:
        return None
    return Position(PositionKind.BAND, low, high)


def _open_band(_rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position:
    low = number_of(groups["low"], language)
    # "beyond the 1,500th place" begins behind it.
    beyond = low is not None and "beyond" in groups and low % 10 == 0
    return Position(PositionKind.BAND, low + 1 if low is not None and beyond else low, None)


def _top(rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    words = groups.get("n", "")
    limit = rule.value or (1000 if words == "millier" else number_of(words, language))
    return Position(PositionKind.TOP, 1, limit) if limit and limit > 1 else None


def _percent(_rule: Rule, groups: Groups, _raw: Groups, _language: Language) -> Position:
    if "quarter" in groups:
        return Position(PositionKind.TOP_PERCENT, 0, _PERCENT_QUARTER)
    if "decile" in groups:
        return Position(PositionKind.TOP_PERCENT, 0, _PERCENT_DECILE)
    return Position(PositionKind.TOP_PERCENT, 0, bare.decimal_of(groups["n"]))


def _score(_rule: Rule, groups: Groups, _raw: Groups, language: Language) -> Position | None:
    words = groups["n"]
    counted = number_of(words, language) if not words[0].isdigit() else None
    if counted is not None:
        words = str(counted)
    thousands = re.fullmatch(r"\d{1,2}[ ,.]\d{3}", words)
    score = int(re.sub(r"\D", "", words)) if thousands else bare.decimal_of(words)
    limit = number_of(groups.get("of"), language)
    if score > (limit or (_HIGHEST_TOTAL if thousands or "points" in groups else _HIGHEST_SCORE)):
        return None
    return Position(PositionKind.SCORE, score, limit)


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
