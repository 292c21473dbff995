"""The files of a publication as they lie there: small ones from memory, large ones in ranges."""

from __future__ import annotations

import asyncio
import gzip
import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate
from stat import S_ISREG
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.responses import FileResponse, Response

from kg.errors import Text
from kg.serve.refusals import Refusal
from kg.serve.site.convert import as_triples
from kg.serve.web.conditional import not_modified

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from starlette.requests import Request

_TRIPLES = ".nt"
_AT_ONCE = 2  # conversions
_SMALL = 256 * 1024
_WORTH = 500  # bytes from which compressing pays
_HELD = 64 * 1024 * 1024  # bytes of small files in memory
_TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".js": "text/javascript; charset=utf-8",
    ".gz": "application/gzip",
}
_COMPRESSIBLE = ("text/", "application/ld+json", "application/n-", "image/svg", "application/xml", "application/json")


@dataclass(frozen=True, slots=True)
class Held:
    """A small file in memory, and what its headers say."""

    stamp: tuple[int, int, int]
    content: bytes
    packed: bytes
    headers: dict[str, str]


class Files:
    """Serves the files below a folder, and nothing else."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held: OrderedDict[Path, Held] = OrderedDict()
        self._size = 0
        self._converting = asyncio.Semaphore(_AT_ONCE)

    def respond(self, request: Request, folder: Path) -> Response:
        """Give the file at an address. Raises Refusal where there is none."""
        file = located(folder, request.scope["raw_path"])
        status = _status_of(file) if file else None
        if file and status is None and file.suffix == _TRIPLES:
            return self._triples(request, file)
        if file is None or status is None:
            raise nothing_here()
        packed = "gzip" in request.headers.get("accept-encoding", "") and "range" not in request.headers
        if status.st_size > _SMALL or "range" in request.headers:
            return self._large(request, file, status, packed=packed)
        return _small(request, self._hold(file, status), packed=packed)

    def _triples(self, request: Request, file: Path) -> Response:
        """Send the N-Triples of a Turtle file that lies there."""
        turtle = file.with_suffix(".ttl")
        status = _status_of(turtle)
        if status is None:
            raise nothing_here()
        headers = _headers(_TYPES[_TRIPLES], status)
        headers["etag"] = f'{headers["etag"][:-1]}-nt"'
        return not_modified(request, headers) or as_triples(turtle, headers, self._converting)

    def _hold(self, file: Path, status: os.stat_result) -> Held:
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        held = self._held.get(file)
        if held and held.stamp == stamp:
            self._held.move_to_end(file)
            return held
        if held:
            self._drop(file)
        media = media_type(file)
        content = file.read_bytes()
        packed = (
            gzip.compress(content, 6, mtime=0) if media.startswith(_COMPRESSIBLE) and len(content) > _WORTH else b""
        )
        headers = _headers(media, status)
        held = Held(stamp, content, packed if len(packed) < len(content) else b"", headers)
        self._held[file] = held
        self._size += len(held.content) + len(held.packed)
        while self._size > _HELD:
            self._drop(next(iter(self._held)))
        return held

    def _drop(self, file: Path) -> None:
        held = self._held.pop(file)
        self._size -= len(held.content) + len(held.packed)

    def _large(self, request: Request, file: Path, status: os.stat_result, *, packed: bool) -> Response:
        """Send a large file from the disk, its compressed twin to who takes that."""
        headers = _headers(media_type(file), status)
        twin = file.with_name(f"{file.name}.gz")
        if packed and twin.is_file():
            headers |= _gzip(headers)
            file = twin
        if same := not_modified(request, headers):
            return same
        media = headers.pop("content-type")
        return FileResponse(file, headers=headers, media_type=media, stat_result=file.stat())


def located(folder: Path, raw_path: bytes) -> Path | None:
    """Give the place of an address below a folder, which need not exist; nothing for what could lead elsewhere."""
    parts = [unquote(part, errors="strict") for part in _decoded(raw_path).split("/")[1:]]
    if parts[-1:] == [""]:
        parts[-1] = "index.html"
    if any(not part or part.startswith(".") or "/" in part or "\\" in part or "\0" in part for part in parts):
        return None
    return folder.joinpath(*parts)


def _decoded(raw_path: bytes) -> str:
    try:
        text = raw_path.decode("ascii")
        unquote(text, errors="strict")
    except UnicodeDecodeError:
        return "/."
    return text


def _status_of(file: Path) -> os.stat_result | None:
    try:
        status = file.stat()
    except (OSError, ValueError):
        return None
    return status if S_ISREG(status.st_mode) else None


def _small(request: Request, held: Held, *, packed: bool) -> Response:
    content, headers = held.content, held.headers
    if packed and held.packed:
        content, headers = held.packed, headers | _gzip(headers)
    return not_modified(request, headers) or Response(content, headers=headers)


def _gzip(headers: dict[str, str]) -> dict[str, str]:
    """Give the headers of the compressed twin that differ."""
    return {"content-encoding": "gzip", "etag": f'{headers["etag"][:-1]}-gzip"'}


def media_type(file: Path) -> str:
    """Give the media type of a file, with the character set of texts."""
    known = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"
    return f"{known}; charset=utf-8" if known.startswith("text/") and "charset" not in known else known


def _headers(media: str, status: os.stat_result) -> dict[str, str]:
    return {
        "content-type": media,
        "etag": f'"{status.st_mtime_ns:x}-{status.st_size:x}"',
        "last-modified": formatdate(status.st_mtime, usegmt=True),
        "cache-control": "no-cache",
        "vary": "accept-encoding",
    }


def nothing_here() -> Refusal:
    """Say that an address leads to nothing."""
    return Refusal(Text("there is no such page or file here", "il n’y a ni page ni fichier de ce nom ici"), status=404)
