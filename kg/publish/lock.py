"""One process at a time publishes into a folder."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING

from kg.errors import Text, UsageError

try:
    import fcntl
except ImportError:  # Windows, where nobody is kept out
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from pathlib import Path

_HOLDER = "holder.txt"


class Lock:
    """A lock on the folder itself, which ends with the process, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Take nothing yet."""
        self._folder = folder
        self._open: int | None = None

    def take(self, aside: Path) -> None:
        """Make the folder if need be, and keep others out; UsageError where another process has it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if fcntl is None:
            return
        self._open = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(self._open, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.leave()
            raise _taken(self._folder, aside) from error

    def sign(self, aside: Path) -> None:
        """Leave word of who has it."""
        (aside / _HOLDER).write_text(f"{os.getpid()} {platform.node()}\n", encoding="utf-8")

    def leave(self) -> None:
        """Let others in."""
        if self._open is not None:
            os.close(self._open)
            self._open = None


def _taken(folder: Path, aside: Path) -> UsageError:
    try:
        process, _, machine = (aside / _HOLDER).read_text(encoding="utf-8").strip().partition(" ")
        who = Text(f"process {process} on {machine}", f"le processus {process} sur {machine}")
    except OSError:
        who = Text("another process", "un autre processus")
    return UsageError(
        Text(f"{who.en} is publishing here", f"{who.fr} publie ici"),
        where=str(folder),
        fix=Text(
            "wait for its end, or name another folder with -o DIR",
            "attendre sa fin, ou nommer un autre dossier avec -o DOSSIER",
        ),
    )
