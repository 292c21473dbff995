"""``kg build`` run on a corpus, again with nothing changed, with one document changed and with one in a hundred."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg import project
from tests.benchmarks.build.corpus import FOLDER_SIZE
from tests.benchmarks.build.process import Measured, run
from tests.benchmarks.extract.corpus import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

# Of a build, 0 says that all documents are in the graph and 1 that some were refused.
_BUILT = (0, 1)
_YEAR = re.compile(r"\b20[12]\d\b")
FIRST, AGAIN, ONE, HUNDREDTH = "first build", "nothing changed", "1 document changed", "1 % changed"


@dataclass(frozen=True, slots=True)
class Runner:
    """A way to build: its name, the options that choose it, and processes that are running for it already."""

    name: str
    options: tuple[str, ...]
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """One build measured.

    ``read`` counts the documents that it read, ``quads`` the lines of its N-Quads, ``triples`` those of the Turtle;
    ``stages`` are the seconds of each stage: starting (with finding the documents), reading those that changed, merging
    all.
    """

    measured: Measured
    read: int
    quads: int
    triples: int
    stages: Mapping[str, float]


class BuildError(Exception):
    """A build that ended in another way than with a graph."""

    def __init__(self, command: Sequence[str], measured: Measured) -> None:
        super().__init__(f"{' '.join(command)}\nended with {measured.code}:\n{measured.errors[-2000:]}")


def builds(corpus: Path, size: int, output: Path, runner: Runner) -> dict[str, Build]:
    """Build a corpus of that size four times into a new folder; the corpus is left as it was."""
    shutil.rmtree(output, ignore_errors=True)
    once = partial(_build, corpus, output, runner)
    done = {FIRST: once(), AGAIN: once()}
    kept: dict[Path, bytes] = {}
    try:
        for name, count in ((ONE, 1), (HUNDREDTH, max(1, size // 100))):
            change(corpus, ((2 * number + 1) * size // (2 * count) for number in range(count)), kept)
            done[name] = once()
    finally:
        for path, content in kept.items():
            path.write_bytes(content)
    return done


def change(corpus: Path, numbers: Iterable[int], kept: dict[Path, bytes]) -> None:
    """Move every year in these documents on by one; ``kept`` takes what they were before, if it does not know yet."""
    for number in numbers:
        (path,) = (corpus / f"{number // FOLDER_SIZE:04}").glob(f"{number:07}.*")
        content = path.read_bytes()
        kept.setdefault(path, content)
        path.write_text(_YEAR.sub(lambda year: str(int(year[0]) + 1), content.decode()), encoding="utf-8")


def _build(corpus: Path, output: Path, runner: Runner) -> Build:
    report, stages = output.with_suffix(".json"), output.with_suffix(".stages.json")
    command = [sys.executable, "-m", "tests.benchmarks.build.staged", str(stages), "build", str(corpus)]
    command += ["-o", str(output), "--lang", "en", "--report", str(report), *runner.options]
    measured = run(command, ROOT, os.environ, runner.beside)
    if measured.code not in _BUILT:
        raise BuildError(command, measured)
    told, seconds = (json.loads(path.read_text(encoding="utf-8")) for path in (report, stages))
    with (output / project.QUADS).open("rb") as file:
        quads = sum(1 for _ in file)
    return Build(measured, told["read"], quads, told["triples"], seconds)
