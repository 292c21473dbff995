"""Which values are positions, and which are refused and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.claims import PositionKind
from kg.extract.holders import holders
from kg.extract.mentions import InstitutionMention, SubjectMention, ValueMention
from kg.extract.values import BARE_NUMBER, LINE_NUMBER
from kg.language import Kind

if TYPE_CHECKING:
    from kg.extract.sentences import Sentence

# Where a rank stands between its ending and what it counts, adjectives come in between: "5e meilleur établissement".
_WINDOW = 60


def refusal(sentence: Sentence, value: ValueMention) -> str | None:
    """Give the name of the rule that refuses a value, or None where it is a position."""
    language = sentence.language
    before = sentence.before(value.span.start)[-_WINDOW * 2 :]
    after = sentence.after(value.span.end)[:_WINDOW]
    if language.not_asserted_before.search(before):
        return "not-asserted"
    if value.rule == LINE_NUMBER and not holders(sentence, value).tight:
        return "number-of-a-line"
    if value.rule == BARE_NUMBER and not _touches_subject(sentence, value):
        return "bare-number"
    if language.denied_after.match(after):
        return "denied"
    if value.position.kind is PositionKind.SCORE and not _speaks_of_somebody(sentence):
        return "score-of-nobody"
    if value.position.kind is PositionKind.RANK:
        if language.not_a_rank_after.match(after):
            return "counts-something-else"
        if language.not_a_rank_before.search(before):
            return "not-a-rank"
        between = language.rank_word_before.search(before) and language.rank_word_after.match(after)
        if value.in_words and not between and not language.rank_noun_after.match(after):
            return "ordinal-without-rank-word"
    return None


def _touches_subject(sentence: Sentence, value: ValueMention) -> bool:
    """Tell whether a bare number is set beside a subject: "'zero hunger', 49", "géographie ..... 47"."""
    subjects = [subject for subject in sentence.of(SubjectMention) if subject.span.end <= value.span.start]
    return bool(subjects) and not re.search(r"\w", sentence.between(subjects[-1].span.end, value.span.start))


def _speaks_of_somebody(sentence: Sentence) -> bool:
    return bool(sentence.of(InstitutionMention) or sentence.cues(Kind.PRONOUN) or sentence.of(SubjectMention))
