"""Positions told by the one before: "followed by A", "then come, in that order, A, B and C", "one place behind"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.claims import Claim, Linked, LinkKind, PositionKind, Scope
from kg.extract.clauses import clause_around
from kg.extract.mentions import CueMention, InstitutionMention, ValueMention, YearMention
from kg.extract.rows import groups_of, is_compared
from kg.language import Kind
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.reading import Reading
    from kg.extract.sentences import Sentence

_NEAR = 8  # code points between "as in" and its year
_JOINED = 3  # code points between a name and its position: ", ", " ("


def same_claims(sentence: Sentence, value: ValueMention, claim: Claim, reading: Reading) -> Iterator[Claim]:
    """Yield the same position for another year where the sentence says so: "second, as in 2015"."""
    for cue in sentence.cues(Kind.SAME_AS):
        before = [other for other in sentence.values if other.span.end <= cue.span.start]
        if value is not (before[-1] if before else sentence.values[0]):
            continue
        for year in sentence.of(YearMention):
            if 0 <= year.span.start - cue.span.end <= _NEAR and year.year != claim.edition.value:
                span = reading.source(sentence, year.span)
                yield replace(claim, edition=Linked(year.year, span, LinkKind.CLAUSE, "edition-same-as"))


class Order:
    """Remembers the last exact rank stated, and gives the ranks of those who are said to come behind it."""

    def __init__(self) -> None:
        """Start without a rank."""
        self._last: list[Claim] = []
        self._block = -1

    def remember(self, sentence: Sentence, claims: Sequence[Claim]) -> None:
        """Take note of a position's claims: those of one exact rank, several where it is shared."""
        exact = [claim for claim in claims if claim.position.kind is PositionKind.RANK and not claim.computed]
        if exact:
            self._last, self._block = exact, sentence.block

    def scope_before(self, sentence: Sentence, rank: int) -> Linked[Scope] | None:
        """Give the scope of the rank just before ``rank``, where the text has just told it: who is second to whom."""
        last = self._last[0] if self._last and sentence.block - self._block <= 1 else None
        return last.scope if last and last.position.low == rank - 1 and last.scope.span else None

    def of(self, sentence: Sentence, cue: CueMention, reading: Reading) -> Iterator[Claim]:
        """Yield the claims that a cue gives the names behind it, or before it; nothing where these have their own."""
        if not self._last or sentence.block - self._block > 1:
            return
        clause = clause_around(sentence, cue.span)
        names = [name for name in _named(sentence, cue) if name.span in clause]
        if any(
            v.position.kind is PositionKind.RANK and v.span in clause and v.span.start >= cue.span.end
            for v in sentence.values
        ):
            return
        base = self._last[0]
        if not names or base.position.low is None or any(name in _holding(sentence) for name in names):
            return
        if len(names) > 1 and not (sentence.cues(Kind.ORDER) and cue.number is None):
            return
        shared = len({claim.institution.value for claim in self._last})
        rank = int(base.position.low) + (cue.number or shared)
        found = []
        for place, name in enumerate(names):
            start, end = min(cue.span.start, name.span.start), max(cue.span.end, name.span.end)
            found.append(
                replace(
                    base,
                    institution=reading.institutions.linked(name, sentence.block, LinkKind.SENTENCE),
                    position=replace(base.position, low=rank + place, high=rank + place),
                    span=reading.source(sentence, Span(start, end)),
                    rule=cue.rule,
                    tied=False,
                )
            )
        self._last, self._block = found[-1:], sentence.block
        yield from found


def _named(sentence: Sentence, cue: CueMention) -> list[InstitutionMention]:
    """Give the names that come next: the first row behind the cue, else the row right before it."""
    groups = [group for group in groups_of(sentence) if not is_compared(sentence, group[0]) or len(group) > 1]
    groups = groups or groups_of(sentence)
    behind = [group for group in groups_of(sentence) if group[0].span.start >= cue.span.end]
    if behind and not any(cue.span.end <= v.span.start < behind[0][0].span.start for v in sentence.values):
        return behind[0]
    before = [group for group in groups if group[-1].span.end <= cue.span.start]
    if before and not any(before[-1][-1].span.end <= v.span.start < cue.span.start for v in sentence.values):
        return before[-1]
    return []


def _holding(sentence: Sentence) -> list[InstitutionMention]:
    """Give the names with a position right behind them."""
    starts = [value.span.start for value in sentence.values]
    return [
        mention
        for mention in sentence.of(InstitutionMention)
        if any(0 <= start - mention.span.end <= _JOINED for start in starts)
    ]
