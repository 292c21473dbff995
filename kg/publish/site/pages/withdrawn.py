"""The pages of what was published once and is gone: an address that was given out leads somewhere for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.graph.privacy import without_private
from kg.publish import addresses
from kg.publish.entities import KINDS
from kg.publish.site.names import UNKNOWN, Name, in_language, tag_of
from kg.publish.site.page import Page
from kg.publish.site.wording_documents import MEDIA, day
from kg.publish.site.words import text
from kg.publish.statements import by_subject
from kg.validate.screen.terms import value_of
from kg.vocab import DCT, PAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.publish.statements import Statements


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each entity that is gone; a document that is gone is called by its title, as one that stands."""
    for kind in KINDS.values():
        for entity in site.source.history.entities(kind):
            if entity.iri not in site.by_iri:
                stated = _stated(site, entity)
                title = without_private(_value(stated, f"{DCT}title"))
                titled = Text(title, title) if title else entity.label
                content = partial(_content, site, entity, stated)
                yield Page(addresses.address(entity), "withdrawn.html", titled, content, entity)


def _content(site: Site, entity: Entity, stated: Statements, language: str) -> dict[str, Any]:
    history = site.source.history
    title = without_private(_value(stated, f"{DCT}title"))
    tongue, media = tag_of(_value(stated, f"{DCT}language")), _value(stated, f"{DCT}format")
    named = in_language({tongue or UNKNOWN: title}, language) if title else None
    return {
        "gone": history.entity(entity),
        "withdrawn": history.withdrawn(entity),
        "named": named or Name(entity.label.in_language(language)),
        "facts": {
            text("issued_on").in_language(language): day(_value(stated, f"{DCT}issued"), language),
            text("written_in").in_language(language): text(f"tongue_{tongue}").in_language(language) if tongue else "",
            text("format").in_language(language): MEDIA.get(media, Text(media, media)).in_language(language),
            text("file").in_language(language): without_private(_value(stated, f"{PAL}fileName")),
        },
    }


def _stated(site: Site, entity: Entity) -> Statements:
    """Give what the history keeps of an entity itself."""
    return dict(by_subject(site.source.history.lines_about(entity))).get(f"<{entity.iri}>", {})


def _value(stated: Statements, predicate: str) -> str:
    value = min(stated.get(f"<{predicate}>", ()), default="")
    return value_of(value) if value.startswith('"') else value[1:-1]
