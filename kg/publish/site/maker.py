"""Pages made part by part: a part is made by one process, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish.redirects import write_redirects
from kg.publish.site import pages
from kg.publish.site.environment import FOLDER, environment
from kg.publish.site.outside import write_outside
from kg.publish.site.page import Writer
from kg.publish.site.search import write_index
from kg.publish.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.publish.downloads import Download
    from kg.publish.source import Source
    from kg.publish.tree import Tree

PARTS = 32  # of the pages of each kind of thing


class SiteMaker:
    """Makes the pages of a site; what is made gives the names of its pages."""

    def __init__(self, source: Source, tree: Tree) -> None:
        """Open what all pages draw from."""
        self._site, self._tree, self._templates = Site(source, ()), tree, environment()
        self._writer = Writer(self._site, tree, self._templates)

    def make_each(self, place: int, part: int) -> list[str]:
        """Make one part of the pages of the maker at a place among `pages.OF_EACH`."""
        maker = pages.OF_EACH[place]
        things = maker.things(self._site)
        some = things[len(things) * part // PARTS : len(things) * (part + 1) // PARTS]
        return [self._writer.write(page) for page in maker.pages(self._site, some)]

    def make_all(self, place: int, downloads: Sequence[Download]) -> list[str]:
        """Make the pages of the maker at a place among `pages.MAKERS`."""
        self._site.downloads = downloads
        return [self._writer.write(page) for page in pages.MAKERS[place](self._site)]

    def finish(self, names: Sequence[str]) -> None:
        """Write what pages look like, the search, what stands outside the languages, and the rules to reach pages."""
        for asset in sorted((FOLDER / "assets").iterdir()):
            self._tree.write(f"assets/{asset.name}", asset.read_bytes())
        write_index(self._site, self._tree)
        write_outside(self._site, names, self._templates, self._tree)
        write_redirects(self._site, self._tree)
