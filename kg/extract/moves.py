"""Former ranks that a stated move lets one compute: "gains 3 places to reach 24th" gives 27 for the edition before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.claims import Claim, Linked, LinkKind, PositionKind
from kg.extract.mentions import CueMention, InstitutionMention, ValueMention, YearMention
from kg.language import Kind
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading
    from kg.extract.sentences import Sentence

_NEAR = 70  # code points between a move and the rank it leads to
_YEAR_NEAR = 12


def former_claims(sentence: Sentence, value: ValueMention, claim: Claim, reading: Reading) -> Iterator[Claim]:
    """Yield the rank before the move that leads to ``claim``; nothing where its edition cannot be told."""
    cue = _move_to(sentence, value)
    rank = claim.position.low
    if cue is None or cue.number is None or rank is None or claim.edition.value is None:
        return
    former = rank + cue.number if cue.kind is Kind.GAIN else rank - cue.number
    if former < 1:
        return
    span = Span(min(cue.span.start, value.span.start), max(cue.span.end, value.span.end))
    yield replace(
        claim,
        edition=_edition(sentence, cue, claim.edition.value, reading),
        position=replace(claim.position, low=former, high=former),
        span=reading.source(sentence, span),
        rule=f"former-by-{cue.rule}",
        tied=False,
        computed=True,
    )


def _move_to(sentence: Sentence, value: ValueMention) -> CueMention | None:
    """Find the move that a rank ends: close to it, nothing ranked and nobody named between."""
    if value.position.kind is not PositionKind.RANK:
        return None
    others = [mention.span for mention in sentence.values if mention is not value]
    named = [mention.span for mention in sentence.of(InstitutionMention)]
    if len(named) > 1:  # "three places gained, and here is ETH at 7th": one name between is who moves
        others += named
    for cue in sentence.cues(Kind.GAIN, Kind.LOSS):
        start, end = sorted((cue.span, value.span))
        between = Span(start.end, end.start)
        crossed = any(other.start < between.end and between.start < other.end for other in others)
        if between.end - between.start <= _NEAR and not crossed and ";" not in sentence.folded[start.end : end.start]:
            return cue
    return None


def _edition(sentence: Sentence, cue: CueMention, present: int, reading: Reading) -> Linked[int | None]:
    """Give the edition a move counts from: the year named right after it, else the one before."""
    for year in sentence.of(YearMention):
        if 0 <= year.span.start - cue.span.end <= _YEAR_NEAR and year.year < present:
            return Linked(year.year, reading.source(sentence, year.span), LinkKind.CLAUSE, "edition-year")
    return Linked(present - 1, reading.source(sentence, cue.span), LinkKind.CLAUSE, "edition-before")
