"""How much is read at most: counts, never a clock, so that a document is read everywhere or nowhere.

A release has some pages. What is beyond these limits is a mistake or an attack, and is refused in one message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import DocumentError, Text, reason_of

if TYPE_CHECKING:
    from collections.abc import Sized
    from pathlib import Path

MAX_FILE = 64 * 1024 * 1024  # bytes of one file
MAX_TEXT = 2_000_000  # code points of a document's text, markup included
MAX_BLOCKS = 100_000  # paragraphs, items and table cells of a document
MAX_PAGES = 2_000  # pages of a PDF
MAX_UNPACKED = 256 * 1024 * 1024  # bytes that a DOCX or an archive holds, unpacked
MAX_RATIO = 1_000  # bytes unpacked for each byte packed
MAX_MEMBERS = 10_000  # files in a DOCX or in an archive

_SPLIT = Text("split the file, and give its parts", "diviser le fichier et donner ses parties")
_MIB = 1024 * 1024


def read_file(path: Path, where: str | None = None) -> bytes:
    """Read the bytes of a file that is no larger than a document may be; its size is asked before it is read.

    Raises DocumentError where it is larger or cannot be read; ``where`` names it there (default: its path).
    """
    where = where or str(path)
    try:
        if (size := path.stat().st_size) > MAX_FILE:
            raise file_too_large(size, where)
        with path.open("rb") as file:
            # A pipe has no size: one byte more than is allowed tells that there is too much.
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise DocumentError(reason_of(error), where=where) from error
    check_file(content, where)
    return content


def check_file(content: bytes, where: str) -> None:
    """Raise DocumentError where a file's content is larger than MAX_FILE."""
    if len(content) > MAX_FILE:
        raise file_too_large(len(content), where)


def check_text(text: str, where: str) -> None:
    """Raise DocumentError where a text is longer than MAX_TEXT."""
    if len(text) > MAX_TEXT:
        raise DocumentError(
            Text(
                f"too long: {len(text):,} characters, {MAX_TEXT:,} at most",
                f"trop long\N{NO-BREAK SPACE}: {_spaced(len(text))} caractères, {_spaced(MAX_TEXT)} au plus",
            ),
            where=where,
            fix=_SPLIT,
        )


def check_blocks(blocks: Sized, where: str) -> None:
    """Raise DocumentError where a document has more than MAX_BLOCKS blocks."""
    if len(blocks) > MAX_BLOCKS:
        raise DocumentError(
            Text(
                f"too many paragraphs, items and cells: {len(blocks):,}, {MAX_BLOCKS:,} at most",
                f"trop de paragraphes, d’éléments et de cellules\N{NO-BREAK SPACE}: {_spaced(len(blocks))},"
                f" {_spaced(MAX_BLOCKS)} au plus",
            ),
            where=where,
            fix=_SPLIT,
        )


def file_too_large(size: int, where: str) -> DocumentError:
    """Make the refusal of a file of ``size`` bytes."""
    return DocumentError(
        Text(
            f"too large: {size / _MIB:,.0f} MiB, {MAX_FILE // _MIB} at most",
            f"trop volumineux\N{NO-BREAK SPACE}: {_spaced(round(size / _MIB))} Mio, {MAX_FILE // _MIB} au plus",
        ),
        where=where,
        fix=_SPLIT,
    )


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
