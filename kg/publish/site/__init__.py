"""The site: pages in French and in English, without a server and without anything from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish.progress import Progress
from kg.publish.redirects import write_redirects
from kg.publish.site.drawing import Drawings
from kg.publish.site.environment import FOLDER, environment
from kg.publish.site.outside import write_outside
from kg.publish.site.page import Writer
from kg.publish.site.pages import MAKERS
from kg.publish.site.search import write_index
from kg.publish.site.site import Site
from kg.publish.site.words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.publish.downloads import Download
    from kg.publish.source import Source
    from kg.publish.tree import Tree

_EVERY = 100  # pages: so often is told how far we are


def write_site(source: Source, downloads: Sequence[Download], tree: Tree, listen: Callable[[Progress], None]) -> None:
    """Write every page, what they look like, and the rules by which names lead to them."""
    site = Site(source, downloads)
    templates = environment()
    with Drawings() as drawings:
        writer = Writer(site, tree, templates, drawings)
        for maker in MAKERS:
            for page in maker(site):
                writer.write(page)
                if len(writer.names) % _EVERY == 0:
                    listen(Progress(text("pages"), len(writer.names), 0))
        writer.finish()
    for asset in sorted((FOLDER / "assets").iterdir()):
        tree.write(f"assets/{asset.name}", asset.read_bytes())
    write_index(site, tree)
    write_outside(site, writer.names, templates, tree)
    write_redirects(site, tree)
    listen(Progress(text("pages"), len(writer.names), len(writer.names)))
