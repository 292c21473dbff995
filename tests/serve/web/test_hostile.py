"""Requests that nobody sends by accident: they get a few words and no more, and others are answered all the while."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from kg.serve import sparql
from kg.serve.limits import Limits
from kg.serve.service import Settings
from tests.serve.running import FRENCH, Server, in_thread, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

HOST, END = b"host: x\r\n", b"\r\nconnection: close\r\n\r\n"
GET, POST = b"GET / HTTP/1.1\r\n" + HOST, b"POST /sparql HTTP/1.1\r\n" + HOST
PIECES, LONG = b"transfer-encoding: chunked\r\n\r\n", b"a" * 40_000
RAW = [
    # why                             what is sent                                                              status
    ("no HTTP",                       b"hello\r\n\r\n",                                                           400),
    ("TLS",                           b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",                            400),
    ("no host",                       b"GET / HTTP/1.1\r\n\r\n",                                                  400),
    ("no host, as once",              b"GET / HTTP/1.0\r\n\r\n",                                                  303),
    ("two hosts",                     GET + HOST + b"\r\n",                                                       400),
    ("a host with markup",            b"GET /sparql HTTP/1.1\r\nhost: <script>\r\n\r\n",                          400),
    ("a host with a path",            b"GET /sparql HTTP/1.1\r\nhost: x/y\r\n\r\n",                               400),
    ("a null in the address",         b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n",                                   400),
    ("a raw byte in the address",     b"GET /\xff HTTP/1.1\r\n" + HOST + b"\r\n",                                 400),
    ("a full address",                b"GET http://other/fr/index.html HTTP/1.1\r\nhost: x" + END,                200),
    ("a line break in a header",      GET + b"x: a\rb\r\n\r\n",                                                   400),
    ("a header without a colon",      GET + b"nonsense\r\n\r\n",                                                  400),
    ("lengths that differ",           POST + b"content-length: 1\r\ncontent-length: 2\r\n\r\nab",                 400),
    ("a length and pieces",           POST + b"content-length: 1\r\n" + PIECES + b"0\r\n\r\n",                    400),
    ("a length that is none",         POST + b"content-length: x\r\n\r\n",                                        400),
    ("a piece of no length",          POST + PIECES + b"zz\r\n",                                                  400),
    ("TRACE",                         b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n",                                   405),
    ("CONNECT",                       b"CONNECT x:443 HTTP/1.1\r\n" + HOST + b"\r\n",                             400),
    ("a long address",                b"GET /" + LONG + b" HTTP/1.1\r\n" + HOST + b"\r\n",                        414),
    ("a long query",                  b"GET /sparql?query=" + LONG + b" HTTP/1.1\r\n" + HOST + b"\r\n",           414),
    ("a long header",                 GET + b"x: " + LONG + b"\r\n\r\n",                                          431),
    ("many headers",                  GET + b"x: a\r\n" * 20_000 + b"\r\n",                                       431),
    ("a head without an end",         GET + b"x: a\r\n" * 50_000,                                                 431),
    ("a body too large, in pieces",   POST + PIECES + (b"9c40\r\n" + LONG + b"\r\n") * 26,                        413),
]  # fmt: skip


@pytest.fixture(scope="module")
def short(published: Path) -> Iterator[Server]:
    """Serve for who is quick."""
    with in_thread(Settings(site=published, limits=Limits(quick=1, slow=1, idle=0.5, connections=20))) as running:
        yield running


def connect(server: Server) -> socket.socket:
    host, port = server.url.removeprefix("http://").rstrip("/").split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def received(connection: socket.socket) -> bytes:
    answer = b""
    with suppress(ConnectionResetError):  # it does not wait for the rest of what was sent
        while piece := connection.recv(65_536):
            answer += piece
    return answer


@pytest.mark.parametrize(("why", "sent", "status"), RAW, ids=[case[0] for case in RAW])
def test_what_is_sent_on_purpose(why: str, sent: bytes, status: int, short: Server) -> None:
    with connect(short) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(sent)
        answer = received(connection)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()), why
    assert b"Traceback" not in answer


SLOW = [b"", b"GET / HTTP/1.1\r\nhost: x", b"POST /sparql HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nquery"]


@pytest.mark.parametrize("begun", SLOW)
def test_who_does_not_go_on_is_left(begun: bytes, short: Server) -> None:
    with connect(short) as connection:
        connection.sendall(begun)
        assert received(connection).startswith(b"HTTP/1.1 408 ") or begun.startswith(b"POST")


def test_there_are_no_more_connections_than_may_be(short: Server) -> None:
    many = [connect(short) for _ in range(30)]
    try:
        many[-1].sendall(b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        assert received(many[-1]).startswith(b"HTTP/1.1 503 ")
    finally:
        for each in many:
            each.close()
    wait_for(lambda: short.client.get("/health").status_code == 200)


EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}
PLACES = ["/", "/fr/index.html", "/health", "/sparql", "/sparql?query=x", "/id/institution/imt", "/none", "/data/x.ttl"]


@pytest.mark.parametrize("path", PLACES)
def test_every_response_is_safe_for_browsers(path: str, server: Server) -> None:
    answer = server.client.get(path, headers={"accept": "text/html"})
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "server" not in answer.headers
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_markup_in_an_address_stays_text(server: Server) -> None:
    answer = server.client.get("/id/<script>alert(1)</script>", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_a_bug_is_told_by_a_reference_only(
    published: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_request: Request) -> Response:
        message = "secret"
        raise ValueError(message)

    monkeypatch.setattr(sparql, "routes", lambda _service: [Route("/sparql", broken)])
    with in_thread(Settings(site=published, limits=Limits(quick=1, slow=1))) as server:
        answer = server.client.get("/sparql", headers=FRENCH)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    told = next(record for record in caplog.records if record.name == "kg.serve" and record.exc_info)
    assert answer.json()["detail"].endswith(told.getMessage().split()[-1])


def test_the_log_tells_nothing_of_who_asked(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    lines: list[str] = []

    def noted() -> bool:
        lines[:] = [record.getMessage() for record in caplog.records if record.name == "kg.serve.access"]
        return bool(lines)

    with caplog.at_level(logging.INFO, "kg.serve.access"):
        server.client.get("/sparql?query=ASK%7B%7D&secret=1", headers={"user-agent": "secret", "referer": "secret"})
        wait_for(noted)
    (line,) = lines
    assert line.split()[:4] == ["GET", "/sparql", "200", "26"]
    assert "secret" not in line
    assert "127.0.0.1" not in line
