"""The files to download: the whole graph in several formats, a file per entity, tables, and what describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.publish.downloads.blocks import open_blocks
from kg.publish.downloads.download import Download
from kg.publish.downloads.jsonld import Context
from kg.publish.downloads.named import read_named
from kg.publish.downloads.parts import Parts
from kg.publish.downloads.whole import write_whole
from kg.publish.entities import KINDS, entities
from kg.publish.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.publish.source import Source
    from kg.publish.tree import Tree

__all__ = ["Download", "write_downloads"]

_WHOLE = Text("whole graph", "graphe entier")
_PARTS = Text("data", "données")


def write_downloads(source: Source, tree: Tree, listen: Callable[[Progress], None]) -> list[Download]:
    """Write all downloads; give them in the order in which a page should list them."""
    context = Context(source.base)
    downloads = []
    for download in write_whole(source, context, tree):
        downloads.append(download)
        listen(Progress(_WHOLE, len(downloads), 0))
    _write_parts(source, context, tree, listen)
    return downloads


def _write_parts(source: Source, context: Context, tree: Tree, listen: Callable[[Progress], None]) -> None:
    with open_blocks(source.merged) as blocks:
        parts = Parts(blocks, read_named(source.merged, blocks), context, tree)
        done = 0
        written = set()
        for document in parts.write_documents(source.quads, source.base):
            written.add(document.iri)
            done += 1
            listen(Progress(_PARTS, done, 0))
        for kind in KINDS.values():
            for entity in entities(source.engine, kind, source.base):
                if entity.iri not in written:
                    parts.write(entity)
                    done += 1
                    listen(Progress(_PARTS, done, 0))
