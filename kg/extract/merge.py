"""Claims of one document seen together: what one passage says of a position holds where the text repeats it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.language.fold import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.claims import Claim, Entity, Fact, Linked


def merge(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give the claims in reading order, each once; a tie stated once holds for the same position elsewhere."""
    tied = {_key(claim) for claim in claims if claim.tied}
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.span):
        whole = replace(claim, tied=True) if _key(claim) in tied else claim
        seen.setdefault((*_key(claim), claim.span), whole)
    return tuple(seen.values())


def merge_facts(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give the facts in reading order, each once."""
    return tuple(dict.fromkeys(sorted(facts, key=lambda fact: (fact.span, type(fact).__name__))))


def candidates_of(claims: Sequence[Claim]) -> tuple[Linked[Entity], ...]:
    """Give the institutions of claims that the registry does not know, each at its first place."""
    found: dict[str, Linked[Entity]] = {}
    for claim in claims:
        if claim.institution.value.slug is None:
            found.setdefault(fold_name(claim.institution.value.name), claim.institution)
    return tuple(found.values())


def _key(claim: Claim) -> tuple[object, ...]:
    return (
        claim.institution.value.slug or claim.institution.value.name,
        claim.ranking.value.name,
        claim.edition.value,
        claim.criterion.value.slug or claim.criterion.value.name if claim.criterion.value else None,
        claim.scope.value,
        claim.position,
    )
