"""Archives (zip, tar, tar.gz, tar.bz2, tar.xz): their files one by one, never more than one in memory, none on disk.

A zip lists its files, so they come sorted by name. A packed tar can be read from its beginning to its end only: its
files come in the order it has them, which is the same each time.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Protocol, cast

from kg.errors import DocumentError, Text, reason_of
from kg.read.limits import MAX_FILE, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, check_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_ENCRYPTED = 0x1
_UTF8 = 0x800
_SMALL = 1024 * 1024  # bytes: of what is smaller the ratio tells nothing
_CHUNK = 64 * 1024
_TAR = 512  # bytes of a tar's block
_NESTED = re.compile(r"\.(?:zip|7z|rar|tar|tgz|tbz2?|txz|gz|bz2|xz|zst)$", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    UnicodeDecodeError,
)
# What a packed document has at the start of its list of files: it is no archive of documents.
_PACKED = (b"word/", b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"ppt/", b"xl/", b"META-INF/")
_ZIP_HEADER = 30
_KIND, _REGULAR = 0o170000, 0o100000  # of the rights that Unix writes into a zip
_DRIVE = re.compile(r"[A-Za-z]:")
_XZ_MEMORY = 128 * 1024 * 1024  # bytes; the strongest usual level needs 65 MiB

_UNREADABLE = Text("not an archive that can be read", "pas une archive lisible")
_TOO_MUCH = Text("it holds too much, unpacked", "elle contient trop, une fois décompressée")
_DAMAGED = Text("damaged in its archive", "endommagé dans son archive")
_OUTSIDE = Text("its name leads out of the archive", "son nom mène hors de l’archive")
_NO_FILE = Text("a link or device, not a file", "un lien ou un périphérique, non un fichier")
_PROTECTED = Text("it is protected by a password", "il est protégé par un mot de passe")
_ARCHIVE = Text("an archive within the archive", "une archive dans l’archive")
_TWICE = Text("its name stands twice in the archive", "son nom figure deux fois dans l’archive")
_TOO_LARGE = Text("packed so tightly that it is no document", "compressé au point de n’être pas un document")

_AGAIN = Text("get the archive again", "obtenir à nouveau l’archive")
_SPLIT = Text("split it into smaller archives", "la diviser en archives plus petites")
_ALONE = Text("give this file by itself, under another name", "donner ce fichier seul, sous un autre nom")
_FIXES = {
    _PROTECTED: Text("pack it without a password", "l’archiver sans mot de passe"),
    _ARCHIVE: Text("unpack it, and give its files", "la décompresser et donner ses fichiers"),
    _NO_FILE: Text("pack the file itself", "archiver le fichier lui-même"),
}


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: ``name`` is its path there, with ``/``; ``size`` is in bytes, unpacked.

    ``content`` gives its bytes, while the next member has not been asked for. It raises DocumentError where the member
    cannot be read or is refused.
    """

    name: str
    size: int
    content: Callable[[], bytes]


def is_archive(head: bytes, name: str) -> bool:
    """Tell by a file's first bytes whether it is an archive; ``name`` decides where they are those of any packed file.

    A DOCX, ODT or EPUB is a zip and no archive.
    """
    if head.startswith(b"PK\x05\x06"):
        return True
    if head.startswith(b"PK\x03\x04"):
        return not head[_ZIP_HEADER:].startswith(_PACKED)
    if head[257:262] == b"ustar":
        return True
    packed = head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"))
    return packed or (name.lower().endswith(".tar") and len(head) >= _TAR)


def members(path: Path) -> Iterator[Member]:
    """Yield the files of the archive at ``path``; folders, hidden files and those of macOS are passed over.

    Raises DocumentError where it is no archive that can be read, or holds too much; a member that is refused raises
    when its content is asked for.
    """
    where = str(path)
    try:
        file = path.open("rb")
    except OSError as error:
        raise DocumentError(reason_of(error), where=where) from error
    with file:
        try:
            if zipfile.is_zipfile(file):
                file.seek(0)
                with zipfile.ZipFile(file) as archive:
                    yield from _zip_members(archive, where)
            else:
                file.seek(0)
                yield from _tar_members(file, where)
        except _BROKEN as error:
            raise DocumentError(_UNREADABLE, where=where, fix=_AGAIN) from error


def _zip_members(archive: zipfile.ZipFile, where: str) -> Iterator[Member]:
    listed = archive.infolist()
    if len(listed) > MAX_MEMBERS or sum(info.file_size for info in listed) > MAX_UNPACKED:
        raise DocumentError(_TOO_MUCH, where=where, fix=_SPLIT)
    seen: set[str] = set()
    for name, info in sorted(((_zip_name(info), info) for info in listed), key=lambda pair: pair[0]):
        if info.is_dir() or _is_passed_over(name):
            continue
        refusal = _refusal(name, seen)
        if info.flag_bits & _ENCRYPTED:
            refusal = refusal or _PROTECTED
        if info.external_attr >> 16 & _KIND not in {0, _REGULAR}:
            refusal = refusal or _NO_FILE
        if info.file_size > max(_SMALL, info.compress_size * MAX_RATIO):
            refusal = refusal or _TOO_LARGE
        yield Member(_shown(name), info.file_size, _Content(partial(archive.open, info), where, _shown(name), refusal))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Give a member's name; where the zip does not say that it is UTF-8, it may still be: many tools do not say so."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _tar_members(file: IO[bytes], where: str) -> Iterator[Member]:
    seen: set[str] = set()
    unpacked = _Bounded(_unpacking(file), where)
    with tarfile.open(
        fileobj=cast("IO[bytes]", unpacked), mode="r|", encoding="utf-8", errors="surrogateescape"
    ) as archive:
        for count, info in enumerate(archive):
            archive.members = []  # type: ignore[attr-defined]  # else it keeps every header it has read
            if count >= MAX_MEMBERS:
                raise DocumentError(_TOO_MUCH, where=where, fix=_SPLIT)
            if info.isdir() or _is_passed_over(info.name):
                continue
            refusal = _refusal(info.name, seen)
            if not info.isreg() or info.issparse():
                refusal = refusal or _NO_FILE
            name = _shown(info.name)
            yield Member(name, info.size, _Content(partial(_extracted, archive, info), where, name, refusal))


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise tarfile.ReadError
    return stream


@dataclass(frozen=True, slots=True)
class _Content:
    """Gives a member's bytes, or says why not."""

    opened: Callable[[], IO[bytes]]
    archive: str
    name: str
    refusal: Text | None

    def __call__(self) -> bytes:
        where = f"{self.archive}/{self.name}"
        if self.refusal:
            raise DocumentError(self.refusal, where=where, fix=_FIXES.get(self.refusal, _ALONE))
        try:
            with self.opened() as stream:
                content = stream.read(MAX_FILE + 1)
        except _BROKEN as error:
            raise DocumentError(_DAMAGED, where=where, fix=_AGAIN) from error
        check_file(content, where)
        return content


class _Bounded:
    """A stream that gives no more than an archive may hold."""

    def __init__(self, stream: _Stream, where: str) -> None:
        self._stream, self._where = stream, where
        self._read = 0

    def read(self, size: int) -> bytes:
        """Read at most ``size`` bytes."""
        content = self._stream.read(size)
        self._read += len(content)
        if self._read > MAX_UNPACKED:
            raise DocumentError(_TOO_MUCH, where=self._where, fix=_SPLIT)
        return content


class _Xz:
    """Unpacks xz within bounds of memory, which a file's header may ask too much of."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def read(self, size: int) -> bytes:
        """Read at most ``size`` bytes."""
        while not self._unpacker.eof:
            packed = self._file.read(_CHUNK) if self._unpacker.needs_input else b""
            if not packed and self._unpacker.needs_input:
                raise EOFError
            if content := self._unpacker.decompress(packed, size):
                return content
        return b""


def _unpacking(file: IO[bytes]) -> _Stream:
    head = file.read(6)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(file)
    return _Xz(file) if head.startswith(b"\xfd7zXZ") else file


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in {"", "."}]


def _shown(name: str) -> str:
    """Give a name as it is shown and stored; bytes that are no UTF-8 and signs that do not print come as escapes."""
    readable = "/".join(_parts(name)).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(point if point.isprintable() else point.encode("unicode_escape").decode() for point in readable)


def _is_passed_over(name: str) -> bool:
    parts = _parts(name)
    hidden = any(part.startswith((".", "~$")) and part != ".." for part in parts)
    return not parts or hidden or parts[0] == "__MACOSX"


def _refusal(name: str, seen: set[str]) -> Text | None:
    """Tell why a member of this name is refused, None where it is not; ``seen`` grows by the name."""
    shown = _shown(name)
    twice = shown in seen
    seen.add(shown)
    if name.startswith("/") or _DRIVE.match(name) or ".." in _parts(name):
        return _OUTSIDE
    if _NESTED.search(name):
        return _ARCHIVE
    return _TWICE if twice else None
