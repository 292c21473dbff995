"""A question to a back end and its answer: one connection, one exchange; HTTP is read by httptools."""

from __future__ import annotations

import asyncio
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

import httptools

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_MEMORY = 256 * 1024  # bytes of an answer; what is longer goes to a file without a name
HOST = "127.0.0.1"


class Question:
    """A query as SPARQL's protocol has it: its text, the formats accepted, and the graphs that make its data set."""

    __slots__ = ("accept", "graphs", "query")

    def __init__(self, query: str, accept: str, graphs: Sequence[tuple[str, str]] = ()) -> None:
        """Keep them; ``graphs`` are pairs of the protocol's parameters and IRIs."""
        self.query, self.accept, self.graphs = query, accept, tuple(graphs)

    def message(self) -> bytes:
        """Write the request; what could end a line of its head stands there percent-encoded, or not at all."""
        body = self.query.encode("utf-8", "replace")
        target = f"/query?{urlencode(self.graphs)}" if self.graphs else "/query"
        accept = "".join(character for character in self.accept if character.isprintable() and character.isascii())
        head = (
            f"POST {target} HTTP/1.1\r\nhost: {HOST}\r\nconnection: close\r\naccept: {accept}\r\n"
            f"content-type: application/sparql-query\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return head.encode("ascii") + body


class ExcessError(Exception):
    """An answer longer than is allowed."""


class NoRoomError(Exception):
    """An answer for which the disk has no room."""


class LostError(Exception):
    """A back end that went away before its answer was whole."""


class UnreachedError(LostError):
    """A back end that was gone before it was asked."""


class Exchange(asyncio.Protocol):
    """One request and its response, taken in as fast as it comes and kept until it is whole."""

    def __init__(self, message: bytes, most: int) -> None:
        """Take the request and the number of bytes that the response may have."""
        self._message, self._most = message, most
        self._parser = httptools.HttpResponseParser(self)
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.status, self.size, self.media_type = 0, 0, ""
        self.body = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (whoever fetches the answer closes it)
        self._transport: asyncio.Transport | None = None

    def __enter__(self) -> Self:
        """Keep it as long as all is well."""
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _trace: object) -> None:
        """Drop it after an error."""
        if kind is not None:
            self.drop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the request."""
        self._transport = transport  # type: ignore[assignment]
        self._transport.write(self._message)  # type: ignore[union-attr]

    def data_received(self, data: bytes) -> None:
        """Take a piece in."""
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, OSError) as error:
            self._end(error)

    def connection_lost(self, exc: Exception | None) -> None:
        """Notice an end that came too early."""
        self._end(LostError(str(exc or "")))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep the media type."""
        if name.lower() == b"content-type":
            self.media_type = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """Keep the status."""
        self.status = self._parser.get_status_code()

    def on_body(self, piece: bytes) -> None:
        """Keep a piece."""
        self.size += len(piece)
        if self.size > self._most:
            self._end(ExcessError())
        elif not self.done.done():
            try:
                self.body.write(piece)
            except OSError:
                self._end(NoRoomError())

    def on_message_complete(self) -> None:
        """Be done."""
        self._end(None)

    def drop(self) -> None:
        """Leave the connection, and what came."""
        self._end(LostError())
        self.done.exception()
        self.body.close()

    def _end(self, error: Exception | None) -> None:
        if self.done.done():
            return
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)
        if self._transport is not None:
            self._transport.close()
