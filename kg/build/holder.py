"""Who works in a folder: a note that the process leaves there, and what another one is told."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING

from kg.errors import Text, UsageError

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "holder.txt"
_FIX = Text(
    "wait for its end, or name another folder with -o DIR",
    "attendre sa fin, ou nommer un autre dossier avec -o DOSSIER",
)


def sign(folder: Path) -> None:
    """Leave word, in a folder, of the process and its machine."""
    (folder / NOTE).write_text(f"{os.getpid()} {platform.node()}\n", encoding="utf-8")


def taken(folder: Path, signed: Path, work: Text) -> UsageError:
    """Say who is at ``work`` in a folder, as the word left in ``signed`` tells."""
    try:
        process, _, machine = (signed / NOTE).read_text(encoding="utf-8").strip().partition(" ")
        who = Text(f"process {process} on {machine}", f"le processus {process} sur {machine}")
    except OSError:
        who = Text("another process", "un autre processus")
    return UsageError(Text(f"{who.en} {work.en}", f"{who.fr} {work.fr}"), where=str(folder), fix=_FIX)
