"""What a query gave: whole, in memory or in a file without a name, to be sent piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from tempfile import SpooledTemporaryFile

    from starlette.types import Receive, Scope, Send

_PIECE = 64 * 1024


class Sent(Response):
    """The response that sends an answer and closes it, come what may."""

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        """Take the answer, and headers beside those of its content."""
        super().__init__(None, answer.status, {**headers, **answer.headers})
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 (ASGI's signature)
        """Send it as fast as the visitor takes it."""
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async for piece in self._answer:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._answer.close()


class Answer:
    """A status, a media type and bytes, which can be gone through once; ``headers`` are those of the content."""

    def __init__(
        self,
        status: int,
        media_type: str,
        body: SpooledTemporaryFile[bytes],
        size: int,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the body as it was written; ``done`` is told when it is closed."""
        self.status, self.media_type, self.size = status, media_type, size
        self.headers = {"content-type": media_type, "content-length": str(size)}
        self._body, self._done = body, done

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes, then close."""
        try:
            self._body.seek(0)
            while piece := self._body.read(_PIECE):
                yield piece
        finally:
            self.close()

    def read(self) -> bytes:
        """Give all bytes, then close."""
        try:
            self._body.seek(0)
            return self._body.read()
        finally:
            self.close()

    def close(self) -> None:
        """Free what holds it; a second time nothing happens."""
        if not self._body.closed:
            self._body.close()
            self._done()

    def __del__(self) -> None:
        """Free it where nobody fetched it."""
        self.close()
