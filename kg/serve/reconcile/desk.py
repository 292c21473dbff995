"""The matcher of each generation, made when it is first needed, and put to work beside the event loop, in turn."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from kg.errors import Text
from kg.serve.problems import BusyError
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
    beginnings: Beginnings


class Desk:
    """Gives the tools of a generation, and one thread for the work with them."""

    def __init__(self) -> None:
        """Have nothing yet."""
        self._thread = ThreadPoolExecutor(1, "reconcile")
        self._making: dict[str, asyncio.Task[Tools]] = {}
        self._registry: dict[str, Engine] = {}
        self._waiting = 0

    async def tools(self, generation: Generation) -> Tools:
        """Give the tools of a generation; they are made once, those of other generations are forgotten."""
        key = f"{generation.digest} {generation.base}"
        task = self._making.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self.work(self._make, generation))
            self._making = {**dict(list(self._making.items())[-1:]), key: task}
        return await asyncio.shield(task)

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
        return Tools(matcher, Beginnings(matcher))
