"""Work done in a process beside this one, what it makes taken as it comes: one core parses while another indexes."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import DataError, KgError, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

Item = TypeVar("Item")


class _End:
    """Tells that there is nothing more."""


def aside(work: Callable[[], Iterable[Item]]) -> Iterator[Item]:
    """Begin to make things in another process; give what waits for each of them. What the work raises, waiting raises.

    A process takes some 50 ms to begin. On a system that cannot copy one (Windows), and where it was killed before it
    made anything, the work is done here.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return iter(work())
    context = multiprocessing.get_context("fork")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, receive, send), daemon=True)
    process.start()
    send.close()
    return _awaited(work, receive, process)


def _work(work: Callable[[], Iterable[Any]], receive: Connection, send: Connection) -> None:
    receive.close()  # so that it is nobody's once the process that waits is gone, and we end too
    with suppress(BrokenPipeError):
        try:
            for item in work():
                send.send(item)
            send.send(_End())
        except KgError as error:
            send.send(error)


def _awaited(work: Callable[[], Iterable[Item]], receive: Connection, process: Any) -> Iterator[Item]:  # noqa: ANN401
    begun = False
    try:
        while not isinstance(item := receive.recv(), _End):
            if isinstance(item, KgError):
                raise item
            begun = True
            yield item
    except EOFError:
        if begun:
            raise _killed() from None
        yield from work()
    finally:
        receive.close()
        process.terminate()  # it has ended, or nobody waits for it any more
        process.join()


def _killed() -> DataError:
    return DataError(
        Text(en="the process that read was killed", fr="le processus qui lisait a été arrêté"),
        fix=Text(
            en="there may be too little memory: close other programs, or check the files one by one (--each)",
            fr="la mémoire manque peut-être\N{NO-BREAK SPACE}: fermer d’autres programmes, ou vérifier les fichiers"
            " un à un (--each)",
        ),
    )
