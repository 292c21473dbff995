"""A report or a picture written to a file whole, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace_text(file: Path, text: str) -> None:
    """Write a text as `replace_bytes` does, in UTF-8."""
    replace_bytes(file, text.encode())


def replace_bytes(file: Path, content: bytes) -> None:
    """Write aside, then move in: a failure, which is an OSError, leaves what was there."""
    aside = file.parent / f".{file.name}.{os.getpid()}"
    try:
        if file.is_dir():
            raise IsADirectoryError  # which the move tells in other words on each system
        aside.write_bytes(content)
        aside.replace(file)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
