"""Claims that went and claims that came: one that says otherwise of the same thing corrects the other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from kg.diff.kinds import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.diff.side import Side
    from kg.validate.screen.terms import Term

# The values that name what a claim speaks of, in the order of the class's key.
_Key: TypeAlias = tuple[tuple["Term", ...], ...]


def corrections(kind: Term, gone: Iterable[Term], came: Iterable[Term], sides: tuple[Side, Side]) -> dict[Term, Term]:
    """Give, of claims of one class that went, the claim that came in its place, if one can be told.

    It can where both are the only claims of their graphs about a thing, or where of the claims about it exactly one
    went and one came that share a document.
    """
    old, new = sides
    went, arrived = _by_key(kind, gone, old), _by_key(kind, came, new)
    shared = went.keys() & arrived.keys()
    pairs: dict[Term, Term] = {}
    for key in shared:
        pairs |= _sharing(went[key], arrived[key], sides)
    open_keys = {key for key in shared if len(went[key]) == len(arrived[key]) == 1 and went[key][0] not in pairs}
    alone = _alone(kind, open_keys, old) & _alone(kind, open_keys, new)
    return pairs | {went[key][0]: arrived[key][0] for key in alone}


def _by_key(kind: Term, claims: Iterable[Term], side: Side) -> dict[_Key, list[Term]]:
    by_key = defaultdict(list)
    for claim in claims:
        by_key[_key(kind, side.graph.get(claim, {}))].append(claim)
    return by_key


def _key(kind: Term, stated: Mapping[Term, Sequence[Term]]) -> _Key:
    return tuple(tuple(sorted(stated.get(predicate, ()))) for predicate in KEYS[kind])


def _sharing(gone: list[Term], came: list[Term], sides: tuple[Side, Side]) -> dict[Term, Term]:
    """Pair the claims that share a document with exactly one of the others, which shares one with no further."""
    old, new = sides
    before = {claim: old.documents(claim) for claim in gone}
    after = {claim: new.documents(claim) for claim in came}
    partners = {claim: [each for each in came if before[claim] & after[each]] for claim in gone}
    met = [each for each_partners in partners.values() for each in each_partners]
    return {claim: each[0] for claim, each in partners.items() if len(each) == 1 and met.count(each[0]) == 1}


def _alone(kind: Term, keys: set[_Key], side: Side) -> set[_Key]:
    """Leave the keys that one claim of the graph has, and no second."""
    if not keys:
        return set()
    counts: defaultdict[_Key, int] = defaultdict(int)
    for _, stated in side.graph.of_class(kind):
        counts[_key(kind, stated)] += 1
    return {key for key in keys if counts[key] == 1}
