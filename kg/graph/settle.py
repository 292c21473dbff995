"""What several documents say of one node, where it can be said only once.

Most of what documents say of a node simply adds up. A label, whether a position is stated, and the lower bound of a
size do not: of what the documents say, one is chosen, by the same rules whatever their order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.pool import plainest
from kg.graph.write import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.write import Description, Statement

_TIED = ("pal:tied", "true")
_AT_LEAST = "pal:rankedCountAtLeast"
_LABELS = (LABEL, "skos:prefLabel", "dct:title")
_ONCE = frozenset({*_LABELS, "pal:basis", _AT_LEAST})


@dataclass(frozen=True, slots=True)
class Settled:
    """One description for what several say; ``changes`` are, for each of them, the statements it loses and gains."""

    description: Description
    changes: tuple[tuple[frozenset[Statement], frozenset[Statement]], ...]


def settle(descriptions: Sequence[Description]) -> Settled:
    """Settle what several documents say of one node.

    A result that one document calls a tie is called one; one that is stated somewhere is not computed; of lower bounds
    the highest holds; of names those in capitals come last, then the alphabet decides.
    """
    values: defaultdict[tuple[str, str], set[tuple[bool, Statement]]] = defaultdict(set)
    for said in descriptions:
        untied = _TIED not in said
        for statement in said:
            if key := _key(statement):
                values[key].add((untied, statement))
    several = {key: found for key, found in values.items() if len({statement for _, statement in found}) > 1}
    chosen: dict[tuple[str, str] | None, Statement] = {key: _choose(key, found) for key, found in several.items()}
    changes = tuple(_change(said, chosen) for said in descriptions)
    settled = dict.fromkeys(
        statement
        for said, (lost, gained) in zip(descriptions, changes, strict=True)
        for statement in (*(statement for statement in said if statement not in lost), *sorted(gained))
    )
    return Settled(tuple(settled), changes)


def _key(statement: Statement) -> tuple[str, str] | None:
    """Give what can be said once: a predicate and, of texts, a language; None if a statement stands beside others."""
    predicate, value = statement
    return (predicate, value.rpartition('"')[2] if predicate in _LABELS else "") if predicate in _ONCE else None


def _choose(key: tuple[str, str], found: Iterable[tuple[bool, Statement]]) -> Statement:
    predicate, _ = key
    if predicate == _AT_LEAST:
        return max((statement for _, statement in found), key=lambda statement: int(statement[1]))
    if predicate in _LABELS:
        return min(found, key=lambda said: (said[0], plainest(said[1][1].partition('"')[2].rpartition('"')[0])))[1]
    return max(statement for _, statement in found)  # "stated" comes after "computed"


def _change(
    said: Description, chosen: Mapping[tuple[str, str] | None, Statement]
) -> tuple[frozenset[Statement], frozenset[Statement]]:
    keys = ((statement, _key(statement)) for statement in said)
    lost = {line: chosen[key] for line, key in keys if key in chosen and chosen[key] != line}
    return frozenset(lost), frozenset(lost.values())
