"""The servers that are measured, each a process on loopback: ours, the bare Oxigraph server, rdflib-endpoint."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from tests.benchmarks.build.process import below, cpu_of, memory_of
from tests.benchmarks.extract.corpus import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OURS, BARE, RDFLIB = "kg serve", "oxigraph serve", "rdflib-endpoint"
_WAIT = 600.0  # seconds until a server answers: rdflib takes minutes to read a large graph


class ServerError(Exception):
    """A server that did not start."""


class Server(NamedTuple):
    """A running server: where it listens, and the process that it is with its children."""

    port: int
    process: int

    def memory(self) -> int:
        """Give the bytes that all its processes hold, what they share counted once."""
        return sum(memory_of(each)[0] for each in below([self.process]))

    def busy(self) -> float:
        """Give the processor seconds that it has taken so far."""
        return cpu_of(self.process)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def script(name: str) -> str:
    """Give the path of a command that was installed beside this Python, else of one on the PATH."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name) or ""


def has_rdflib_endpoint() -> bool:
    return bool(script(RDFLIB))


@contextmanager
def ours(site: Path, cache: Path) -> Iterator[Server]:
    """Serve a publication."""
    port = free_port()
    words = [sys.executable, "-m", "kg", "serve", "--site", str(site), "--port", str(port), "--lang", "en"]
    with _running([*words, "--quiet"], port, "/health", cache) as server:
        yield server


@contextmanager
def bare(store: Path) -> Iterator[Server]:
    """Serve a store by Oxigraph's own server, on the disk that ours has too."""
    port = free_port()
    words = [script("oxigraph"), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with _running([*words, "--timeout-s", "30"], port, "/query?query=ASK%7B%7D", store.parent) as server:
        yield server


@contextmanager
def rdflib(graph: Path) -> Iterator[Server]:
    """Serve a merged graph in Turtle by rdflib-endpoint, in rdflib's memory."""
    port = free_port()
    words = [script(RDFLIB), "serve", "--host", "127.0.0.1", "--port", str(port), str(graph)]
    with _running(words, port, "/?query=ASK%7B%7D", graph.parent) as server:
        yield server


@contextmanager
def _running(words: Sequence[str], port: int, ready: str, cache: Path) -> Iterator[Server]:
    environment = {**os.environ, "PALMARES_CACHE": str(cache)}
    # Into a file: a pipe that nobody reads stops a server that has much to say.
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=said) as process,
    ):
        try:
            _await(process, f"http://127.0.0.1:{port}{ready}", said)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _await(process: subprocess.Popen[bytes], address: str, said: IO[bytes]) -> None:
    end = time.monotonic() + _WAIT
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (an address of ours, on loopback)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    process.kill()
    process.wait()
    said.seek(0)
    message = f"no answer from {address}: {said.read()[-2000:].decode()}"
    raise ServerError(message)
