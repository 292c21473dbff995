"""One process at a time publishes into a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.build.holder import sign, taken
from kg.errors import Text

try:
    import fcntl
except ImportError:  # Windows, where nobody is kept out
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from pathlib import Path

_WORK = Text("is publishing here", "publie ici")


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
            raise taken(self._folder, aside, _WORK) from error

    def sign(self, aside: Path) -> None:
        """Leave word of who has it."""
        sign(aside)

    def leave(self) -> None:
        """Let others in."""
        if self._open is not None:
            os.close(self._open)
            self._open = None
