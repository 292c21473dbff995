"""Time writing RDF, ours and rdflib's, in one process, and print the figures as JSON: FOLDER TABLE.

What both sides write are the triples of one corpus, read and extracted before any clock runs. Which triples there are
is decided once, and timed apart: it is the same for both.

Ours: from each document's triples, in the order in which they were decided, to the bytes of both files: what documents
say alike is merged and settled, both files are written, sorted.

rdflib: from the same triples as Python strings to the bytes of the same two files: terms are made, added to a Dataset,
and serialised as N-Quads and, all graphs as one, as Turtle.

TABLE is a file to write the claims to, as a table for the mapping engine.
"""

from __future__ import annotations

import csv
import gc
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox
from rdflib import Dataset, Graph, Literal, URIRef

from kg.graph import Directory
from tests.benchmarks.build.ours import decide, read_all, registry_of_ours, write, write_quads
from tests.benchmarks.build.table import COLUMNS, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

# A term as strings: IRI, or lexical form with language and datatype (one of them, or neither).
Plain = tuple[str] | tuple[str, str | None, str | None]


def plain(quads: bytes) -> list[tuple[str, str, Plain, str]]:
    """Read N-Quads into strings: subject, predicate, object, graph."""
    return [
        (quad.subject.value, quad.predicate.value, _plain(quad.object), quad.graph_name.value)
        for quad in ox.parse(quads, ox.RdfFormat.N_QUADS)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode)
    ]


def _plain(node: object) -> Plain:
    if isinstance(node, ox.Literal):
        return node.value, node.language, None if node.language else node.datatype.value
    assert isinstance(node, ox.NamedNode)
    return (node.value,)


def write_with_rdflib(quads: Iterable[tuple[str, str, Plain, str]]) -> tuple[bytes, bytes]:
    """Give the same two files as rdflib writes them."""
    dataset = Dataset(default_union=True)
    graphs: dict[str, Graph] = {}
    for subject, predicate, value, name in quads:
        node = URIRef(value[0]) if len(value) == 1 else _literal(*value)
        graph = graphs.get(name)
        if graph is None:
            graph = graphs[name] = dataset.graph(URIRef(name))
        graph.add((URIRef(subject), URIRef(predicate), node))
    return dataset.serialize(format="nquads", encoding="utf-8"), dataset.serialize(format="turtle", encoding="utf-8")


def _literal(lexical: str, language: str | None, datatype: str | None) -> Literal:
    return Literal(lexical, lang=language, datatype=URIRef(datatype) if datatype else None)


def timed(action: Callable[[], T]) -> tuple[float, float, T]:
    """Give the seconds of one run, those of them on a core, and what it gave."""
    start, used = time.perf_counter(), time.process_time()
    given = action()
    return time.perf_counter() - start, time.process_time() - used, given


def measure(corpus: Path, table: Path) -> dict[str, float]:
    """Give the seconds of both, each run once, and the numbers of triples; both must have written as many."""
    registry = registry_of_ours()
    read = read_all(corpus, registry)
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(read))
    # What was read is no work of either side: it is not collected again and again while they are timed.
    gc.collect()
    gc.freeze()
    directory = Directory(registry)
    decided, decided_cpu, triples = timed(partial(decide, read, directory))
    ours, ours_cpu, (quads, turtle) = timed(partial(write, read, triples, directory, registry))
    alone, alone_cpu, lines = timed(partial(write_quads, read, directory))
    given = plain(quads)
    gc.collect()
    gc.freeze()
    rdflib, rdflib_cpu, (their_quads, their_turtle) = timed(partial(write_with_rdflib, given))
    written = [_triples(turtle), _triples(their_turtle), quads.count(b"\n"), their_quads.count(b" .\n")]
    assert written[0] == written[1], written
    assert written[2] == written[3], written
    return {
        "documents": len(read),
        "claims": sum(len(found.claims) for _, found in read),
        "quads": written[2],
        "triples": written[0],
        "decided": decided,
        "decided_cpu": decided_cpu,
        "alone_quads": lines.count(b"\n"),
        "alone": alone,
        "alone_cpu": alone_cpu,
        "ours": ours,
        "ours_cpu": ours_cpu,
        "rdflib": rdflib,
        "rdflib_cpu": rdflib_cpu,
    }


def _triples(turtle: bytes) -> int:
    return len({quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)})


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
