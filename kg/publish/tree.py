"""The target folder: files are made aside, and moved in together once all of them are there."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Self

from kg.build.swap import Swap
from kg.errors import UsageError
from kg.publish.lock import Lock
from kg.publish.making import BUFFER, Made, Making, Written, digest_of, same_content
from kg.publish.refusals import cannot_write, not_ours, would_overwrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType

_ASIDE = ".publish"  # below the target, so on the same disk: each file then only changes its name
_LIST = ".published"  # the names of all files that the last publication wrote, by which the next knows what is gone
_SEAL = ".made-from"  # the digests of what it was made from and of all of it
_OLD = ".old"  # below the place aside
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Change:
    """What a publication did to the folder, in numbers of files."""

    written: int
    unchanged: int
    removed: int


class Tree:
    """Takes files, and puts them in place when the block ends well; otherwise the folder stays as it was.

    A file that is the same as the one in place is left alone. A file of the last publication that is not made again is
    removed; what anybody else put into the folder stays, and with ``force`` only what is in the way is written over. A
    folder that holds no publication is taken if it is empty, but for names that begin with a dot, or by ``force``.
    Every OSError becomes a UsageError. Only one process has the folder at a time.
    """

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        """Take the target folder, which need not exist."""
        self.folder, self._aside, self._force = folder, folder / _ASIDE, force
        self._digests: dict[str, str] = {}  # of all files made, by name
        self._new: list[str] = []
        self._told = 0, 0
        self._made_from = ""
        self._lock = Lock(folder)
        self.change = Change(0, 0, 0)

    def __enter__(self) -> Self:
        """Make the place aside; what a killed run left there goes."""
        try:
            self._begun = not self.folder.exists()
            self._lock.take(self._aside)
            self._ensure_ours()
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside.mkdir()
            self._lock.sign(self._aside)
        except OSError as error:
            self._lock.leave()
            raise cannot_write(self.folder, error) from error
        except UsageError:
            self._lock.leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Move everything in, or drop it."""
        try:
            if error is None:
                self._move_in()
        except OSError as refused:
            raise cannot_write(self.folder, refused) from refused
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)
            if self._begun:
                with suppress(OSError):  # it holds something
                    self.folder.rmdir()
            self._lock.leave()
        if isinstance(error, OSError):
            raise cannot_write(self.folder, error) from error

    def _ensure_ours(self) -> None:
        if self._force or (self.folder / _LIST).is_file():
            return
        if any(not each.name.startswith(".") for each in self.folder.iterdir()):
            raise not_ours(self.folder)

    def write(self, name: str, content: bytes) -> Written:
        """Make one small file; a name is made once."""
        self._take(name)
        if not self._stands(name, content):
            aside = self._aside / name
            aside.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
            self._new.append(name)
        self._digests[name] = digest = hashlib.sha256(content).hexdigest()
        return Written(name, len(content), digest)

    def stream(self, name: str, pieces: Iterable[bytes], *, twin: bool = False) -> tuple[Written, ...]:
        """Make one file piece by piece, and with ``twin`` the same compressed beside it, as ``name.gz``."""
        with self.making(name, twin=twin) as making:
            for piece in pieces:
                making.write(piece)
        return making.made

    @contextmanager
    def making(self, name: str, *, twin: bool = False) -> Iterator[Making]:
        """Make one file by writing to it (see `stream`); when the block ends, ``made`` tells what was written."""
        self._take(name)
        with Making(name, self._aside / name) as making:
            yield making
        making.made = (making.written(),)
        if twin:
            compressed = f"{name}.gz"
            self._take(compressed)
            making.made += (self._compressed(name, compressed),)
        for each in making.made:
            self._digests[each.name] = each.sha256
            self._leave_if_same(each.name)

    def made(self, name: str) -> Path:
        """Give the place of a file that was made: aside, or where it will stay."""
        aside = self._aside / name
        return aside if aside.exists() else self.folder / name

    def _compressed(self, name: str, compressed: str) -> Written:
        """Compress a file that was just made, without the name and the time that gzip would note."""
        target = self._aside / compressed
        with (
            (self._aside / name).open("rb") as source,
            target.open("wb") as raw,
            gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed,
        ):
            shutil.copyfileobj(source, packed, BUFFER)
        return Written(compressed, target.stat().st_size, digest_of(target))

    def made_since(self) -> Made:
        """Tell what this process made since it was last asked; another takes it over."""
        names, new = self._told
        self._told = len(self._digests), len(self._new)
        return Made(dict(islice(self._digests.items(), names, None)), self._new[new:])

    def take_over(self, made: Made) -> None:
        """Take what another process made of this tree."""
        for name in made.digests:
            self._take(name)
        self._digests |= made.digests
        self._new += made.new

    def _take(self, name: str) -> None:
        if name in self._digests:
            message = f"{name} is made twice"
            raise ValueError(message)
        self._digests[name] = ""

    def keep_if_made_from(self, inputs: str) -> bool:
        """Keep all files as they are, if they are whole and were made from these inputs; tell whether they were.

        Otherwise note the inputs, as those that files are made from now.
        """
        self._made_from = inputs
        names = sorted(self._listed())
        with suppress(OSError):  # one is not there, or not to be read
            if (self.folder / _SEAL).read_text("utf-8").partition("\n")[0] == inputs:
                digests = {name: digest_of(self.folder / name) for name in names}
                if self._stands(_SEAL, _sealed(inputs, digests)):
                    self._digests = digests
                    return True
        return False

    def _stands(self, name: str, content: bytes) -> bool:
        file = self.folder / name
        try:
            return file.stat().st_size == len(content) and file.read_bytes() == content
        except OSError:  # not there, or not to be read: it is written anew
            return False

    def _leave_if_same(self, name: str) -> None:
        aside, file = self._aside / name, self.folder / name
        if file.is_file() and same_content(file, aside):
            aside.unlink()
        else:
            self._new.append(name)

    def _move_in(self) -> None:
        """Take out what is gone and move in what is new; the list names both until all is done."""
        before = set(self._listed())
        gone = sorted(before - self._digests.keys())
        self._ensure_free(before)
        self._list(before | self._digests.keys())
        swap = Swap(self.folder, self._aside / _OLD)
        try:
            for name in gone:
                swap.take_out(name)
            for name in self._new:
                swap.put_in(name, self._aside / name)
        except BaseException:
            swap.undo()
            self._list(before)
            raise
        self._list(self._digests)
        if self._made_from:
            self._put(_SEAL, _sealed(self._made_from, self._digests))
        self.change = Change(len(self._new), len(self._digests) - len(self._new), len(gone))

    def _ensure_free(self, before: set[str]) -> None:
        """Refuse to write over what no publication wrote, a file on the way included."""
        for name in () if self._force else self._new:
            for each in (name, *map(str, PurePath(name).parents[:-1])) if name not in before else ():
                file = self.folder / each
                if os.path.lexists(file) and each not in before and (each == name or not file.is_dir()):
                    raise would_overwrite(file)

    def _list(self, names: Iterable[str]) -> None:
        self._put(_LIST, "".join(f"{name}\n" for name in sorted(names)).encode())

    def _put(self, name: str, content: bytes) -> None:
        """Put a file in that is none of the publication's own."""
        if not self._stands(name, content):
            (self._aside / name).write_bytes(content)
            (self._aside / name).replace(self.folder / name)

    def _listed(self) -> Iterator[str]:
        """Yield the files of the last publication; of what the list says, nothing that lies elsewhere."""
        file = self.folder / _LIST
        if file.is_file():
            folder = self.folder.resolve()
            for name in file.read_text("utf-8", errors="replace").split("\n"):
                parts = PurePath(name).parts
                if (
                    parts
                    and ".." not in parts
                    and "\0" not in name
                    and (folder / name).parent.resolve().is_relative_to(folder)
                    and not (folder / name).is_dir()
                ):
                    yield name


def _sealed(inputs: str, digests: Mapping[str, str]) -> bytes:
    """Write the digest of what files were made from, and one of them all."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return f"{inputs}\n{hashlib.sha256(lines.encode()).hexdigest()}\n".encode()
