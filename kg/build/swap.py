"""Files of a folder taken out and put in, which can be undone."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Swap:
    """Changes files of a folder one by one; there is no moment at which a file that changes is not there."""

    def __init__(self, folder: Path, kept: Path) -> None:
        """Take the folder, and a place on the same disk where what was there is kept."""
        self._folder, self._kept = folder, kept
        self._done: list[str] = []

    def take_out(self, name: str) -> None:
        """Remove a file, and the folders that are then empty."""
        self._keep(name)
        self._done.append(name)
        (self._folder / name).unlink(missing_ok=True)
        self._remove_empty((self._folder / name).parent)

    def put_in(self, name: str, file: Path) -> None:
        """Move a file in."""
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        self._keep(name)
        file.replace(target)
        self._done.append(name)

    def undo(self) -> None:
        """Put back what was there."""
        for name in reversed(self._done):
            file = self._folder / name
            if (self._kept / name).exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                (self._kept / name).replace(file)
            else:
                file.unlink(missing_ok=True)
                self._remove_empty(file.parent)

    def _keep(self, name: str) -> None:
        kept = self._kept / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            os.link(self._folder / name, kept, follow_symlinks=False)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._folder and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
