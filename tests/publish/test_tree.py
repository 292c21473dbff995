"""The target folder changes whole or not at all, and nothing outside of it changes."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.publish.tree import Change, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator


def publish(folder: Path, **files: bytes) -> Change:
    with Tree(folder) as tree:
        for name, content in files.items():
            tree.write(name.replace("__", "/"), content)
    return tree.change


def inside(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != ".published")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_files_come_and_go_and_those_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert publish(tmp_path, a=b"1", b__c=b"2") == Change(written=2, unchanged=0, removed=0)
    (tmp_path / "CNAME").write_bytes(b"mine")
    time = (tmp_path / "a").stat().st_mtime_ns
    assert publish(tmp_path, a=b"1", d=b"3") == Change(written=1, unchanged=1, removed=1)
    assert inside(tmp_path) == {"CNAME": b"mine", "a": b"1", "d": b"3"}
    assert (tmp_path / "a").stat().st_mtime_ns == time
    assert not (tmp_path / "b").exists()


FOREIGN = [
    # why                        file of another   published
    ("the page itself",          "index.html",     "index.html"),
    ("a file on the way",        "fr",             "fr/index.html"),
    ("a folder in the way",      "index.html/x",   "index.html"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "other", "name"), FOREIGN, ids=[case[0] for case in FOREIGN])
def test_files_of_others_are_not_written_over(tmp_path: Path, why: str, other: str, name: str) -> None:
    def mine(folder: Path) -> Path:
        (folder / other).parent.mkdir(parents=True)
        (folder / other).write_bytes(b"mine")
        return folder

    bare = mine(tmp_path / "bare")
    with pytest.raises(UsageError, match="holds files that kg publish did not write") as refusal:
        publish(bare, **{name: b"ours"})
    assert "--force" in refusal.value.message("fr")
    publish(tmp_path / "ours", a=b"1")
    shutil.move(mine(tmp_path / "new") / PurePath(other).parts[0], tmp_path / "ours")
    before = inside(tmp_path / "ours")
    with pytest.raises(UsageError, match="would overwrite"):
        publish(tmp_path / "ours", a=b"2", **{name: b"ours"})
    assert inside(bare) == {other: b"mine"}, why
    assert inside(tmp_path / "ours") == before, why


def test_told_to_it_writes_over_files_of_others(tmp_path: Path) -> None:
    for name in ("index.html", "mine"):
        (tmp_path / name).write_bytes(b"mine")
    with Tree(tmp_path, force=True) as tree:
        tree.write("index.html", b"ours")
    assert inside(tmp_path) == {"index.html": b"ours", "mine": b"mine"}


def test_a_stream_has_a_twin_and_tells_what_it_is(tmp_path: Path) -> None:
    pieces = [b"a" * 1000, b"b" * 1000]
    with Tree(tmp_path) as tree:
        plain, packed = tree.stream("x.txt", iter(pieces), twin=True)
    content = b"".join(pieces)
    assert (tmp_path / "x.txt").read_bytes() == content
    assert (plain.size, plain.sha256) == (2000, hashlib.sha256(content).hexdigest())
    twin = (tmp_path / "x.txt.gz").read_bytes()
    assert gzip.decompress(twin) == content
    assert (packed.name, packed.size, packed.sha256) == ("x.txt.gz", len(twin), hashlib.sha256(twin).hexdigest())
    assert twin[4:8] == bytes(4), "no time"
    with Tree(tmp_path) as tree:
        tree.stream("x.txt", iter(pieces), twin=True)
    assert tree.change == Change(written=0, unchanged=2, removed=0)


def test_what_fails_on_the_way_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path, a=b"1")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise ValueError("a bug")  # noqa: EM101, TRY003 (what a bug looks like)

    def make() -> None:
        with Tree(tmp_path) as tree:
            tree.write("a", b"2")
            tree.stream("b", pieces())

    with pytest.raises(ValueError, match="a bug"):
        make()
    assert inside(tmp_path) == {"a": b"1"}
    assert publish(tmp_path, a=b"1") == Change(written=0, unchanged=1, removed=0)


def test_a_folder_that_was_not_there_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="bug"), Tree(tmp_path / "new"):
        raise ValueError("bug")  # noqa: EM101 (what a bug looks like)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), KeyboardInterrupt()], ids=["error", "stop"]
)
def test_what_fails_while_files_move_in_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    publish(tmp_path, a=b"1", gone=b"2", z=b"3")
    before = inside(tmp_path)
    move = Path.replace

    def fail_on_the_last(self: Path, target: Path) -> Path:
        if target == tmp_path / "z" and self.parent.name == ".publish":
            raise error
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_the_last)
    with pytest.raises((UsageError, KeyboardInterrupt)):
        publish(tmp_path, a=b"new", deep__b=b"new", z=b"new")
    monkeypatch.undo()
    assert inside(tmp_path) == before
    assert not (tmp_path / "deep").exists()
    assert publish(tmp_path, a=b"1", z=b"3") == Change(written=0, unchanged=2, removed=1)


def test_files_of_a_run_that_was_killed_while_they_moved_in_are_known_to_the_next(tmp_path: Path) -> None:
    """As if killed: the files are in, the list was begun, nothing was undone."""
    publish(tmp_path, a=b"1")
    process = os.fork()
    if not process:  # pragma: no cover (ends by a signal)
        from kg.build import swap  # noqa: PLC0415 (in the process that dies)

        put_in = swap.Swap.put_in

        def die(self: swap.Swap, name: str, file: Path) -> None:
            put_in(self, name, file)
            if name == "b":
                os.kill(os.getpid(), 9)

        swap.Swap.put_in = die  # type: ignore[method-assign]
        publish(tmp_path, b=b"2", c=b"3")
    os.waitpid(process, 0)
    assert "b" in inside(tmp_path)
    publish(tmp_path, c=b"3")
    assert inside(tmp_path) == {"c": b"3"}


HOSTILE = [
    # why                        line of the list
    ("upward",                   "../victim"),
    ("absolute",                 "{outside}/victim"),
    ("upward further in",        "a/../../victim"),
    ("through a link",           "link/victim"),
    ("nothing",                  ""),
    ("a folder",                 "folder"),
    ("the folder itself",        "."),
    ("no character of names",    "a\0b"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "line"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_a_hostile_list_removes_nothing_outside(tmp_path: Path, why: str, line: str) -> None:
    folder, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_bytes(b"keep me")
    publish(folder, a=b"1")
    (folder / "link").symlink_to(tmp_path)
    (folder / "folder").mkdir()
    (folder / ".published").write_text(f"{line.format(outside=tmp_path)}\na\n", encoding="utf-8")
    publish(folder, b=b"2")
    assert victim.read_bytes() == b"keep me", why
    assert inside(folder) == {"b": b"2"}


def test_two_into_one_folder_exclude_each_other(tmp_path: Path) -> None:
    with Tree(tmp_path) as tree:
        tree.write("a", b"1")
        with pytest.raises(UsageError, match=f"process {os.getpid()} on .* is publishing here"):
            publish(tmp_path, b=b"2")
    assert inside(tmp_path) == {"a": b"1"}


def test_a_name_is_made_once(tmp_path: Path) -> None:
    with Tree(tmp_path) as tree:
        tree.write("a", b"1")
        with pytest.raises(ValueError, match="a is made twice"):
            tree.write("a", b"1")


BLOCKED = [
    # why                          where              said in French
    ("a file in its place",        "file",            "est un fichier, pas un dossier"),
    ("a file on the way",          "file/below",      "écriture impossible, un fichier se trouve sur le chemin"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "where", "said"), BLOCKED, ids=[case[0] for case in BLOCKED])
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, why: str, where: str, said: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(UsageError) as refusal:
        publish(tmp_path / where, a=b"1")
    assert refusal.value.message("fr").startswith(f"{tmp_path / where}\N{NO-BREAK SPACE}: {said}"), why
    assert "-o DIR" in refusal.value.message("en")
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.slow
def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted: {mounted.stderr.decode().strip()}")
    try:
        publish(disk / "out", a=b"1")
        with pytest.raises(UsageError, match="no room is left; nothing was changed"):
            publish(disk / "out", a=b"2", b=b"x" * 2_000_000)
        assert inside(disk) == {"out/a": b"1"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)
