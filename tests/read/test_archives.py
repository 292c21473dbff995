"""Archives: their files one by one; what leads out, links, nests or bursts is refused, the rest is still read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import time
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from kg.errors import DocumentError
from kg.read.archives import is_archive, members
from tests.read.test_docx import WHOLE as DOCX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Files = list[tuple[str, bytes]]
FILES: Files = [("b.txt", b"deux"), ("a/c.fr.txt", b"trois"), ("a/c.fr.toml", b"date = 2024-01-01"), ("a.txt", b"un")]


def zipped(files: Files) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return content.getvalue()


def tarred(files: Files) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", errors="surrogateescape") as archive:
        for name, text in files:
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return content.getvalue()


KINDS: dict[str, Callable[[Files], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda files: gzip.compress(tarred(files)),
    "a.tar.bz2": lambda files: bz2.compress(tarred(files)),
    "a.tar.xz": lambda files: lzma.compress(tarred(files)),
}
each_kind = pytest.mark.parametrize("kind", KINDS)


def read(content: bytes, folder: Path, name: str = "archive") -> list[tuple[str, bytes | str]]:
    """Give each member's name with its content, or with what is said of it."""
    path = folder / name
    path.write_bytes(content)
    found: list[tuple[str, bytes | str]] = []
    refused: list[tuple[str, DocumentError]] = []
    for member in members(path):
        try:
            found.append((member.name, member.content()))
        except DocumentError as error:
            found.append((member.name, error.what.en))
            refused.append((member.name, error))
    for shown, refusal in refused:
        assert refusal.fix
        assert refusal.what.fr != refusal.what.en
        assert refusal.where == f"{path}/{shown}"
    return found


@each_kind
def test_files_come_in_the_order_told(kind: str, tmp_path: Path) -> None:
    content = KINDS[kind](FILES)
    assert is_archive(content[:1024], kind)
    expected = sorted(FILES) if kind == "a.zip" else FILES
    assert read(content, tmp_path) == expected
    assert read(content, tmp_path) == expected
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(DOCX, "a.docx"), (b"%PDF-1.7", "a.pdf"), (b"du texte", "a.txt"), (b"du texte", "a.tar"), (b"", "a.zip"),
     (zipped([("mimetype", b"application/epub+zip")]), "a.epub")],
)  # fmt: skip
def test_no_archive(content: bytes, name: str) -> None:
    assert not is_archive(content[:1024], name)


OUT = "its name leads out of the archive"
NAMES = [
    # why                name                        shown as                 content, or what is said
    ("absolute",         "/etc/passwd",              "etc/passwd",            OUT),
    ("upward",           "../../a.txt",              "../../a.txt",           OUT),
    ("upward inside",    "a/../../b.txt",            "a/../../b.txt",         OUT),
    ("a drive",          "C:/a.txt",                 "C:/a.txt",              OUT),
    ("nested",           "a/more.zip",               "a/more.zip",            "an archive within the archive"),
    ("nested tar",       "more.tar.gz",              "more.tar.gz",           "an archive within the archive"),
    ("point and slash",  "./a/./b.txt",              "a/b.txt",               b"x"),
    ("accents",          "Résultats été.txt",        "Résultats été.txt",     b"x"),
    ("a control",        "a\x1bb.txt",               "a\\x1bb.txt",           b"x"),
    ("hidden",           ".git/config",              None,                    None),
    ("hidden file",      "a/.DS_Store",              None,                    None),
    ("of macOS",         "__MACOSX/a.txt",           None,                    None),
    ("lock of Word",     "~$a.docx",                 None,                    None),
]  # fmt: skip


@each_kind
@pytest.mark.parametrize(("name", "shown", "said"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_names(name: str, shown: str | None, said: bytes | str | None, kind: str, tmp_path: Path) -> None:
    found = read(KINDS[kind]([("0.txt", b"0"), (name, b"x"), ("z.txt", b"z")]), tmp_path)
    rest = [("0.txt", b"0"), ("z.txt", b"z")]
    assert sorted(found, key=str) == sorted([*rest, *([(shown, said)] if shown else [])], key=str)


def test_a_name_stands_once(tmp_path: Path) -> None:
    found = read(tarred([("a.txt", b"1"), ("./a.txt", b"2")]), tmp_path)
    assert found == [("a.txt", b"1"), ("a.txt", "its name stands twice in the archive")]


def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    assert read(tarred([("r\udce9sultats.txt", b"x")]), tmp_path) == [("r\\xe9sultats.txt", b"x")]
    old = zipped([("rXsultats.txt", b"x"), ("éYté.txt", b"y")]).replace(b"rXsultats", b"r\x82sultats")
    assert read(old, tmp_path)[0] == ("résultats.txt", b"x")
    unsaid = zipped([("aaaa.txt", b"x")]).replace(b"aaaa.txt", "éé.txt".encode())
    assert read(unsaid, tmp_path) == [("éé.txt", b"x")]


def test_links_and_devices_are_told(tmp_path: Path) -> None:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, kind in (
            ("s", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("d", tarfile.CHRTYPE),
            ("f", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    told = "a link or device, not a file"
    assert read(content.getvalue(), tmp_path) == [(name, told) for name in "shdf"]
    link = zipfile.ZipInfo("s")
    link.external_attr = 0o120777 << 16
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped_link:
        zipped_link.writestr(link, "/etc/passwd")
    assert read(content.getvalue(), tmp_path) == [("s", told)]


def test_a_password_is_told(tmp_path: Path) -> None:
    content = bytearray(zipped([("a.txt", b"x")]))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + at] |= 1
    assert read(bytes(content), tmp_path) == [("a.txt", "it is protected by a password")]


def test_a_damaged_member_is_told(tmp_path: Path) -> None:
    content = bytearray(zipped([("a.txt", bytes(range(256)) * 9), ("b.txt", b"b")]))
    content[60] ^= 0xFF
    assert read(bytes(content), tmp_path) == [("a.txt", "damaged in its archive"), ("b.txt", b"b")]


ZEROS = [(f"{at}.txt", bytes(40 * 1024 * 1024)) for at in range(7)]
REFUSED = [
    # why                  file                                      what in English
    ("tar.gz of zeros",    lambda: gzip.compress(tarred(ZEROS), 1),    "holds too much"),
    ("zip of zeros",       lambda: zipped(ZEROS),       "holds too much"),
    ("many files",         lambda: zipped([(f"{at}.txt", b"") for at in range(10_001)]),         "holds too much"),
    ("cut zip",            lambda: zipped(FILES)[:-40],              "not an archive"),
    ("cut tar.gz",         lambda: gzip.compress(tarred(FILES))[:100], "not an archive"),
    ("cut tar.xz",         lambda: lzma.compress(tarred(FILES))[:100], "not an archive"),
    ("no archive",         lambda: b"\x1f\x8bnothing of the kind",   "not an archive"),
    ("empty",              lambda: b"",                              "not an archive"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "make", "english"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused(why: str, make: Callable[[], bytes], english: str, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    path.write_bytes(make())
    before = time.process_time()
    tracemalloc.start()
    with pytest.raises(DocumentError) as refused:
        sum(len(member.content()) for member in members(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert english in refused.value.what.en, why
    assert refused.value.what.fr != refused.value.what.en
    assert refused.value.where == str(path)
    assert refused.value.fix
    assert time.process_time() - before < 20
    assert peak < 200 * 1024 * 1024


def test_one_member_packed_too_tightly_is_told(tmp_path: Path) -> None:
    found = read(zipped([("a.txt", bytes(60 * 1024 * 1024)), ("b.txt", b"b")]), tmp_path)
    assert found[1] == ("b.txt", b"b")
    assert found[0] == ("a.txt", "packed so tightly that it is no document")


def test_a_member_is_no_larger_than_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.limits.MAX_FILE", 10)
    monkeypatch.setattr("kg.read.archives.MAX_FILE", 10)
    found = read(tarred([("a.txt", b"0123456789x"), ("b.txt", b"0123456789")]), tmp_path)
    assert found[1] == ("b.txt", b"0123456789")
    assert isinstance(found[0][1], str)


def test_a_missing_archive(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        list(members(tmp_path / "none.zip"))
    assert "no such file" in refused.value.what.en
