"""A file becomes a Document: blocks of readable text, each with a map back to the file as received."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import DocumentError, Text, reason_of
from kg.read.document import Block, BlockKind, Citation, Document, Span, View
from kg.read.markdown import looks_like_markdown, read_markdown
from kg.read.metadata import find_citations, find_date, read_sidecar
from kg.read.structure import arrange
from kg.read.text import read_text
from kg.read.tongue import check_language, main_language, vote

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Block", "BlockKind", "Citation", "Document", "Span", "View", "read_bytes", "read_document", "read_string"]

_READERS = {
    ".txt": ("text/plain", read_text),
    ".md": ("text/markdown", read_markdown),
    ".markdown": ("text/markdown", read_markdown),
}
SUFFIXES = frozenset(_READERS)


def slug_of(path: Path, root: Path) -> str:
    """Give a document's slug: its path below ``root`` without the last extension."""
    return path.relative_to(root).with_suffix("").as_posix()


def read_document(path: Path, root: Path | None = None) -> Document:
    """Read the file at ``path``; ``root`` is the folder its slug starts from, else its own folder.

    Raises DocumentError where the file cannot be read, is empty, of an unknown format or in another language.
    """
    where = str(path)
    if path.suffix.lower() not in _READERS:
        raise DocumentError(
            Text(
                f"unknown format {path.suffix or '(no extension)'}",
                f"format inconnu {path.suffix or '(sans extension)'}",
            ),
            where=where,
            fix=Text(
                f"give one of {', '.join(sorted(SUFFIXES))}",
                f"formats acceptés\N{NO-BREAK SPACE}: {', '.join(sorted(SUFFIXES))}",
            ),
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(reason_of(error), where=where) from error
    sidecar = read_sidecar(path)
    slug = sidecar.id or slug_of(path, root or path.parent)
    document = read_bytes(content, path.suffix.lower(), slug=slug, file=path.name, where=where)
    return replace(
        document,
        date=sidecar.date or document.date,
        date_span=None if sidecar.date else document.date_span,
        address=sidecar.source,
        publisher=sidecar.publisher,
    )


def read_bytes(
    content: bytes, suffix: str = ".txt", *, slug: str = "text", file: str = "text.txt", where: str = "-"
) -> Document:
    """Read a file's content; ``where`` names it in errors.

    Raises DocumentError where it is not UTF-8, holds no text or is in another language.
    """
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            Text(f"not UTF-8 (byte {error.start})", f"pas en UTF-8 (octet {error.start})"),
            where=where,
            fix=Text("save the file as UTF-8", "enregistrer le fichier en UTF-8"),
        ) from error
    document = read_string(source, suffix, slug=slug, file=file, where=where)
    check_language(document, where)
    return replace(document, sha256=hashlib.sha256(content).hexdigest())


def read_string(
    source: str, suffix: str = ".txt", *, slug: str = "text", file: str = "text.txt", where: str = "-"
) -> Document:
    """Read a text already in memory; ``suffix`` tells its format.

    Raises DocumentError where it holds no text.
    """
    media_type, reader = _READERS[suffix]
    if reader is read_text and looks_like_markdown(source):
        reader = read_markdown
    # A byte order mark is a code point of the file but not of its text.
    blocks = arrange(reader(" " + source[1:] if source.startswith("\ufeff") else source))
    if not blocks:
        raise DocumentError(
            Text("no text in it", "aucun texte"),
            where=where,
            fix=Text("give a document with text", "donner un document qui contient du texte"),
        )
    title = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    dated = find_date(blocks)
    return Document(
        slug=slug,
        file=file,
        source=source,
        sha256=hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=media_type,
        language=main_language([vote(block.text) for block in blocks]),
        blocks=blocks,
        title=title.text if title else None,
        date=dated[0] if dated else None,
        date_span=dated[1] if dated else None,
        citations=find_citations(source),
    )
