"""A file for each entity: what the graph says of it, with what a reader of that file alone needs besides."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.graph.write import Terms
from kg.publish import addresses
from kg.publish.blocks import narrowed
from kg.publish.downloads.jsonld import Context
from kg.publish.entities import KINDS, Entity, key_of
from kg.publish.reading import named_graphs
from kg.publish.statements import by_subject, lines_of_turtle
from kg.vocab import OA, PAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.terms import Term
    from kg.publish.blocks import Blocks
    from kg.publish.named import Named
    from kg.publish.source import Source
    from kg.publish.tree import Tree

_TOGETHER = 500  # blocks that are held in memory at a time
_LINK = "pal:link"
# What is told along with whatever names it: a quote with its claim, the lists of a ranking.
_ALONG = (f"<{PAL}evidence>", f"<{OA}hasSelector>")
_LISTS = (f"<{PAL}criterionScheme>", f"<{PAL}gradeScheme>")


class Parts:
    """Writes the files of entities into a tree, each as Turtle and as JSON-LD."""

    def __init__(self, source: Source, blocks: Blocks, named: Named, tree: Tree) -> None:
        """Take the graph, and what writes."""
        self._blocks, self._named, self._tree = blocks, named, tree
        self._history, self._terms, self._context = source.history, Terms(source.base), Context(source.base)
        self._base, self._quads = source.base, source.quads

    def write(self, entity: Entity) -> None:
        """Write what the graph says of an entity and what names it: claims with their quotes, without their links.

        What is gone and was about it follows, as such. Everything else that is named bears its labels.
        """
        number = self._blocks.find(entity.iri)
        naming = [each for each in self._naming(entity.iri, number) if each != number]
        numbers = naming if number is None else [number, *naming]
        gone = self._gone(self._history.lines_about(entity))
        turtle, json = addresses.data(entity, "ttl"), addresses.data(entity, "jsonld")
        if len(numbers) <= _TOGETHER:
            texts = list(self._pieces(numbers, gone))
            self._tree.write(turtle, "\n".join([self._blocks.head, *texts]).encode())
            self._tree.write(json, b"".join(self._json(texts)))
        else:
            following = (f"\n{text}".encode() for text in self._pieces(numbers, gone))
            self._tree.stream(turtle, chain([self._blocks.head.encode()], following))
            self._tree.stream(json, self._json(self._pieces(numbers, gone)))

    def _gone(self, lines: list[str]) -> str:
        """Write what is gone as blocks."""
        return "\n".join(self._terms.block(subject, said) for subject, said in self._terms.describe(lines).items())

    def _naming(self, iri: str, number: int | None) -> list[int]:
        """Give the blocks that name an entity, and those of the lists that belong to a ranking."""
        own = [] if number is None else lines_of_turtle(self._blocks.head + self._blocks.text(number))
        lists = [value for _, predicate, value in (line.split(" ", 2) for line in own) if predicate in _LISTS]
        return sorted({each for term in (f"<{iri}>", *lists) for each in self._named.naming(term)})

    def _pieces(self, numbers: Iterable[int], gone: str) -> Iterator[str]:
        """Yield blocks, some at a time, with the quotes behind them; then what is gone, and the labels of all named."""
        told: set[int] = set()
        named: dict[Term, None] = {}
        waiting: list[int] = []
        for number in numbers:
            waiting.append(number)
            if len(waiting) == _TOGETHER:
                yield from self._told(waiting, told, named)
                waiting = []
        yield from self._told(waiting, told, named)
        described = {self._blocks.iri(number) for number in told}
        if gone:
            yield gone
            lines = lines_of_turtle(self._blocks.head + gone)
            note_names(lines, named)
            described.update(line.partition(" ")[0][1:-1] for line in lines)
        yield from self._labels(named, described)

    def _told(self, numbers: list[int], told: set[int], named: dict[Term, None]) -> Iterator[str]:
        while numbers:
            told.update(numbers)
            text = "\n".join(narrowed(self._blocks.text(each), lambda verb: verb != _LINK) for each in numbers)
            yield text
            along = note_names(lines_of_turtle(self._blocks.head + text), named)
            found = (self._blocks.find(value[1:-1]) for value in along)
            numbers = sorted({each for each in found if each is not None} - told)

    def _labels(self, named: Iterable[Term], described: set[str]) -> Iterator[str]:
        """Yield the labels of what is named and not described."""
        iris = (term[1:-1] for term in sorted(named))
        texts = (self._blocks.labels(iri) or self._history.labels(iri) for iri in iris if iri not in described)
        if labels := "\n".join(filter(None, texts)):
            yield labels

    def _json(self, texts: Iterable[str]) -> Iterator[bytes]:
        lines = chain.from_iterable(lines_of_turtle(self._blocks.head + text) for text in texts)
        return self._context.document(by_subject(lines))

    def write_documents(self) -> Iterator[Entity]:
        """Write the named graph of each document, with the labels of what it names; yield each document."""
        kind = KINDS["document"]
        own = f"<{self._base}{kind.name}/"
        for graph, lines in named_graphs(self._quads):
            if graph.startswith(own):
                entity = Entity(kind, graph[1:-1], key_of(graph[1:-1], kind, self._base), Text("", ""))
                self._write_document(entity, list(lines))
                yield entity

    def _write_document(self, entity: Entity, lines: list[str]) -> None:
        named: dict[Term, None] = {}
        note_names(lines, named)
        described = self._terms.describe(lines)
        blocks = [self._terms.block(subject, said) for subject, said in described.items()]
        if gone := self._history.lines_about(entity):
            note_names(gone, named)
            blocks.append(self._gone(gone))
        about = {line.partition(" ")[0][1:-1] for line in (*lines, *gone)}
        labels = list(self._labels(named, about))
        self._tree.write(addresses.data(entity, "ttl"), "\n".join([self._terms.head(), *blocks, *labels]).encode())
        json = by_subject(chain(lines, gone, *(lines_of_turtle(self._blocks.head + text) for text in labels)))
        self._tree.write(addresses.data(entity, "jsonld"), b"".join(self._context.document(json)))


def note_names(lines: Iterable[str], named: dict[Term, None]) -> list[Term]:
    """Note every IRI that lines name; give those of them that are told along."""
    along = []
    for line in lines:
        _, predicate, value = line.split(" ", 2)
        named[predicate] = None
        if value[0] == "<":
            named[value] = None
            if predicate in _ALONG:
                along.append(value)
    return along
