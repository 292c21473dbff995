"""Benchmark of validation, printed as tables.

    python tests/benchmarks/validate                              20, 270 and 2,700 documents (14 k to 1.4 M triples)
    python tests/benchmarks/validate --full                       plain pyshacl at 270 documents too, some minutes
    python tests/benchmarks/validate --sizes 3 --no-baselines     a look in seconds

Graphs are builds of invented releases, with the same few faults planted in each; all shapes judge them. Every engine
runs once, in a process of its own: ours as ``kg validate`` uses it, plain pyshacl, pyshacl with each query parsed once,
and rudof, which wants ``pip install -e .[bench]``. What they find is compared. Nothing is asserted: machines differ, so
compare ratios and not figures of two machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.build.corpus import SEED
from tests.benchmarks.build.process import run
from tests.benchmarks.extract.corpus import ROOT
from tests.benchmarks.validate import report
from tests.benchmarks.validate.engines import OURS, PLAIN, RUDOF, SHARED, STAGED, results_of
from tests.benchmarks.validate.graphs import COUNTED, OUTPUT, triples_in
from tests.validate.mutations.rudof import is_installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Up to so many documents: plain pyshacl, the same with --full, and the other baselines.
PLAIN_UP_TO, FULL_UP_TO, OTHERS_UP_TO = 50, 500, 500


class EngineError(Exception):
    """A process that ended in another way than with figures."""


def options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/validate", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[20, 270, 2700], metavar="N", help="numbers of documents (20 270 2700)"
    )
    parser.add_argument("--full", action="store_true", help=f"plain pyshacl up to {FULL_UP_TO} documents")
    parser.add_argument(
        "--limit", type=int, default=1200, metavar="SECONDS", help="on a core, of an engine on a graph (1200)"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the corpus ({SEED})")
    parser.add_argument("--no-baselines", action="store_true", help="leave pyshacl and rudof out")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the graphs there, and use those of before")
    return parser.parse_args(words)


def python(module: str, *words: object) -> dict[str, Any] | None:
    """Run a module of this folder in a process of its own; give what it prints, None if its time was over."""
    command = [sys.executable, "-m", f"tests.benchmarks.validate.{module}", *map(str, words)]
    measured = run(command, ROOT, os.environ)
    if measured.code == -signal.SIGXCPU:
        return None
    if measured.code:
        message = f"{' '.join(command)}\nended with {measured.code}:\n{measured.errors[-2000:]}"
        raise EngineError(message)
    answer: dict[str, Any] = json.loads(measured.output or "{}")
    return {**answer, "peak": measured.shared}


def engines(chosen: argparse.Namespace, size: int) -> Iterator[str]:
    """Give the engines that are run at a size; ours comes first."""
    yield from (OURS, STAGED)
    if chosen.no_baselines:
        return
    if size <= (FULL_UP_TO if chosen.full else PLAIN_UP_TO):
        yield PLAIN
    if size <= OTHERS_UP_TO:
        yield SHARED
        if is_installed():
            yield RUDOF


def made(chosen: argparse.Namespace, folder: Path, size: int) -> Path:
    """Give the folder with the graph of a size, made if need be."""
    graph = folder / str(size)
    if not (graph / COUNTED).exists():
        whole = [] if chosen.no_baselines or size > OTHERS_UP_TO else ["--whole"]
        python("graphs", graph, "--size", size, "--seed", chosen.seed, *whole)
    return graph


def measure(chosen: argparse.Namespace, folder: Path, size: int) -> report.Size:
    """Run all engines on the graph of a size."""
    graph = made(chosen, folder, size)
    taken = {engine: python("engines", engine, graph, "--limit", chosen.limit) for engine in engines(chosen, size)}
    found = {
        engine: set(results_of(graph, engine).read_text(encoding="utf-8").splitlines())
        for engine, figures in taken.items()
        if figures
    }
    return report.Size(size, triples_in(graph), taken, found)


def main(words: Sequence[str] | None = None) -> None:
    chosen = options(words)
    cores = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    sys.stdout.write(f"{cores}, each engine once on each graph, at most {chosen.limit:,} seconds on a core\n")
    if not is_installed():
        sys.stdout.write("rudof is not installed, so it is not compared; install it with: pip install -e .[bench]\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        sizes = [measure(chosen, folder, size) for size in sorted(set(chosen.sizes))]
        sys.stdout.write(f"\n{report.engines(sizes, chosen.limit)}\n{report.agreement(sizes)}\n{report.stages(sizes)}")
        sys.stdout.flush()
        document = python("document", folder / str(sizes[0].documents) / OUTPUT)
        sys.stdout.write(f"\n{report.document(document or {})}")


if __name__ == "__main__":
    main()
