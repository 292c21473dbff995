"""The page of a Sustainable Development Goal: what it says, who is placed where, and the criteria that measure it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.site.answers import COUNT, first_rows, with_counts
from kg.publish.site.described import Described
from kg.publish.site.drawing import drawn
from kg.publish.site.page import Page
from kg.publish.site.positions import COLUMNS, positions
from kg.publish.site.tables import Wording
from kg.publish.site.words import text
from kg.query.header import Column
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.query import Rows

_LEADERS = "sdg-leaders"
_CRITERIA = """
SELECT DISTINCT ?criterion ?ranking {{
  ?criterion a pal:Criterion ; pal:goal {goal} .
  OPTIONAL {{ ?criterion skos:inScheme/^pal:criterionScheme ?ranking }}
}} ORDER BY ?criterion ?ranking"""
_COLUMNS = (Column("criterion", text("criterion")), Column("ranking", text("ranking")), Column(COUNT, text("results")))
MOST = 500  # rows of one page


def pages(site: Site, entities: Iterable[Entity]) -> Iterator[Page]:
    """Yield the page of each goal."""
    for entity in entities:
        yield Page(addresses.address(entity), "goal.html", entity.label, _Goal(site, entity).content, entity)


class _Goal:
    """What the pages of one goal share."""

    def __init__(self, site: Site, entity: Entity) -> None:
        self._site, self._entity = site, entity

    def content(self, language: str) -> dict[str, Any]:
        site, given = self._site, {"sdg": self._entity.iri}
        wording = Wording(site.names, language)
        answer = site.answers.rows(_LEADERS, language, **given)
        leaders, criteria = (
            text(name).in_language(language) for name in ("goal_leaders_caption", "goal_criteria_caption")
        )
        return {
            "known": self._known,
            "figure": drawn(_LEADERS, answer, site.names, language, **given),
            "leaders": wording.table(first_rows(self._positions, MOST), COLUMNS, leaders),
            "count": len(self._positions.rows),
            "most": MOST,
            "criteria": wording.table(self._criteria, _COLUMNS, criteria),
        }

    @cached_property
    def _known(self) -> Described:
        return Described(self._site.engine, self._entity.iri)

    @cached_property
    def _positions(self) -> Rows:
        return positions(self._site.answers, f"?criterion pal:goal {iri(self._entity.iri)} .")

    @cached_property
    def _criteria(self) -> Rows:
        answer = self._site.answers.own(_CRITERIA.format(goal=iri(self._entity.iri)))
        return with_counts(answer, self._site.results)
