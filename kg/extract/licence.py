"""Which values are positions, and which are refused and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.bare import BARE_NUMBER, FORMER_NUMBER, LINE_NUMBER
from kg.extract.claims import PositionKind
from kg.extract.holders import holders
from kg.extract.mentions import CategoryMention, InstitutionMention, Mention, PlaceMention, SubjectMention, ValueMention
from kg.language import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.sentences import Sentence

# Where a rank stands between its ending and what it counts, adjectives come in between: "5e meilleur établissement".
_WINDOW = 60
# Places told without a number: nothing is counted.
TOLD = frozenset({"first", "second", "third", "fourth", "closing", "few-ahead"})
_COMMON_NOUN = re.compile(r"[ \u00a0](?!ex\b)[a-zà-öø-ÿ]{4,}")


def refusal(sentence: Sentence, value: ValueMention) -> str | None:
    """Give the reason that refuses a value, the first that does, or None where it is a position."""
    return next((reason for reason, refuses in _LADDER if refuses(sentence, value)), None)


def is_plain_number(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a number without a word of rank only counts lines, or stands beside nothing that has a rank.

    Nothing about it is like a position: it is passed over, not refused.
    """
    return _numbers_a_line(sentence, value) or _is_bare(sentence, value)


def _is_of_a_place(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether it is a country or region that holds the position: "Finland is 24th"."""
    if value.position.kind is not PositionKind.RANK:
        return False
    for place in sentence.of(PlaceMention):
        verb = sentence.between(place.span.end, value.span.start)
        alone = sentence.language.alone_before.search(sentence.before(place.span.start))
        if place.span.end <= value.span.start and alone and sentence.language.stands.fullmatch(verb):
            return sentence.text[place.span.start].isupper()
    return False


def _before(sentence: Sentence, value: ValueMention) -> str:
    return sentence.before(value.span.start)[-_WINDOW * 2 :]


def _after(sentence: Sentence, value: ValueMention) -> str:
    return sentence.after(value.span.end)[:_WINDOW]


def _is_not_asserted(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether the text wants, supposes or denies a position: "vise le top 100"."""
    language = sentence.language
    unsaid = language.not_asserted_before.search(_before(sentence, value))
    return bool(unsaid and not language.names_inside.match(_after(sentence, value)))


def _numbers_a_line(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a number that opens its line only counts the lines: no name or subject stands right behind it."""
    if value.rule != LINE_NUMBER:
        return False
    ranks = holders(sentence, value).tight or _opens_with_subject(sentence, value)
    return not ranks or _numbers_a_list(sentence, value)


def _is_bare(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a number stands beside nothing that it could be the rank of."""
    if value.rule == FORMER_NUMBER:
        return not _is_bracketed_rank(sentence, value)
    return value.rule == BARE_NUMBER and not _touches_subject(sentence, value)


def _is_denied(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether the words behind a rank or a top say that nobody holds it."""
    place = value.position.kind in {PositionKind.TOP, PositionKind.RANK}
    return place and bool(sentence.language.denied_after.match(_after(sentence, value)))


def _scores_nobody(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether points without a limit stand in a sentence that speaks of nobody."""
    vague = value.position.high is None and isinstance(value.position.low, int)
    return value.position.kind is PositionKind.SCORE and vague and not _speaks_of_somebody(sentence)


def _counts_something_else(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether an ordinal counts what is no place in a ranking: "la 3e année"."""
    counts = value.position.kind is PositionKind.RANK and value.rule not in TOLD
    return counts and bool(sentence.language.not_a_rank_after.match(_after(sentence, value)))


def _is_no_rank(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether the words before an ordinal say that it is no rank."""
    ordinal = value.position.kind is PositionKind.RANK
    return ordinal and bool(sentence.language.not_a_rank_before.search(_before(sentence, value)))


def _lacks_rank_word(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether an ordinal that could count anything stands beside no word of a rank."""
    if value.position.kind is not PositionKind.RANK:
        return False
    unclear = value.in_words or _counts_lowercase(sentence, value)
    return unclear and not _is_rank_word(sentence, value)


def _counts_institutions(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether words only say how many are in a top: "22 places dans le top 500"; an earlier top counts none."""
    if value.position.kind is not PositionKind.TOP:
        return False
    found = sentence.language.counted_in_before.search(sentence.before(value.span.start))
    if found is None:
        return False
    start = sentence.span.start + found.start()
    return not any(other.span.start <= start < other.span.end for other in sentence.values)


def _is_rank_word(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether an ordinal in words is a rank: no noun but of a rank, a place or a kind of institutions follows."""
    language = sentence.language
    after = sentence.after(value.span.end)
    if language.rank_word_after.match(after):
        return True
    near = value.span.end + len(after) - len(after.lstrip(' "'))
    following: tuple[Mention, ...] = (
        *sentence.of(PlaceMention),
        *sentence.of(CategoryMention),
        *sentence.cues(Kind.WORLD, Kind.HOME, Kind.TIE),
    )
    return any(mention.span.start == near for mention in following)


def _counts_lowercase(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether an ordinal in digits counts a common noun: "la 4e journée", "the 3rd inter-college quiz"."""
    following = _COMMON_NOUN.match(sentence.text, value.span.end)
    return value.rule == "rank" and bool(following)


def _numbers_a_list(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether the line names no institution and has a position of its own: "1. Énergie : 31e"."""
    others = [
        other for other in sentence.values if other is not value and other.rule not in {BARE_NUMBER, FORMER_NUMBER}
    ]
    return bool(others) and not sentence.of(InstitutionMention)


def _opens_with_subject(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether the number of a line stands before a subject that a ranking knows: "11   Ecology"."""
    after = sentence.after(value.span.end)
    start = value.span.end + len(after) - len(after.lstrip(" =.):-"))
    return any(subject.span.start == start for subject in sentence.of(SubjectMention))


def _is_bracketed_rank(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a number in brackets is the rank of what stands before it: so are others of its sentence."""
    named: tuple[Mention, ...] = (*sentence.of(InstitutionMention), *sentence.of(SubjectMention))
    before = sentence.before(value.span.start)
    start = value.span.start - len(before) + len(before.rstrip(" (="))
    # "1. École polytechnique (98)": what stands behind the number of a line is rather its score.
    others = [other for other in sentence.values if other is not value and other.rule != LINE_NUMBER]
    return any(mention.span.end == start for mention in named) and any(
        other.position.kind in {PositionKind.RANK, PositionKind.TOP} for other in others
    )


def _touches_subject(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a bare number is set beside a subject: "'zero hunger', 49", "géographie ..... 47"."""
    subjects = [subject for subject in sentence.of(SubjectMention) if subject.span.end <= value.span.start]
    return bool(subjects) and not re.search(r"\w", sentence.between(subjects[-1].span.end, value.span.start))


def _speaks_of_somebody(sentence: Sentence) -> bool:
    return bool(sentence.of(InstitutionMention) or sentence.cues(Kind.PRONOUN) or sentence.of(SubjectMention))


_LADDER: tuple[tuple[str, Callable[[Sentence, ValueMention], bool]], ...] = (
    ("not-asserted", _is_not_asserted),
    ("denied", _is_denied),
    ("score-of-nobody", _scores_nobody),
    ("counts-something-else", _counts_something_else),
    ("not-a-rank", _is_no_rank),
    ("of-a-place", _is_of_a_place),
    ("ordinal-without-rank-word", _lacks_rank_word),
    ("counts-institutions", _counts_institutions),
)
