"""The files to download: the whole graph in several formats, a file per entity, tables, and what describes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.errors import Text
    from kg.publish.run import Progress
    from kg.publish.source import Source
    from kg.publish.tree import Tree, Written


@dataclass(frozen=True, slots=True)
class Download:
    """A file to offer: what it is, its media type, and the file itself with its compressed twin if it has one."""

    title: Text
    media_type: str
    files: tuple[Written, ...]


def write_downloads(source: Source, tree: Tree, listen: Callable[[Progress], None]) -> list[Download]:
    """Write all downloads; give them in the order in which a page should list them."""
    raise NotImplementedError
