"""Documents that are broken or built to hurt: each is told in one message, the others are built, nothing is lost."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document as WordDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg.build import Settings, build, sources
from kg.build import run as build_run
from tests.benchmarks.build.process import run
from tests.build.releases import release, releases, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.registry import Registry

ROOT = Path(__file__).parent.parent.parent
MEMORY = 1 << 30  # bytes that a build may take, whatever it is given
BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (letter + 1, b"&%c;" % letter * 10) for letter in range(ord("a"), ord("i"))
)


def _pdf(pages: int = 1, words: str = "", **options: object) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, invariant=1, **options)
    for _ in range(pages):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def _docx(**parts: bytes) -> bytes:
    """Give a DOCX in which parts have another content."""
    content, changed = io.BytesIO(), io.BytesIO()
    WordDocument().save(content)
    names = {f"word/{name}.xml": part for name, part in parts.items()}
    with zipfile.ZipFile(content) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, names.get(name, before.read(name)))
    return changed.getvalue()


def _zip(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in files.items():
            packed.writestr(name.replace("__", "/"), part)
    return content.getvalue()


def _tar(*members: tarfile.TarInfo) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as packed:
        for member in members:
            packed.addfile(member, io.BytesIO(b"x" * member.size))
    return content.getvalue()


def _member(name: str, size: int = 5, **parts: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    for key, value in parts.items():
        setattr(info, key, value)
    return info


@cache
def bad() -> dict[str, tuple[bytes, str]]:
    """Give the content of each file and what is said of it; making them takes seconds."""
    return {
        "truncated.pdf":       (_pdf(words="ranked 24th")[:300], "PDF"),
        "encrypted.pdf":       (_pdf(encrypt=StandardEncryption("secret")), "password"),
        "pages.pdf":           (_pdf(10_000), "pages"),
        "scan.pdf":            (_pdf(), "no text"),
        "bomb.docx":           (_docx(document=b"<w:p>" * 100_000_000), "too large"),
        "declared.docx":       (_docx(document=BOMB + b"]><w:document>&i;</w:document>"), ""),
        "cut.docx":            (_docx()[:500], ""),
        "bomb.zip":            (_zip(**{f"{n}.txt": bytes(60_000_000) for n in range(8)}), "much"),
        "outside.tar.gz":      (_tar(_member("../a.txt"), _member("/etc/b.txt")), "out of the archive"),
        "links.tar.gz":        (_tar(_member("a.txt", 0, type=tarfile.SYMTYPE, linkname="/etc/passwd")), "link"),
        "within.zip":          (_zip(**{"a.zip": _zip(b=b"")}), "archive"),
        "binary.txt":          (b"\x7fELF\x02\x01\x01" + bytes(1000), ""),
        "empty.txt":           (b"", "no text"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in bad().items():
        release(folder, name, content)
    release(
        folder, "entities.html", BOMB + "]><html><body><p>L’INSA Lyon est 24e du palmarès THE Impact 2024. &i;".encode()
    )
    release(folder, "good.fr.txt")
    release(folder, os.fsdecode(b"caf\xe9.txt"), "L’école")
    (folder / "loop").symlink_to(folder)
    with (folder / "large.txt").open("wb") as large:
        large.truncate(1024**3)
    return folder


def _build(documents: Path, output: Path) -> tuple[int, str, int]:
    """Give the exit code, what was said, and the most memory that one process took, in bytes."""
    command = [sys.executable, "-m", "kg", "build", str(documents), "-o", str(output), "--lang", "en"]
    measured = run(command, ROOT, os.environ)
    return measured.code, measured.output + measured.errors, measured.largest


@pytest.mark.slow
def test_each_is_told_in_one_message_and_the_others_are_built(hostile: Path, tmp_path: Path) -> None:
    code, said, memory = _build(hostile, tmp_path / "out")
    assert code == 1, said
    errors = {line.removeprefix(f"error: {hostile}/"): line for line in said.splitlines() if line.startswith("error")}
    for name, (_, words) in bad().items():
        told = [line for where, line in errors.items() if where.startswith((f"{name}:", f"{name}/"))]
        assert told, f"{name} is not told:\n{said}"
        assert all(words in line for line in told), (words, told)
    for name in (r"caf\xe9.txt", "loop", "large.txt"):
        assert [where for where in errors if where.startswith(name)], f"{name} is not told:\n{said}"
    assert "Traceback" not in said
    graph = (tmp_path / "out" / "palmares.ttl").read_text(encoding="utf-8")
    assert "<document/good.fr>" in graph
    assert "<document/entities>" in graph, "an entity of HTML is no text of its own, and harms nobody"
    assert 0 < memory < MEMORY, f"{memory >> 20} MiB"
    assert not [file for file in ("/etc/b.txt", hostile.parent / "a.txt") if Path(file).exists()]


def test_a_file_that_vanishes_while_others_are_read(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = releases(tmp_path / "in", 5)

    def read_sources(found: Iterator[object]) -> Iterator[object]:
        for number, each in enumerate(before(found)):  # type: ignore[arg-type]
            if not number:
                files[3].unlink()
            yield each

    before = sources.read_sources
    monkeypatch.setattr(build_run, "read_sources", read_sources)
    report = build([tmp_path / "in"], tmp_path / "out", registry, Settings(workers=1))
    assert report.documents == 4
    assert [(error.where, error.what.en) for error in report.refused] == [(str(files[3]), "there is no such file")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of 3 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
def test_a_full_disk_leaves_the_last_graph_and_goes_on_when_there_is_room(tmp_path: Path, small_disk: Path) -> None:
    documents, output = tmp_path / "in", small_disk / "out"
    releases(documents, 2)
    assert _build(documents, output)[0] == 0
    before = written(output)
    releases(documents, 60)
    code, said, _ = _build(documents, output)
    assert code == 2, said
    assert len([line for line in said.splitlines() if line.startswith("error")]) == 1, said
    assert "make room on the disk" in said
    assert written(output) == before
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    code, said, _ = _build(documents, output)
    assert code == 0, said
    assert _build(documents, tmp_path / "whole")[0] == 0
    assert written(output) == written(tmp_path / "whole")
