"""One thread for what would keep the event loop from others, and what is made there once for each generation."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

from kg.serve.refusals import busy

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.serve.generation import Generation

Made = TypeVar("Made")

_WAITING = 50  # pieces of work, of some 0.1 s at most


class Worker:
    """A thread; what it does waits in line, but not too much of it."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._thread = ThreadPoolExecutor(1, "serve")
        self._waiting = 0

    async def do(self, work: Callable[[], Made]) -> Made:
        """Have it done. Raises Refusal where too much waits already."""
        if self._waiting >= _WAITING:
            raise busy()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1


class Prepared(Generic[Made]):
    """What `make` makes of a generation, when it is first needed; it is forgotten with the generation."""

    def __init__(self, make: Callable[[Generation], Made], worker: Worker) -> None:
        """Make nothing yet."""
        self._make, self._worker = make, worker
        self._tasks: WeakKeyDictionary[Generation, asyncio.Task[Made]] = WeakKeyDictionary()

    def begin(self, generation: Generation) -> asyncio.Task[Made]:
        """Begin to make it, unless it is made or being made; what failed is made anew."""
        task = self._tasks.get(generation)
        if task is None or (task.done() and not _succeeded(task)):
            task = asyncio.create_task(self._worker.do(lambda: self._make(generation)))
            task.add_done_callback(_succeeded)  # a failure is then known, though nobody may wait for it any more
            self._tasks[generation] = task
        return task

    async def of(self, generation: Generation) -> Made:
        """Give it."""
        return await asyncio.shield(self.begin(generation))

    async def of_latest(self, generation: Generation) -> Made:
        """Give it; while it is made, that of the generation before, which hardly differs."""
        task = self.begin(generation)
        before = [each for each in self._tasks.values() if _succeeded(each)]
        return await asyncio.shield(task if task.done() or not before else before[-1])


def _succeeded(task: asyncio.Task[Made]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
