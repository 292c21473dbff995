"""Notices that a publication, or the graph behind it, was renewed: by a look a second at a few files."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kg import project
from kg.serve.publication import quads_of, sums_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

Stamp = tuple[tuple[int, int, int] | None, ...]


def stamp_of_site(folder: Path) -> Stamp:
    """Give what changes with every publication into a folder."""
    return _stamp(sums_of(folder), quads_of(folder))


def stamp_of_graph(folder: Path) -> Stamp:
    """Give what changes with every build into a folder."""
    return _stamp(folder / project.MERGED, folder / project.QUADS)


class Watch:
    """Looks at one folder, and has something done once what changed there has come to rest."""

    def __init__(self, look: Callable[[Path], Stamp], folder: Path, changed: Callable[[], Awaitable[None]]) -> None:
        """Remember what is there now."""
        self._look, self._folder, self._changed = look, folder, changed
        self._seen = self._done = look(folder)

    async def run(self, every: float) -> None:
        """Look again and again, after so many seconds each time, until this is cancelled."""
        while True:
            await asyncio.sleep(every)
            await self.step()

    async def step(self) -> None:
        """Look once."""
        now = self._look(self._folder)
        at_rest, self._seen = now == self._seen, now
        if at_rest and now != self._done:
            self._done = now
            await self._changed()


def _stamp(*files: Path) -> Stamp:
    return tuple(map(_stat, files))


def _stat(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
