"""The matcher of each generation, made when it is first needed, and put to work beside the event loop, in turn.

It is not made when the server starts: many are never asked, and it takes a second or two.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from kg.errors import Text
from kg.serve.problems import BusyError
from kg.serve.reconcile.judge import Judge
from kg.serve.reconcile.matcher import Matcher
from kg.serve.reconcile.read import read_institutions, registry_engine
from kg.serve.reconcile.suggest import Beginnings

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query import Engine
    from kg.serve.generation import Generation

_WAITING = 50  # requests that may wait for their turn; a batch takes some 0.1 s
_BUSY = Text("too many names are being matched", "trop de noms sont en cours d’appariement")
_LATER = Text("try again in a moment", "réessayer dans un instant")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Tools:
    """What answers about one generation."""

    matcher: Matcher
    judge: Judge
    beginnings: Beginnings


class Desk:
    """Gives the tools of a generation, and one thread for the work with them."""

    def __init__(self) -> None:
        """Have nothing yet."""
        self._thread = ThreadPoolExecutor(1, "reconcile")
        self._making: dict[str, asyncio.Task[Tools]] = {}
        self._registry: dict[str, Engine] = {}
        self._waiting = 0

    def begin(self, generation: Generation) -> asyncio.Task[Tools]:
        """Begin to make the tools of a generation, unless they are made; queries will come."""
        task = self._making.get(generation.digest)
        if task is None or (task.done() and not _made(task)):
            task = asyncio.create_task(self.work(self._make, generation))
            task.add_done_callback(_made)  # so that a failure is known, though nobody may wait for it
            last = {digest: tools for digest, tools in self._making.items() if _made(tools)}
            self._making = {**dict(list(last.items())[-1:]), generation.digest: task}
        return task

    async def tools(self, generation: Generation) -> Tools:
        """Give the tools of a generation; while they are made, those of the one before, which know nearly the same."""
        task = self.begin(generation)
        last = next(filter(_made, self._making.values()), task)
        return await asyncio.shield(task if task.done() else last)

    async def work(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a function in the thread. Raises BusyError where too many wait."""
        if self._waiting >= _WAITING:
            raise BusyError(_BUSY, fix=_LATER, headers={"retry-after": "2"})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, partial(function, *args, **kwargs))
        finally:
            self._waiting -= 1

    def _make(self, generation: Generation) -> Tools:
        base = generation.base
        if base not in self._registry:
            self._registry = {base: registry_engine(base)}
        matcher = Matcher(read_institutions(generation.engine, self._registry[base], base))
        return Tools(matcher, Judge(matcher), Beginnings(matcher))


def _made(task: asyncio.Task[Tools]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
