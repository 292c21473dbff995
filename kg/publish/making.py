"""Files that are being made, and what is known of them then."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BUFFER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was made: its name below the folder, its bytes, and the SHA-256 of its content in hexadecimal."""

    name: str
    size: int
    sha256: str


class Made(NamedTuple):
    """The files that one process made: the digests of all of them by name, and those that are to be moved in."""

    digests: Mapping[str, str]
    new: list[str]


class Making(io.RawIOBase):
    """A file that is being made; its size and its digest are known once the last piece is written."""

    def __init__(self, name: str, file: Path) -> None:
        """Open the file aside."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.made: tuple[Written, ...] = ()
        self._name, self._digest, self._size = name, hashlib.sha256(), 0
        self._stream = file.open("wb", buffering=BUFFER)

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, piece: Any, /) -> int:  # noqa: ANN401 (any buffer)
        """Take a piece."""
        self._digest.update(piece)
        size = memoryview(piece).nbytes
        self._size += size
        self._stream.write(piece)
        return size

    def tell(self) -> int:
        """Give the number of bytes so far."""
        return self._size

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()

    def written(self) -> Written:
        """Give what was made."""
        return Written(self._name, self._size, self._digest.hexdigest())


def same_content(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same bytes."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        while piece := left.read(BUFFER):
            if piece != right.read(BUFFER):
                return False
    return True


def digest_of(file: Path) -> str:
    """Give the SHA-256 of a file's content, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
