"""A page, and the two files that it becomes: one in French, one in English, from one template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.publish import addresses
from kg.publish.site.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from kg.errors import Text
    from kg.publish.entities import Entity
    from kg.publish.source import Source
    from kg.publish.tree import Tree


@dataclass(frozen=True, slots=True)
class Page:
    """What a template needs: ``name`` is the address without language and extension, ``content`` is made per language.

    ``entity`` is what the page is about, if it is about one: its data is then linked and stands in the page.
    """

    name: str
    template: str
    title: Text
    content: Callable[[str], dict[str, Any]] = field(default=lambda _language: {})
    entity: Entity | None = None


class Writer:
    """Writes pages into a tree, each in both languages."""

    def __init__(self, source: Source, tree: Tree, environment: Environment) -> None:
        """Take what pages are made with."""
        self._source, self._tree, self._environment = source, tree, environment

    def write(self, page: Page) -> None:
        """Render a page in French and in English."""
        template = self._environment.get_template(page.template)
        for language in addresses.LANGUAGES:
            here = addresses.page(page.name, language)
            content = page.content(language)
            text = template.render(Frame(self._source, page, language, here).names() | content)
            self._tree.write(here, text.encode())


@dataclass(frozen=True, slots=True)
class Frame:
    """What every template may use besides its own content."""

    source: Source
    page: Page
    language: str
    here: str

    def names(self) -> dict[str, Any]:
        """Give the names of the templates' common context."""
        return {
            "words": Words(self.language),
            "language": self.language,
            "page": self.page,
            "title": self.page.title.in_language(self.language),
            "entity": self.page.entity,
            "to": self.to,
            "to_page": self.to_page,
            "to_entity": self.to_entity,
            "others": [language for language in addresses.LANGUAGES if language != self.language],
            "absolute": self.absolute,
        }

    def to(self, address: str) -> str:
        """Give the way to a file from this page."""
        return addresses.link(address, self.here)

    def to_page(self, name: str, language: str = "") -> str:
        """Give the way to a page in this language, or in the one that is named."""
        return self.to(addresses.page(name, language or self.language))

    def to_entity(self, entity: Entity) -> str:
        """Give the way to an entity's page."""
        return self.to_page(addresses.address(entity))

    def absolute(self, language: str) -> str:
        """Give the full address of this page in a language, or nothing where the site's address is not known."""
        site = self.source.site
        return f"{site}/{addresses.link(addresses.page(self.page.name, language), '')}" if site else ""
