"""A publication's graph as a store on disk, as the bare server needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.project import QUADS
from kg.query import Engine
from kg.query.source import fill, source_of

if TYPE_CHECKING:
    from pathlib import Path


def indexed(site: Path, store: Path) -> Engine:
    """Write the store, which is then open only for reading."""
    filled = Store(str(store))
    fill(filled, source_of(site / "download" / QUADS, named_graphs=True))
    filled.flush()
    del filled
    return Engine(Store.read_only(str(store)))
