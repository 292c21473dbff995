"""Servers for tests: one in a thread of this process, or a process of its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import httpx

from kg.serve.run import bound, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.serve.service import Service, Settings

PATIENCE = 60  # seconds for what takes one: the machine may be busy
FRENCH = {"accept-language": "fr"}


class Server(NamedTuple):
    """A server that runs: its address, a client for it, and what it serves from if it is in this process."""

    url: str
    client: httpx.Client
    service: Service


@contextmanager
def in_thread(settings: Settings) -> Iterator[Server]:
    """Serve from a thread, so that what runs is counted."""
    begun = threading.Event()
    told: list[tuple[str, Service, asyncio.AbstractEventLoop, asyncio.Task[object]]] = []

    def ready(address: str, service: Service) -> None:
        task = asyncio.current_task()
        assert task is not None
        told.append((address, service, asyncio.get_running_loop(), task))
        begun.set()

    def work() -> None:
        try:
            asyncio.run(run(settings, bound("127.0.0.1", 0), ready))
        except asyncio.CancelledError:
            pass
        finally:
            begun.set()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait(PATIENCE)
    address, service, loop, task = told[0]
    try:
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            yield Server(address, client, service)
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(PATIENCE)


@contextmanager
def in_process(site: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve from a process; give its address and it."""
    command = [sys.executable, "-m", "kg", "serve", "--site", str(site), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first.startswith("http://"), process.communicate()[1]
            yield first.split()[0], process
        finally:
            process.kill()
