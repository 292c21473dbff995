"""The publication of a graph that is served without one: made in the user's cache folder, by a process of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from kg.publish import Order, publish
from kg.query.index import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kg.publish import Progress


class Listener(Protocol):
    """Is told how far a publication is, and when it ends."""

    def __call__(self, now: Progress, /) -> None:
        """Hear how far it is."""

    def end(self) -> None:
        """Hear of its end."""


class _Quiet:
    def __call__(self, now: Progress, /) -> None:
        pass

    def end(self) -> None:
        pass


QUIET: Listener = _Quiet()


def folder_for(graph: Path) -> Path:
    """Give the folder into which a graph is published to be served. Without a home it is a RuntimeError."""
    return cache_folder() / "sites" / f"{crc32(str(graph.resolve()).encode()):08x}"


def publish_graph(graph: Path, target: Path, address: str, listen: Listener) -> None:
    """Publish a graph, as `kg publish` does. Raises KgError."""
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        publish(Order(graph=graph, site=address), target, listen)
    finally:
        listen.end()
