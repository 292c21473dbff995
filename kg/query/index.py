"""Large graphs kept as stores on disk, in the user's cache folder: opened at once, not read anew by each query.

An index is a folder named after the path of its graph and after what it was made from; a text in it says the latter in
full. It is made aside and renamed, under a lock of the system's, which no killed process leaves behind: whoever finds
an index finds a whole one. Deleting the folder loses nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pyoxigraph
from pyoxigraph import Store

from kg.errors import Text, quoted_in_french, reason_of
from kg.query.source import fill, in_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.query.source import Source

# To be raised when `fill` puts the same files into a store otherwise than before.
_FORM = 1
_MADE_FROM, _STORE, _ASIDE = "made-from", "store", ".new"
_MEGA = 1_000_000
_MAKING = Text(
    "making an index of {path} ({size} MB), so that it opens at once from now on",
    "indexation de {path} ({size} Mo), qui s’ouvrira désormais aussitôt",
)
_WAITING = Text(
    "another process is making the index of {path}; waiting for it",
    "un autre processus indexe {path}\N{NARROW NO-BREAK SPACE}; on l’attend",
)
_CORRUPT = Text("the index of {path} is corrupt; it is made anew", "l’index de {path} est corrompu, on le refait")
_NONE = Text(
    "no index can be kept in {folder} ({reason}): the graph is read into memory, as with --no-index",
    "aucun index possible dans {folder} ({reason})\N{NO-BREAK SPACE}: le graphe est lu en mémoire, comme avec"
    " --no-index",
)


def cache_folder() -> Path:
    """Give the folder for what can be made anew: PALMARES_CACHE, else the user's cache folder.

    Without a home it is a RuntimeError.
    """
    if named := os.environ.get("PALMARES_CACHE"):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "palmares"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "palmares"


class Index:
    """The index of one graph; ``tell`` is told what is done."""

    def __init__(self, source: Source, tell: Callable[[Text], None]) -> None:
        """Look at the files, and at nothing else yet."""
        self._source, self._tell = source, tell
        # A build's Turtle and its N-Quads have an index each.
        self._path = (source.files[0] if len(source.files) == 1 else source.path).resolve()
        self._made_from = self._described()

    def open(self) -> Store | None:
        """Open the index, made if need be; None where none can be kept."""
        try:
            return self._kept() or self._made()
        except (OSError, RuntimeError) as error:
            self._say(_NONE, folder=self._where(), reason=_reason(error))
            return None

    def remade(self, _error: Exception) -> Store:
        """Throw a corrupt index away and give another store of the same graph."""
        self._say(_CORRUPT)
        try:
            shutil.rmtree(self._folder)
            store = self._made()
        except (OSError, RuntimeError):
            store = None
        return store or in_memory(self._source)

    @property
    def _folder(self) -> Path:
        name = f"{crc32(str(self._path).encode()):08x}-{crc32(self._made_from.encode()):08x}"
        return cache_folder() / "graphs" / name

    def _described(self) -> str:
        """Say what an index is made from: any change of the files, of Oxigraph or of our way to fill a store."""
        files = [(file, file.stat()) for file in self._source.files]
        lines = [f"{file}\t{stat.st_size}\t{stat.st_mtime_ns}\t{stat.st_ino}" for file, stat in files]
        return "\n".join([str(self._path), f"{_FORM} {pyoxigraph.__version__}", *lines, ""])

    def _kept(self) -> Store | None:
        """Open the index that is there, None if there is none; a corrupt one is thrown away."""
        try:
            if (self._folder / _MADE_FROM).read_text(encoding="utf-8") != self._made_from:
                return None
        except FileNotFoundError:
            return None
        try:
            return Store.read_only(str(self._folder / _STORE))
        except (OSError, RuntimeError):
            self._say(_CORRUPT)
            shutil.rmtree(self._folder)
            return None

    def _made(self) -> Store | None:
        """Make the index, unless another process has done so meanwhile; None if the graph changes under our hands."""
        folder = self._folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        with self._locked():
            if store := self._kept():
                return store
            self._say(_MAKING)
            self._remove_stale()
            aside = folder.with_suffix(_ASIDE)
            try:
                self._fill(aside)
                if self._described() != self._made_from:
                    return None
                aside.rename(folder)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
            return self._kept()

    def _fill(self, aside: Path) -> None:
        """Write an index; the store is closed when this returns."""
        aside.mkdir()
        store = Store(str(aside / _STORE))
        fill(store, self._source)
        store.flush()
        (aside / _MADE_FROM).write_text(self._made_from, encoding="utf-8")

    def _remove_stale(self) -> None:
        """Remove what was made of this path before, whole or half, and indexes of graphs that are gone."""
        mine = f"{self._folder.name.partition('-')[0]}-"
        for other in self._folder.parent.iterdir():
            if other.name.startswith(mine) or (other.is_dir() and _is_gone(other)):
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes from making the same index."""
        import fcntl  # noqa: PLC0415 (needed once for each graph)

        name = f"{self._folder.name.partition('-')[0]}.lock"
        with (self._folder.parent / name).open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._say(_WAITING)
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _say(self, text: Text, **words: Text | str) -> None:
        known = {"path": str(self._source.path), "size": str(self._source.size // _MEGA), **words}

        def filled(language: str) -> str:
            said = {name: w.in_language(language) if isinstance(w, Text) else w for name, w in known.items()}
            return text.in_language(language).format(**said)

        self._tell(Text(en=filled("en"), fr=filled("fr")))

    def _where(self) -> str:
        try:
            return str(cache_folder())
        except RuntimeError:
            return "~"


def _is_gone(folder: Path) -> bool:
    """Tell whether the graph of an index is no longer there; what is not an index, whole, is left alone."""
    try:
        return not Path((folder / _MADE_FROM).read_text(encoding="utf-8").partition("\n")[0]).exists()
    except OSError:
        return False


def _reason(error: Exception) -> Text:
    """Say why the system, or the store, refused."""
    if isinstance(error, OSError) and error.strerror:
        return reason_of(error)
    words = str(error).removeprefix("IO error: ").partition(": ")[0]
    return Text(en=words, fr=quoted_in_french(words))
