"""The whole graph in each format, with compressed twins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.publish.addresses import DOWNLOAD
from kg.publish.downloads.download import Download
from kg.publish.reading import pieces_of
from kg.publish.statements import by_subject
from kg.validate.load import lines_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.publish.downloads.jsonld import Context
    from kg.publish.making import Written
    from kg.publish.source import Source
    from kg.publish.tree import Tree

_MERGED = Text("The whole graph, as Turtle", "Tout le graphe, en Turtle")
_QUADS = Text(
    "The whole graph, with a named graph for each document, as N-Quads",
    "Tout le graphe, avec un graphe nommé par document, en N-Quads",
)
_JSON = Text("The whole graph, as JSON-LD", "Tout le graphe, en JSON-LD")


def write_whole(source: Source, context: Context, tree: Tree) -> Iterator[Download]:
    """Write the graph as it was built, and as JSON-LD."""
    merged, quads = source.merged, source.quads
    yield Download(_MERGED, "text/turtle", _copied(merged, tree))
    yield Download(_QUADS, "application/n-quads", _copied(quads, tree))
    json = context.document(by_subject(lines_of_file(merged)))
    name = f"{DOWNLOAD}/{merged.stem}.jsonld"
    yield Download(_JSON, "application/ld+json", tuple(tree.stream(name, json, twin=True)))


def _copied(file: Path, tree: Tree) -> tuple[Written, ...]:
    return tuple(tree.stream(f"{DOWNLOAD}/{file.name}", pieces_of(file), twin=True))
