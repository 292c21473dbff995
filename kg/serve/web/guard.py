"""What surrounds every request: bounds, headers, the log, an end when the visitor leaves, and no trace of a bug."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request

from kg.errors import Text
from kg.serve.refusals import Refusal, stopping
from kg.serve.web.headers import EXPOSED, SHARED, secure
from kg.serve.web.problems import respond

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.serve.service import Service

ACCESS = logging.getLogger("kg.serve.access")
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_SOON = 0.05  # seconds after which it is worth watching whether the visitor is still there
_PATH = 200  # characters of a path in the log
_HOST = re.compile(rb"[\w.-]+(?::\d+)?|\[[\da-fA-F:.]+\](?::\d+)?", re.ASCII)
_OLD = "1.0"  # whose requests may name no host
_NO_HOST = Text("this is no name of a host", "ceci n’est pas un nom d’hôte")
_LONG = Text("the address is longer than is allowed", "l’adresse est plus longue que permis")
_BIG = Text("the request is larger than is allowed", "la demande est plus grande que permis")
_METHOD = Text("queries only read here", "ici, on ne fait que lire")
_POST = Text("a long query can be sent by POST", "une longue requête peut être envoyée par POST")


class _Gone(Exception):  # noqa: N818 (no error)
    """The visitor left before the request was there."""


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        """Take what is wrapped."""
        self._service, self._limits = service, service.settings.limits
        self._app = app
        self._shared = CORSMiddleware(
            app, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"], expose_headers=EXPOSED
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        exchange = _Exchange(scope, receive, send, self._service.now.site)
        try:
            self._check(scope)
            await exchange.take_body(self._limits.body)
            app = self._shared if scope["path"].startswith(SHARED) else self._app
            await exchange.run(app)
        except Refusal as refusal:
            await exchange.refuse(refusal)
        except asyncio.CancelledError:  # by kg.serve.run, at the end
            await exchange.refuse(stopping())
        except _Gone:
            pass
        except Exception:  # noqa: BLE001 (a bug; the application has said and logged it, see kg.serve.app)
            exchange.failed()
        finally:
            exchange.log()

    def _check(self, scope: Scope) -> None:
        """Refuse what is too large before anything looks at it."""
        if scope["method"] not in _METHODS:
            raise Refusal(_METHOD, status=405, headers={"allow": ", ".join(_METHODS)})
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if (
            len(hosts) > 1
            or (not hosts and scope["http_version"] != _OLD)
            or not all(_HOST.fullmatch(host) for host in hosts)
        ):
            raise Refusal(_NO_HOST, where="Host")
        if len(scope["raw_path"]) + len(scope["query_string"]) > self._limits.line:
            raise Refusal(_LONG, fix=_POST, status=414)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self._limits.line:
            raise Refusal(_BIG, status=431)


class _Exchange:
    """One request and its response."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, site: str) -> None:
        self._scope, self._receive, self._send, self._site = scope, receive, send, site
        self._body, self._given = b"", False
        self._status, self._size, self._began = 0, 0, time.perf_counter()
        self._left = self._whole = False

    async def take_body(self, most: int) -> None:
        """Read what the request brings, if it may bring as much."""
        headers = Headers(scope=self._scope)
        if "transfer-encoding" not in headers and headers.get("content-length", "0") == "0":
            return
        if self._scope["method"] != "POST":
            return
        pieces, size = [], 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            pieces.append(message.get("body", b""))
            size += len(pieces[-1])
            if size > most:
                raise Refusal(_BIG, status=413)
            if not message.get("more_body"):
                break
        self._body = b"".join(pieces)

    async def run(self, app: ASGIApp) -> None:
        """Have the request answered; it is given up when the visitor leaves."""
        task = asyncio.current_task()
        watch: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            _SOON, lambda: watch.append(asyncio.create_task(self._watch(task)))
        )
        try:
            await app(self._scope, self._replay, self.send)
        except asyncio.CancelledError:
            if not self._left:
                raise
        finally:
            timer.cancel()
            for each in watch:
                each.cancel()

    async def _watch(self, task: asyncio.Task[Any] | None) -> None:
        """Cancel a task when the visitor leaves."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if task:
            self._left = True
            task.cancel()

    async def _replay(self) -> Message:
        """Give the application the body; whether the visitor is there is watched here."""
        if not self._given:
            self._given = True
            return {"type": "http.request", "body": self._body, "more_body": False}
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Send a piece of the response."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message.setdefault("headers", [])
            secure(MutableHeaders(raw=message["headers"]), self._site)
        else:
            self._size += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
        await self._send(message)

    async def refuse(self, refusal: Refusal) -> None:
        """Say why there is no answer, unless one has begun."""
        if not self._status:
            answer = respond(Request(self._scope), refusal)
            answer.headers["connection"] = "close"
            await answer(self._scope, self._receive, self.send)

    def failed(self) -> None:
        """Break a response off that a bug ended in the middle."""
        if not self._whole:
            message = "a response broke off"
            raise ConnectionError(message)

    def log(self) -> None:
        """Note it: nothing of who asked, nor of what was asked beyond the path."""
        if ACCESS.isEnabledFor(logging.INFO):
            path = self._scope["raw_path"].decode("ascii", "replace")[:_PATH]
            spent = (time.perf_counter() - self._began) * 1000
            ACCESS.info("%s %s %d %d %.1f", self._scope["method"], path, self._status, self._size, spent)
