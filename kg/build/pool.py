"""Documents read by several processes of this machine.

Each process has a pipe of its own and gets some documents at a time, so it is known which one it is at: if the process
dies or takes too long, that document alone is tried once more, or refused, and the others lose nothing. (An executor
of the standard library gives up all documents when one process dies; pools that watch over them fork from threads.)
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import resource
import signal
import time
import traceback
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from kg.build.worker import Outcome, Task, Worker, refused, too_much

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

SECONDS = 120.0  # that one document may take; the longest that is read takes a third of it
MEMORY = 4 * 1024**3  # bytes of address space that a process may have

_FORK = multiprocessing.get_context("fork")


@dataclass(slots=True, eq=False)
class _Reader:
    """A process, our end of its pipe, the documents it has still to read, and since when it is at the first."""

    process: BaseProcess
    pipe: Connection
    waiting: deque[Task] = field(default_factory=deque)
    since: float = 0.0


def read_all(worker: Worker, batches: Iterator[list[Task]], count: int) -> Iterator[Outcome]:
    """Yield the outcome of each document as it comes; ``count`` processes read, each a batch at a time.

    A bug in reading ends it with the error of the process.
    """
    pool = _Pool(worker)
    try:
        pool.start(count)
        yield from pool.run(batches)
    finally:
        pool.stop()


class _Pool:
    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._readers: list[_Reader] = []
        self._again: deque[list[Task]] = deque()
        self._suspects: set[str] = set()

    def start(self, count: int) -> None:
        """Fork processes; each closes our ends of all pipes, so that it ends when we do, however that happens."""
        for _ in range(count):
            ours, theirs = _FORK.Pipe()
            inherited = [ours, *(reader.pipe for reader in self._readers)]
            process = _FORK.Process(target=_serve, args=(self._worker, theirs, inherited), daemon=True)
            process.start()
            theirs.close()
            self._readers.append(_Reader(process, ours))

    def run(self, batches: Iterator[list[Task]]) -> Iterator[Outcome]:
        """Hand out batches until there are none and all have come back."""
        exhausted = False
        while True:
            for reader in [reader for reader in self._readers if not reader.waiting]:
                batch = self._again.popleft() if self._again else next(batches, None)
                exhausted = batch is None
                if batch is None:
                    break
                self._send(reader, batch)
            busy = [reader for reader in self._readers if reader.waiting]
            if not busy and exhausted and not self._again:
                return
            yield from self._receive(busy)

    def _send(self, reader: _Reader, batch: list[Task]) -> None:
        reader.waiting.extend(batch)
        reader.since = time.monotonic()
        # A process that has died meanwhile is found dead when its answer is waited for.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            reader.pipe.send(batch)

    def _receive(self, busy: list[_Reader]) -> Iterator[Outcome]:
        left = min((reader.since for reader in busy), default=0.0) + SECONDS - time.monotonic()
        ready = set(wait([reader.pipe for reader in busy], timeout=max(left, 0)))
        for reader in busy:
            if reader.pipe in ready:
                yield from self._answer(reader)
            elif time.monotonic() - reader.since > SECONDS:
                task = reader.waiting.popleft()
                self._replace(reader)
                yield refused(task, too_much(task.where))

    def _answer(self, reader: _Reader) -> Iterator[Outcome]:
        try:
            answer = reader.pipe.recv()
        except (EOFError, OSError):
            yield from self._died(reader)
            return
        if isinstance(answer, BaseException):
            raise answer
        reader.waiting.popleft()
        reader.since = time.monotonic()
        yield answer

    def _died(self, reader: _Reader) -> Iterator[Outcome]:
        """Try the document that a process died at once more, alone; refuse it if that was the second time."""
        task = reader.waiting.popleft()
        self._replace(reader)
        if task.key in self._suspects:
            yield refused(task, too_much(task.where))
        else:
            self._suspects.add(task.key)
            self._again.append([task])

    def _replace(self, reader: _Reader) -> None:
        if reader.waiting:
            self._again.append(list(reader.waiting))
        self._end(reader)
        self._readers.remove(reader)
        self.start(1)

    def stop(self) -> None:
        """End all processes."""
        for reader in self._readers:
            self._end(reader)

    @staticmethod
    def _end(reader: _Reader) -> None:
        reader.pipe.close()
        reader.process.kill()
        reader.process.join()


def _serve(worker: Worker, pipe: Connection, inherited: list[Connection]) -> None:
    """Read batches until the pipe closes; a bug is sent back with its traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    gc.freeze()  # what we share with the parent is not looked through again, and so not copied
    for other in inherited:
        other.close()
    with contextlib.suppress(ValueError, OSError):  # an outer limit may be lower, and then holds
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            for task in pipe.recv():
                pipe.send(_read(worker, task))


def _read(worker: Worker, task: Task) -> Outcome | Exception:
    try:
        return worker.read(task)
    except Exception as error:  # noqa: BLE001 (it is raised again where the user sees it)
        error.add_note(f"{task.where}\n{traceback.format_exc()}")
        return error
