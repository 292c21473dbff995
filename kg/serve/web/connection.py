"""A visitor's connection: uvicorn's, which waits for nobody forever and takes no endless head.

uvicorn itself closes connections that are idle between two requests only, so one who sends a request byte by byte, or
does not fetch the answer, would hold a connection for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

    from kg.serve.limits import Limits

_SLOWEST = 60.0  # seconds in which a visitor must have fetched what waits for it, some 64 kB
_LATE = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class Connection(HttpToolsProtocol):
    """One connection."""

    _timer: asyncio.TimerHandle | None = None
    _fetching: asyncio.TimerHandle | None = None
    _head = 0  # bytes of a head that is not complete

    def __init__(self, limits: Limits, **given: Any) -> None:  # noqa: ANN401 (uvicorn's)
        """Take the limits, and what uvicorn gives."""
        super().__init__(**given)
        self._limits = limits

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(transport)
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._end()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece, unless the head grows without end."""
        super().data_received(data)
        if self._head:
            self._head += len(data)
            if self._head > 2 * self._limits.line:
                self._refuse(_LONG)

    def on_message_begin(self) -> None:
        """Wait for the rest of the request."""
        super().on_message_begin()
        self._head = 1
        self._begin()

    def on_headers_complete(self) -> None:
        """Let the request be answered; its body may still come."""
        self._head = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Have the whole request."""
        self._end()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait for the visitor to fetch what waits."""
        super().pause_writing()
        self._fetching = self.loop.call_later(_SLOWEST, self.transport.abort)

    def resume_writing(self) -> None:
        """Have it fetched."""
        if self._fetching:
            self._fetching.cancel()
            self._fetching = None
        super().resume_writing()

    def _begin(self) -> None:
        self._end()
        self._timer = self.loop.call_later(self._limits.idle, self._refuse, _LATE)

    def _end(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            if self.cycle is None or self.cycle.response_complete:  # type: ignore[redundant-expr]
                self.transport.write(answer)
            self.transport.close()
