"""One process at a time pushes into a store, of those of one user on one machine."""

from __future__ import annotations

import os
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from kg.errors import Text, UsageError
from kg.query.index import cache_folder

try:
    import fcntl
except ImportError:  # Windows, where nobody is kept out
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


@contextmanager
def alone(address: str) -> Iterator[None]:
    """Keep others out of the store at an address; the lock ends with the process, however it ends.

    Raises UsageError where another process has it. Where no file can be kept, nobody is kept out.
    """
    file = _opened(address)
    if file is None:
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise _taken(file.read().strip(), address) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _opened(address: str) -> TextIO | None:
    """Open the file that stands for an address, which stays: who took it away would let two in."""
    if fcntl is None:
        return None
    try:
        folder = cache_folder() / "pushes"
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / f"{sha256(address.rstrip('/').encode()).hexdigest()[:16]}.lock").open("a+", encoding="utf-8")
    except (OSError, RuntimeError):  # RuntimeError: no home
        return None


def _taken(process: str, address: str) -> UsageError:
    who = Text(f"process {process}", f"le processus {process}") if process else _ANOTHER
    return UsageError(
        Text(f"{who.en} is pushing into this store", f"{who.fr} envoie déjà vers cet entrepôt"),
        where=address,
        fix=Text("wait for its end, then run kg push again", "attendre sa fin, puis relancer kg push"),
    )


_ANOTHER = Text("another process", "un autre processus")
