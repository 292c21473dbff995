"""What is made once for each generation, what is answered meanwhile, and how much may wait."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref

import pytest

from kg.serve.refusals import Refusal
from kg.serve.worker import Prepared, Worker

pytestmark = pytest.mark.usefixtures("own_loop")


class Generation:
    def __init__(self, name: str) -> None:
        self.name = name


OLD, NEW = Generation("old"), Generation("new")


class Making:
    """Notes what it makes, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.made: list[str] = []
        self.failures = failures

    def __call__(self, generation: object) -> str:
        assert isinstance(generation, Generation)
        self.made.append(generation.name)
        if len(self.made) <= self.failures:
            raise ValueError(generation.name)
        return generation.name


def test_a_renewed_graph_makes_nobody_wait_and_is_soon_asked() -> None:
    async def run() -> list[str]:
        prepared = Prepared(Making(), Worker())
        first, meanwhile = await prepared.of_latest(OLD), await prepared.of_latest(NEW)  # type: ignore[arg-type]
        await prepared.begin(NEW)  # type: ignore[arg-type]
        return [first, meanwhile, await prepared.of_latest(NEW), await prepared.of(OLD)]  # type: ignore[arg-type]

    assert asyncio.run(run()) == ["old", "old", "new", "old"]


def test_it_is_made_once_and_anew_where_that_failed() -> None:
    making = Making(failures=1)

    async def run() -> list[str]:
        prepared = Prepared(making, Worker())
        with pytest.raises(ValueError, match="old"):
            await prepared.of(OLD)  # type: ignore[arg-type]
        return await asyncio.gather(*(prepared.of(OLD) for _ in range(5)))  # type: ignore[arg-type]

    assert asyncio.run(run()) == ["old"] * 5
    assert making.made == ["old", "old"]


def test_it_holds_no_generation() -> None:
    async def run() -> object:
        prepared, passing = Prepared(Making(), Worker()), Generation("passing")
        await prepared.of(passing)  # type: ignore[arg-type]
        gone = weakref.ref(passing)
        del passing
        gc.collect()
        await prepared.of_latest(OLD)  # type: ignore[arg-type]
        return gone()

    assert asyncio.run(run()) is None


def test_who_comes_when_too_many_wait_is_told_to_come_later() -> None:
    held = threading.Event()

    async def run() -> list[object]:
        worker = Worker()
        waiting = [asyncio.create_task(worker.do(held.wait)) for _ in range(60)]
        await asyncio.sleep(0)
        held.set()
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    told = asyncio.run(run())
    busy = [each for each in told if isinstance(each, Refusal)]
    assert len(busy) == 10
    assert {each.status for each in busy} == {503}
    assert busy[0].headers["retry-after"]
    assert told.count(True) == 50
