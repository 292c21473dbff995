"""The page of a document: what it is, and its quoted passages, each beside what it states."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.graph.privacy import without_private
from kg.publish import addresses
from kg.publish.site.documents import read
from kg.publish.site.names import Name, in_language, labels_of
from kg.publish.site.page import Page
from kg.publish.site.wording_documents import MARKED_UP, MEDIA, day
from kg.publish.site.words import text
from kg.vocab import DCT, PAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.documents import Reading
    from kg.publish.site.site import Site

MOST = 400  # passages that state something: with more of them, how their parts were found is left to the data
_SLOTS = {name: text(name) for name in ("institution", "ranking", "edition", "criterion", "scope")} | {
    name: text(f"slot_{name}") for name in ("group", "usesCriterion", "inCriterion")
}


def pages(site: Site, entities: Iterable[Entity]) -> Iterator[Page]:
    """Yield the page of each document, in parts where it is very long."""
    for entity in entities:
        document = _Document(site, entity)
        name = addresses.address(entity)
        for part in document.reading.parts:
            content = partial(document.content, part)
            yield Page(f"{name}/{part}" if part else name, "document.html", entity.label, content, entity)


class _Document:
    """What the pages of one document share."""

    def __init__(self, site: Site, entity: Entity) -> None:
        self._site, self._entity = site, entity
        self.reading = read(site.engine, entity.iri)

    def content(self, part: int, language: str) -> dict[str, Any]:
        reading, name = self.reading, addresses.address(self._entity)
        quoted = reading.on(part)
        return {
            "reading": reading,
            "quoted_here": quoted,
            "part": part,
            "parts_of_page": [(each, f"{name}/{each}" if each else name) for each in reading.parts],
            "within": text("part_of_document").in_language(language).format(part + 1) if part else "",
            "description": text("document_description").in_language(language).format(_quoted(reading, language)),
            "issuers": reading.all(f"{PAL}issuer"),
            "cites": reading.all(f"{PAL}cites"),
            "issued": reading.one(f"{DCT}issued"),
            "day": day(reading.one(f"{DCT}issued"), language),
            "sources": reading.all(f"{DCT}source"),
            "media": _media(reading.one(f"{DCT}format")).in_language(language),
            "marked_up": reading.one(f"{DCT}format") in MARKED_UP,
            "file": without_private(reading.one(f"{PAL}fileName")),
            "digest": reading.one(f"{PAL}sha256"),
            "brief": sum(len(each.stated) for each in quoted) > MOST,
            "labelled": lambda labels: in_language(labels, language),
            "slot_name": lambda slot: self._slot(slot, language),
        }

    def _slot(self, slot: str, language: str) -> Name:
        """Name a part; one that we have no word for is called as the ontology does."""
        word = _SLOTS.get(slot.removeprefix(PAL))
        if word:
            return Name(word.in_language(language))
        return in_language(labels_of(self._site.engine, slot), language) or Name(slot.removeprefix(PAL))


def _media(media_type: str) -> Text:
    return MEDIA.get(media_type, Text(media_type, media_type))


def _quoted(reading: Reading, language: str) -> str:
    quotes = Text("“{}”", "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»")
    return quotes.in_language(language).format(reading.title)
