"""Which edition a position belongs to: a year said with it, the edition before, or the one the document speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clauses import blanked, bracket_around, clause_around
from kg.extract.mentions import CueMention, RankingMention, SubjectMention, ValueMention, YearMention
from kg.extract.slots import next_value, without_places
from kg.language import Kind

if TYPE_CHECKING:
    from kg.extract.sentences import Sentence

_STANDS_BEFORE = re.compile(r"[\s:,(-]*")
_HEADS = re.compile(r"\s*:\s*=?")


def year_of(sentence: Sentence, value: ValueMention) -> YearMention | CueMention | None:
    """Find the year, or "last year", that goes with a position: after it, before it, or opening its clause."""
    compared = {cue.span.end for cue in sentence.cues(Kind.SAME_AS)}  # "second, as in 2015": another edition's
    said = [year for year in sentence.of(YearMention) if not any(0 <= year.span.start - end <= 1 for end in compared)]
    found: list[YearMention | CueMention] = [*said, *sentence.cues(Kind.PREVIOUS, Kind.CURRENT)]
    if not found:
        return None
    years = sorted(found, key=lambda mention: mention.span)
    return _behind(sentence, value, years) or _before(sentence, value, years)


def _behind(
    sentence: Sentence, value: ValueMention, years: list[YearMention | CueMention]
) -> YearMention | CueMention | None:
    limit = next_value(sentence, value)
    around = bracket_around(sentence, value.span.start)
    for year in years:
        if not value.span.end <= year.span.start < limit or _heads_value(sentence, year):
            continue
        if sentence.language.since_before.search(sentence.before(year.span.start)):
            continue
        between = without_places(sentence, value.span.end, year.span.start)
        between = blanked(between, value.span.end, [*sentence.of(RankingMention), *sentence.of(SubjectMention)])
        inside = around is not None and year.span in around
        if inside or sentence.language.bridge.fullmatch(between):
            return year
    return None


def _before(
    sentence: Sentence, value: ValueMention, years: list[YearMention | CueMention]
) -> YearMention | CueMention | None:
    clause = clause_around(sentence, value.span)
    for year in reversed(years):
        if year.span.end > value.span.start:
            continue
        if _STANDS_BEFORE.fullmatch(sentence.between(year.span.end, value.span.start)):
            return year
        others = any(
            year.span.end <= other.span.start < value.span.start and not _coordinated(sentence, other, value)
            for other in sentence.values
        )
        if others or year.span not in clause or _is_taken(sentence, value, year):
            return None
        if isinstance(year, YearMention) and sentence.language.year_before.search(sentence.before(year.span.start)):
            return year
        # "L'an dernier, l'école était 31e": words for the edition before count where the verb agrees.
        if isinstance(year, CueMention) and sentence.language.was_before.search(
            sentence.between(year.span.end, value.span.start)
        ):
            return year
    return None


def _coordinated(sentence: Sentence, one: ValueMention, other: ValueMention) -> bool:
    """Tell whether two positions stand in a row: "dans le groupe B et 63e"."""
    between = without_places(sentence, one.span.end, other.span.start)
    return bool(sentence.language.conjunction.fullmatch(between)) and "," not in between


def _is_taken(sentence: Sentence, value: ValueMention, year: YearMention | CueMention) -> bool:
    """Tell whether a year goes with a position before it: "from 28th in 2019 to 14th"."""
    return any(
        other.span.end <= year.span.start and _behind(sentence, other, [year])
        for other in sentence.values
        if other.span.end <= value.span.start
    )


def _heads_value(sentence: Sentence, year: YearMention | CueMention) -> bool:
    """Tell whether a year introduces the position behind it: "24th (2023: 31st)"."""
    return any(
        _HEADS.fullmatch(sentence.between(year.span.end, value.span.start))
        for value in sentence.values
        if value.span.start >= year.span.end
    )
