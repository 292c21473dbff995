"""Real triple stores on loopback, each in a folder of its own, and a store in this process that can be told to fail."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OXIGRAPH = Path(sys.executable).parent / "oxigraph"
PASSWORD = "a-password"  # noqa: S105 (of a store that lives as long as its tests)
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
ServerThreads = 8
StopCompilerWhenXOverRunTime = 1
MaxOptimizeLayouts = 50
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""


class Addresses(NamedTuple):
    """Where a store takes graphs, and where it answers."""

    graphs: str
    queries: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def missing(what: str) -> None:
    """Skip, but where the stores must be there."""
    if os.environ.get("PALMARES_REQUIRE_STORES"):
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"needs {what}")


@contextmanager
def _running(command: list[str], folder: Path, ready: Callable[[], bool]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not ready():
            assert process.poll() is None, f"{command[0]} ended"
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, params={"query": "ASK {}"}).is_success
    except httpx.TransportError:
        return False


@contextmanager
def oxigraph(folder: Path) -> Iterator[Addresses]:
    if not OXIGRAPH.exists():
        missing("oxigraph")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(OXIGRAPH), "serve", "--location", "store", "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, lambda: _answers(f"{address}/query")):
        yield Addresses(f"{address}/store", f"{address}/query")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Addresses]:
    server, client = which("virtuoso-t"), which("isql-vt")
    if not (server and client):
        missing("virtuoso-opensource-7 and virtuoso-opensource-7-bin")
        return
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http))
    address = f"http://127.0.0.1:{http}"
    with _running([server, "-f", "-c", "virtuoso.ini"], folder, lambda: _answers(f"{address}/sparql")):
        word = f'exec=set password "dba" "{PASSWORD}";'
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", word], check=True, capture_output=True)
        yield Addresses(f"{address}/sparql-graph-crud-auth", f"{address}/sparql")


class Fake(ThreadingHTTPServer):
    """A graph store that keeps graphs in a dictionary, and every request; ``answer`` may answer in its place."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.graphs: dict[str, bytes] = {}
        self.requests: list[tuple[str, str]] = []
        self.authorizations: list[str | None] = []
        self.answers_queries = True
        self.answer: Callable[[Handler, str, str], bool] = lambda _handler, _method, _graph: False
        self.address = f"http://127.0.0.1:{self.server_address[1]}/store"

    def lost(self) -> bytes:
        """Give what is asked at /query: the graphs that a record names and that are not there."""
        named = re.findall(r"hasPart> <([^>]+)>", b"".join(self.graphs.values()).decode())
        rows = [{"graph": {"type": "uri", "value": graph}} for graph in named if graph not in self.graphs]
        return json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": rows}}).encode()

    def sent(self, method: str) -> list[str]:
        return [graph for how, graph in self.requests if how == method]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Fake

    def _any(self) -> None:
        graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if urlsplit(self.path).path == "/query":
            found = self.server.lost() if self.server.answers_queries else b""
            self.reply(200 if found else 404, found, "application/sparql-results+json")
            return
        self.server.requests.append((self.command, graph))
        self.server.authorizations.append(self.headers.get("authorization"))
        if self.server.answer(self, self.command, graph):
            return
        known = self.server.graphs
        if self.command == "GET":
            self.reply(200 if graph in known else 404, known.get(graph, b""), "application/n-triples")
            return
        if self.command == "DELETE":
            known.pop(graph, None)
        else:
            known[graph] = (known.get(graph, b"") if self.command == "POST" else b"") + body
        self.reply(204)

    do_GET = do_PUT = do_POST = do_DELETE = _any  # noqa: N815 (names of the standard library)

    def reply(self, status: int, body: bytes = b"", media: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def fake() -> Iterator[Fake]:
    with Fake() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
