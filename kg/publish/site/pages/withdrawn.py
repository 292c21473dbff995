"""The pages of what was published once and is gone: an address that was given out leads somewhere for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.entities import KINDS
from kg.publish.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each entity that is gone."""
    for kind in KINDS.values():
        for entity in site.source.history.entities(kind):
            if entity.iri not in site.by_iri:
                content = partial(_content, site, entity)
                yield Page(addresses.address(entity), "withdrawn.html", entity.label, content, entity)


def _content(site: Site, entity: Entity, _language: str) -> dict[str, Any]:
    history = site.source.history
    return {"gone": history.entity(entity), "withdrawn": history.withdrawn(entity)}
