"""Work done in a process beside this one: of a large graph, one core asks the queries while another screens."""

from __future__ import annotations

import multiprocessing
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.validate.load import empty_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from rdflib import Graph

# Triples from which a second process pays: it takes some 50 ms to begin, and half a second of a core to read so many.
_LARGE = 100_000


def begun_aside(work: Callable[[], Graph], size: int) -> Callable[[], Graph]:
    """Begin to make a graph, from ``size`` triples; give what waits for it. What the work raises, waiting raises.

    A small graph, or one on a system that cannot copy a process (Windows), is made when it is waited for. So is one
    whose process was killed: for want of memory, it may be.
    """
    if size < _LARGE or "fork" not in multiprocessing.get_all_start_methods():
        return work
    context = multiprocessing.get_context("fork")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, send), daemon=True)
    process.start()
    send.close()
    return partial(_awaited, work, receive, process)


def _work(work: Callable[[], Graph], send: Connection) -> None:
    try:
        made: Any = list(work())
    except KgError as error:
        made = error
    send.send(made)


def _awaited(work: Callable[[], Graph], receive: Connection, process: Any) -> Graph:  # noqa: ANN401 (of any context)
    try:
        made = receive.recv()
    except EOFError:
        return work()
    finally:
        process.join()
    if isinstance(made, KgError):
        raise made
    graph = empty_graph()
    graph += made
    return graph
