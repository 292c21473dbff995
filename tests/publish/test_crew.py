"""However many processes make a publication, it is the same; whatever happens to one, the folder stays whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kg.errors import DataError, KgError, Text, UsageError
from kg.publish.crew import Crew
from kg.publish.progress import Progress
from kg.publish.run import Order, publish
from kg.publish.tree import Change, Tree
from tests.publish.browser import hostile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HERE = os.getpid()
STAGE = Text("some", "quelques")


class Desk:
    """Makes files, and what goes wrong with them."""

    def __init__(self, tree: Tree, listen: Callable[[Progress], None]) -> None:
        self.tree, self.listen = tree, listen


def write(name: str, desk: Desk) -> tuple[str, bool]:
    desk.tree.write(name, name.encode())
    with desk.tree.making(f"{name}.long", twin=True) as making:
        making.write(name.encode() * 100)
    desk.listen(Progress(STAGE, 1, 0))
    return name, os.getpid() == HERE


def refuse(_: Desk) -> None:
    raise DataError(Text("broken", "mal formé"), where="a.ttl")


def fill_disk(_: Desk) -> None:
    raise OSError(28, "No space left on device")


def die(_: Desk) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dawdle(_: Desk) -> None:
    time.sleep(600)


def crew(tree: Tree, count: int, heard: list[Progress]) -> Crew[Desk]:
    return Crew(tree, count, heard.append, partial(Desk, tree))


def make(folder: Path, count: int, *, names: str = "abcdefghij") -> tuple[list[tuple[str, bool]], int, Change]:
    heard: list[Progress] = []
    with Tree(folder) as tree:
        tree.write("first", b"made before")
        with crew(tree, count, heard) as at_work:
            tasks = [at_work.begin(partial(write, name)) for name in names]
            results = [at_work.result(task) for task in reversed(tasks)]
            tree.write("between", b"made meanwhile")
            at_work.begin(partial(write, "not waited for"))
    return results, len(heard), tree.change


def inside(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_one_makes_it_here_and_several_elsewhere_and_it_is_the_same(tmp_path: Path) -> None:
    alone, together = make(tmp_path / "1", 1), make(tmp_path / "3", 3)
    assert alone == ([(name, True) for name in "jihgfedcba"], 11, Change(written=35, unchanged=0, removed=0))
    assert together == ([(name, False) for name in "jihgfedcba"], 11, alone[2])
    assert inside(tmp_path / "1") == inside(tmp_path / "3")
    assert not multiprocessing.active_children()


def test_what_is_the_same_is_left_alone_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    make(tmp_path, 2)
    assert make(tmp_path, 2, names="abcd")[2] == Change(written=0, unchanged=17, removed=18)


def test_no_two_may_make_one_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a is made twice"):
        make(tmp_path, 2, names="aa")


FAILURES: list[tuple[str, Callable[[Desk], None], type[KgError], Text]] = [
    # why                        what one does  error       it says
    ("a file it cannot read",    refuse,        DataError,  Text("a.ttl: broken", "mal formé")),
    ("a full disk",              fill_disk,     UsageError, Text("no room is left; nothing", "plus de place")),
    ("it is killed",             die,           DataError,  Text("with --workers", "avec --workers")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "fail", "error", "words"), FAILURES, ids=[case[0] for case in FAILURES])
def test_what_fails_in_one_ends_all_with_one_message(
    tmp_path: Path, why: str, fail: Callable[[Desk], None], error: type[KgError], words: Text
) -> None:
    def make_some() -> None:
        with Tree(tmp_path) as tree, crew(tree, 3, []) as at_work:
            for task in (dawdle, partial(write, "new"), fail, partial(write, "never")):
                at_work.begin(task)

    make(tmp_path, 1, names="ab")
    before = inside(tmp_path)
    with pytest.raises(error) as told:
        make_some()
    for language in Text._fields:
        assert words.in_language(language) in told.value.message(language), why
    assert inside(tmp_path) == before, why
    assert not multiprocessing.active_children(), why


def test_one_that_cannot_be_started_ends_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fork, begun = os.fork, iter(range(3))

    def refusing() -> int:
        if next(begun) == 2:
            raise OSError(11, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", refusing)
    with Tree(tmp_path) as tree, pytest.raises(OSError, match="unavailable"), crew(tree, 3, []):
        pass
    assert not multiprocessing.active_children()


def test_a_folder_is_free_again_when_the_first_process_is_killed(tmp_path: Path) -> None:
    make(tmp_path, 1, names="ab")
    before = inside(tmp_path)
    first = os.fork()
    if not first:  # pragma: no cover (ends by a signal)
        with Tree(tmp_path) as tree, crew(tree, 2, []) as at_work:
            at_work.begin(dawdle)
            at_work.result(at_work.begin(partial(write, "new")))
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(first, 0)
    assert before.items() <= inside(tmp_path).items()
    changes: list[Change] = []
    while not changes:  # the others end in a moment
        with suppress(UsageError):
            changes.append(make(tmp_path, 1, names="ab")[2])
        time.sleep(0.05)
    assert changes == [Change(written=0, unchanged=11, removed=0)]
    assert inside(tmp_path) == before


@pytest.mark.slow
def test_a_whole_publication_is_the_same_however_many_make_it(tmp_path: Path) -> None:
    graph = hostile.write(tmp_path / "graph")
    heard: list[Progress] = []
    for count in (1, 3):
        order = Order(graph=graph, site="https://example.org/p", check=False, workers=count)
        publish(order, tmp_path / str(count), heard.append if count > 1 else lambda _: None)
    made, together = inside(tmp_path / "1"), inside(tmp_path / "3")
    del made[".made-from"], together[".made-from"]  # it tells of the code, which somebody may be writing
    assert len(made) > 100
    assert made == together
    pages = [now.done for now in heard if now.stage.en == "pages"]
    assert pages == sorted(pages)
    assert pages[-1] == sum(name.endswith(".html") for name in made) // 2 - 1  # but for the two outside the languages
