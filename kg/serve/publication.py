"""The publication that is served; that of a graph without one is made in the user's cache folder."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from kg import project
from kg.errors import DataError, Text
from kg.publish.addresses import DOWNLOAD, SUMS
from kg.publish.reading import told
from kg.query.index import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kg.publish.progress import Progress


def digest_of(publication: Path) -> str:
    """Give the digest that tells this publication from every other. Raises DataError."""
    sums = sums_of(publication)
    if not sums.is_file():
        raise DataError(
            Text("no publication here", "pas de publication ici"),
            where=str(publication),
            fix=Text(
                "name with --site the folder that kg publish -o wrote",
                "nommer avec --site le dossier que kg publish -o a écrit",
            ),
        )
    with told(sums):
        return hashlib.sha256(sums.read_bytes()).hexdigest()


def quads_of(publication: Path) -> Path:
    """Give the data set of a publication."""
    return publication / DOWNLOAD / project.QUADS


def sums_of(publication: Path) -> Path:
    """Give the file that tells the digests of a publication."""
    return publication / DOWNLOAD / SUMS


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
    from kg.publish.run import Order, publish  # noqa: PLC0415 (heavy; this runs in a process of its own)

    logging.getLogger("rdflib").setLevel(logging.ERROR)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        publish(Order(graph=graph, site=address), target, listen)
    finally:
        listen.end()
