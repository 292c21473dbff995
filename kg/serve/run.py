"""A server from its start to its end."""

from __future__ import annotations

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

    from kg.serve.service import Settings

_GRACE = 5  # seconds that requests under way have at the end


def serve(settings: Settings, host: str, port: int, ready: Callable[[str, Service], None]) -> None:
    """Serve until a signal says to end; ``ready`` is told the address once requests are answered. Raises KgError."""
    with bound(host, port) as listener, _signals_end_it():
        uvloop.run(run(settings, listener, ready))


async def run(settings: Settings, listener: socket.socket, ready: Callable[[str, Service], None]) -> None:
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
            timeout_graceful_shutdown=_GRACE,
        )
        ready(_address(listener), service)
        await uvicorn.Server(config).serve(sockets=[listener])
    finally:
        await service.close()


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def bound(host: str, port: int) -> socket.socket:
    """Listen at an address; UsageError where that is not possible."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        stated = error.strerror or str(error)
        raise UsageError(
            Text("another program listens there", "un autre programme y écoute")
            if taken
            else Text(f"cannot listen there, {stated}", f"écoute impossible, {quoted_in_french(stated)}"),
            where=f"{host}:{port}",
            fix=Text(
                "name another port with --port, or 0 for any that is free",
                "nommer un autre port avec --port, ou 0 pour un port libre",
            ),
        ) from error


@contextmanager
def _signals_end_it() -> Iterator[None]:
    """Have a signal that ended the server mean nothing more: uvicorn raises it again when all is done."""
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda *_: None) for each in signals]
    try:
        yield
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)
