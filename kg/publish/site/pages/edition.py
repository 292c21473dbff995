"""The page of an edition: how many it ranks, how it is made, who shares a rank, and all that is known of its tables."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.site.answers import first_rows
from kg.publish.site.claims import Claim, claims_of, numbered
from kg.publish.site.described import Described
from kg.publish.site.drawing import drawn
from kg.publish.site.page import Page
from kg.publish.site.tables import Wording
from kg.publish.site.words import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site

_TABLE, _TIES = "edition-table", "ties"
_OF = "pal:edition"
MOST = 1000  # rows of one page


def pages(site: Site, entities: Iterable[Entity]) -> Iterator[Page]:
    """Yield the page of each edition."""
    for entity in entities:
        yield Page(addresses.address(entity), "edition.html", entity.label, _Edition(site, entity).content, entity)


class _Edition:
    """What the pages of one edition share."""

    def __init__(self, site: Site, entity: Entity) -> None:
        self._site, self._entity = site, entity

    def content(self, language: str) -> dict[str, Any]:
        site, given = self._site, {"edition": self._entity.iri}
        wording = Wording(site.names, language)
        answer = site.answers.rows(_TABLE, language, **given)
        ties = site.answers.rows(_TIES, language, **given)
        caption, shared = (text(name).in_language(language) for name in ("edition_caption", "ties_caption"))
        return {
            "known": self._known,
            "sizes": self._sizes,
            "methods": self._methods,
            "sources": numbered(claim.quotes for claim in (*self._sizes, *self._methods)),
            "withdrawn": self._site.withdrawn(self._entity),
            "ties": wording.table(ties, site.answers.columns(_TIES), shared, "editionLabel"),
            "table": wording.table(first_rows(answer, MOST), site.answers.columns(_TABLE), caption),
            "count": len(answer.rows),
            "most": MOST,
            "figure": drawn(_TABLE, answer, site.names, language, **given),
        }

    @cached_property
    def _known(self) -> Described:
        return Described(self._site.engine, self._entity.iri)

    @cached_property
    def _sizes(self) -> Sequence[Claim]:
        return claims_of(self._site.engine, _OF, self._entity.iri, "EditionSize")

    @cached_property
    def _methods(self) -> Sequence[Claim]:
        return claims_of(self._site.engine, _OF, self._entity.iri, "Method")
