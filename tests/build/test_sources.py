"""Which documents there are, and the places that hold none."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build.sources import Source, find_sources, read_sources
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator


def _file(folder: Path, name: str, content: bytes = b"text") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def _slugs(*paths: Path, leave_out: Path | None = None) -> list[str]:
    return [found.slug if isinstance(found, Source) else f"! {found}" for found in find_sources(paths, leave_out)]


def _errors(*paths: Path) -> list[KgError]:
    return [found for found in find_sources(paths) if isinstance(found, KgError)]


def _packed(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    archive = folder / name
    archive.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".zip"):
        with zipfile.ZipFile(archive, "w") as packed:
            for member, content in files.items():
                packed.writestr(member, content)
        return archive
    with tarfile.open(archive, "w:gz") as tar:
        for member, content in files.items():
            info = tarfile.TarInfo(member)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return archive


def test_in_folders_hidden_files_and_sidecars_are_no_documents(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.fr.md", "a/c.fr.toml", ".hidden/x.txt", "a/.x.txt", "lone.toml"):
        _file(tmp_path, name, b"")
    assert _slugs(tmp_path) == ["a/c.fr", "b", "lone"]


def test_a_slug_starts_from_the_folder_named_and_a_sidecar_may_say_another(tmp_path: Path) -> None:
    file = _file(tmp_path, "a/b.txt")
    assert (_slugs(tmp_path), _slugs(file.parent), _slugs(file)) == (["a/b"], ["b"], ["b"])
    _file(tmp_path, "a/b.toml", b'id = "other"')
    assert (_slugs(tmp_path), _slugs(file)) == (["other"], ["other"])


def test_the_output_within_is_left_out(tmp_path: Path) -> None:
    _file(tmp_path, "a.txt")
    _file(tmp_path, "out/palmares.ttl")
    assert _slugs(tmp_path, leave_out=tmp_path / "out") == ["a"]


ARCHIVES = ["new/releases.zip", "new/releases.tar.gz"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_members_of_an_archive_are_documents_in_a_folder_of_its_name(tmp_path: Path, name: str) -> None:
    members = {"2024/b.txt": b"B", "2024/b.toml": b'publisher = "X"', "a.md": b"A", "c.toml": b'id = "1"', ".x": b""}
    _packed(tmp_path, name, members)
    found = [source for source in find_sources([tmp_path]) if isinstance(source, Source)]
    assert [(source.slug, source.sidecar) for source in found] == [
        ("new/releases/2024/b", b'publisher = "X"'),
        ("new/releases/a", None),
        ("new/releases/c", None),
    ]
    assert {source.member: content for source, content in read_sources(found)} == {
        "2024/b.txt": b"B", "a.md": b"A", "c.toml": b'id = "1"',
    }  # fmt: skip


def test_a_broken_archive_and_a_broken_sidecar_are_told_and_the_others_found(tmp_path: Path) -> None:
    _packed(tmp_path, "b.zip", {"x.txt": b"X", "x.toml": b"nonsense"})
    _file(tmp_path, "c.zip", b"PK\x03\x04 and then nothing")
    _file(tmp_path, "a.txt")
    _file(tmp_path, "d.txt")
    _file(tmp_path, "d.toml", b"[")
    assert [slug for slug in _slugs(tmp_path) if not slug.startswith("!")] == ["a"]
    assert [os.path.relpath(error.where, tmp_path) for error in _errors(tmp_path)] == [
        "b.zip/x.toml",
        "c.zip",
        "d.toml",
    ]


def test_links_are_followed_but_not_around_in_a_circle(tmp_path: Path) -> None:
    _file(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "linked").symlink_to(_file(tmp_path.parent / f"{tmp_path.name}-aside", "c.txt").parent)
    assert [slug for slug in _slugs(tmp_path) if not slug.startswith("!")] == ["a/b", "linked/c"]
    wheres = [os.path.relpath(error.where, tmp_path) for error in _errors(tmp_path)]
    assert wheres == ["a/self", "a/up", "gone.txt"]


def test_a_name_that_is_not_utf8_is_told_as_it_can_be_printed(tmp_path: Path) -> None:
    _file(tmp_path, "b.txt")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"text")
    (error,) = _errors(tmp_path)
    assert error.where.endswith(r"caf\xe9.txt")
    assert "UTF-8" in error.message("fr")
    assert "b" in _slugs(tmp_path)


@pytest.fixture
def readable() -> Iterator[Path]:
    """Give a folder that every user may enter, and be for the time another user than root, who may read all."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    shutil.rmtree(folder)


def test_a_folder_that_must_not_be_read_is_told(readable: Path) -> None:
    user = os.geteuid()
    os.seteuid(os.getuid())
    folder = _file(readable, "closed/a.txt").parent
    archive = _packed(readable, "closed.zip", {"x.txt": b"X"})
    _file(readable, "b.txt")
    for closed in (folder, archive):
        closed.chmod(0)
    os.seteuid(user)
    assert _slugs(readable) == [
        "b",
        f"! {folder}: it must not be read",
        f"! {archive}: it must not be read",
    ]


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    file = _file(tmp_path, "a.txt")
    archive = _packed(tmp_path, "b.zip", {"x.txt": b"X", "y.txt": b"Y"})
    found = [source for source in find_sources([tmp_path]) if isinstance(source, Source)]
    file.unlink()
    _packed(tmp_path, "b.zip", {"y.txt": b"Y"})
    read = {source.slug: content for source, content in read_sources(found)}
    assert read.pop("b/y") == b"Y"
    assert {slug: getattr(error, "where", "") for slug, error in read.items()} == {
        "a": str(file), "b/x": f"{archive}/x.txt",
    }  # fmt: skip
