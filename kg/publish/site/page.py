"""A page, and the two files that it becomes: one in French, one in English, from one template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from kg.publish import addresses
from kg.publish.entities import KINDS
from kg.publish.site.anchors import anchor, fragment
from kg.publish.site.jsonld import json_ld
from kg.publish.site.names import Name
from kg.publish.site.numbers import written
from kg.publish.site.whereabouts import whereabouts
from kg.publish.site.words import Words
from kg.query.parameters import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from kg.errors import Text
    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.publish.tree import Tree

_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Page:
    """What a template needs: ``name`` is the address without language and extension, ``content`` is made per language.

    ``entity`` is what the page is about, if it is about one: its data is then linked and stands in the page. Content
    may name a ``description`` for search engines.
    """

    name: str
    template: str
    title: Text
    content: Callable[[str], dict[str, Any]] = field(default=lambda _language: {})
    entity: Entity | None = None


class Writer:
    """Writes pages into a tree, each in both languages."""

    def __init__(self, site: Site, tree: Tree, environment: Environment) -> None:
        """Take what pages are made with."""
        self._site, self._tree, self._environment = site, tree, environment

    def write(self, page: Page) -> str:
        """Write a page in French and in English; give its name."""
        template = self._environment.get_template(page.template)
        about = json_ld(self._site.engine, page.entity.iri) if page.entity else ""
        for language in LANGUAGES:
            here = addresses.page(page.name, language)
            frame = Frame(self._site, page, language, here)
            text = template.render(frame.names() | {"json_ld": about} | page.content(language))
            self._tree.write(here, text.encode())
        return page.name


@dataclass(frozen=True, slots=True)
class Frame:
    """What every template may use besides its own content."""

    site: Site
    page: Page
    language: str
    here: str

    def names(self) -> dict[str, Any]:
        """Give the names of the templates' common context."""
        return {
            "words": Words(self.language),
            "language": self.language,
            "page": self.page,
            "title": self.title(),
            "description": "",
            "within": "",
            "entity": self.page.entity,
            "site": self.site,
            "site_name": self.site.name.in_language(self.language),
            "licence": self.site.licence[0],
            "licence_words": self.site.licence[1].in_language(self.language),
            "licence_text": self.site.licence[2].in_language(self.language),
            "formats": addresses.FORMATS,
            "data_of": addresses.data,
            "others": [language for language in LANGUAGES if language != self.language],
            "fragment": lambda iri: fragment(iri, self.site.base),
            "kinds": KINDS,
            "number": lambda value: written(value, self.language),
            "web": web,
        } | {
            name: getattr(self, name)
            for name in (
                "to",
                "to_page",
                "itself",
                "to_entity",
                "to_thing",
                "to_anchor",
                "to_place",
                "name_of",
                "said",
                "absolute",
            )
        }

    def title(self) -> Name:
        """Give the title; that of an entity may have a name in the other language only."""
        entity = self.page.entity
        if entity and self.site.names.known(entity.iri) and entity.label == self.page.title:
            return self.site.names.of(entity.iri, self.language)
        return Name(self.said(self.page.title))

    def said(self, text: Text) -> str:
        """Give a text in this page's language."""
        return text.in_language(self.language)

    def to(self, address: str) -> str:
        """Give the way to a file from this page."""
        return addresses.link(address, self.here)

    def to_page(self, name: str, language: str = "") -> str:
        """Give the way to a page in this language, or in the one that is named."""
        return self.to(addresses.page(name, language or self.language))

    def itself(self, language: str) -> str:
        """Give the way to this page in a language."""
        return self.to_page(self.page.name, language)

    def to_entity(self, entity: Entity) -> str:
        """Give the way to an entity's page."""
        return self.to_page(addresses.address(entity))

    def to_thing(self, iri: str) -> str:
        """Give the way to the page of a thing, or to its place among the concepts; nothing for what has neither."""
        entity = self.site.by_iri.get(iri)
        if entity:
            return self.to_entity(entity)
        return self.to_place(whereabouts(iri, self.site.base)) if self.site.names.known(iri) else ""

    def to_anchor(self, iri: str) -> str:
        """Give the way to where a claim or a passage stands, or nothing."""
        return self.to_place(anchor(iri, self.site.base))

    def to_place(self, place: str) -> str:
        """Give the way to a page, named with the fragment after ``#`` if there is one; nothing for no page."""
        name, mark, found = place.partition("#")
        return f"{self.to_page(name)}{mark}{quote(found, safe='/')}" if name else ""

    def name_of(self, iri: str) -> Name:
        """Give the name of a thing."""
        return self.site.names.of(iri, self.language)

    def absolute(self, language: str) -> str:
        """Give the full address of this page in a language, or nothing where the site's address is not known."""
        site = self.site.source.site
        return f"{site}/{addresses.link(addresses.page(self.page.name, language), '')}" if site else ""


def web(iri: str) -> bool:
    """Tell whether an IRI may be a link: ``javascript:`` and its like may not.

    >>> web("https://ror.org/03e8rf594"), web("javascript:alert(1)"), web("https:evil")
    (True, False, False)
    """
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme in _WEB and bool(parts.netloc)
