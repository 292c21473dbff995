"""Why a folder is not published into: what cannot be written, and what is somebody else's."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from kg.errors import Text, UsageError, quoted_in_french

if TYPE_CHECKING:
    from pathlib import Path

_FULL = Text("no room is left", "il n’y a plus de place")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: Text("it must not be written", "écriture interdite"),
    errno.EPERM: Text("it must not be written", "écriture interdite"),
    errno.EROFS: Text("the disk is read-only", "le disque est en lecture seule"),
    errno.ENOTDIR: Text("a file stands on the way to it", "un fichier se trouve sur le chemin"),
    errno.EEXIST: Text("a file stands where a folder is to be", "un fichier occupe la place d’un dossier"),
    errno.EISDIR: Text("a folder stands where a file is to be", "un dossier occupe la place d’un fichier"),
}
_ANOTHER = Text("name a folder with -o DIR", "nommer un dossier avec -o DOSSIER")
_ROOM = Text(
    "make room there, or name another folder with -o DIR",
    "y faire de la place, ou nommer un autre dossier avec -o DOSSIER",
)
_OWN = Text(
    "name with -o DIR an empty folder or one that kg publish wrote; --force writes here all the same",
    "nommer avec -o DOSSIER un dossier vide ou écrit par kg publish\N{NARROW NO-BREAK SPACE}; --force écrit ici quand"
    " même",
)


def cannot_write(folder: Path, error: OSError) -> UsageError:
    """Say that the target folder cannot be written, and that it is as it was."""
    if folder.is_file():
        return UsageError(
            Text("is a file, not a folder", "est un fichier, pas un dossier"), where=str(folder), fix=_ANOTHER
        )
    stated = error.strerror or str(error)
    reason = _REASONS.get(error.errno or 0, Text(stated, quoted_in_french(stated)))
    return UsageError(
        Text(
            f"cannot be written, {reason.en}; nothing was changed",
            f"écriture impossible, {reason.fr}\N{NARROW NO-BREAK SPACE}; rien n’a changé",
        ),
        where=str(folder),
        fix=_ROOM,
    )


def not_ours(folder: Path) -> UsageError:
    """Say that a folder holds files and no publication."""
    return UsageError(
        Text("holds files that kg publish did not write", "contient des fichiers que kg publish n’a pas écrits"),
        where=str(folder),
        fix=_OWN,
    )


def would_overwrite(file: Path) -> UsageError:
    """Say that a file in a publication is somebody else's, and in the way."""
    return UsageError(
        Text(
            "kg publish did not write this file and would overwrite it; nothing was changed",
            "kg publish n’a pas écrit ce fichier et l’écraserait\N{NARROW NO-BREAK SPACE}; rien n’a changé",
        ),
        where=str(file),
        fix=Text(
            "move it away; --force writes over it",
            "le déplacer\N{NARROW NO-BREAK SPACE}; --force l’écrase",
        ),
    )
