"""A command run and measured from outside, with all the processes it starts: seconds, processor seconds, memory."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PROC = Path("/proc")
_EVERY = 0.2
_KIBI = 1024
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: ``seconds`` by the clock on the wall, ``cpu`` user and system seconds of all processes.

    ``shared`` is the most bytes that all processes held at one time, pages held in common counted once (the sum of
    their PSS, looked at five times a second; 0 where the system does not tell); ``largest`` the most that one held
    (RSS). The time of processes that were running before is not in ``cpu``, though their memory is.
    """

    code: int
    seconds: float
    cpu: float
    shared: int
    largest: int
    output: str
    errors: str


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], beside: Sequence[int] = ()) -> Measured:
    """Run a command in ``folder``; ``beside`` are processes started before whose memory counts too (a cluster's)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = sum(map(cpu_of, beside))
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    watch = _Watch([process.pid, *beside])
    watch.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - start
    watch.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + sum(map(cpu_of, beside)) - busy
    return Measured(process.returncode, seconds, cpu, watch.shared, watch.largest, output, errors)


class _Watch(threading.Thread):
    """Looks at the memory of processes and of all below them until it is stopped."""

    def __init__(self, roots: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self._roots = roots
        self._done = threading.Event()
        self.shared = self.largest = 0

    def run(self) -> None:
        while not self._done.is_set():
            held = [memory_of(process) for process in below(self._roots)]
            self.shared = max(self.shared, sum(shared for shared, _ in held))
            self.largest = max(self.largest, *(largest for _, largest in held), 0)
            self._done.wait(_EVERY)

    def stop(self) -> None:
        self._done.set()
        self.join()


def below(roots: Sequence[int]) -> list[int]:
    """Give the processes that are running, with all that these have started."""
    parents = {int(path.name): _parent(path) for path in _PROC.iterdir() if path.name.isdigit()}
    found = list(dict.fromkeys(roots))
    for process in found:
        found += [child for child, parent in parents.items() if parent == process and child not in found]
    return found


def _parent(path: Path) -> int:
    fields = _stat(path)
    return int(fields[1]) if fields else 0


def _stat(path: Path) -> list[str]:
    """Give what the system tells of a process, from its state on; the name before it, in brackets, can hold blanks."""
    return _read(path / "stat").rpartition(")")[2].split()


def memory_of(process: int) -> tuple[int, int]:
    """Give the bytes a process holds: its part of them (PSS), and the most it held so far (RSS)."""
    shared = _field(_PROC / str(process) / "smaps_rollup", "Pss:")
    return shared, _field(_PROC / str(process) / "status", "VmHWM:")


def cpu_of(process: int) -> float:
    """Give the processor seconds of a running process, and of all that it has started."""
    fields = [_stat(_PROC / str(each)) for each in below([process])]
    # User and system seconds of its own, and of children that have ended.
    return sum(sum(map(int, each[11:15])) for each in fields) / _TICKS


def _field(path: Path, name: str) -> int:
    line = next((line for line in _read(path).splitlines() if line.startswith(name)), "")
    return int(line.split()[1]) * _KIBI if line else 0


def _read(path: Path) -> str:
    """Read a file of /proc; a process that has ended has none."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
