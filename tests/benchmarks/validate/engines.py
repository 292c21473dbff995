"""One engine on one graph, in a process of its own: prints what it took as JSON, writes what it found.

    python -m tests.benchmarks.validate.engines ENGINE FOLDER --limit 1200

The folder is one that ``graphs.py`` wrote. Loading is what it takes from the file to something that can be judged.
What all engines need (registry, ontology, shapes) is read before; rudof reads a file in which the graph has its
context already.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.validate.context import base_of, known_files, read_known
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.load import read_graph
from kg.validate.rules import prepared, read_shapes
from kg.vocab import BASE
from tests.benchmarks.validate.graphs import GRAPH, WHOLE
from tests.benchmarks.validate.stages import Stages
from tests.validate.mutations.rudof import report_of
from tests.validate.plain import Result, alike, own, queries_parsed_once, results, standard, with_context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OURS, STAGED = "ours", "ours in one process"
PLAIN, SHARED, RUDOF = "plain pyshacl", "pyshacl, queries shared", "rudof"


class Taken(NamedTuple):
    """Seconds by the clock, and seconds on a core, of this process and of those that it started."""

    seconds: float
    cpu: float


class Watch:
    """Tells what a step took since the last one."""

    def __init__(self) -> None:
        self._begun = self._now()

    def lap(self) -> Taken:
        now = self._now()
        taken = Taken(now.seconds - self._begun.seconds, now.cpu - self._begun.cpu)
        self._begun = now
        return taken

    def _now(self) -> Taken:
        started = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Taken(time.perf_counter(), time.process_time() + started.ru_utime + started.ru_stime)


class Judged(NamedTuple):
    """What an engine took to load a graph and to judge it, and what it found."""

    load: Taken
    judge: Taken
    found: set[Result]
    stages: Mapping[str, float] = {}


def ours(folder: Path) -> Judged:
    known, shapes = read_known(known_files()), read_shapes()
    watch = Watch()
    data = Data.read([folder / GRAPH])
    loaded = watch.lap()
    report = judge(data, known, shapes, "en")
    return Judged(loaded, watch.lap(), results(report.standard, shapes))


def staged(folder: Path) -> Judged:
    with Stages() as stages:
        return ours(folder)._replace(stages=stages.taken)


def plain(folder: Path, *, shared: bool = False) -> Judged:
    known, shapes = read_known(known_files()), read_shapes()
    watch = Watch()
    data = read_graph([folder / GRAPH])
    whole = with_context(data, known)
    loaded = watch.lap()
    ready = prepared(shapes, "en", base_of(Data.of(data)))
    watch.lap()
    with queries_parsed_once() if shared else nullcontext():
        report = standard(whole, ready)
    return Judged(loaded, watch.lap(), own(results(report, shapes), data, whole))


def rudof(folder: Path) -> Judged:
    whole = (folder / WHOLE).read_text(encoding="utf-8")
    shapes = prepared(read_shapes(), "en", BASE).serialize(format="turtle")
    watch = Watch()
    report = report_of(whole, shapes)
    taken = watch.lap()
    data = read_graph([folder / GRAPH])
    found = own(results(report, read_shapes()), data, with_context(data, read_known(known_files())))
    return Judged(Taken(0, 0), taken, found)


ENGINES: dict[str, Callable[[Path], Judged]] = {
    OURS: ours,
    STAGED: staged,
    PLAIN: plain,
    SHARED: lambda folder: plain(folder, shared=True),
    RUDOF: rudof,
}


def results_of(folder: Path, engine: str) -> Path:
    """Give the file that holds what an engine found, a result a line."""
    return folder / f"{engine.replace(', ', '-').replace(' ', '-')}.results"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.validate.engines", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("engine", choices=list(ENGINES))
    parser.add_argument("folder", type=Path, help="what graphs.py wrote")
    parser.add_argument("--limit", type=int, default=1200, metavar="SECONDS", help="on a core, then stop (1200)")
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (chosen.limit, most))  # after which the system ends the process
    judged = ENGINES[chosen.engine](chosen.folder)
    lines = sorted("\t".join(result) for result in alike(judged.found))
    results_of(chosen.folder, chosen.engine).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    seconds, cpu = map(sum, zip(judged.load, judged.judge, strict=True))
    answer: dict[str, Any] = {
        "load": judged.load.seconds,
        "load_cpu": judged.load.cpu,
        "judge": judged.judge.seconds,
        "seconds": seconds,
        "cpu": cpu,
        "found": len(lines),
        "stages": judged.stages,
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
