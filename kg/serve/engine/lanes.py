"""Who may ask when: quick lanes for all, slow ones for what takes long, and an end for what takes too long.

Whatever a query does, its lane is one process with bounded memory, and stopping the process stops the query. So no
query delays another for longer than its own short stay in a quick lane.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.serve.engine.answer import Answer
from kg.serve.engine.exchange import ExcessError, LostError, NoRoomError, UnreachedError
from kg.serve.engine.lane import Lane
from kg.serve.refusals import busy, busy_with_long, excess, lost, no_room, none_starts, too_long

if TYPE_CHECKING:
    from pathlib import Path

    from kg.serve.engine.exchange import Exchange, Question
    from kg.serve.limits import Limits

_SOON = 0.2  # seconds after which a query has the processor only when others leave it
_HURRY = 0.1  # seconds that a query has for itself while others wait


class _Turn:
    """The stay of one query, in a quick lane first; ``nudge`` has it make room; not ``wanted`` once nobody waits."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.since = loop.time()
        self.quick, self.wanted = True, True
        self.nudge: asyncio.Future[None] = loop.create_future()

    def hurry(self) -> None:
        if not self.nudge.done():
            self.nudge.set_result(None)


class Lanes:
    """The lanes over one index."""

    def __init__(self, index: Path, limits: Limits) -> None:
        """Begin no process yet."""
        self._index, self._limits = index, limits
        self._idle: list[Lane] = []
        self._turns: set[_Turn] = set()  # in quick lanes, or about to be
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._tasks: set[asyncio.Task[Answer]] = set()
        self._ending: set[asyncio.Task[None]] = set()  # processes
        self._slow = self._starting = self._spooled = 0
        self._resting = False

    @property
    def taken(self) -> tuple[int, int]:
        """Give how many quick and how many slow lanes are taken."""
        return len(self._turns), self._slow

    async def open(self) -> None:
        """Begin the first process, and the others while it already answers. Raises DataError."""
        self._idle.append(await Lane.start(self._index, self._limits))
        self._refill()

    async def close(self) -> None:
        """End all processes, and with them their queries."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.rest()
        await asyncio.gather(*self._ending)

    async def rest(self) -> None:
        """Have no process wait for questions any more; a late one begins its own."""
        self._resting = True
        await self._end_idle()

    async def _end_idle(self) -> None:
        while self._idle:
            await self._idle.pop().stop()

    async def ask(self, question: Question) -> Answer:
        """Put a question, and give its whole answer. Raises Refusal."""
        turn = await self._enter()
        job = self._background(self._job(turn, question))
        try:
            return await asyncio.shield(job)
        except asyncio.CancelledError:
            turn.wanted = False
            if not turn.quick:
                turn.hurry()
            raise

    async def _enter(self) -> _Turn:
        """Wait for a quick lane."""
        if len(self._turns) >= self._limits.quick or self._waiting:
            if len(self._waiting) >= self._limits.waiting:
                raise busy()
            place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(place)
            try:
                while not place.done():
                    await asyncio.wait({place}, timeout=_HURRY)
                    self._hurry_one()
            except BaseException:
                if place in self._waiting:
                    self._waiting.remove(place)
                else:
                    self._let_in()
                raise
        turn = _Turn()
        self._turns.add(turn)
        return turn

    def _hurry_one(self) -> None:
        """Have the oldest query make room where others wait, if there is a slow lane for it."""
        if not self._waiting or self._slow >= self._limits.slow or not self._turns:
            return
        oldest = min(self._turns, key=lambda turn: turn.since)
        if asyncio.get_running_loop().time() - oldest.since >= _HURRY:
            oldest.hurry()

    def _leave(self, turn: _Turn) -> None:
        if turn.quick:
            self._turns.discard(turn)
            self._let_in()
        else:
            self._slow -= 1

    def _let_in(self) -> None:
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(None)
                return

    async def _job(self, turn: _Turn, question: Question) -> Answer:
        lane: Lane | None = None
        sound = False
        try:
            lane = await self._take()
            try:
                exchange = await self._run(lane, turn, question)
            except UnreachedError:  # it was ended while it had nothing to do, and the others may have been too
                await self._end_idle()
                self._give_back(lane, sound=False)
                lane = None
                lane = await self._take()
                exchange = await self._run(lane, turn, question)
            sound = exchange.status < 500  # noqa: PLR2004 (HTTP)
            return self._answer(exchange)
        except LostError as error:
            raise lost(out_of_memory=lane is not None and await lane.out_of_memory()) from error
        except ExcessError as error:
            raise excess(self._limits) from error
        except NoRoomError as error:
            raise no_room() from error
        finally:
            if lane is not None:
                self._give_back(lane, sound=sound)
            self._leave(turn)
            self._refill()

    async def _run(self, lane: Lane, turn: _Turn, question: Question) -> Exchange:
        """See a query through; it ends with this, however this ends."""
        limits = self._limits
        with await lane.ask(question, limits.answer) as exchange:
            await _first(exchange.done, turn.nudge, min(_SOON, limits.patience))
            if not exchange.done.done():
                lane.yield_to_others()
                await _first(exchange.done, turn.nudge, max(limits.patience - _SOON, 0))
            if not exchange.done.done():
                self._slow_down(turn)
                left = limits.seconds - (asyncio.get_running_loop().time() - turn.since)
                await _first(exchange.done, turn.nudge, max(left, 0))
            if not exchange.done.done():
                raise too_long(self._limits)
            exchange.done.result()
            await asyncio.sleep(0)
            if lane.complained:  # the answer is then cut off by its words
                raise LostError
        return exchange

    def _slow_down(self, turn: _Turn) -> None:
        """Move a query to a slow lane, and give its place to another."""
        if not turn.wanted:
            raise too_long(self._limits)
        if self._slow >= self._limits.slow:
            raise busy_with_long()
        self._slow += 1
        turn.quick, turn.nudge = False, asyncio.get_running_loop().create_future()
        self._turns.discard(turn)
        self._let_in()
        self._refill()

    async def _take(self) -> Lane:
        while self._idle:
            lane = self._idle.pop()
            if lane.alive:
                return lane
        try:
            return await Lane.start(self._index, self._limits)
        except (KgError, OSError) as error:
            raise none_starts() from error

    def _give_back(self, lane: Lane, *, sound: bool) -> None:
        if sound and lane.fresh and lane.alive and len(self._idle) < self._limits.quick and not self._resting:
            self._idle.append(lane)
        else:
            ending = asyncio.create_task(lane.stop())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    def _refill(self) -> None:
        """Have as many processes ready as there are quick lanes."""
        wanted = self._limits.quick - len(self._idle) - self._starting - len(self._turns)
        for _ in range(0 if self._resting else wanted):
            self._starting += 1
            self._background(self._start())

    async def _start(self) -> None:
        try:
            with suppress(KgError, OSError):  # told to whoever needs one
                self._idle.append(await Lane.start(self._index, self._limits))
        finally:
            self._starting -= 1

    def _background(self, work: object) -> asyncio.Task[Answer]:
        task: asyncio.Task[Answer] = asyncio.create_task(work)  # type: ignore[arg-type]
        self._tasks.add(task)
        task.add_done_callback(self._end)
        return task

    def _end(self, task: asyncio.Task[Answer]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # whoever asked has it too, or is gone

    def _answer(self, exchange: Exchange) -> Answer:
        if self._spooled + exchange.size > self._limits.spool:
            exchange.drop()
            raise no_room()
        self._spooled += exchange.size
        return Answer(
            exchange.status, exchange.media_type, exchange.body, exchange.size, lambda: self._free(exchange.size)
        )

    def _free(self, size: int) -> None:
        self._spooled -= size


async def _first(one: asyncio.Future[None], other: asyncio.Future[None], seconds: float) -> None:
    await asyncio.wait({one, other}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
