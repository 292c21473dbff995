"""The parts a sentence gives a position beside the institution: scope, subject, edition, tie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.mentions import (
    CategoryMention,
    CueMention,
    InstitutionMention,
    Mention,
    PlaceMention,
    RankingMention,
    SubjectMention,
    ValueMention,
    YearMention,
)
from kg.extract.values import number_of
from kg.language import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.sentences import Sentence

_TIGHT = re.compile(r"[\s\"')]*(?:[(\[:=,-]|\.{3,})?[\s\"'=]*")
_LEFT_ADJECTIVE = re.compile(r"(?:'s?)?[\s\"]*")
_TOPIC = re.compile(r"\s*[,:]")
_MOST_TABLES = 99  # "31st in 2023" counts nothing
_TIE_NEAR = 60  # code points
_TIE_GAP = re.compile(r" ?(?:la |le |the |for |at )?")
Where = PlaceMention | CueMention


def scope_of(sentence: Sentence, value: ValueMention) -> Where | None:
    """Find the place a position is counted in: right after it, right before it, or opening its clause."""
    places = places_of(sentence)
    limit = _next(sentence, value)
    for place in places:
        if value.span.end <= place.span.start < limit and sentence.language.bridge.fullmatch(
            _without_names(sentence, value.span.end, place.span.start)
        ):
            return place
    for place in places:
        if place.span.end <= value.span.start and _LEFT_ADJECTIVE.fullmatch(
            sentence.between(place.span.end, value.span.start)
        ):
            return place
    # "En Ontario, on compte double : l'Université de Toronto (22e)": the place says where they are, not who counts.
    in_brackets = re.search(r"[(\[]\s*=?$", sentence.before(value.span.start))
    return None if in_brackets else _opening(sentence, value, places)


def places_of(sentence: Sentence) -> list[Where]:
    """Give the places of a sentence and the words that mean the world, left to right."""
    found: list[Where] = [*sentence.of(PlaceMention), *sentence.cues(Kind.WORLD, Kind.HOME, Kind.CONTINENT)]
    return sorted(found, key=lambda mention: mention.span)


def _without_names(sentence: Sentence, start: int, end: int) -> str:
    """Give the text between two points without the ties, categories and years in it: they may come before a place."""
    mentions: list[Mention] = [*sentence.of(CategoryMention), *sentence.cues(Kind.TIE), *sentence.of(YearMention)]
    return _blanked(sentence.between(start, end), start, mentions)


def _blanked(text: str, start: int, mentions: Iterable[Mention]) -> str:
    """Give a text that begins at ``start``, blanks for the mentions that lie wholly in it."""
    points = list(text)
    for mention in mentions:
        first, last = mention.span.start - start, mention.span.end - start
        if first >= 0 and last <= len(text):
            points[first:last] = " " * (last - first)
    return "".join(points)


def _opening(sentence: Sentence, value: ValueMention, places: list[Where]) -> Where | None:
    for place in reversed(places):
        if place.span.end > value.span.start:
            continue
        before = sentence.before(place.span.start)
        if not (sentence.language.opening.search(before) or _is_topic(sentence, place)):
            continue
        clause = sentence.between(place.span.end, value.span.start)
        if ";" not in clause:
            others = [other for other in sentence.values if place.span.end <= other.span.start < value.span.start]
            if not others:
                return place
    return None


def _is_topic(sentence: Sentence, place: Where) -> bool:
    """Tell whether a place alone opens the sentence: "Canada : ..."."""
    alone = not re.search(r"\w", sentence.before(place.span.start))
    return alone and bool(_TOPIC.match(sentence.after(place.span.end)))


def _next(sentence: Sentence, value: ValueMention) -> int:
    """Give where the next value or institution begins: parts beyond it belong to it."""
    mentions: list[Mention] = [*sentence.values, *sentence.of(InstitutionMention)]
    points = [mention.span.start for mention in mentions if mention.span.start >= value.span.end]
    return min(points, default=sentence.span.end)


def population_of(sentence: Sentence, value: ValueMention, where: Where | None) -> CategoryMention | None:
    """Find the kind of institutions named between a position and its place, or right after the position."""
    limit = min(_next(sentence, value), where.span.end if where and where.span.start >= value.span.end else 10**9)
    for category in sentence.of(CategoryMention):
        if value.span.end <= category.span.start < limit and sentence.language.bridge.fullmatch(
            sentence.between(value.span.end, category.span.start)
        ):
            return category
    return None


def tie_of(sentence: Sentence, value: ValueMention) -> CueMention | ValueMention | None:
    """Find the words that say that a position is shared; a value can say it itself ("=37")."""
    if value.tied:
        return value
    for tie in sentence.cues(Kind.TIE):
        if tie.span.end <= value.span.start and _TIE_GAP.fullmatch(sentence.between(tie.span.end, value.span.start)):
            return tie
        if value.span.end <= tie.span.start < _next(sentence, value):
            between = sentence.between(value.span.end, tie.span.start)
            belongs_after = any(
                not sentence.between(tie.span.end, other.span.start).strip()
                for other in sentence.values
                if other.span.start >= tie.span.end
            )
            if len(between) <= _TIE_NEAR and not re.search(r"[.;:)]", between) and not belongs_after:
                return tie
    return None


def _without_places(sentence: Sentence, start: int, end: int) -> str:
    return _blanked(_without_names(sentence, start, end), start, places_of(sentence))


def year_of(sentence: Sentence, value: ValueMention) -> YearMention | CueMention | None:
    """Find the year, or "last year", that goes with a position: after it, before it, or opening its clause."""
    found: list[YearMention | CueMention] = [*sentence.of(YearMention), *sentence.cues(Kind.PREVIOUS, Kind.CURRENT)]
    years = sorted(found, key=lambda mention: mention.span)
    limit = _next_value(sentence, value)
    heads = [year for year in years if _heads_value(sentence, year)]
    for year in years:
        if year in heads:
            continue
        if value.span.end <= year.span.start < limit and sentence.language.bridge.fullmatch(
            _blanked(
                _without_places(sentence, value.span.end, year.span.start), value.span.end, sentence.of(RankingMention)
            )
        ):
            return year
    for year in reversed(years):
        if year.span.end <= value.span.start:
            between = sentence.between(year.span.end, value.span.start)
            if re.fullmatch(r"[\s:,(-]*", between):
                return year
            clause = sentence.before(year.span.start)
            if re.search(r"(?:^|[.;:] ?)(?:en|in|des|pour|for|since)? ?$", clause) and not any(
                year.span.end <= other.span.start < value.span.start for other in sentence.values
            ):
                return year if isinstance(year, YearMention) else None
    return None


def _heads_value(sentence: Sentence, year: YearMention | CueMention) -> bool:
    """Tell whether a year introduces the position behind it: "24th (2023: 31st)"."""
    return any(
        re.fullmatch(r"\s*:\s*=?", sentence.between(year.span.end, value.span.start))
        for value in sentence.values
        if value.span.start >= year.span.end
    )


def _next_value(sentence: Sentence, value: ValueMention) -> int:
    return min((other.span.start for other in sentence.values if other.span.start > value.span.start), default=10**9)


def subjects_of(sentence: Sentence, value: ValueMention, subjects: list[SubjectMention]) -> list[SubjectMention]:
    """Find the subjects of a position: touching it, named after it, opening its clause; empty is the overall table."""
    previous = max((other.span.end for other in sentence.values if other.span.end <= value.span.start), default=0)
    for subject in reversed(subjects):
        between = sentence.between(subject.span.end, value.span.start)
        if previous <= subject.span.end <= value.span.start and _TIGHT.fullmatch(between):
            # "5e pour l'ODD 6, 7e pour l'ODD 12": the first goal belongs to the position before it.
            if "," in between and any(
                other.span.end <= subject.span.start and _named_after(sentence, other, subject)
                for other in sentence.values
            ):
                break
            return [subject]
    limit = _next_value(sentence, value)
    for number, subject in enumerate(subjects):
        if value.span.end <= subject.span.start < limit and _named_after(sentence, value, subject):
            return list(_row(sentence, subjects[number:], limit))
    for subject in reversed(subjects):
        opens = sentence.language.subject_before.search(sentence.before(subject.span.start))
        if subject.span.end <= value.span.start and opens and _opens_clause(sentence, opens.start()):
            return [subject]
    for subject in subjects:
        # "SDG 3, Good Health: RCSI is out in front": what heads a line holds for all of it.
        heads = not re.search(r"\w", sentence.before(subject.span.start))
        if (
            heads
            and re.match(r"[^:.;]{0,60}:", sentence.after(subject.span.end))
            and subject.span.end <= value.span.start
        ):
            return [subject]
    return []


def _named_after(sentence: Sentence, value: ValueMention, subject: SubjectMention) -> bool:
    between = _without_places(sentence, value.span.end, subject.span.start)
    opens = sentence.language.subject_before.search(between)
    return bool(opens and sentence.language.bridge.fullmatch(between[: opens.start()]))


def _opens_clause(sentence: Sentence, point: int) -> bool:
    return bool(re.search(r"(?:^|[.;:,]|\bet|\band)\s*\"?$", sentence.before(point)))


def _row(sentence: Sentence, subjects: list[SubjectMention], limit: int) -> Iterator[SubjectMention]:
    """Yield subjects named in a row, from the first one on."""
    last: SubjectMention | None = None
    for subject in subjects:
        if subject.span.start >= limit:
            return
        if last and not sentence.language.conjunction.fullmatch(sentence.between(last.span.end, subject.span.start)):
            return
        yield subject
        last = subject


def listed_after_colon(sentence: Sentence, value: ValueMention, subjects: list[SubjectMention]) -> list[SubjectMention]:
    """Give the subjects listed behind the colon that follows a position: its frame holds for each.

    Of several positions before the colon only those named in a row have the list: "top 200 et top 10 sur : A, B".
    """
    colon = sentence.after(value.span.end).find(":")
    if colon < 0:
        return []
    point = value.span.end + colon
    last = last_in_row(sentence, value)
    if any(last.span.end <= other.span.start < point for other in sentence.values):
        return []
    return [subject for subject in subjects if subject.span.start > point]


def last_in_row(sentence: Sentence, value: ValueMention) -> ValueMention:
    """Give the last of the positions named in a row with ``value``, their places between: itself where it is alone."""
    last = value
    for other in sentence.values:
        if other.span.start >= last.span.end and sentence.language.conjunction.fullmatch(
            _without_places(sentence, last.span.end, other.span.start)
        ):
            last = other
    return last


def counted_over(sentence: Sentence, value: ValueMention) -> tuple[int, int] | None:
    """Find "for 7 of them" after a position: the count and where its words end; None where there is none."""
    text = _without_places(sentence, value.span.end, sentence.span.end)
    skipped = len(text) - len(text.lstrip())
    counted = sentence.language.counted_over_after.match(text, max(0, skipped - 1))
    number = number_of(counted["n"], sentence.language) if counted else None
    if counted is None or not number or number > _MOST_TABLES:
        return None
    return number, value.span.end + len(text[: counted.end()].rstrip())
