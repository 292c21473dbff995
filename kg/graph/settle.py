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
    from collections.abc import Iterable, Sequence

    from kg.graph.write import Description

_TIED = "pal:tied\ttrue"
_AT_LEAST = "pal:rankedCountAtLeast"
_LABELS = (LABEL, "skos:prefLabel", "dct:title")
_ONCE = frozenset({*_LABELS, "pal:basis", _AT_LEAST})


@dataclass(frozen=True, slots=True)
class Settled:
    """One description for what several say; ``changes`` are, for each of them, the lines it loses and gains."""

    description: Description
    changes: tuple[tuple[frozenset[str], frozenset[str]], ...]


def settle(descriptions: Sequence[Description]) -> Settled:
    """Settle what several documents say of one node.

    A result that one document calls a tie is called one; one that is stated somewhere is not computed; of lower bounds
    the highest holds; of names those in capitals come last, then the alphabet decides.
    """
    values: defaultdict[tuple[str, str], set[tuple[bool, str]]] = defaultdict(set)
    for said in descriptions:
        untied = _TIED not in said
        for line in said:
            if key := _key(line):
                values[key].add((untied, line))
    chosen = {key: _choose(key, lines) for key, lines in values.items() if len({line for _, line in lines}) > 1}
    changes = tuple(_change(said, chosen) for said in descriptions)
    settled = dict.fromkeys(
        line
        for said, (lost, gained) in zip(descriptions, changes, strict=True)
        for line in (*(line for line in said if line not in lost), *sorted(gained))
    )
    return Settled(tuple(settled), changes)


def _key(line: str) -> tuple[str, str] | None:
    """Give what a line says once: its predicate and, for a text, its language; None if it may be said several times."""
    predicate, _, value = line.partition("\t")
    return (predicate, value.rpartition('"')[2] if predicate in _LABELS else "") if predicate in _ONCE else None


def _choose(key: tuple[str, str], lines: Iterable[tuple[bool, str]]) -> str:
    predicate, _ = key
    if predicate == _AT_LEAST:
        return max((line for _, line in lines), key=lambda line: int(line.partition("\t")[2]))
    if predicate in _LABELS:
        return min(lines, key=lambda said: (said[0], plainest(_words(said[1]))))[1]
    return max(line for _, line in lines)  # "stated" comes after "computed"


def _words(line: str) -> str:
    return line.partition('"')[2].rpartition('"')[0]


def _change(said: Description, chosen: dict[tuple[str, str], str]) -> tuple[frozenset[str], frozenset[str]]:
    lost = {line: chosen[key] for line in said if (key := _key(line)) in chosen and chosen[key] != line}
    return frozenset(lost), frozenset(lost.values())
