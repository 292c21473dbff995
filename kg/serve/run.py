"""A server from its start to its end."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import uvicorn
import uvloop

from kg.errors import Text, UsageError, quoted_in_french
from kg.serve.app import application
from kg.serve.service import Service
from kg.serve.web.connection import Connection
from kg.serve.web.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from kg.serve.service import Settings

GRACE = 5  # seconds that requests under way have at the end
_FAREWELL = 2  # seconds after these in which visitors can still fetch why they have no answer


def serve(settings: Settings, host: str, port: int, ready: Callable[[str, Service], None]) -> None:
    """Serve until a signal says to end; ``ready`` is told the address once requests are answered. Raises KgError.

    A signal that comes before does what it does to any program, once what was begun is ended.
    """
    with bound(host, port) as listener:
        early = uvloop.run(_until_signal(settings, listener, ready))
    if early:
        signal.raise_signal(early)


async def _until_signal(
    settings: Settings, listener: socket.socket, ready: Callable[[str, Service], None]
) -> signal.Signals | None:
    """Serve; give the signal that came before anything was served."""
    with _Signals() as signals:
        try:
            await run(settings, listener, ready, signals)
        except asyncio.CancelledError:
            if not signals.early:
                raise
        return signals.early


async def run(
    settings: Settings,
    listener: socket.socket,
    ready: Callable[[str, Service], None],
    signals: _Signals | None = None,
) -> None:
    """Serve as long as this runs; see `serve`."""
    service = Service(settings)
    await service.open()
    try:
        config = uvicorn.Config(
            Guard(application(service), service),
            http=partial(Connection, settings.limits),  # type: ignore[arg-type]
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=settings.limits.connections,
            timeout_graceful_shutdown=GRACE + _FAREWELL,
        )
        server = _Server(config)
        if signals:
            signals.server = server
        ready(_address(listener), service)
        await server.serve(sockets=[listener])
    finally:
        await service.close()


class _Server(uvicorn.Server):
    """uvicorn's, which is told of signals, and has visitors told of its end (see `Guard`)."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to `_Signals`, which has them from the beginning."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let requests under way be answered, for some seconds."""
        timer = asyncio.get_running_loop().call_later(GRACE, self._give_up)
        try:
            await super().shutdown(sockets)
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        for task in tuple(self.server_state.tasks):
            task.cancel()


class _Signals:
    """What signals do: they end the server that runs, or else what begins it, and are then remembered as ``early``."""

    _SIGNALS = (signal.SIGINT, signal.SIGTERM)

    def __init__(self) -> None:
        """Begin with the task that runs."""
        self.server: uvicorn.Server | None = None
        self.early: signal.Signals | None = None
        self._loop, self._beginning = asyncio.get_running_loop(), asyncio.current_task()

    def __enter__(self) -> Self:
        """Take them from now on."""
        for each in self._SIGNALS:
            self._loop.add_signal_handler(each, self._take, each)
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave them to the system again."""
        for each in self._SIGNALS:
            self._loop.remove_signal_handler(each)

    def _take(self, number: signal.Signals) -> None:
        if self.server:
            self.server.handle_exit(number, None)
        elif self._beginning and not self.early:
            self.early = number
            self._beginning.cancel()


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


_PORT = Text(
    "name another port with --port, or 0 for any that is free",
    "nommer un autre port avec --port, ou 0 pour un port libre",
)
_HOST = Text(
    "name with --host an address of this machine: 127.0.0.1 for itself only, 0.0.0.0 for all networks it is in",
    "nommer avec --host une adresse de cette machine\N{NO-BREAK SPACE}: 127.0.0.1 pour elle seule, 0.0.0.0 pour tous"
    " ses réseaux",
)
_OF_HOST = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EINVAL)


def bound(host: str, port: int) -> socket.socket:
    """Listen at an address; UsageError where that is not possible."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except (OSError, UnicodeError) as error:
        raise _unbound(error, f"{host}:{port}") from error


def _unbound(error: OSError | UnicodeError, where: str) -> UsageError:
    number = getattr(error, "errno", None)
    if isinstance(error, (socket.gaierror, UnicodeError)) or number in _OF_HOST:
        return UsageError(
            Text("no such address on this machine", "pas d’adresse de ce nom sur cette machine"), where=where, fix=_HOST
        )
    if number == errno.EADDRINUSE:
        return UsageError(Text("another program listens there", "un autre programme y écoute"), where=where, fix=_PORT)
    stated = getattr(error, "strerror", None) or str(error)
    return UsageError(
        Text(f"cannot listen there, {stated}", f"écoute impossible, {quoted_in_french(stated)}"), where=where, fix=_PORT
    )
