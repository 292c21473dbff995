"""Processes that make the files of a publication together; with one, this process makes them itself.

Each is copied from this one before anything opens a store, which no copy could use, and opens what it needs itself.
It gets one task at a time, makes files aside, and tells which. Nothing but the order of tasks decides what is made. If
a process dies, or a task fails, all end.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar

from kg.errors import DataError, KgError, Text
from kg.publish.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import TracebackType

    from kg.publish.making import Made
    from kg.publish.tree import Tree

    Listen = Callable[[Progress], None]

Workshop = TypeVar("Workshop")


class _Done(NamedTuple):
    """What came of a task, and the files made for it."""

    result: Any
    made: Made


class Crew(Generic[Workshop]):
    """Does tasks, begun in the order in which they come; ``workshop`` makes what one process makes files with."""

    def __init__(self, tree: Tree, count: int, listen: Listen, workshop: Callable[[Listen], Workshop]) -> None:
        """Take the tree that all make files for, and the number of processes."""
        self._tree, self._count, self._listen, self._workshop = tree, count, listen, workshop
        self._processes: list[BaseProcess] = []
        self._free: list[Connection] = []
        self._busy: dict[Connection, int] = {}
        self._waiting: deque[tuple[int, Callable[[Workshop], Any]]] = deque()
        self._results: dict[int, Any] = {}
        self._begun = 0

    def __enter__(self) -> Self:
        """Start the processes."""
        if self._count == 1:
            self._here = self._workshop(self._listen)
            return self
        try:
            for _ in range(self._count):
                self._start()
        except BaseException:
            self._end()
            raise
        return self

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        self._free.append(ours)
        process = context.Process(target=self._serve, args=(theirs, list(self._free)))
        process.start()
        self._processes.append(process)
        theirs.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until all is done; end them, whatever they are at, if anything failed."""
        try:
            while error is None and (self._waiting or self._busy):
                self._go_on()
        finally:
            self._end()

    def _end(self) -> None:
        for process in self._processes:
            process.kill()
            process.join()
        for pipe in (*self._free, *self._busy):
            pipe.close()

    def begin(self, task: Callable[[Workshop], Any]) -> int:
        """Have a task done; the number given is that of its `result`."""
        self._begun += 1
        self._waiting.append((self._begun, task))
        self._hand_out()
        return self._begun

    def result(self, number: int) -> Any:  # noqa: ANN401 (whatever the task gives)
        """Wait for what comes of a task; what it raises is raised here."""
        while number not in self._results:
            self._go_on()
        return self._results.pop(number)

    def _go_on(self) -> None:
        """Do one task here, or take what comes from the processes."""
        if not self._processes:
            number, task = self._waiting.popleft()
            self._results[number] = task(self._here)
            return
        ready = wait(list(self._busy))
        for pipe in [each for each in self._busy if each in ready]:
            self._receive(pipe)
        self._hand_out()

    def _hand_out(self) -> None:
        while self._waiting and self._free:
            number, task = self._waiting.popleft()
            pipe = self._free.pop()
            self._busy[pipe] = number
            try:
                pipe.send(task)
            except OSError as error:
                raise _killed() from error

    def _receive(self, pipe: Connection) -> None:
        try:
            message = pipe.recv()
        except (EOFError, OSError) as error:
            raise _killed() from error
        if isinstance(message, BaseException):
            raise message
        if isinstance(message, Progress):
            self._listen(message)
            return
        self._tree.take_over(message.made)
        self._results[self._busy.pop(pipe)] = message.result
        self._free.append(pipe)

    def _serve(self, pipe: Connection, inherited: list[Connection]) -> None:
        """Do tasks until killed; a KgError is raised again where the user sees it, and so is what the disk refuses."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends us
        threading.Thread(target=_end_with_parent, daemon=True).start()
        gc.freeze()  # what we share with it is not looked through again, and so not copied
        for other in inherited:
            other.close()
        self._tree.made_since()  # what was made before is known
        workshop = self._workshop(pipe.send)
        while True:
            try:
                message: object = _Done(pipe.recv()(workshop), self._tree.made_since())
            except (KgError, OSError) as error:
                message = error
            pipe.send(message)


def _end_with_parent() -> None:
    """End when the process that we were copied from does, even if it is killed: it has the folder through us too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _killed() -> DataError:
    return DataError(
        Text("a process that made files has ended too soon", "un processus qui faisait des fichiers s’est arrêté"),
        fix=Text(
            "there may be too little memory: close other programs, or take fewer processes with --workers",
            "la mémoire manque peut-être\N{NO-BREAK SPACE}: fermer d’autres programmes, ou prendre moins de processus"
            " avec --workers",
        ),
    )
