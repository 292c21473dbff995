"""Files of a graph read piece by piece; what keeps one from being read is a DataError."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import groupby, islice
from typing import TYPE_CHECKING

import pyoxigraph

from kg.errors import DataError, Text, quoted_in_french, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph.terms import Term

_PIECE = 1024 * 1024
_AT_ONCE = 1000  # statements turned into lines together


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Tell what keeps a file from being read. Nothing may be written inside."""
    try:
        yield
    except OSError as error:
        reason = reason_of(error)
        raise DataError(Text(f"cannot be read, {reason.en}", f"illisible, {reason.fr}"), where=str(file)) from error
    except SyntaxError as error:
        where = f"{file}:{error.lineno}:{error.offset}" if error.lineno else str(file)
        reason_given = error.msg.rpartition(": ")[2]
        raise DataError(
            Text(f"broken RDF, {reason_given}", f"RDF mal formé, {quoted_in_french(reason_given)}"), where=where
        ) from error


def pieces_of(file: Path) -> Iterator[bytes]:
    """Yield the content of a file, piece by piece."""
    with told(file), file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def named_graphs(file: Path) -> Iterator[tuple[Term, Iterator[str]]]:
    """Yield the graphs of a file of N-Quads, each with its lines of N-Triples without their final dot.

    The quads of a graph must stand together, as a build writes them.
    """
    for graph, lines in groupby(_lines(file), key=lambda line: line[line.rindex(" ") + 1 :]):
        end = len(graph) + 1
        yield graph, (line[:-end] for line in lines)


def _lines(file: Path) -> Iterator[str]:
    with told(file):
        quads = iter(pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.N_QUADS))
        while written := pyoxigraph.serialize(islice(quads, _AT_ONCE), format=pyoxigraph.RdfFormat.N_QUADS):
            yield from written.decode().split(" .\n")[:-1]
