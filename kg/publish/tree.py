"""The target folder: files are made aside, and moved in together once all of them are there."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kg.errors import Text, UsageError, quoted_in_french

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

_ASIDE = ".publish"  # below the target, so on the same disk: each file then only changes its name
_LIST = ".published"  # the names of all files that the last publication wrote, by which the next knows what is gone
_BUFFER = 1024 * 1024
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was made: its name below the folder, its bytes, and the SHA-256 of its content in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a publication did to the folder, in numbers of files."""

    written: int
    unchanged: int
    removed: int


class Tree:
    """Takes files, and puts them in place when the block ends well; otherwise the folder stays as it was.

    A file that is the same as the one in place is left alone. A file of the last publication that is not made again is
    removed; what anybody else put into the folder stays. Every OSError becomes a UsageError.
    """

    def __init__(self, folder: Path) -> None:
        """Take the target folder, which need not exist."""
        self._folder, self._aside = folder, folder / _ASIDE
        self._names: set[str] = set()
        self._new: list[str] = []
        self.change = Change(0, 0, 0)

    def __enter__(self) -> Self:
        """Make the place aside; what a killed run left there goes."""
        try:
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside.mkdir(parents=True)
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Move everything in, or drop it."""
        try:
            if error is None:
                self._move_in()
        except OSError as refused:
            raise cannot_write(self._folder, refused) from refused
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)
        if isinstance(error, OSError):
            raise cannot_write(self._folder, error) from error

    def write(self, name: str, content: bytes) -> None:
        """Make one small file; a name is made once."""
        self._take(name)
        if self._stands(name, content):
            return
        aside = self._aside / name
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        self._new.append(name)

    def stream(self, name: str, pieces: Iterable[bytes], *, twin: bool = False) -> list[Written]:
        """Make one file piece by piece, and with ``twin`` the same compressed beside it, as ``name.gz``."""
        self._take(name)
        aside = self._aside / name
        aside.parent.mkdir(parents=True, exist_ok=True)
        made = [self._streamed(name, pieces)]
        if twin:
            compressed = f"{name}.gz"
            self._take(compressed)
            made.append(self._compressed(name, compressed))
        for each in made:
            self._leave_if_same(each.name)
        return made

    def _streamed(self, name: str, pieces: Iterable[bytes]) -> Written:
        digest, size = hashlib.sha256(), 0
        with (self._aside / name).open("wb", buffering=_BUFFER) as stream:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                stream.write(piece)
        return Written(name, size, digest.hexdigest())

    def _compressed(self, name: str, compressed: str) -> Written:
        """Compress a file that was just made, without the name and the time that gzip would note."""
        target = self._aside / compressed
        with (
            (self._aside / name).open("rb") as source,
            target.open("wb") as raw,
            gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed,
        ):
            shutil.copyfileobj(source, packed, _BUFFER)
        with target.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Written(compressed, target.stat().st_size, digest)

    def _take(self, name: str) -> None:
        if name in self._names:
            message = f"{name} is made twice"
            raise ValueError(message)
        self._names.add(name)

    def _stands(self, name: str, content: bytes) -> bool:
        file = self._folder / name
        try:
            return file.stat().st_size == len(content) and file.read_bytes() == content
        except OSError:  # not there, or not to be read: it is written anew
            return False

    def _leave_if_same(self, name: str) -> None:
        aside, file = self._aside / name, self._folder / name
        if file.is_file() and file.stat().st_size == aside.stat().st_size and _same(file, aside):
            aside.unlink()
        else:
            self._new.append(name)

    def _move_in(self) -> None:
        gone = sorted(set(self._listed()) - self._names)
        for name in self._new:
            target = self._folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (self._aside / name).replace(target)
        for name in gone:
            (self._folder / name).unlink(missing_ok=True)
            self._remove_empty((self._folder / name).parent)
        listed = "".join(f"{name}\n" for name in sorted(self._names))
        if not self._stands(_LIST, listed.encode()):
            (self._aside / _LIST).write_text(listed, encoding="utf-8", newline="\n")
            (self._aside / _LIST).replace(self._folder / _LIST)
        self.change = Change(len(self._new), len(self._names) - len(self._new), len(gone))

    def _listed(self) -> Iterator[str]:
        file = self._folder / _LIST
        if file.is_file():
            yield from file.read_text("utf-8").splitlines()

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._folder and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as left, other.open("rb") as right:
        while piece := left.read(_BUFFER):
            if piece != right.read(_BUFFER):
                return False
    return True


def cannot_write(folder: Path, error: OSError) -> UsageError:
    """Say that the target folder cannot be written, and that it is as it was."""
    reason = error.strerror or str(error)
    return UsageError(
        Text(
            f"cannot be written: {reason}; nothing was changed",
            f"écriture impossible, {quoted_in_french(reason)}\N{NARROW NO-BREAK SPACE}; rien n’a changé",
        ),
        where=str(folder),
        fix=Text(
            "make room there, or name another folder with -o DIR",
            "y faire de la place, ou nommer un autre dossier avec -o DOSSIER",
        ),
    )
