"""The named graphs of a build, one after the other, without reading the file whole."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kg.errors import DataError, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

REGISTRY = "graph/registry"  # what the name of the registry's graph ends with
_END = re.compile(rb" <([^<>\s]+)> \.\n$")


class NamedGraph(NamedTuple):
    """A graph, where its lines stand in the N-Quads, and their digest."""

    iri: str
    start: int
    length: int
    digest: str


def named_graphs(file: BinaryIO) -> Iterator[NamedGraph]:
    """Give each graph of the N-Quads that a build wrote, in which the lines of a graph stand together.

    Raises DataError for other files.
    """
    seen: set[bytes] = set()
    start = place = 0
    end, digest = b"", sha256()
    for number, line in enumerate(file, 1):
        if not end or not line.endswith(end):
            if end:
                yield NamedGraph(_iri(end), start, place - start, digest.hexdigest())
            end, start, digest = _end(line, file.name, number), place, sha256()
            if end in seen:
                raise _not_ours(file.name, number)
            seen.add(end)
        digest.update(line)
        place += len(line)
    if end:
        yield NamedGraph(_iri(end), start, place - start, digest.hexdigest())


def triples(file: BinaryIO, graph: NamedGraph) -> bytes:
    """Give the lines of a graph as N-Triples."""
    file.seek(graph.start)
    # A name ends a line, and nothing but a line's end holds a dot and a line feed.
    return file.read(graph.length).replace(f" <{graph.iri}> .\n".encode(), b" .\n")


def base_of(graphs: list[NamedGraph], where: str) -> str:
    """Give what the IRIs of instances begin with: what stands before the name of the registry's graph."""
    for graph in graphs:
        if graph.iri.endswith(f"/{REGISTRY}"):
            return graph.iri.removesuffix(REGISTRY)
    raise _not_ours(where, 1)


def _end(line: bytes, where: str, number: int) -> bytes:
    """Give what the lines of a graph end with."""
    match = _END.search(line)
    if match is None:
        raise _not_ours(where, number)
    return match[0]


def _iri(end: bytes) -> str:
    return end[2:-4].decode()


def _not_ours(where: str, number: int) -> DataError:
    return DataError(
        Text("not N-Quads as kg build writes them", "pas des N-Quads tels que kg build les écrit"),
        where=f"{where}:{number}",
        fix=Text("build the graph anew with kg build", "reconstruire le graphe avec kg build"),
    )
