"""The format of a file, told by what it holds; its name only decides where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum

from kg.errors import DocumentError, Text
from kg.read.markdown import looks_like_markdown


class Format(Enum):
    """A format that is read; the value is its media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
# What a folder is searched for. A file that is named may have any suffix or none.
SUFFIXES = frozenset({".txt", ".text", ".pdf", ".docx"}) | _MARKDOWN_SUFFIXES | _HTML_SUFFIXES

_PDF = re.compile(rb"%PDF-\d")
_PDF_WITHIN = 1024  # bytes; some servers put lines before it
# Byte order mark, comments and XML declarations may stand before the first tag of a page. Possessive: `.*?` must not
# try to end a comment later.
_HTML = re.compile(
    r"\ufeff?\s*+(?:(?><!--.*?-->|<\?.*?>)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_WITHIN = 65_536
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_WORD_PART = re.compile(r"word/document\d*\.xml")  # Word for the web numbers it
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MOST_CONTROLS = 0.01  # of all bytes; what was pasted from elsewhere holds one or the other
_FEWEST_NULS = 0.3  # of the bytes of a text in UTF-16

_ARCHIVES = ((0, b"\x1f\x8b"), (257, b"ustar"), (0, b"BZh"), (0, b"\xfd7zXZ\x00"), (0, b"7z\xbc\xaf"), (0, b"Rar!\x1a"))
_OLD_WORD = Text("an old Word document, or one with a password", "un ancien document Word, ou protégé")
_POSTSCRIPT = Text("PostScript", "du PostScript")
_RICH_TEXT = Text("rich text (RTF)", "du texte enrichi (RTF)")
_PICTURE = Text("a picture", "une image")
_SOUND = Text("a sound or a film", "un son ou un film")
_PROGRAM = Text("a program", "un programme")
_KNOWN = (
    (0, b"\xd0\xcf\x11\xe0", _OLD_WORD),
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (0, b"BM", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (8, b"WAVE", _SOUND),
    (4, b"ftyp", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"MZ", _PROGRAM),
)
_WRITTEN = ((0, b"{\\rtf", _RICH_TEXT), (0, b"%!PS", _POSTSCRIPT))  # formats that are text, but none to read
_PACKED = (
    ("ppt/", Text("a PowerPoint presentation", "une présentation PowerPoint")),
    ("xl/", Text("an Excel workbook", "un classeur Excel")),
    ("META-INF/container.xml", Text("an e-book (EPUB)", "un livre numérique (EPUB)")),
    ("META-INF/manifest.xml", Text("an OpenDocument file", "un document OpenDocument")),
)
_SAVE_AS = Text("save it as DOCX, PDF, HTML or text", "l’enregistrer au format DOCX, PDF, HTML ou texte")


def packed_format(content: bytes, where: str) -> Format | None:
    """Give the format of a file that is no text as it stands (PDF, DOCX); None for a text.

    Raises DocumentError where it is neither, with what it seems to be.
    """
    if _PDF.search(content, 0, _PDF_WITHIN):
        return Format.PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content, where)
    if any(content.startswith(magic, at) for at, magic in _ARCHIVES) and is_binary(content):
        raise _archive(where)
    seems = next((what for at, magic, what in _WRITTEN if content.startswith(magic, at)), None)
    if seems is None and is_binary(content):
        seems = next((what for at, magic, what in _KNOWN if content.startswith(magic, at)), None)
        seems = seems or _unknown_binary(content)
    if seems is not None:
        raise _refusal(seems, where)
    return None


def is_binary(content: bytes) -> bool:
    """Tell whether bytes are no text: a NUL or many control characters, and no mark of UTF-16 or UTF-32."""
    if content.startswith(_WIDE_MARKS):
        return False
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return b"\x00" in content or controls > _MOST_CONTROLS * len(content)


def looks_like_html(source: str) -> bool:
    """Tell whether a text, whatever its file is called, is a page: its first tag is one that only begins pages."""
    return bool(_HTML.match(source, 0, _HTML_WITHIN))


def text_format(source: str, suffix: str) -> Format:
    """Give the format of a text; ``suffix``, in lower case, decides what its content leaves open."""
    if looks_like_html(source) or (suffix in _HTML_SUFFIXES and _TAG.search(source)):
        return Format.HTML
    return Format.MARKDOWN if suffix in _MARKDOWN_SUFFIXES or looks_like_markdown(source) else Format.TEXT


def _zipped(content: bytes, where: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # what zipfile says of broken directories
        raise DocumentError(
            Text("a broken archive or DOCX", "une archive ou un DOCX endommagé"),
            where=where,
            fix=Text("fetch it again, or save it anew", "le récupérer ou l’enregistrer de nouveau"),
        ) from error
    if any(_WORD_PART.fullmatch(member) for member in members):
        return Format.DOCX
    for start, what in _PACKED:
        if any(member.startswith(start) for member in members):
            raise _refusal(what, where)
    raise _archive(where)


def _unknown_binary(content: bytes) -> Text:
    if content.count(0) >= _FEWEST_NULS * len(content) and b"\x00\x00\x00\x00" not in content:
        return Text("UTF-16 without its mark", "de l’UTF-16 sans sa marque")
    return Text("a binary file", "un fichier binaire")


def _refusal(seems: Text, where: str) -> DocumentError:
    return DocumentError(
        Text(
            f"no text: this seems to be {seems.en}", f"pas un texte\N{NO-BREAK SPACE}: c’est, semble-t-il, {seems.fr}"
        ),
        where=where,
        fix=_SAVE_AS,
    )


def _archive(where: str) -> DocumentError:
    return DocumentError(
        Text("an archive, no document", "une archive, pas un document"),
        where=where,
        fix=Text("unpack it, and give its documents", "l’extraire et donner ses documents"),
    )
