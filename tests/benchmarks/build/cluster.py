"""A cluster on this machine alone: a scheduler of Dask and two workers, each a process that listens on loopback."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.extract.corpus import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKERS = 2
_PATIENCE = 60.0
_LOOPBACK = "127.0.0.1"
_WAIT = "import sys; from distributed import Client; Client(sys.argv[1]).wait_for_workers(int(sys.argv[2]), timeout=60)"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: the scheduler's address, and its processes (their memory is the build's too)."""

    address: str
    processes: tuple[int, ...]


def is_installed() -> bool:
    """Tell whether Dask is there."""
    return importlib.util.find_spec("distributed") is not None


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Start a cluster that keeps what it writes in ``folder``, and end it."""
    folder.mkdir(parents=True)
    file = folder / "scheduler.json"
    nowhere = ["--dashboard-address", f"{_LOOPBACK}:0"]
    started = [_start("scheduler", "--host", _LOOPBACK, "--port", "0", "--scheduler-file", str(file), *nowhere)]
    try:
        address = _address(file)
        for number in range(WORKERS):
            own = ["--local-directory", str(folder / str(number))]
            size = ["--nworkers", "1", "--nthreads", "1", "--memory-limit", "2GiB"]
            started.append(_start("worker", address, "--host", _LOOPBACK, *size, *nowhere, *own))
        subprocess.run([sys.executable, "-c", _WAIT, address, str(WORKERS)], check=True)
        yield Cluster(address, tuple(process.pid for process in started))
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait()


def _start(kind: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
    # Workers find the package where ``kg`` does: in the checkout.
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _address(file: Path) -> str:
    """Wait for the scheduler to say where it listens."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (FileNotFoundError, json.JSONDecodeError):  # not there yet, or not yet whole
            time.sleep(0.1)
    message = f"the scheduler did not start within {_PATIENCE:.0f} s"
    raise TimeoutError(message)
