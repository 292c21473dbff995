"""What one process makes the files of a publication with, opened when a task first needs it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.publish.downloads import write_downloads
from kg.publish.site.maker import SiteMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.publish.downloads import Download
    from kg.publish.progress import Progress
    from kg.publish.source import Source
    from kg.publish.tree import Tree


class Workshop:
    """Does the tasks of a `Crew`."""

    def __init__(self, source: Source, tree: Tree, listen: Callable[[Progress], None]) -> None:
        """Take what is published, and open nothing yet."""
        self._source, self._tree, self._listen = source, tree, listen

    @cached_property
    def site(self) -> SiteMaker:
        """What makes pages."""
        return SiteMaker(self._source, self._tree)

    def write_downloads(self) -> Sequence[Download]:
        """Write the files to download."""
        return write_downloads(self._source, self._tree, self._listen)
