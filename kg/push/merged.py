"""The merged Turtle in pieces that any store takes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import DataError, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

# Virtuoso takes 8 MB of Turtle (140,000 triples) in 4 s, and stands still on 80 MB.
PIECE = 4_000_000  # bytes
_BETWEEN = b"\n\n"  # what stands between the blocks that a build writes, one for each subject


def digest_of(file: BinaryIO) -> str:
    """Give the digest of the whole file."""
    digest = sha256()
    file.seek(0)
    while read := file.read(PIECE):
        digest.update(read)
    return digest.hexdigest()


def pieces(file: BinaryIO, size: int = PIECE) -> Iterator[bytes]:
    """Cut Turtle as a build lays it out into Turtle of about ``size`` bytes, each with the prefixes before it.

    The pieces depend on nothing but the file.
    """
    file.seek(0)
    head, begun = b"", b""
    while read := file.read(size):
        begun += read
        if not head:
            head, found, begun = begun.partition(_BETWEEN)
            if not found or not head.startswith(b"@"):
                raise DataError(
                    Text("not Turtle as kg build writes it", "pas du Turtle tel que kg build l’écrit"),
                    where=file.name,
                    fix=Text("build the graph anew with kg build", "reconstruire le graphe avec kg build"),
                )
        whole, found, rest = begun.rpartition(_BETWEEN)
        if found:
            yield head + _BETWEEN + whole + b"\n"
            begun = rest
    yield head + _BETWEEN + begun
