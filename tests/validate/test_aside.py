"""Work in a process beside this one comes to the same as work done here, whatever happens to the process."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from kg.errors import DataError, Text
from kg.validate import judge as judging
from kg.validate import load
from kg.validate.aside import aside
from kg.validate.data import Data
from kg.validate.judge import judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph

    from kg.validate.context import Known

HERE = os.getpid()


def test_what_is_made_comes_in_order() -> None:
    assert list(aside(lambda: range(1000))) == list(range(1000))


def test_it_is_made_elsewhere() -> None:
    assert list(aside(lambda: [os.getpid()])) != [HERE]


def test_where_no_process_can_be_copied_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert list(aside(lambda: [os.getpid()])) == [HERE]


def failing() -> Iterator[int]:
    yield 1
    raise DataError(Text(en="broken", fr="mal formé"), where="a.ttl:3:4")


def test_an_error_passes() -> None:
    waiting = aside(failing)
    assert next(waiting) == 1
    with pytest.raises(DataError, match=r"a\.ttl:3:4: broken"):
        next(waiting)


def killed(made: int) -> Iterator[int]:
    """Make so many things, then be killed, but only in another process."""
    yield from range(made)
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    yield made


def test_killed_before_it_made_anything() -> None:
    assert list(aside(lambda: killed(0))) == [0]


def test_killed_when_it_had_begun() -> None:
    with pytest.raises(DataError, match="the process that read was killed"):
        list(aside(lambda: killed(3)))


def test_nobody_waits_any_more() -> None:
    waiting = aside(lambda: ("x" * 100_000 for _ in range(1000)))
    assert len(next(waiting)) == 100_000
    waiting.close()  # type: ignore[attr-defined]


@pytest.fixture
def all_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_LARGE", 0)
    monkeypatch.setattr(load, "_LARGE", 0)


@pytest.mark.usefixtures("all_large")
def test_a_large_graph_is_judged_alike(
    faults: Path, known: Known, shapes: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = judge(Data.read([faults]), known, shapes, "fr")
    monkeypatch.undo()
    small = judge(Data.read([faults]), known, shapes, "fr")
    assert large.findings == small.findings
    assert large.findings
    assert len(large.standard) == len(small.standard)


@pytest.mark.usefixtures("all_large")
def test_a_large_file_that_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<http://e/a> <http://e/b> 1 .\nx", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.ttl:2:1: broken Turtle"):
        Data.read([file])
