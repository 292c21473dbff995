"""A graph opened for queries: in memory, from an index that was made before, or from a store on disk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NoReturn

from pyoxigraph import DefaultGraph

from kg.query.engine import Engine
from kg.query.source import corrupt, in_memory, open_store, source_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.errors import Text

# Bytes of RDF from which an index is made: below, the graph is in memory in less time than a query may take
# (0.05 s for a megabyte of Turtle), so an index would never pay.
LARGE = 1_000_000


def _say_nothing(_text: Text) -> None:
    """Tell nobody."""


def _refuse(folder: Path, error: Exception) -> NoReturn:
    raise corrupt(folder, error) from error


def load(
    path: Path, *, named_graphs: bool = False, index: bool = True, tell: Callable[[Text], None] = _say_nothing
) -> Engine:
    """Open a file or a folder of RDF, or the folder of a store that Oxigraph wrote, which is only read.

    Of a built graph's folder the merged Turtle is read, and its N-Quads only for ``named_graphs``; of another folder,
    every RDF file. What has named graphs is merged into the default graph too, but for a store whose default graph
    holds something: that is asked as it is. A large graph is kept in an index, from which it is opened next time
    without being read again, unless ``index`` is false; ``tell`` is told what is done meanwhile.
    """
    source = source_of(path, named_graphs=named_graphs)
    if source.is_store:
        store = open_store(path)
        if any(True for _ in store.quads_for_pattern(None, None, None, DefaultGraph())):
            return Engine(store, partial(_refuse, path))
    if index and source.size >= LARGE:
        from kg.query.index import Index  # noqa: PLC0415 (a small graph needs none)

        kept = Index(source, tell)
        if indexed := kept.open():
            return Engine(indexed, kept.remade)
    return Engine(in_memory(source))
