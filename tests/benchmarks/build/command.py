"""Benchmark of the build, printed as tables.

    python tests/benchmarks/build                                             1,000 documents, 1 and 2 workers
    python tests/benchmarks/build --sizes 1000 10000 100000 --workers 1 2 --cluster
    python tests/benchmarks/build --sizes 20 --workers 1 --no-baselines       a look in seconds

The first table is of ``kg build`` as a command, on invented releases (corpus.py): what it takes from start to end,
and how that grows. The second builds again into the same folder with nothing, one document and one in a hundred
changed. Then writing RDF is compared with rdflib and with the mapping engine Morph-KGC, which is installed apart.
Nothing is asserted: machines differ, so compare ratios and not figures of two machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.build import cluster, engine, report
from tests.benchmarks.build.builds import Runner, builds
from tests.benchmarks.extract.corpus import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NO_DASK = "Dask is not installed, so there is no cluster; install it with: pip install -e .[cluster]\n"


def options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/build", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000], metavar="N", help="numbers of documents (1000)")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], metavar="N", help="worker processes (1 2)")
    parser.add_argument("--cluster", action="store_true", help="build on a Dask cluster on this machine too")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the corpus (1)")
    parser.add_argument(
        "--compared", type=int, default=1000, metavar="N", help="documents to compare with the baselines on (1000)"
    )
    parser.add_argument("--no-baselines", action="store_true", help="leave rdflib and Morph-KGC out")
    return parser.parse_args(words)


def python(module: str, *words: object) -> str:
    """Run a module of this folder in a process of its own, so that this one stays small; give what it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.build.{module}", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout


def corpus(folder: Path, size: int, seed: int) -> Path:
    path = folder / f"corpus-{size}"
    if not path.exists():
        python("corpus", path, "--size", size, "--seed", seed)
    return path


def runners(chosen: argparse.Namespace, folder: Path, stack: ExitStack) -> Iterator[Runner]:
    """Give the ways to build; a cluster runs until the stack is closed."""
    for workers in chosen.workers:
        yield Runner(f"{workers} worker{'s' if workers > 1 else ''}", ("--workers", str(workers)))
    if chosen.cluster and cluster.is_installed():
        running = stack.enter_context(cluster.cluster(folder / "cluster"))
        yield Runner("cluster of 2", ("--cluster", running.address), running.processes)


def measure(chosen: argparse.Namespace, folder: Path) -> dict[tuple[int, str], report.Builds]:
    """Build every size with every runner."""
    done: dict[tuple[int, str], report.Builds] = {}
    for size in sorted(set(chosen.sizes)):
        documents = corpus(folder, size, chosen.seed)
        with ExitStack() as stack:
            for runner in runners(chosen, folder / f"run-{size}", stack):
                done[size, runner.name] = builds(documents, size, folder / "output", runner)
    return done


def compare(chosen: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Yield the comparisons with the baselines."""
    documents, table = corpus(folder, chosen.compared, chosen.seed), folder / engine.TABLE
    ours: dict[str, Any] = json.loads(python("writing", documents, table))
    yield report.writing(ours)
    yield report.mapping(ours, engine.measure(folder), engine.REQUIREMENT.replace("==", " "))


def main(words: Sequence[str] | None = None) -> None:
    chosen = options(words)
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores, each build once\n")
    if chosen.cluster and not cluster.is_installed():
        sys.stdout.write(_NO_DASK)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done = measure(chosen, folder)
        sys.stdout.write(f"\n{report.first_builds(done)}\n{report.further_builds(done)}")
        sys.stdout.flush()
        for compared in () if chosen.no_baselines else compare(chosen, folder):
            sys.stdout.write(f"\n{compared}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
