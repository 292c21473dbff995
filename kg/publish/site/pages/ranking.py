"""The page of a ranking: who publishes it and since when, its editions and its criteria."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.site.answers import COUNT, with_counts
from kg.publish.site.described import Described
from kg.publish.site.page import Page
from kg.publish.site.tables import Wording
from kg.publish.site.words import text
from kg.query.header import Column, Format
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.query import Rows

_EDITIONS = """
SELECT ?edition ?year ?count ?atLeast {{
  ?edition a pal:Edition ; pal:ranking {ranking} .
  OPTIONAL {{ ?edition pal:year ?year }}
  OPTIONAL {{ ?edition pal:rankedCount ?count }}
  OPTIONAL {{ ?edition pal:rankedCountAtLeast ?atLeast }}
}} ORDER BY DESC(?year) ?edition"""
_CRITERIA = """
SELECT ?criterion ?kind ?goal {{
  {ranking} pal:criterionScheme ?scheme .
  ?criterion a pal:Criterion ; skos:inScheme ?scheme .
  OPTIONAL {{ ?criterion pal:criterionKind ?kind }}
  OPTIONAL {{ ?criterion pal:goal ?goal }}
}} ORDER BY COALESCE(IF(STRENDS(STR(?kind), "/overall"), 0, 1), 1) STRLEN(STR(?criterion)) ?criterion"""
_EDITION_COLUMNS = (
    Column("edition", text("edition")),
    Column("year", text("year"), Format.DIGITS),
    Column("count", text("size")),
    Column("atLeast", text("at_least")),
    Column(COUNT, text("results")),
)
_CRITERION_COLUMNS = (
    Column("criterion", text("criterion")),
    Column("kind", text("kind")),
    Column("goal", text("goal")),
    Column(COUNT, text("results")),
)


def pages(site: Site, entities: Iterable[Entity]) -> Iterator[Page]:
    """Yield the page of each ranking."""
    for entity in entities:
        yield Page(addresses.address(entity), "ranking.html", entity.label, _Ranking(site, entity).content, entity)


class _Ranking:
    """What the pages of one ranking share."""

    def __init__(self, site: Site, entity: Entity) -> None:
        self._site, self._entity = site, entity

    def content(self, language: str) -> dict[str, Any]:
        wording = Wording(self._site.names, language)
        editions = wording.table(self._editions, _EDITION_COLUMNS, text("editions_caption").in_language(language))
        criteria = wording.table(self._criteria, _CRITERION_COLUMNS, text("criteria_caption").in_language(language))
        return {"known": self._known, "editions": editions, "criteria": criteria}

    @cached_property
    def _known(self) -> Described:
        return Described(self._site.engine, self._entity.iri)

    @cached_property
    def _editions(self) -> Rows:
        return self._counted(_EDITIONS)

    @cached_property
    def _criteria(self) -> Rows:
        return self._counted(_CRITERIA)

    def _counted(self, query: str) -> Rows:
        answer = self._site.answers.own(query.format(ranking=iri(self._entity.iri)))
        return with_counts(answer, self._site.results)
