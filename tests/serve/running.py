"""Servers for tests: one in a thread of this process, or a process of its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx

from kg.serve.run import bound, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    failed: list[BaseException] = []
    told: list[tuple[str, Service, asyncio.AbstractEventLoop, asyncio.Task[object]]] = []

    def ready(address: str, service: Service) -> None:
        task = asyncio.current_task()
        assert task is not None
        told.append((address, service, asyncio.get_running_loop(), task))
        begun.set()

    def work() -> None:
        try:
            with bound("127.0.0.1", 0) as listener:
                asyncio.run(run(settings, listener, ready))
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 (raised below)
            failed.append(error)
        finally:
            begun.set()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait(PATIENCE)
    if failed:
        raise failed[0]
    address, service, loop, task = told[0]
    try:
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            yield Server(address, client, service)
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(PATIENCE)


def engines(parent: int) -> set[int]:
    """Give the processes of the query engine that a process has."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            status = (folder / "stat").read_text().rpartition(")")[2].split()
            if b"serve-read-only" in command and int(status[1]) == parent and status[0] != "Z":
                found.add(int(folder.name))
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something is so; it fails if it never is."""
    for _ in range(PATIENCE * 20):
        if condition():
            return
        time.sleep(0.05)
    message = "it did not come to pass"
    raise AssertionError(message)


@contextmanager
def in_process(
    site: Path, *options: str, begin: tuple[str, str] = ("-m", "kg")
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve from a process; give its address and it."""
    command = [sys.executable, *begin, "serve", "--site", str(site), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first.startswith("http://"), process.communicate()[1]
            yield first.split()[0], process
        finally:
            process.kill()
