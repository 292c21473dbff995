"""Many clients of one server: each keeps a connection and asks for one thing after another, as fast as it is answered.

A client is a protocol of asyncio's and a parser of bytes: hundreds of them cost little beside what they measure.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from httptools import HttpResponseParser

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = 0.99
_SETTLE = 30.0  # seconds after which a request that was under way at the end counts as failed


class Ask(NamedTuple):
    """A request: its path with the query, and what it accepts; ``status`` is what a right answer has."""

    target: str
    accept: str = "*/*"
    status: int = 200

    def sent(self, port: int) -> bytes:
        return (
            f"GET {self.target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {self.accept}\r\n"
            "Accept-Language: fr\r\nUser-Agent: palmares-bench\r\n\r\n"
        ).encode()


@dataclass(slots=True)
class Taken:
    """What the requests of a run took, in seconds, and how many failed."""

    seconds: float
    times: list[float] = field(default_factory=list)
    wrong: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    def at(self, part: float) -> float:
        """Give the time within which this part of the answers came; 0 without any."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0

    @property
    def median(self) -> float:
        return self.at(0.5)

    @property
    def last(self) -> float:
        """The 99th percentile."""
        return self.at(_PART)


class _Client(asyncio.Protocol):
    """One connection; an answer that comes is the sign to ask for the next thing."""

    def __init__(self, port: int, asks: Sequence[Ask], first: int, taken: Taken) -> None:
        self._asks = [(ask.sent(port), ask.status) for ask in asks]
        self._port, self._next, self._taken = port, first, taken
        self._transport: asyncio.Transport | None = None
        self._begun, self._waiting, self.stopping = 0.0, False, False
        self.done = asyncio.get_running_loop().create_future()

    async def connect(self) -> None:
        """Open the connection, again if the server closed it; one that cannot be opened ends the client."""
        try:
            await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", self._port)
        except OSError:
            self._taken.wrong += 1
            self._end()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        self._waiting = False
        if self._parser.get_status_code() == self._asks[self._next % len(self._asks)][1]:
            self._taken.times.append(time.perf_counter() - self._begun)
        else:
            self._taken.wrong += 1
        self._next += 1
        if self.stopping:
            self._end()
        else:
            self._ask()

    def connection_lost(self, _error: Exception | None) -> None:
        if self._waiting:
            self._taken.wrong += 1
            self._next += 1
        self._waiting, self._transport = False, None
        if self.stopping:
            self._end()
        else:
            self._again = asyncio.get_running_loop().create_task(self.connect())

    def stop(self) -> None:
        """Ask for nothing more."""
        self.stopping = True
        if not self._waiting:
            self._end()

    def give_up(self) -> None:
        """Leave, even if an answer is still to come."""
        self.stopping = True
        if self._transport:
            self._transport.abort()

    def _ask(self) -> None:
        self._parser = HttpResponseParser(self)
        self._begun, self._waiting = time.perf_counter(), True
        if self._transport:
            self._transport.write(self._asks[self._next % len(self._asks)][0])

    def _end(self) -> None:
        if not self.done.done():
            self.done.set_result(None)
        if self._transport:
            self._transport.close()


async def load(port: int, asks: Sequence[Ask], clients: int, seconds: float) -> Taken:
    """Ask a server on loopback by so many clients for so many seconds; each begins with another request.

    Ended by being cancelled, it leaves at once.
    """
    taken = Taken(seconds)
    made = [_Client(port, asks, number, taken) for number in range(clients)]
    for client in made:
        await client.connect()
    begun = time.perf_counter()
    try:
        await asyncio.sleep(seconds)
        for client in made:
            client.stop()
        await asyncio.wait([client.done for client in made], timeout=_SETTLE)
    finally:
        taken.seconds = time.perf_counter() - begun
        for client in made:
            client.give_up()
        await asyncio.sleep(0)
    return taken
