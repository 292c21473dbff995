"""Which encoding a text is in, and its code points.

No detector guesses here. What French and English texts are written in can be told exactly: a mark at the start says
UTF-8, UTF-16 or UTF-32; a text of another encoding is not valid UTF-8 by chance; and of the single-byte encodings
Windows-1252 has letters and quotation marks where ISO-8859-1 has control characters that no text holds.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import DocumentError, Text

# UTF-32 first: its little-endian mark begins with that of UTF-16. The names are those that keep the mark as a point.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,200}?charset|\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1,024
# What browsers take these names for, and most pages mean by them.
_MEANT = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "l1", "us-ascii", "ascii", "cp1252"), "windows-1252")
_SINGLE_BYTE = re.compile(r"windows-125[0-8]|iso-8859-(?:[2-9]|1[0-6])|macintosh")
_IANA = {
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "utf-32-le": "utf-32le",
    "utf-32-be": "utf-32be",
    "cp1252": "windows-1252",
}
_C1 = re.compile("[\x80-\x9f]")


def decode(content: bytes, where: str, *, markup: bool = False) -> tuple[str, str]:
    """Give a text and the name Python has for its encoding, such that ``content.decode(name)`` is the text.

    A byte order mark stays in the text: it is a code point of the file. ``markup`` lets a declaration in HTML say which
    single-byte encoding it is; where the bytes are valid UTF-8 all the same, a tool has saved the page anew and left
    the declaration behind. Raises DocumentError where the bytes are a damaged UTF-8 or UTF-16, or no text.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    try:
        return content.decode(marked or "utf-8"), marked or "utf-8"
    except UnicodeDecodeError as error:
        if marked or _is_damaged(content):
            raise _damaged(marked or "utf-8", error.start, where) from error
    declared = _declared(content) if markup else None
    for name in (declared, "cp1252"):
        if name is not None:
            try:
                text = content.decode(name)
            except UnicodeDecodeError:
                continue
            # Without a byte from 80 to 9f the two are one, and ISO-8859-1 is the standard's name.
            return (
                (text, name) if name != "cp1252" or _C1.search(content.decode("iso-8859-1")) else (text, "iso-8859-1")
            )
    return content.decode("iso-8859-1"), "iso-8859-1"


def media_type_in(media_type: str, encoding: str) -> str:
    """Add the encoding to a text's media type, by its IANA name, where it is not the usual UTF-8."""
    return media_type if encoding == "utf-8" else f"{media_type}; charset={registered_name(encoding)}"


def registered_name(encoding: str) -> str:
    """Give the name under which IANA has an encoding.

    >>> registered_name("cp1252"), registered_name("iso8859-1")
    ('windows-1252', 'iso-8859-1')
    """
    name = _IANA.get(encoding) or re.sub(r"^cp(?=125)", "windows-", re.sub(r"^iso8859", "iso-8859", encoding))
    return "macintosh" if name == "mac-roman" else name


def _declared(content: bytes) -> str | None:
    """Give the single-byte encoding that a page declares; None where it declares none, or one that is not."""
    match = _DECLARED.search(content, 0, _DECLARED_WITHIN)
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    name = _MEANT.get(name, name)
    return codecs.lookup(name).name if _SINGLE_BYTE.fullmatch(name) else None


def _is_damaged(content: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for some: more characters of several bytes are whole than broken."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(point > "\x7f" for point in text) - broken > broken


def _damaged(encoding: str, byte: int, where: str) -> DocumentError:
    name = encoding[: len("utf-xx")].rstrip("-").upper()
    return DocumentError(
        Text(f"damaged {name} (byte {byte})", f"{name} endommagé (octet {byte})"),
        where=where,
        fix=Text("save the file as UTF-8", "enregistrer le fichier en UTF-8"),
    )
