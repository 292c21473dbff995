"""Which institutions are compared: a few of those that an institution shares most tables with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish import addresses
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site

MOST = 3  # comparisons that one institution brings about: there may be three pages for each, no more
_FEWEST = 2  # shared tables: one is told by the page of its edition
_SHARED = """
SELECT ?other (COUNT(DISTINCT ?table) AS ?shared) {{
  {{ SELECT DISTINCT ?edition ?criterion ?scope {{
    ?one pal:institution {institution} ; a pal:Result ; pal:edition ?edition ; pal:criterion ?criterion ;
      pal:scope ?scope ; pal:rankBest ?rank .
  }} }}
  ?result pal:edition ?edition ; pal:criterion ?criterion ; pal:scope ?scope ; a pal:Result ; pal:rankBest ?best ;
    pal:institution ?other .
  FILTER(?other != {institution})
  BIND(CONCAT(STR(?edition), " ", STR(?criterion), " ", STR(?scope)) AS ?table)
}}
GROUP BY ?other HAVING (COUNT(DISTINCT ?table) >= {fewest}) ORDER BY DESC(?shared) ?other LIMIT {most}"""


class Rivals:
    """Comparisons by institution, as they are found."""

    def __init__(self, site: Site) -> None:
        """Take the site."""
        self._site = site
        self._found: dict[str, list[tuple[Entity, str, int]]] = {}

    def of(self, entity: Entity) -> Sequence[tuple[Entity, str, int]]:
        """Give the institutions to compare with: each with the name of the page and the number of shared tables."""
        if entity.iri not in self._found:
            query = _SHARED.format(institution=iri(entity.iri), most=MOST, fewest=_FEWEST)
            rows = self._site.engine.rows(query) if self._site.results.get(entity.iri, 0) >= _FEWEST else ()
            others = [(self._site.by_iri.get(str(other)), shared) for other, shared in rows]
            self._found[entity.iri] = [
                (other, name_of(entity, other), shared) for other, shared in others if other and isinstance(shared, int)
            ]
        return self._found[entity.iri]


def name_of(one: Entity, other: Entity) -> str:
    """Give the name of the page that compares two, whichever is named first."""
    first, second = sorted((one, other), key=lambda entity: entity.key)
    return f"compare/{addresses.segment(first.key)}/{addresses.segment(second.key)}"
