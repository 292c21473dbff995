"""A file's format is told by what it holds; a file that holds no text is refused, by what it seems to be."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from kg.errors import DocumentError
from kg.read import read_bytes, read_document
from kg.read.formats import SUFFIXES, Format, packed_format, text_format
from tests.tables import names

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "L’école est classée 24e du palmarès."
PAGE = f"<p>{PROSE}</p>"


def zipped(*members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for member in members:
            archive.writestr(member, PROSE)
    return content.getvalue()


def tarred() -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO(b""))
    return content.getvalue()


PACKED = [
    # why                     bytes                                format
    ("PDF",                   b"%PDF-1.7\n\xe2\xe3\x00",          Format.PDF),
    ("PDF behind lines",      b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4", Format.PDF),
    ("PDF too far behind",    b" " * 1024 + b"%PDF-1.4",           None),
    ("the word is no PDF",    b"The %PDF- mark",                   None),
    ("DOCX",                  zipped("[Content_Types].xml", "word/document.xml"), Format.DOCX),
    ("DOCX of Word for the web", zipped("word/document2.xml"),     Format.DOCX),
    ("text",                  PROSE.encode(),                      None),
    ("text of Windows",       PROSE.encode("cp1252"),              None),
    ("text in UTF-16",        PROSE.encode("utf-16"),              None),
    ("text with a form feed", PROSE.encode() + b"\x0c",            None),
    ("a stray control among much text", PROSE.encode() * 9 + b"\x02", None),
    ("a name like a mark",    b"BM and MZ are no files here",      None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content", "expected"), PACKED, ids=names(PACKED))
def test_packed_format(why: str, content: bytes, expected: Format | None) -> None:
    assert packed_format(content, "a") is expected, why


TEXTS = [
    # why                         suffix   text                                              format
    ("a page named as text",      ".txt",  f"<html><body>{PAGE}",                            Format.HTML),
    ("a doctype",                 "",      f"<!DOCTYPE html>{PAGE}",                         Format.HTML),
    ("behind a mark and blanks",  ".md",   f"\ufeff \n<head></head>{PAGE}",                  Format.HTML),
    ("behind comments and XML",   ".txt",  f"<?xml version='1.0'?>\n<!-- a\nb --><!--c--> <HTML>{PAGE}", Format.HTML),
    ("a fragment by its name",    ".html", PAGE,                                             Format.HTML),
    ("the same as text",          ".txt",  PAGE,                                             Format.TEXT),
    ("a page that is none",       ".html", PROSE,                                            Format.TEXT),
    ("headed by a longer word",   ".txt",  "<header>",                                       Format.TEXT),
    ("a tag inside the text",     ".txt",  f"{PROSE} <html>",                                Format.TEXT),
    ("Markdown by its name",      ".md",   PROSE,                                            Format.MARKDOWN),
    ("Markdown by its headings",  ".text", f"# Titre\n\n{PROSE}",                            Format.MARKDOWN),
    ("Markdown in a page's file", ".htm",  f"# Titre\n\n{PROSE}",                            Format.MARKDOWN),
    ("Markdown behind a comment", ".md",   f"<!-- a -->\n# Titre\n\n{PROSE}",               Format.MARKDOWN),
    ("comments without end",      ".txt",  "<!--" * 2000,                                    Format.TEXT),
    ("comments without a page",   ".txt",  "<!-- -->" * 8000,                                Format.TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "text", "expected"), TEXTS, ids=names(TEXTS))
def test_text_format(why: str, suffix: str, text: str, expected: Format) -> None:
    assert text_format(text, suffix) is expected, why


REFUSED = [
    # why               bytes                                   in English                  in French
    ("PNG",             b"\x89PNG\r\n\x1a\n\x00\x00",          "a picture",                "une image"),
    ("JPEG",            b"\xff\xd8\xff\xe0\x00\x10JFIF",        "a picture",                "une image"),
    ("old Word",        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old Word document",     "un ancien document Word"),
    ("RTF, though text", b"{\\rtf1\\ansi la 24e place}",      "rich text",                "texte enrichi"),
    ("PostScript",      b"%!PS-Adobe-3.0",                      "PostScript",               "PostScript"),
    ("program",         b"\x7fELF\x02\x01\x01\x00",             "a program",                "un programme"),
    ("film",            b"\x00\x00\x00 ftypisom",               "a film",                   "un film"),
    ("PowerPoint",      zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint", "PowerPoint"),
    ("Excel",           zipped("xl/workbook.xml"),              "Excel",                    "Excel"),
    ("OpenDocument",    zipped("mimetype", "META-INF/manifest.xml"), "OpenDocument",        "OpenDocument"),
    ("EPUB",            zipped("META-INF/container.xml"),       "an e-book",                "un livre numérique"),
    ("zip",             zipped("a.txt"),                        "an archive",               "une archive"),
    ("empty zip",       zipped(),                               "an archive",               "une archive"),
    ("tar",             tarred(),                               "an archive",               "une archive"),
    ("gzip",            b"\x1f\x8b\x08\x00\x00\x00",            "an archive",               "une archive"),
    ("broken zip",      b"PK\x03\x04" + b"a" * 50,              "a broken archive",         "une archive ou un DOCX"),
    ("what we do not know", bytes(range(32)),                   "a binary file",            "un fichier binaire"),
    ("control characters", b"\x01\x02abc",                      "a binary file",            "un fichier binaire"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content", "en", "fr"), REFUSED, ids=names(REFUSED))
def test_no_document(why: str, content: bytes, en: str, fr: str) -> None:
    for suffix in (".txt", ".html", ".pdf", ""):
        with pytest.raises(DocumentError) as refusal:
            read_bytes(content, suffix, where="a.txt")
        assert en in refusal.value.message("en").partition("\n")[0], why
        assert fr in refusal.value.message("fr").partition("\n")[0], why
        assert refusal.value.where == "a.txt"
        assert refusal.value.fix is not None


MEDIA_TYPES = [
    # name      text                     media type
    ("a.txt",   PROSE,                   "text/plain"),
    ("a",       PROSE,                   "text/plain"),
    ("a.TEXT",  f"# Titre\n\n{PROSE}",   "text/plain"),
    ("a.MD",    PROSE,                   "text/markdown"),
    ("a.html",  PAGE,                    "text/html"),
    ("a.txt",   f"<html>{PAGE}",         "text/html"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "media_type"), MEDIA_TYPES)
def test_media_type(name: str, text: str, media_type: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_document(tmp_path / name).media_type == media_type


def test_folders_are_searched_for_these() -> None:
    assert sorted(SUFFIXES) == [".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt", ".xhtml"]
