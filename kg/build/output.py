"""Files written aside and moved in together: all of them or, if anything fails, none."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

from kg.build.swap import Swap
from kg.errors import Text, UsageError, quoted_in_french

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_BUFFER = 1024 * 1024


def replace_files(folder: Path, aside: Path, files: Mapping[str, Iterable[bytes]]) -> None:
    """Write ``files``, each given in pieces and written in turn, into ``folder``; other files there are left alone.

    They are written into ``aside`` on the same disk, so that each then only changes its name. Raises UsageError.
    """
    try:
        shutil.rmtree(aside, ignore_errors=True)  # what a killed build left
        aside.mkdir(parents=True)
        for name, pieces in files.items():
            write_stream(aside / name, pieces)
        _swap(folder, aside, list(files))
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_stream(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece, down to the disk."""
    with file.open("wb", buffering=_BUFFER) as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())


def _swap(folder: Path, aside: Path, names: Iterable[str]) -> None:
    """Move the new files in; if one cannot be, put the old ones back."""
    swap = Swap(folder, aside / "old")
    try:
        for name in names:
            swap.put_in(name, aside / name)
    except OSError:
        swap.undo()
        raise


def replace_texts(folder: Path, texts: Iterator[tuple[str, bytes]], names: set[str]) -> None:
    """Write the canonical texts: one that is the same is left alone, one that is none of ``names`` is removed.

    Raises UsageError. They are no part of the swap; each is written aside and moved in for itself.
    """
    try:
        for name, content in texts:
            file = folder / name
            if not (file.is_file() and file.read_bytes() == content):
                file.parent.mkdir(exist_ok=True)
                aside = file.with_name(f".{file.name}")
                write_stream(aside, [content])
                aside.replace(file)
        for file in sorted((folder / "texts").glob("*.txt")):
            if f"texts/{file.name}" not in names:
                file.unlink()
    except OSError as error:
        raise cannot_write(folder, error) from error


def cannot_write(folder: Path, error: OSError) -> UsageError:
    """Say that a folder cannot be written, and what to do about it."""
    reason = error.strerror or str(error)
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    room = Text("make room on the disk, then build again", "libérer de la place sur le disque, puis reconstruire")
    other = Text("name another output folder with -o DIR", "nommer un autre dossier de sortie avec -o DOSSIER")
    return UsageError(
        Text(f"cannot be written: {reason}", f"écriture impossible\N{NO-BREAK SPACE}: {quoted_in_french(reason)}"),
        where=str(folder),
        fix=room if full else other,
    )
