"""Which documents there are: files, all below folders, the members of archives; each with its slug and its sidecar."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import DocumentError, KgError, Text, reason_of
from kg.graph import document_slug
from kg.read import SUFFIXES, parse_sidecar
from kg.read.archives import is_archive, members
from kg.read.limits import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SIDECAR = ".toml"
_HEAD = 1024  # bytes from which an archive is told
_DEEPEST = 100  # folders in one another
_ARCHIVE_ENDINGS = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tbz2", ".txz")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read. ``slug`` is its identity before folding, ``member`` its name within the archive at ``path``.

    ``real`` tells the same file under two names, ``depth`` how far below the root filesystem its slug starts.
    """

    slug: str
    path: Path
    member: str | None
    sidecar: bytes | None
    real: str
    depth: int

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @property
    def where(self) -> str:
        """What messages call it."""
        return str(self.path / self.member) if self.member else str(self.path)

    @property
    def key(self) -> str:
        """Its slug as the graph has it."""
        return document_slug(self.slug)


Found: TypeAlias = Source | KgError


@dataclass(frozen=True, slots=True)
class _File:
    """A file, and the sidecar beside it."""

    path: Path
    real: str
    sidecar: Path | None


def find_sources(paths: Iterable[Path], leave_out: Path | None = None) -> Iterator[Found]:
    """Yield the documents at ``paths`` in the order of their paths, and an error for each place that cannot be read.

    In a folder, hidden files and sidecars are no documents; links are followed, but not around in a circle. A slug
    starts from the folder named, or from that of the file named. ``leave_out`` is a folder that is not entered.
    """
    avoided = os.path.realpath(leave_out) if leave_out else ""
    for path in sorted(set(paths)):
        folder = path.is_dir()
        root = path if folder else path.parent
        for file in _files_below(path, (avoided,)) if folder else _file_named(path):
            yield from [file] if isinstance(file, KgError) else _sources(file, root)


def _file_named(path: Path) -> Iterator[_File]:
    sidecar = path.with_suffix(_SIDECAR)
    yield _File(path, os.path.realpath(path), sidecar if sidecar != path and sidecar.is_file() else None)


def _files_below(folder: Path, around: tuple[str, ...]) -> Iterator[_File | KgError]:
    """Yield the files below a folder; ``around`` are the folders that must not be entered from it."""
    real = os.path.realpath(folder)
    if real in around or len(around) > _DEEPEST:
        if real != around[0]:
            yield _circle(folder)
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield DocumentError(reason_of(error), where=_shown(folder))
        return
    names = {entry.name for entry in entries}
    stems = {Path(name).stem for name in names if not name.endswith(_SIDECAR)}
    for entry in entries:
        path, stem = folder / entry.name, Path(entry.name).stem
        if entry.name.startswith(".") or (entry.name.endswith(_SIDECAR) and stem in stems):
            continue
        try:
            kind = path.stat().st_mode
        except OSError as error:
            yield DocumentError(reason_of(error), where=_shown(path))
            continue
        if stat.S_ISDIR(kind):
            yield from _files_below(path, (*around, real))
        elif stat.S_ISREG(kind):
            beside = path.with_suffix(_SIDECAR) if f"{stem}{_SIDECAR}" in names else None
            yield _File(path, os.path.realpath(path) if entry.is_symlink() else f"{real}/{entry.name}", beside)


def _circle(folder: Path) -> DocumentError:
    return DocumentError(
        Text(
            "a link that leads back to a folder around it, or too many folders in one another",
            "un lien qui ramène à un dossier englobant, ou trop de dossiers les uns dans les autres",
        ),
        where=_shown(folder),
        fix=Text("remove the link, or name the folder itself", "supprimer le lien, ou nommer le dossier lui-même"),
    )


def _sources(file: _File, root: Path) -> Iterator[Found]:
    """Yield the document that a file is, or those that an archive holds."""
    if not _is_utf8(str(file.path)):
        yield DocumentError(
            Text("its name is not UTF-8", "son nom n’est pas en UTF-8"),
            where=_shown(file.path),
            fix=Text("rename the file", "renommer le fichier"),
        )
        return
    below = file.path.relative_to(root)
    try:
        if _holds_others(file.path):
            yield from _members(file, below)
        else:
            beside = read_file(file.sidecar) if file.sidecar else None
            slug = _slug(below.with_suffix("").as_posix(), beside, file.sidecar or file.path)
            yield Source(slug, file.path, None, beside, file.real, len(root.parts))
    except KgError as error:
        yield error


def _holds_others(path: Path) -> bool:
    """Tell whether a file is an archive, by its content; files named as documents are taken for documents."""
    if path.suffix.lower() in SUFFIXES:
        return False
    try:
        with path.open("rb") as stream:
            return is_archive(stream.read(_HEAD), path.name)
    except OSError as error:
        raise DocumentError(reason_of(error), where=_shown(path)) from error


def _members(archive: _File, below: Path) -> Iterator[Found]:
    """Yield the documents in an archive; its name without ending is the folder in which their slugs start."""
    name = below.as_posix()
    ending = next((e for e in _ARCHIVE_ENDINGS if name.lower().endswith(e)), below.suffix)
    prefix = name.removesuffix(name[len(name) - len(ending) :]) if ending else name
    sidecars: dict[str, bytes] = {}
    names: list[str] = []
    for member in members(archive.path):
        if not member.name.endswith(_SIDECAR):
            names.append(member.name)
            continue
        try:
            sidecars[member.name.removesuffix(_SIDECAR)] = member.content()
        except KgError as error:
            yield error
    stems = {PurePosixPath(name).with_suffix("").as_posix(): name for name in names}
    names += [f"{stem}{_SIDECAR}" for stem in sidecars if stem not in stems]
    depth = len(archive.path.parts)
    for name in sorted(names):
        stem = PurePosixPath(name).with_suffix("").as_posix()
        beside = sidecars.get(stem) if not name.endswith(_SIDECAR) else None
        try:
            slug = _slug(f"{prefix}/{stem}", beside, archive.path / f"{stem}{_SIDECAR}")
            yield Source(slug, archive.path, name, beside, f"{archive.real}/{name}", depth)
        except KgError as error:
            yield error


def _slug(usual: str, sidecar: bytes | None, where: Path) -> str:
    return (parse_sidecar(sidecar, str(where)).id if sidecar is not None else None) or usual


def read_sources(sources: Iterable[Source]) -> Iterator[tuple[Source, bytes | KgError]]:
    """Yield the content of each document, one at a time in memory, or why it cannot be had.

    Members of one archive must stand together; they come in the archive's own order.
    """
    for path, group in groupby(sources, key=lambda source: source.path if source.member else None):
        if path is None:
            yield from ((source, _content(source)) for source in group)
        else:
            yield from _contents(path, {source.member or "": source for source in group})


def _content(source: Source) -> bytes | KgError:
    try:
        return read_file(source.path, source.where)
    except KgError as error:
        return error


def _contents(archive: Path, wanted: Mapping[str, Source]) -> Iterator[tuple[Source, bytes | KgError]]:
    left = dict(wanted)
    try:
        for member in members(archive):
            if source := left.pop(member.name, None):
                try:
                    yield source, member.content()
                except KgError as error:
                    yield source, error
    except KgError as error:
        yield from ((source, error) for source in left.values())
        return
    for source in left.values():
        yield source, DocumentError(reason_of(FileNotFoundError()), where=source.where)


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: Path) -> str:
    """Give a path as it can be printed: bytes that are no UTF-8 as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
