"""Work in a process of its own: its memory goes with it, and neither its length nor its end holds up the server."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from multiprocessing import get_context, resource_tracker
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.serve.engine.launch import end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_NICE = 5


async def run_in_process(work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 (what the work gives)
    """Have work done, and give what it gives; when this is cancelled, the process ends with all that it began.

    A KgError, OSError or RuntimeError of the work is raised here; a process that was killed is a RuntimeError.
    """
    context = get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(os.getpid(), send, work, arguments))
    resource_tracker.ensure_running()  # its start would let signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for us, who end the process
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    send.close()
    try:
        outcome = await asyncio.to_thread(receive.recv)
    except EOFError:
        message = "a process ended before its work was done"
        raise RuntimeError(message) from None
    finally:
        _end(process)
        await asyncio.to_thread(process.join)
        receive.close()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _end(process: SpawnProcess) -> None:
    """End a process, which may not have begun its group yet, and all that it began."""
    process.kill()
    if process.pid:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _work(parent: int, send: Connection, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    os.setpgid(0, 0)
    end_with_parent(parent)
    os.nice(_NICE)
    try:
        send.send(work(*arguments))
    except (KgError, OSError, RuntimeError) as error:
        send.send(error)
