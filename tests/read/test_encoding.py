"""Bytes become code points: by a mark, as UTF-8, as a page declares, else as Windows-1252 or ISO-8859-1."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.read import read_bytes
from tests.tables import names

TEXT = "L’école est classée 24e du palmarès."
PLAIN = "L'école est classée 24e du palmarès."
DECLARED = "<html><head><meta charset='{}'></head><body><p>L’école vaut 24 €.</p></body></html>"

ENCODINGS = [
    # why                               suffix   bytes                               Python's name   charset
    ("UTF-8",                           ".txt",  TEXT.encode(),                      "utf-8",        None),
    ("UTF-8 with a mark",               ".txt",  codecs.BOM_UTF8 + TEXT.encode(),    "utf-8",        None),
    ("ASCII is UTF-8",                  ".txt",  b"Top 100",                         "utf-8",        None),
    ("UTF-16, little end first",        ".txt",  codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le",
     "utf-16le"),
    ("UTF-16, big end first",           ".txt",  codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be",
     "utf-16be"),
    ("UTF-32",                          ".txt",  codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le",
     "utf-32le"),
    ("Windows-1252 has quotation marks", ".txt", TEXT.encode("cp1252"),              "cp1252",       "windows-1252"),
    ("ISO-8859-1 where no byte tells",  ".txt",  PLAIN.encode("latin-1"),            "iso-8859-1",   "iso-8859-1"),
    ("Windows-1252 lacks byte 81",      ".txt",  PLAIN.encode("latin-1") + b" \x81", "iso-8859-1",   "iso-8859-1"),
    ("a few letters that could be UTF-8", ".txt", "CLASSÉ» à côté, été".encode("cp1252"), "iso-8859-1", "iso-8859-1"),
    ("what a page declares", ".html", DECLARED.format("iso-8859-15").replace("’", "'").encode("iso-8859-15"),
     "iso8859-15", "iso-8859-15"),
    ("what browsers take it for", ".html", DECLARED.format("ISO-8859-1").encode("cp1252"), "cp1252", "windows-1252"),
    ("Macintosh", ".html", DECLARED.format("macintosh").encode("mac-roman"), "mac-roman", "macintosh"),
    ("a declaration left behind", ".html", DECLARED.format("iso-8859-15").encode(), "utf-8", None),
    ("a declaration of no encoding", ".html", DECLARED.format("rot13").encode("cp1252"), "cp1252", "windows-1252"),
    ("of a codec that runs on", ".html", DECLARED.format("unicode_escape").encode("cp1252"), "cp1252", "windows-1252"),
    ("http-equiv", ".txt",
     b"<html><meta http-equiv=Content-Type content='text/html; charset=windows-1254'><p>\xfe\xf0 est 24e</html>",
     "cp1254", "windows-1254"),
    ("XML's declaration", ".xhtml",
     b"<?xml version='1.0' encoding='iso-8859-15'?><html><body><p>24 \xa4 en France</p></body></html>",
     "iso8859-15", "iso-8859-15"),
    ("a text declares nothing", ".txt", b"Il \xe9crit <meta charset='iso-8859-15'> dans la page", "iso-8859-1",
     "iso-8859-1"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "suffix", "content", "encoding", "charset"), ENCODINGS, ids=names(ENCODINGS))
def test_encoding(why: str, suffix: str, content: bytes, encoding: str, charset: str | None) -> None:
    document = read_bytes(content, suffix)
    assert document.encoding == encoding, why
    assert document.source == content.decode(encoding)
    assert codecs.lookup(encoding).name == codecs.lookup(charset or "utf-8").name
    assert document.media_type.partition("; charset=")[2] == (charset or "")


def test_line_ends_stay() -> None:
    assert read_bytes(TEXT.encode() + b"\r\nEt 3e.\rEt 5e.\n").source == f"{TEXT}\r\nEt 3e.\rEt 5e.\n"


DAMAGED = [
    # why                        bytes                                          in English                 in French
    ("a byte of UTF-8 is broken", TEXT.encode() + b" \xff", "damaged UTF-8 (byte 42)", "UTF-8 endommagé (octet 42)"),
    ("cut inside a character",   f"{TEXT}é".encode()[:-1],  "damaged UTF-8 (byte 41)", "UTF-8 endommagé (octet 41)"),
    ("half a point of UTF-16",   b"\xff\xfe\x00",           "damaged UTF-16 (byte 2)", "UTF-16 endommagé (octet 2)"),
    ("UTF-16 without a mark",    TEXT.encode("utf-16-le"),  "UTF-16 without its mark", "UTF-16 sans sa marque"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content", "en", "fr"), DAMAGED, ids=names(DAMAGED))
def test_damaged(why: str, content: bytes, en: str, fr: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_bytes(content)
    assert en in refusal.value.message("en"), why
    assert fr in refusal.value.message("fr"), why
    assert refusal.value.fix is not None


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_what_is_read_is_what_was_written(text: str) -> None:
    for encoding in ("utf-8", "cp1252"):
        content = f"Été : {text}".encode(encoding)
        document = read_bytes(content)
        assert document.source.encode(document.encoding or "") == content
