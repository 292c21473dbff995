"""Which institutions are compared: a few of those that an institution shares most tables with."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.publish import addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site

Pair: TypeAlias = "tuple[Entity, Entity]"  # two institutions, by their keys

MOST = 3  # comparisons that one institution brings about, so that the number of pages follows that of institutions
_FEW = 100  # institutions: where there are more, a page is made for some tables only, as that of an edition tells one
_SOME = 3  # tables
_RANKED = """
SELECT DISTINCT ?edition ?criterion ?scope ?institution {
  ?result a pal:Result ; pal:rankBest ?best ; pal:edition ?edition ; pal:criterion ?criterion ; pal:scope ?scope ;
    pal:institution ?institution .
}"""


class Rival(NamedTuple):
    """An institution to compare with, the name of the page that does so, and the number of tables that rank both."""

    other: Entity
    page: str
    shared: int


class Rivals:
    """Comparisons by institution."""

    def __init__(self, site: Site) -> None:
        """Take the site; its results are read once, when first asked for."""
        self._site = site
        self.of: Callable[[Entity], Sequence[Rival]] = cache(self._of)

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """All that are compared, each pair once."""
        several = ((entity, rival.other) for entity in self._site.entities["institution"] for rival in self.of(entity))
        return list(dict.fromkeys(ordered(*pair) for pair in several))

    def _of(self, entity: Entity) -> Sequence[Rival]:
        """Give the institutions to compare with, the most tables in common first."""
        shared = Counter(other for table in self._tables_of.get(entity.iri, ()) for other in self._ranked[table])
        del shared[entity.iri]
        fewest = 1 if len(self._site.entities["institution"]) <= _FEW else _SOME
        chosen = sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:MOST]
        return [
            Rival(other, name_of(entity, other), count)
            for iri, count in chosen
            if count >= fewest and (other := self._site.by_iri.get(iri))
        ]

    @cached_property
    def _ranked(self) -> Mapping[int, Sequence[str]]:
        """The institutions that each table ranks; tables are told apart by numbers."""
        numbers: defaultdict[tuple[str, ...], int] = defaultdict(lambda: len(numbers))
        ranked: defaultdict[int, list[str]] = defaultdict(list)
        for *table, institution in self._site.engine.rows(_RANKED):
            ranked[numbers[tuple(map(str, table))]].append(str(institution))
        return ranked

    @cached_property
    def _tables_of(self) -> Mapping[str, Sequence[int]]:
        tables: defaultdict[str, list[int]] = defaultdict(list)
        for table, institutions in self._ranked.items():
            for institution in institutions:
                tables[institution].append(table)
        return tables


def ordered(one: Entity, other: Entity) -> Pair:
    """Give two in the order of their keys."""
    return (one, other) if one.key <= other.key else (other, one)


def name_of(one: Entity, other: Entity) -> str:
    """Give the name of the page that compares two, whichever is named first."""
    first, second = ordered(one, other)
    return f"compare/{addresses.segment(first.key)}/{addresses.segment(second.key)}"
