"""Documents read by several processes: the same bytes, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from kg.build import Settings, build, pool
from kg.build.worker import Worker
from tests.build.releases import releases, written

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build import BuildReport
    from kg.build.worker import Outcome, Task
    from kg.read.document import Document
    from kg.registry import Registry

_READ = Worker.read
_DOCUMENT = Worker._document  # noqa: SLF001 (the step in which memory is short)


def _built(folder: Path, registry: Registry, workers: int) -> tuple[BuildReport, dict[str, bytes]]:
    output = folder / f"out-{workers}"
    report = build([folder / "in"], output, registry, Settings(workers=workers))
    return report, written(output)


def test_the_same_bytes_with_one_process_and_with_three(tmp_path: Path, registry: Registry) -> None:
    releases(tmp_path / "in", 60)
    assert _built(tmp_path, registry, 1)[1] == _built(tmp_path, registry, 3)[1]


def _doing(monkeypatch: pytest.MonkeyPatch, slug: str, mark: Path | None, signals: int) -> None:
    """Let the process that reads a document be killed; with a ``mark``, only the first that does."""

    def read(self: Worker, task: Task) -> Outcome:
        if task.slug == slug and not (mark and mark.exists()):
            if mark:
                mark.touch()
            os.kill(os.getpid(), signals)
            time.sleep(60)
        return _READ(self, task)

    monkeypatch.setattr(Worker, "read", read)


def test_a_process_that_is_killed_costs_nothing(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases(tmp_path / "in", 60)
    whole = _built(tmp_path, registry, 1)[1]
    mark = tmp_path / "mark"
    _doing(monkeypatch, "02/025.fr", mark, signal.SIGKILL)
    report, files = _built(tmp_path, registry, 2)
    assert mark.exists()
    assert report.refused == ()
    assert files == whole


ENDS = [
    # why                             signal           seconds
    ("its reader crashes",            signal.SIGSEGV,  60.0),
    ("its reader does not end",       signal.SIGCONT,  5.0),
]  # fmt: skip


@pytest.mark.parametrize("end", ENDS, ids=[case[0] for case in ENDS])
def test_a_document_that_ends_its_reader_is_refused_and_the_others_built(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch, end: tuple[str, int, float]
) -> None:
    why, signals, seconds = end
    releases(tmp_path / "in", 20)
    monkeypatch.setattr(pool, "SECONDS", seconds)
    _doing(monkeypatch, "01/013.fr", None, signals)
    report, _ = _built(tmp_path, registry, 2)
    assert report.documents == 19, why
    assert [error.where for error in report.refused] == [str(tmp_path / "in/01/013.fr.txt")]
    assert "too much memory or time" in str(report.refused[0])


def test_a_document_that_takes_too_much_memory_is_refused(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases(tmp_path / "in", 3)

    def read(self: Worker, task: Task) -> Document:
        if task.slug == "00/001.fr":
            bytearray(pool.MEMORY)
        return _DOCUMENT(self, task)

    monkeypatch.setattr(Worker, "_document", read)
    report, _ = _built(tmp_path, registry, 1)
    assert report.documents == 2
    assert "too much memory" in str(report.refused[0])


def test_a_bug_is_shown_with_where_it_happened(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases(tmp_path / "in", 3)

    def read(_self: Worker, task: Task) -> Outcome:
        raise LookupError(task.slug)

    monkeypatch.setattr(Worker, "read", read)
    with pytest.raises(LookupError, match=r"00/000\.fr") as error:
        _built(tmp_path, registry, 1)
    assert "000.fr.txt\nTraceback" in error.value.__notes__[0]
