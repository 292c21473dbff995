"""What was published and is to be published again as it is costs a look at it; anything else is made anew."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.publish import inputs, run, workshop
from kg.publish.inputs import inputs_of
from kg.publish.reading import pieces_of
from kg.publish.run import Order, Outcome, publish
from kg.publish.tree import Change
from tests.publish.browser import hostile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.publish.source import Source
    from kg.publish.tree import Tree


CODE = inputs.code
DECIDING = (
    "kg/errors.py",
    "kg/plot/svg.py",
    "kg/publish/run.py",
    "kg/publish/site/assets/site.css",
    "kg/publish/site/templates/base.html",
    "kg/query/canned/ties.rq",
    "ontology/palmares.ttl",
)


@pytest.fixture
def order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """Publish two files of a small graph, as often as they are made."""

    def write(source: Source, tree: Tree, _: object) -> list[object]:
        tree.stream("download/palmares.ttl", pieces_of(source.merged), twin=True)
        return []

    monkeypatch.setattr(workshop, "write_downloads", write)
    monkeypatch.setattr(run, "write_site", lambda *_: None)
    monkeypatch.setattr(inputs, "code", list)  # which somebody may be writing
    return Order(graph=hostile.write(tmp_path / "graph"), site="https://example.org/p", check=False)


def published(order: Order, folder: Path, *, made: bool) -> Outcome:
    """Publish, and see whether anything was made for it."""
    stages: list[str] = []
    outcome = publish(order, folder, lambda now: stages.append(now.stage.en))
    assert (len(stages) > 1) is made
    return outcome


def test_the_same_again_is_left_alone(tmp_path: Path, order: Order) -> None:
    published(order, tmp_path / "out", made=True)
    times = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*")}
    for same in (order, replace(order, site=None), replace(order, workers=3)):
        outcome = published(same, tmp_path / "out", made=False)
        assert outcome.change == Change(written=0, unchanged=5, removed=0)
        assert not any(outcome.tally)
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*")} == times


def test_a_copy_of_it_is_left_alone(tmp_path: Path, order: Order) -> None:
    published(order, tmp_path / "out", made=True)
    shutil.copytree(tmp_path / "out", tmp_path / "copy", copy_function=shutil.copyfile)
    published(order, tmp_path / "copy", made=False)


def test_another_order_is_followed(tmp_path: Path, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    published(order, tmp_path / "out", made=True)
    about = tmp_path / "about.toml"
    about.write_text('version = "2"', "utf-8")
    for other in ({"site": "https://example.org/q"}, {"site": ""}, {"about": about}, {"previous": tmp_path / "out"}):
        shutil.copytree(tmp_path / "out", tmp_path / "other")
        published(replace(order, **other), tmp_path / "other", made=True)
        shutil.rmtree(tmp_path / "other")
    monkeypatch.setattr(run, "ensure_conforming", lambda *_: None)
    published(replace(order, check=True), tmp_path / "out", made=True)


def _touch(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + b"\n")


DAMAGE: list[tuple[str, Callable[[Path], object]]] = [
    # why                        what is done
    ("the graph",                _touch("graph/palmares.ttl")),
    ("its quads",                _touch("graph/palmares.nq")),
    ("a file of the last",       _touch("out/download/palmares.ttl.gz")),
    ("a file that went",         lambda folder: (folder / "out/download/history.ttl").unlink()),
    ("the note of it",           lambda folder: (folder / "out/.made-from").unlink()),
    ("a note of something else", _touch("out/.made-from")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "change"), DAMAGE, ids=[each[0] for each in DAMAGE])
def test_what_changed_is_made_anew(tmp_path: Path, order: Order, why: str, change: Callable[[Path], object]) -> None:
    published(order, tmp_path / "out", made=True)
    change(tmp_path)
    published(order, tmp_path / "out", made=True)
    assert published(order, tmp_path / "out", made=False).change.unchanged == 5, why


def test_the_code_and_its_libraries_count(tmp_path: Path, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs_of(order.graph, None)
    assert inputs_of(order.graph, None) == before
    names = {file.relative_to(project.ONTOLOGY.parent).as_posix() for file in CODE()}
    assert set(DECIDING) <= names
    (tmp_path / "new.py").touch()
    monkeypatch.setattr(inputs, "code", lambda: [tmp_path / "new.py"])
    changed = inputs_of(order.graph, None)
    monkeypatch.setattr(inputs, "_version", lambda _: "1")
    assert len({before, changed, inputs_of(order.graph, None)}) == 3
