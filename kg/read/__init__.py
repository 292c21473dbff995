"""A file becomes a Document: blocks of readable text, each with a map back to the file as received."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import DocumentError, Text
from kg.read.document import Block, BlockKind, Citation, Document, Span, View
from kg.read.encoding import decode, media_type_in
from kg.read.formats import SUFFIXES, Format, looks_like_html, packed_format, text_format
from kg.read.limits import check_blocks, check_file, check_text, read_file
from kg.read.markdown import read_markdown
from kg.read.metadata import Sidecar, find_citations, find_date, parse_sidecar, read_sidecar
from kg.read.raw import RawDocument
from kg.read.structure import arrange
from kg.read.text import read_text
from kg.read.tongue import check_language

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "SUFFIXES",
    "Block",
    "BlockKind",
    "Citation",
    "Document",
    "Sidecar",
    "Span",
    "View",
    "decode_file",
    "parse_sidecar",
    "read_bytes",
    "read_document",
    "read_file",
    "read_string",
    "slug_of",
    "with_sidecar",
]

_MARKUP_WITHIN = 4096  # bytes in which a page shows that it is one


def slug_of(path: Path, root: Path) -> str:
    """Give a document's slug: its path below ``root`` without the last extension."""
    return path.relative_to(root).with_suffix("").as_posix()


def read_document(path: Path, root: Path | None = None) -> Document:
    """Read the file at ``path``; ``root`` is the folder its slug starts from, else its own folder.

    Raises DocumentError where the file cannot be read, is too large, holds no text, is no document that we read or in
    another language.
    """
    where = str(path)
    content = read_file(path)
    sidecar = read_sidecar(path)
    slug = slug_of(path, root or path.parent)
    document = read_bytes(content, path.suffix, slug=sidecar.id or slug, file=path.name, where=where)
    return with_sidecar(document, sidecar)


def with_sidecar(document: Document, sidecar: Sidecar) -> Document:
    """Add what a sidecar says; it goes before what the document says of itself."""
    return replace(
        document,
        slug=sidecar.id or document.slug,
        date=sidecar.date or document.date,
        date_span=None if sidecar.date else document.date_span,
        address=sidecar.source or document.address,
        publisher=sidecar.publisher or document.publisher,
    )


def read_bytes(
    content: bytes, suffix: str = ".txt", *, slug: str = "text", file: str = "text.txt", where: str = "-"
) -> Document:
    """Read a file's content. ``where`` names it in errors; ``suffix`` decides where the content leaves the format open.

    Raises DocumentError where it is too large, no document that we read, without text or in another language.
    """
    check_file(content, where)
    match packed_format(content, where):
        case Format.PDF as found:
            from kg.read.pdf import read_pdf  # noqa: PLC0415 - its library is loaded where a PDF is met

            raw, encoding, media_type = read_pdf(content, where), None, found.value
        case Format.DOCX as found:
            from kg.read.docx import read_docx  # noqa: PLC0415 - as above

            raw, encoding, media_type = read_docx(content, where), None, found.value
        case _:
            source, encoding = decode_file(content, suffix, where)
            raw, media_type = _read_source(source, suffix.lower(), where)
            media_type = media_type_in(media_type, encoding)
    document = replace(_document(raw, media_type, where), slug=slug, file=file, encoding=encoding)
    check_language(document, where)
    return replace(document, sha256=hashlib.sha256(content).hexdigest(), canonical=encoding is None)


def decode_file(content: bytes, suffix: str, where: str) -> tuple[str, str]:
    """Give the text of a file that is one, in which its passages are counted, and its encoding (see `decode`)."""
    page = looks_like_html(content[:_MARKUP_WITHIN].decode("iso-8859-1").removeprefix("ï»¿"))
    return decode(content, where, markup=page or suffix.lower().startswith((".htm", ".xhtm")))


def read_string(
    source: str, suffix: str = ".txt", *, slug: str = "text", file: str = "text.txt", where: str = "-"
) -> Document:
    """Read a text already in memory; ``suffix`` decides where its content leaves the format open.

    Raises DocumentError where it holds no text, or too much.
    """
    raw, media_type = _read_source(source, suffix, where)
    document = _document(raw, media_type, where)
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(document, slug=slug, file=file, sha256=digest, encoding="utf-8")


def _read_source(source: str, suffix: str, where: str) -> tuple[RawDocument, str]:
    """Read a text in its format, and give its media type."""
    check_text(source, where)
    found = text_format(source, suffix)
    # A byte order mark is a code point of the file but not of its text.
    text = " " + source[1:] if source.startswith("\ufeff") else source
    if found is Format.HTML:
        from kg.read.html import read_html  # noqa: PLC0415 - most documents are no pages

        return replace(read_html(text), source=source), found.value
    blocks = read_markdown(text) if found is Format.MARKDOWN else read_text(text)
    declared = Format.MARKDOWN if suffix in {".md", ".markdown"} else Format.TEXT
    return RawDocument(source, blocks), declared.value


def _document(raw: RawDocument, media_type: str, where: str) -> Document:
    """Make a document of what was read; who it is (slug, file, hash) is still to be said."""
    check_text(raw.source, where)
    check_blocks(raw.blocks, where)
    language, blocks = arrange(raw.blocks, raw.language)
    if not blocks:
        raise DocumentError(
            Text("no text in it", "aucun texte"),
            where=where,
            fix=Text("give a document with text", "donner un document qui contient du texte"),
        )
    title = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    date, span = find_date(blocks) or (raw.date, None)
    return Document(
        slug="",
        file="",
        source=raw.source,
        sha256="",
        media_type=media_type,
        language=language,
        blocks=blocks,
        title=title.text if title else None,
        date=date,
        date_span=span,
        address=raw.address,
        citations=find_citations(raw.source, raw.links),
        pages=raw.pages,
    )
