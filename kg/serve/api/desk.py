"""What answering needs to know of one generation: its things, their names, the queries, and answers given before."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import Text
from kg.publish.about import About
from kg.publish.addresses import page
from kg.publish.previous import DESCRIPTION
from kg.publish.site.pages.queries import examples
from kg.publish.site.site import Site
from kg.publish.source import Source
from kg.query import load_queries
from kg.serve.api.lookup import Lookup
from kg.serve.problems import BusyError
from kg.vocab import DCT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.serve.generation import Generation

Made = TypeVar("Made")

_WAITING = 64  # pieces of work for one thread
_KEPT, _LARGEST = 16_000_000, 1_000_000  # bytes of answers kept, and of one of them
_NAME = re.compile(r'<meta property="og:site_name" content="([^"]*)">')
_DATASET = "dataset/palmares"


class Worker:
    """One thread for what would keep the event loop from others; what it does waits in line, but not too much of it."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._thread = ThreadPoolExecutor(1)
        self._waiting = 0

    async def do(self, work: Callable[[], Made]) -> Made:
        """Have it done. Raises BusyError where too much waits already."""
        if self._waiting >= _WAITING:
            raise BusyError(
                Text("too many requests wait already", "trop de demandes attendent déjà"),
                fix=Text("ask again in a few seconds", "redemander dans quelques secondes"),
                headers={"retry-after": "5"},
            )
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1


class Kept:
    """Answers and pages as they were sent, by what was asked: the latest ones, some megabytes in all."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held: OrderedDict[object, bytes] = OrderedDict()
        self._size = 0

    def get(self, asked: object) -> bytes | None:
        """Give what was sent."""
        if asked in self._held:
            self._held.move_to_end(asked)
        return self._held.get(asked)

    def keep(self, asked: object, sent: bytes) -> None:
        """Keep it, unless it is large or here already."""
        if len(sent) > _LARGEST or asked in self._held:
            return
        self._held[asked] = sent
        self._size += len(sent)
        while self._size > _KEPT:
            _, dropped = self._held.popitem(last=False)
            self._size -= len(dropped)


class Desk:
    """One generation, ready to be asked; made by a thread, since it reads the names of all things."""

    def __init__(self, generation: Generation) -> None:
        """Read what must be known."""
        self.queries = load_queries()
        self.kept = Kept()
        self.lookup = Lookup(generation.engine, generation.base)
        about = _about(generation)
        source = Source(
            generation.folder, generation.engine, generation.base, generation.version, generation.site, about
        )
        self.site = Site(source, ())
        _ = self.site.names, self.site.kinds, self.site.by_iri, self.site.ranking_of  # read now, not by a visitor
        self._examples: dict[str, Mapping[str, str]] = {}

    def example(self, name: str) -> Mapping[str, str]:
        """Give values for a query: of what the graph knows most of. They are looked for once, which may take long."""
        if name not in self._examples:
            self._examples[name] = examples(self.site, self.queries[name])
        return self._examples[name]


class Desks:
    """The desk of each generation that is still in use."""

    def __init__(self) -> None:
        """Know none yet."""
        self._made: WeakKeyDictionary[Generation, asyncio.Task[Desk]] = WeakKeyDictionary()

    async def at(self, generation: Generation, worker: Worker) -> Desk:
        """Give the desk of a generation; the first to ask has it made."""
        if generation not in self._made or _failed(self._made[generation]):
            self._made[generation] = asyncio.ensure_future(worker.do(lambda: Desk(generation)))
        return await asyncio.shield(self._made[generation])


def _failed(task: asyncio.Task[Desk]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


def _about(generation: Generation) -> About:
    """Tell of the publication what its pages and its description tell."""
    names = [_site_name(generation, language) for language in Text._fields]
    dataset, licence = NamedNode(f"{generation.base}{_DATASET}"), NamedNode(f"{DCT}license")
    stated = [
        triple.object.value
        for triple in parse(path=str(generation.folder / DESCRIPTION), format=RdfFormat.TURTLE)
        if triple.subject == dataset and triple.predicate == licence and isinstance(triple.object, NamedNode)
    ]
    return About(title=Text(*names) if all(names) else None, licence=stated[0] if stated else "")


def _site_name(generation: Generation, language: str) -> str:
    found = _NAME.search((generation.folder / page("index", language)).read_text("utf-8"))
    return unescape(found[1]) if found else ""
