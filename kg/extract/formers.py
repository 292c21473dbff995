"""Positions set against a present one: "(31st last year)", "contre la 230e", "from 31st to 6th".

A former position has all but its edition from the present one it is set against.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.bare import FORMER_NUMBER
from kg.extract.claims import PositionKind
from kg.extract.clauses import blanked, bracket_around, plain_between
from kg.extract.mentions import CueMention, InstitutionMention, Mention, ValueMention, YearMention
from kg.language import Kind

if TYPE_CHECKING:
    from kg.extract.sentences import Sentence

_PLACES = {PositionKind.RANK, PositionKind.BAND, PositionKind.TOP}
_FARTHEST = 60  # code points between a present position and the bracket with the former one


def partner_of(sentence: Sentence, value: ValueMention) -> ValueMention | None:
    """Give the present position that a former one is set against; None where ``value`` is none such."""
    if value.position.kind not in _PLACES:
        return None
    return _moved_to(sentence, value) or _contrasted(sentence, value) or _bracketed(sentence, value)


def _moved_to(sentence: Sentence, value: ValueMention) -> ValueMention | None:
    """Find what a move leads to: "from X to Y", "passe du groupe X au groupe Y", "de la 58e à la 41e place"."""
    following = next((other for other in sentence.values if other.span.start >= value.span.end), None)
    if following is None or following.position.kind not in _PLACES:
        return None
    if not sentence.language.move_from_before.search(sentence.before(value.span.start)):
        return None
    mentions: list[Mention] = [*sentence.of(YearMention), *sentence.cues(Kind.PREVIOUS, Kind.CURRENT, Kind.WORLD)]
    between = blanked(sentence.between(value.span.end, following.span.start), value.span.end, mentions)
    return following if sentence.language.move_to_between.fullmatch(between) else None


def _contrasted(sentence: Sentence, value: ValueMention) -> ValueMention | None:
    """Find what words set a position against: "188e, contre la 230e", "up from 31st, it is now 24th"."""
    if not sentence.language.former_before.search(sentence.before(value.span.start)):
        return None
    before = [other for other in sentence.values if other.span.end <= value.span.start and _alike(other, value)]
    after = [other for other in sentence.values if other.span.start >= value.span.end and _alike(other, value)]
    return next(iter([*before[::-1], *after]), None)


def _alike(one: ValueMention, other: ValueMention) -> bool:
    return one.position.kind in _PLACES and other.position.kind in _PLACES


def _bracketed(sentence: Sentence, value: ValueMention) -> ValueMention | None:
    """Find the position that a bracket with another year follows: "22e (31e l'an dernier)", "44 (2021: 51-75)"."""
    bracket = bracket_around(sentence, value.span.start)
    if bracket is None:
        return None
    before = [other for other in sentence.values if other.span.end <= bracket.start]
    if not before or not _alike(before[-1], value):
        return None
    between = plain_between(sentence, before[-1].span.end, bracket.start)
    named = any(before[-1].span.end <= m.span.start < bracket.start for m in sentence.of(InstitutionMention))
    told: list[YearMention | CueMention] = [*sentence.of(YearMention), *sentence.cues(Kind.PREVIOUS)]
    years = any(year.span in bracket for year in told)
    if named or len(between) > _FARTHEST or re.search(r"[.;,]", between):
        return None
    return before[-1] if years or value.rule == FORMER_NUMBER else None
