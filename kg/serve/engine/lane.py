"""A lane: one process of Oxigraph over the index, which answers a query at a time and can be stopped at any moment."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, Text, UsageError, installed_with, quoted_in_french
from kg.serve.engine.exchange import HOST, Exchange, UnreachedError

if TYPE_CHECKING:
    from kg.serve.engine.exchange import Question
    from kg.serve.limits import Limits

_LAUNCH = Path(__file__).with_name("launch.py")
_TRIES, _WAIT, _MOST = 10, 0.01, 10.0  # ports to try; seconds between two looks, and until a process is given up
_GONE = 1.0  # seconds that a dying process has to say why
_TAIL = 4096  # bytes of what it says last
_TAKEN = b"Address already in use"
_OUT_OF_MEMORY = (b"memory allocation of", b"std::bad_alloc", b"std::system_error")
_CUT_OFF = b"error while streaming results"
_SLOWEST = 19


def program() -> str:
    """Give the path of the engine. Raises UsageError where the extra is not installed."""
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if not found:
        raise UsageError(
            Text("kg serve needs some more libraries", "kg serve demande quelques bibliothèques de plus"),
            where="oxigraph",
            fix=installed_with("serve"),
        )
    return found


class Lane:
    """A process and the port at which it answers; `start` makes one."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        """Take a process that has just begun."""
        self._process, self._port = process, port
        self.fresh, self._said = True, b""
        self._listener = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, index: Path, limits: Limits) -> Lane:
        """Begin a process and wait until it answers; one whose port was taken meanwhile is begun anew."""
        said = b""
        for _ in range(_TRIES):
            lane = cls(*await _begun(index, limits))
            try:
                if await lane._answers():
                    return lane
            except BaseException:
                await lane.stop()
                raise
            said = lane._said
            if _TAKEN not in said:
                break
        words = said.decode("utf-8", "replace").strip().partition("\n")[0]
        raise DataError(
            Text(f"the query engine does not start, {words}", f"le moteur ne démarre pas, {quoted_in_french(words)}"),
            where=str(index),
        )

    @property
    def alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.returncode is None

    @property
    def complained(self) -> bool:
        """Whether it could not finish an answer that it had begun."""
        return _CUT_OFF in self._said

    async def ask(self, question: Question, most: int) -> Exchange:
        """Put a question; when this returns, the answer is on its way (see `Exchange.done`)."""
        try:
            _, exchange = await asyncio.get_running_loop().create_connection(
                lambda: Exchange(question.message(), most), HOST, self._port
            )
        except OSError as error:
            raise UnreachedError(str(error)) from error
        return exchange

    def yield_to_others(self) -> None:
        """Let every other process have the processor first; there is no way back, so it is not ``fresh`` any more."""
        self.fresh = False
        with suppress(OSError):
            os.setpriority(os.PRIO_PGRP, self._process.pid, _SLOWEST)

    async def out_of_memory(self) -> bool:
        """Tell whether it ended because it was refused memory; call this once it is gone."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), _GONE)
            await self._listener
        return any(words in self._said for words in _OUT_OF_MEMORY)

    async def stop(self) -> None:
        """End the process at once."""
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()
        await self._listener

    async def _answers(self) -> bool:
        """Wait until it listens; false if it ends instead."""
        deadline = asyncio.get_running_loop().time() + _MOST
        while self.alive and asyncio.get_running_loop().time() < deadline:
            if b"Listening" in self._said:
                return True
            await asyncio.sleep(_WAIT)
        return False

    async def _listen(self) -> None:
        """Take in what it says, and keep the last of it."""
        stream = self._process.stdout
        while stream and (piece := await stream.read(_TAIL)):
            self._said = (self._said + piece)[-_TAIL:]


async def _begun(index: Path, limits: Limits) -> tuple[asyncio.subprocess.Process, int]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    # Without its own --timeout-s, which a cartesian product outruns, and for which every query leaves a thread asleep
    # until the time is over: a busy engine then has thousands, and no memory for more.
    command = [program(), "serve-read-only", "-l", str(index), "-b", f"{HOST}:{port}"]
    launch = [sys.executable, "-I", "-S", str(_LAUNCH), str(os.getpid()), str(limits.memory)]
    process = await asyncio.create_subprocess_exec(
        *launch,
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={"RUST_BACKTRACE": "0"},
    )
    return process, port
