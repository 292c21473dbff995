"""A report or a picture written to a file whole, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from kg.errors import Text, UsageError, reason_of

if TYPE_CHECKING:
    from pathlib import Path

# What is told otherwise of a file to write than of one to read.
_REASONS: dict[type[OSError], Text] = {
    FileNotFoundError: Text("there is no such folder", "dossier introuvable"),
    PermissionError: Text("it is not permitted", "droits insuffisants"),
}


def give(text: str, file: Path | None) -> None:
    """Print a text, or write it into a file as `write_bytes` does, in UTF-8."""
    if file is None:
        click.echo(text, nl=False)
    else:
        write_bytes(file, text.encode())


def write_bytes(file: Path, content: bytes) -> None:
    """Write aside, then move in: a failure, which is a UsageError, leaves what was there."""
    try:
        _replace(file, content)
    except OSError as error:
        reason = next((why for kind, why in _REASONS.items() if isinstance(error, kind)), reason_of(error))
        raise UsageError(
            Text(en=f"cannot be written, {reason.en}", fr=f"écriture impossible, {reason.fr}"),
            where=str(file),
            fix=Text(en="name another file with -o", fr="nommer un autre fichier avec -o"),
        ) from error


def _replace(file: Path, content: bytes) -> None:
    aside = file.parent / f".{file.name}.{os.getpid()}"
    try:
        if file.is_dir():
            raise IsADirectoryError  # which the move tells in other words on each system
        aside.write_bytes(content)
        aside.replace(file)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
