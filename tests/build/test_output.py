"""The output is replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import output
from kg.build.output import replace_files, replace_texts
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def _replace(folder: Path, **files: bytes) -> None:
    replace_files(folder, folder / ".aside", {name: [content] for name, content in files.items()})


def _inside(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    _replace(tmp_path, a=b"1", b=b"2")
    _replace(tmp_path, a=b"3", b=b"4")
    assert _inside(tmp_path) == {"notes.txt": b"mine", "a": b"3", "b": b"4"}


def test_a_replacement_that_fails_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace(tmp_path, a=b"old a")
    move = Path.replace

    def fail_on_the_last(self: Path, target: Path) -> Path:
        if self.name == "c" and target.parent == tmp_path:
            raise PermissionError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_the_last)
    with pytest.raises(UsageError, match="cannot be written: Permission denied"):
        _replace(tmp_path, a=b"new a", b=b"new b", c=b"new c")
    assert _inside(tmp_path) == {"a": b"old a"}


def test_a_disk_that_is_full_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace(tmp_path, a=b"old", b=b"old")

    def fail(file: Path, _pieces: Iterable[bytes]) -> None:
        raise OSError(28, "No space left on device", str(file))

    monkeypatch.setattr(output, "write_stream", fail)
    with pytest.raises(UsageError, match="No space left") as refusal:
        _replace(tmp_path, a=b"new", b=b"new")
    assert "make room" in str(refusal.value)
    assert _inside(tmp_path) == {"a": b"old", "b": b"old"}


def test_what_fails_on_the_way_leaves_the_old_files(tmp_path: Path) -> None:
    _replace(tmp_path, a=b"old")

    def pieces() -> Iterable[bytes]:
        yield b"new"
        raise ValueError("a bug")  # noqa: EM101, TRY003 (what a bug looks like)

    with pytest.raises(ValueError, match="a bug"):
        replace_files(tmp_path, tmp_path / ".aside", {"a": pieces()})
    assert _inside(tmp_path) == {"a": b"old"}


def test_texts_that_are_the_same_are_left_alone_and_others_go(tmp_path: Path) -> None:
    texts = {"texts/a.txt": b"1", "texts/b.txt": b"2"}
    replace_texts(tmp_path, iter(texts.items()), set(texts))
    time = (tmp_path / "texts/a.txt").stat().st_mtime_ns
    replace_texts(tmp_path, iter([("texts/a.txt", b"1"), ("texts/c.txt", b"3")]), {"texts/a.txt", "texts/c.txt"})
    assert _inside(tmp_path) == {"texts/a.txt": b"1", "texts/c.txt": b"3"}
    assert (tmp_path / "texts/a.txt").stat().st_mtime_ns == time
