"""The page of a criterion: what it is, and the positions by it, edition after edition."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.site.answers import first_rows
from kg.publish.site.described import Described
from kg.publish.site.page import Page
from kg.publish.site.positions import COLUMNS, positions
from kg.publish.site.tables import Wording
from kg.publish.site.words import text
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.query import Rows

MOST = 1000  # rows of one page: the pages of the editions have the rest


def pages(site: Site, entities: Iterable[Entity]) -> Iterator[Page]:
    """Yield the page of each criterion."""
    for entity in entities:
        yield Page(addresses.address(entity), "criterion.html", entity.label, _Criterion(site, entity).content, entity)


class _Criterion:
    """What the pages of one criterion share."""

    def __init__(self, site: Site, entity: Entity) -> None:
        self._site, self._entity = site, entity

    def content(self, language: str) -> dict[str, Any]:
        wording = Wording(self._site.names, language)
        ranking = self._site.ranking_of.get(self._entity.iri, "")
        caption = text("criterion_caption").in_language(language)
        return {
            "known": self._known,
            "ranking": ranking,
            "within": self._site.names.of(ranking, language).text if ranking else "",
            "table": wording.table(first_rows(self._positions, MOST), COLUMNS, caption),
            "count": len(self._positions.rows),
            "most": MOST,
        }

    @cached_property
    def _known(self) -> Described:
        return Described(self._site.engine, self._entity.iri)

    @cached_property
    def _positions(self) -> Rows:
        return positions(self._site.answers, f"VALUES ?criterion {{ {iri(self._entity.iri)} }}")
