"""When the matcher of a generation is made, and what is answered meanwhile."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.serve.problems import BusyError
from kg.serve.reconcile.desk import Desk
from tests.serve.reconcile.handmade import BASE, GRAPH, engine

if TYPE_CHECKING:
    from kg.query import Engine
    from kg.serve.reconcile.desk import Tools

pytestmark = pytest.mark.usefixtures("own_loop")


class Generation(NamedTuple):
    digest: str
    engine: Engine
    base: str = BASE


OLD, NEW = (Generation("old", engine(GRAPH)), Generation("new", engine(GRAPH.replace("Aurore", "Aurora"))))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("kg.serve.reconcile.desk.registry_engine", lambda _base: engine(""))
    return Desk()


def test_a_renewed_graph_makes_nobody_wait_and_is_soon_asked(desk: Desk) -> None:
    async def named(generation: Generation) -> str:
        tools = await desk.tools(generation)  # type: ignore[arg-type]
        return tools.matcher.find("Auror", 1)[0].label.text

    async def run() -> list[str]:
        first, meanwhile = await named(OLD), await named(NEW)
        await desk.begin(NEW)  # type: ignore[arg-type]
        return [first, meanwhile, await named(NEW)]

    assert asyncio.run(run()) == ["Aurore", "Aurore", "Aurora"]


def test_tools_are_made_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = desk._make

    def counted(generation: Generation) -> Tools:
        made.append(generation.digest)
        return make(generation)  # type: ignore[arg-type]

    async def run() -> None:
        await asyncio.gather(*(desk.tools(OLD) for _ in range(5)))  # type: ignore[arg-type]
        desk.begin(OLD)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "_make", counted)
    asyncio.run(run())
    assert made == ["old"]


def test_what_failed_is_tried_again(desk: Desk) -> None:
    class Failing(NamedTuple):
        digest: str = "old"
        base: str = BASE

    async def run() -> str:
        with pytest.raises(AttributeError):
            await desk.tools(Failing())  # type: ignore[arg-type]
        return (await desk.tools(OLD)).matcher.institutions.base  # type: ignore[arg-type]

    assert asyncio.run(run()) == BASE


def test_who_comes_when_too_many_wait_is_told_to_come_later(desk: Desk) -> None:
    held = threading.Event()

    async def run() -> list[object]:
        waiting = [asyncio.create_task(desk.work(held.wait)) for _ in range(60)]
        await asyncio.sleep(0)
        held.set()
        return await asyncio.gather(*waiting, return_exceptions=True)

    told = asyncio.run(run())
    busy = [each for each in told if isinstance(each, BusyError)]
    assert len(busy) == 10
    assert busy[0].headers["retry-after"]
    assert told.count(True) == 50
