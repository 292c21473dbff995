"""A build that is killed, at any moment: the next one goes on, and nothing is lost or doubled."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg import project
from kg.build import HIDDEN, build
from kg.build import run as build_run
from kg.build.compared import Compared
from kg.build.state import State
from kg.errors import UsageError
from tests.benchmarks.build.process import below
from tests.build.releases import Corpus, release, releases, words, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.registry import Registry

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def corpus(tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.setattr(build_run, "_KEPT_TOGETHER", 2)
    corpus = Corpus(tmp_path, registry)
    releases(corpus.documents, 6)
    return corpus


_SOMETHING = 400_000  # bytes of a state that keeps documents; an empty one has a tenth


def _command(documents: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg", "build", str(documents), "-o", str(output), *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _size(output: Path) -> int:
    return sum(file.stat().st_size for file in output.glob(".palmares/state.sqlite*"))


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.slow
def test_killed_at_random_moments_it_goes_on_and_ends_as_if_undisturbed(tmp_path: Path) -> None:
    documents, kills, chance = tmp_path / "in", 4, random.Random(4)  # noqa: S311 (not a secret)
    releases(documents, 150)
    began = time.monotonic()
    assert _command(documents, tmp_path / "whole").wait() == 0
    whole = time.monotonic() - began
    report = tmp_path / "report.json"
    # One in each quarter of the time in which something happens, in no order.
    moments = [0.4 + 0.55 * (quarter + chance.random()) / kills for quarter in range(kills)]
    chance.shuffle(moments)
    for moment in [*moments, None]:
        process = _command(documents, tmp_path / "out", "--workers", "2")
        if moment is None:  # and one as soon as something is kept, however long it takes to begin
            while process.poll() is None and _size(tmp_path / "out") < _SOMETHING:
                time.sleep(0.01)
        else:
            time.sleep(whole * moment)
        started = below([process.pid])[1:]
        process.send_signal(signal.SIGKILL)
        process.wait()
        ends = time.monotonic() + 10
        while any(map(_alive, started)) and time.monotonic() < ends:
            time.sleep(0.05)
        assert not any(map(_alive, started)), "processes outlive the build that started them"
    assert _command(documents, tmp_path / "out", "--report", str(report)).wait() == 0
    assert written(tmp_path / "out") == written(tmp_path / "whole")
    counts = json.loads(report.read_text(encoding="utf-8"))
    assert counts["documents"] == 150
    assert counts["unchanged"] > 0, "what was read before a kill must not be read again"


def _killed_in(patched: str, call: int) -> Callable[[pytest.MonkeyPatch], None]:
    """Make the process kill itself when a function of ours is called for the nth time."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        module, _, name = patched.rpartition(".")
        owner = {"State": State, "Path": Path, "Compared": Compared}[module]
        before, calls = getattr(owner, name), [0]

        def killed(*arguments: Any) -> Any:  # noqa: ANN401
            calls[0] += 1
            if calls[0] == call:
                os.kill(os.getpid(), signal.SIGKILL)
            return before(*arguments)

        monkeypatch.setattr(owner, name, killed)

    return patch


MOMENTS = [
    # why                                       function         call
    ("before anything is kept",                 "State.put",     1),
    ("within a transaction",                    "State._insert", 2),
    ("when something is kept",                  "State.put",     2),
    ("before the withdrawal",                   "State.withdraw", 1),
    ("before results are compared",             "Compared.update", 1),
    ("when some of them are compared",          "Compared._compare", 3),
    ("before the first file is moved in",       "Path.replace",  1),
    ("between the two files",                   "Path.replace",  2),
    ("when both are in, and it is not noted",   "State.wrote",   1),
]  # fmt: skip


def _changed(corpus: Corpus) -> None:
    (corpus.documents / "00/000.fr.txt").unlink()
    for number in range(2, 6):
        release(corpus.documents, f"00/{number:03}.fr.txt", words(number + 1))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> dict[str, bytes]:
    """Give what a build of the changed corpus writes."""
    corpus = Corpus(tmp_path_factory.mktemp("undisturbed"), registry)
    releases(corpus.documents, 6)
    _changed(corpus)
    return corpus.from_nothing()


@pytest.mark.parametrize(("why", "function", "call"), MOMENTS, ids=[case[0] for case in MOMENTS])
def test_killed_at_each_step(why: str, function: str, call: int, corpus: Corpus, undisturbed: dict[str, bytes]) -> None:
    corpus.build()
    _changed(corpus)

    def run() -> None:
        with pytest.MonkeyPatch.context() as patched:
            _killed_in(function, call)(patched)
            corpus.build()

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL, why
    assert written(corpus.output).keys() == {project.MERGED, project.QUADS}, "the output stays whole"
    corpus.build()
    assert written(corpus.output) == undisturbed, why
    assert {file.name for file in (corpus.output / HIDDEN).iterdir()} == {"state.sqlite"}


def test_a_second_build_is_told_who_has_the_lock(tmp_path: Path, registry: Registry) -> None:
    document, output = release(tmp_path / "in"), tmp_path / "out"
    build([document], output, registry)
    before = written(output)
    state = State(output / HIDDEN)
    try:
        process = multiprocessing.get_context("fork").Process(target=_refused, args=(document, output, registry))
        process.start()
        process.join()
        assert process.exitcode == 0
    finally:
        state.close()
    assert written(output) == before
    assert build([document], output, registry).unchanged == 1


def _refused(document: Path, output: Path, registry: Registry) -> None:
    with pytest.raises(UsageError) as refusal:
        build([document], output, registry)
    assert f"process {os.getppid()} on " in refusal.value.what.en
    assert f"le processus {os.getppid()} sur " in refusal.value.what.fr
