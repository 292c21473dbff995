"""What a document says, in the graph's terms: claims and facts; a count whose members are listed is a claim here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.extract.claims import Claim, EditionSize, Linked, LinkKind, Method, Move, Participation, StatedCount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.claims import Extraction

Fact: TypeAlias = EditionSize | Participation | Move | Method


@dataclass(frozen=True, slots=True)
class Said:
    """All that was read in one document, each tuple in reading order."""

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]

    def __iter__(self) -> Iterator[Claim | Fact]:
        """Yield claims, then facts."""
        yield from self.claims
        yield from self.facts


def said(extraction: Extraction) -> Said:
    """Take counts from the facts to the claims: as tallies, their details can be held to them."""
    counts = (_tally(fact) for fact in extraction.facts if isinstance(fact, StatedCount))
    facts = (fact for fact in extraction.facts if not isinstance(fact, StatedCount))
    return Said(
        (*extraction.claims, *counts), tuple(_complete(fact) if isinstance(fact, Move) else fact for fact in facts)
    )


def _complete(move: Move) -> Move:
    """Give both ends of a move the grades that one of them names: "22 A and B grades, against 20"."""
    before, after = move.before, move.after
    if not before or not after or before.kind is not after.kind or bool(before.grade) is bool(after.grade):
        return move
    grade = before.grade or after.grade
    return replace(move, before=replace(before, grade=grade), after=replace(after, grade=grade))


def _tally(count: StatedCount) -> Claim:
    return Claim(
        institution=count.institution,
        ranking=count.ranking,
        edition=count.edition,
        criterion=Linked(None, None, LinkKind.DEFAULT, "overall"),
        scope=count.scope,
        position=count.position,
        span=count.span,
        rule=count.rule,
    )
