"""The site: pages in French and in English, without a server and without anything from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.publish.downloads import Download
    from kg.publish.run import Progress
    from kg.publish.source import Source
    from kg.publish.tree import Tree


def write_site(source: Source, downloads: Sequence[Download], tree: Tree, listen: Callable[[Progress], None]) -> None:
    """Write every page, what they look like, and the rules by which names lead to them."""
    raise NotImplementedError
