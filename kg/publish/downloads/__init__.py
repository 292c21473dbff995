"""The files to download: the whole graph in several formats, a file per entity, tables, and what describes them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import Text
from kg.graph.write import Terms
from kg.publish.addresses import DOWNLOAD
from kg.publish.blocks import not_as_built, open_blocks
from kg.publish.downloads.counts import Counts
from kg.publish.downloads.described import stated_of, write_codebook, write_description, write_sums
from kg.publish.downloads.description import Description
from kg.publish.downloads.download import Download
from kg.publish.downloads.identifiers import NAME as SSSOM
from kg.publish.downloads.identifiers import TITLE as IDENTIFIERS
from kg.publish.downloads.identifiers import TSV, Identifiers
from kg.publish.downloads.jsonld import Context
from kg.publish.downloads.parts import Parts
from kg.publish.downloads.queries import write_queries
from kg.publish.downloads.schema import write_schema
from kg.publish.downloads.tables import Tables
from kg.publish.downloads.whole import write_whole
from kg.publish.entities import KINDS, entities
from kg.publish.history import TITLE as HISTORY
from kg.publish.named import Named, read_blocks
from kg.publish.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.publish.blocks import Blocks
    from kg.publish.entities import Entity
    from kg.publish.source import Source
    from kg.publish.tree import Tree

__all__ = ["Download", "write_downloads"]

_WHOLE = Text("whole graph", "graphe entier")
_TABLES = Text("tables", "tables")
_PARTS = Text("data", "données")
_OFTEN = 1000  # subjects, between two reports of progress


def write_downloads(source: Source, tree: Tree, listen: Callable[[Progress], None]) -> list[Download]:
    """Write all downloads; give them in the order in which a page should list them."""
    context = Context(source.base)
    downloads = []
    for download in write_whole(source, context, tree):
        downloads.append(download)
        listen(Progress(_WHOLE, len(downloads), 0))
    with open_blocks(source.merged) as blocks:
        if blocks.head != Terms(source.base).head():  # of another version, whose prefixes may mean something else
            raise not_as_built(source.merged)
        survey = _survey(source, blocks, tree, listen)
        _write_parts(source, Parts(source, blocks, survey.named, tree), listen)
        description = Description(source, stated_of(blocks, source.dataset))
        description.count(survey.counts, next((each.iri for each in _entities(source)), ""))
    downloads += [*survey.tables, *write_schema(source, tree), *write_queries(source, tree)]
    downloads += write_codebook(tree, description.licence)
    pieces = survey.identifiers.written(description.licence)
    downloads.append(Download(IDENTIFIERS, TSV, tree.stream(f"{DOWNLOAD}/{SSSOM}", pieces)))
    if source.history.files:
        downloads.append(Download(HISTORY, "text/turtle", source.history.files))
    description.distribute(downloads)
    downloads += write_description(description, context, tree)
    downloads.append(write_sums(downloads, tree))
    return downloads


class _Survey(NamedTuple):
    """What one passage through the graph gives."""

    named: Named
    counts: Counts
    identifiers: Identifiers
    tables: list[Download]


def _survey(source: Source, blocks: Blocks, tree: Tree, listen: Callable[[Progress], None]) -> _Survey:
    named, counts, identifiers = Named(), Counts(), Identifiers(source)
    with Tables(blocks, tree) as tables:
        for number, (subject, statements) in enumerate(read_blocks(source.merged, blocks)):
            named.add(number, statements)
            counts.add(statements)
            identifiers.add(subject, statements)
            tables.add(subject, statements)
            if number % _OFTEN == 0:
                listen(Progress(_TABLES, number, len(blocks)))
    return _Survey(named, counts, identifiers, list(tables.downloads()))


def _write_parts(source: Source, parts: Parts, listen: Callable[[Progress], None]) -> None:
    """Write a file for each document, then for each of the other entities."""
    done = 0
    written = set()
    for document in parts.write_documents():
        written.add(document.iri)
        done += 1
        listen(Progress(_PARTS, done, 0))
    for entity in chain(_entities(source), _gone(source)):
        if entity.iri not in written:
            parts.write(entity)
            done += 1
            listen(Progress(_PARTS, done, 0))


def _entities(source: Source) -> Iterator[Entity]:
    for kind in KINDS.values():
        yield from entities(source.engine, kind, source.base)


def _gone(source: Source) -> Iterator[Entity]:
    for kind in KINDS.values():
        yield from source.history.entities(kind)
