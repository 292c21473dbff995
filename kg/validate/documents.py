"""The documents behind a graph, found again by name and digest, with the text in which their passages are counted."""

from __future__ import annotations

import hashlib
import os
import re
from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import project
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MOST_FILES = 1_000_000  # looked at in all folders together
_MOST_BYTES = 64 * 1024 * 1024  # of one file, as many as a document may have (kg.read.limits)
_MOST_KEPT = 16_000_000  # code points of the texts kept in memory
_CANONICAL = re.compile(r"texts/(?!\.)[^/\\]+\.txt")


@dataclass(frozen=True, slots=True)
class Found:
    """A document that is at hand; offsets of its passages are code points of ``text``, which is that of ``path``.

    ``path`` is the file as received or, for a PDF or DOCX, its canonical text beside the graph.
    """

    path: Path
    text: str

    def line_of(self, offset: int) -> int:
        r"""Give the line of a code point, counted from 1, as editors count lines.

        >>> [Found(Path("a.txt"), "a\r\nb\nc").line_of(offset) for offset in (0, 3, 5)]
        [1, 2, 3]
        """
        before = self.text[:offset]
        return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


class _Looked(NamedTuple):
    """What came of looking for a document; ``other`` is a file of its name and of another content."""

    found: Found | None
    other: Path | None


class Documents:
    """The documents in some folders and all below, and the canonical texts beside some graphs.

    Nothing is read before it is asked for. The members of archives are not looked into.
    """

    def __init__(self, folders: Iterable[Path], graphs: Iterable[Path] = ()) -> None:
        """Name the folders of documents, and those of graphs: canonical texts stand in ``texts/`` of either."""
        self._folders = tuple(dict.fromkeys(folders))
        self._beside = tuple(dict.fromkeys((*graphs, *self._folders)))
        self._looked: OrderedDict[tuple[str, str, str], _Looked] = OrderedDict()
        self._kept = 0

    def find(self, file_name: str, sha256: str, canonical: str | None = None) -> Found | None:
        """Find a document by its pal:fileName, its pal:sha256 and, where it has one, its pal:canonicalText.

        None where it is not at hand, or only a file of that name with another content (see ``changed``).
        """
        return self._look(file_name, sha256, canonical or "").found

    def changed(self, file_name: str, sha256: str, canonical: str | None = None) -> Path | None:
        """Give the file of that name if files of that name are at hand, and none has this digest."""
        return self._look(file_name, sha256, canonical or "").other

    def _look(self, file_name: str, sha256: str, canonical: str) -> _Looked:
        key = file_name, sha256.lower(), canonical
        looked = self._looked.get(key)
        if looked is not None:
            self._looked.move_to_end(key)
            return looked
        looked = self._look_for(*key)
        self._looked[key] = looked
        self._kept += _size(looked)
        while self._kept > _MOST_KEPT and len(self._looked) > 1:
            self._kept -= _size(self._looked.popitem(last=False)[1])
        return looked

    def _look_for(self, file_name: str, sha256: str, canonical: str) -> _Looked:
        others = []
        for path in map(Path, self._files.get(file_name, ())):
            content = _content(path)
            if content is None:
                continue
            if hashlib.sha256(content).hexdigest() != sha256:
                others.append(path)
                continue
            text = self._canonical(canonical) if canonical else _received(path, content)
            return _Looked(text, None)
        return _Looked(self._canonical(canonical) if canonical else None, others[0] if others else None)

    def _canonical(self, name: str) -> Found | None:
        # The name comes from a graph that anybody may have written: it must not lead elsewhere.
        for folder in self._beside if _CANONICAL.fullmatch(name) else ():
            path = folder / name
            content = _content(path)
            if content is not None:
                return Found(path, content.decode(errors="replace"))
        return None

    @cached_property
    def _files(self) -> Mapping[str, list[str]]:
        """The paths of all files by their names."""
        files: defaultdict[str, list[str]] = defaultdict(list)
        for path in islice((path for folder in self._folders for path in _below(folder)), _MOST_FILES):
            files[os.path.basename(path)].append(path)  # noqa: PTH119 (a million of them)
        return files


def at_hand(files: Iterable[Path]) -> Documents:
    """Give the documents of the checkout around the user, and the canonical texts beside files of graphs."""
    checkout = project.checkout()
    return Documents([checkout / "data" / "documents"] if checkout else [], (file.parent for file in files))


def _below(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(place, name) for name in sorted(names))  # noqa: PTH118 (a million of them)


def _content(path: Path) -> bytes | None:
    """Give the content of a file that can be read and is no larger than a document may be."""
    try:
        if path.is_file() and path.stat().st_size <= _MOST_BYTES:
            return path.read_bytes()
    except OSError:
        pass
    return None


def _received(path: Path, content: bytes) -> Found | None:
    try:
        return Found(path, content.decode())
    except UnicodeDecodeError:
        pass
    from kg.read import decode_file  # noqa: PLC0415 - its libraries take a second, and nearly all documents are UTF-8

    try:
        return Found(path, decode_file(content, path.suffix, str(path))[0])
    except KgError:
        return None


def _size(looked: _Looked) -> int:
    # A document that is not at hand is remembered too, and takes some room.
    return len(looked.found.text) if looked.found else 100
