"""The site alone, made by this process."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.publish.crew import Crew
from kg.publish.site.write import write_site
from kg.publish.workshop import Workshop

if TYPE_CHECKING:
    from kg.publish.source import Source
    from kg.publish.tree import Tree


def make_site(source: Source, tree: Tree) -> None:
    """Write the pages of a publication without downloads."""
    with Crew(tree, 1, lambda _: None, partial(Workshop, source, tree)) as crew:
        write_site(crew, crew.begin(lambda _: []), lambda _: None)
