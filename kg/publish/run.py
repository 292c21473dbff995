"""One publication: the graph is opened and checked, files and pages are made aside, then moved in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.publish.downloads import write_downloads
from kg.publish.progress import Progress
from kg.publish.site import write_site
from kg.publish.source import open_source
from kg.publish.tree import Tree

__all__ = ["Order", "Progress", "publish"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.publish.tree import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to publish, and how: ``graph`` is the folder of a build, ``site`` the address at which the site will stand.

    An empty address leaves out what needs one. Without ``check``, a graph that does not conform is published too.
    """

    graph: Path
    site: str = ""
    check: bool = True


def publish(order: Order, target: Path, listen: Callable[[Progress], None]) -> Change:
    """Publish into a folder, which is as it was before if anything fails. Raises KgError."""
    source = open_source(order.graph, order.site)
    with Tree(target) as tree:
        downloads = write_downloads(source, tree, listen)
        write_site(source, downloads, tree, listen)
    return tree.change
