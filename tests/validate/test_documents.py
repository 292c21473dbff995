"""Documents found again by name and digest, with the text in which their passages are counted."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.read import read_document
from kg.validate import documents as module
from kg.validate.documents import Documents, Found, at_hand

TEXT = "L’école est 24e.\nElle gagne 3 places.\n"
PAGE = '<meta charset="iso-8859-15"><p>L\'école est 24e, et gagne 10 €.'


def test_documents_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the checkout around the user, and the canonical texts beside the graphs that are judged."""
    write(tmp_path / "ontology" / "palmares.ttl", b"")
    sha256 = write(tmp_path / "data" / "documents" / "a.txt", b"one")
    write(tmp_path / "elsewhere" / "texts" / "b.txt", b"two")
    monkeypatch.chdir(tmp_path)
    documents = at_hand([tmp_path / "elsewhere" / "palmares.ttl"])
    assert documents.find("a.txt", sha256) == Found(tmp_path / "data" / "documents" / "a.txt", "one")
    assert documents.find("b.pdf", "0", "texts/b.txt") == Found(tmp_path / "elsewhere" / "texts" / "b.txt", "two")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return digest(content)


ENCODED = [
    # why                     name       content
    ("UTF-8",                 "a.txt",   TEXT.encode()),
    ("with a mark",           "a.txt",   TEXT.encode("utf-8-sig")),
    ("UTF-16",                "a.txt",   TEXT.encode("utf-16")),
    ("Windows-1252",          "a.md",    TEXT.encode("cp1252")),
    ("lines of Windows",      "a.txt",   TEXT.replace("\n", "\r\n").encode()),
    ("a page that declares",  "a.html",  PAGE.encode("iso-8859-15")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content"), ENCODED, ids=[case[0] for case in ENCODED])
def test_a_text_is_that_in_which_passages_are_counted(why: str, name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "releases" / "2024" / name
    found = Documents([tmp_path]).find(name, write(path, content))
    assert found == Found(path, read_document(path).source), why


def test_of_files_with_one_name_the_digest_decides(tmp_path: Path) -> None:
    write(tmp_path / "a" / "release.txt", b"one")
    sha256 = write(tmp_path / "b" / "release.txt", b"two")
    documents = Documents([tmp_path])
    assert documents.find("release.txt", sha256.upper()) == Found(tmp_path / "b" / "release.txt", "two")
    assert documents.changed("release.txt", sha256) is None


def test_a_file_that_changed(tmp_path: Path) -> None:
    write(tmp_path / "release.txt", b"one")
    documents = Documents([tmp_path])
    assert documents.find("release.txt", digest(b"two")) is None
    assert documents.changed("release.txt", digest(b"two")) == tmp_path / "release.txt"


def test_a_document_that_is_not_at_hand(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "release.txt", b"hidden")
    documents = Documents([tmp_path, tmp_path / "missing"])
    assert documents.find("release.txt", digest(b"hidden")) is None
    assert documents.changed("release.txt", digest(b"hidden")) is None


def test_a_canonical_text(tmp_path: Path) -> None:
    write(tmp_path / "graph" / "texts" / "release.txt", TEXT.encode())
    sha256 = write(tmp_path / "documents" / "release.pdf", b"%PDF")
    expected = Found(tmp_path / "graph" / "texts" / "release.txt", TEXT)
    for folders in ([], [tmp_path / "documents"]):
        documents = Documents(folders, [tmp_path / "graph"])
        assert documents.find("release.pdf", sha256, "texts/release.txt") == expected
    assert Documents([tmp_path / "documents"]).find("release.pdf", sha256, "texts/release.txt") is None
    changed = Documents([tmp_path / "documents"], [tmp_path / "graph"])
    assert changed.changed("release.pdf", digest(b"other"), "texts/release.txt") == tmp_path / "documents/release.pdf"


@pytest.mark.parametrize("name", ["../secret.txt", "texts/../../secret.txt", "secret.txt", "texts/.secret.txt"])
def test_a_canonical_text_is_beside_the_graph(name: str, tmp_path: Path) -> None:
    for place in ("secret.txt", "graph/secret.txt", "graph/texts/.secret.txt"):
        write(tmp_path / place, b"secret")
    assert Documents([], [tmp_path / "graph"]).find("a.pdf", digest(b""), name) is None


def test_a_file_beyond_what_a_document_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = write(tmp_path / "release.txt", b"four")
    monkeypatch.setattr(module, "_MOST_BYTES", 3)
    assert Documents([tmp_path]).find("release.txt", sha256) is None


def test_few_texts_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", 250)
    names = {f"{number}.txt": write(tmp_path / f"{number}.txt", bytes([65 + number]) * 100) for number in range(5)}
    documents = Documents([tmp_path])
    first = [documents.find(*each) for each in names.items()]
    assert [found and found.text[0] for found in first] == list("ABCDE")
    for path in tmp_path.glob("*.txt"):
        path.unlink()
    assert [documents.find(*each) is not None for each in reversed(names.items())] == [True, True, False, False, False]


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (1, 1), (2, 2), (4, 3), (7, 4), (8, 4)])
def test_lines(offset: int, line: int) -> None:
    text = "a\nb\rc\r\nd"
    assert Found(Path("a.txt"), text).line_of(offset) == line, text[:offset]
