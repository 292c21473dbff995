"""Benchmark of ``kg publish``, printed as a table.

    python tests/benchmarks/publish                      20, 270 and 2,900 documents (14 k to 1.4 M triples)
    python tests/benchmarks/publish --sizes 20           a look in a minute
    python tests/benchmarks/publish --graph DIR          a build that there is already
    python tests/benchmarks/publish --workers 1 2 4      beside one process, two and four

Graphs are builds of invented releases. Each is published whole by one process and by several, then again with nothing
changed, then its downloads alone; beside them, rdflib writes one Turtle file for each entity (`rdflib_files`). Each
runs once, in processes of its own, and graphs are not validated. Memory is that of the largest process. Nothing is
asserted: machines differ.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.build.corpus import SEED
from tests.benchmarks.build.process import run
from tests.benchmarks.extract.corpus import ROOT
from tests.benchmarks.validate.graphs import BuildError, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.build.process import Measured

_MEBI = 1 << 20
_ROW = "{:<44}  {:>7}  {:>9}  {:>7}  {:>7}  {:>7}  {:>6}  {:>6}"
DOWNLOADS = """
from kg.publish import run
run.write_site = lambda *_: None
from kg.cli import main
main()
"""


class Way(NamedTuple):
    """A way to publish: what it is, the words of the command, the folder it writes."""

    name: str
    words: Sequence[str]
    folder: Path


def options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/publish", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[20, 270, 2900], metavar="N", help="numbers of documents (20 270 2900)"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the corpus ({SEED})")
    parser.add_argument("--graph", type=Path, action="append", default=[], metavar="DIR", help="publish this build")
    parser.add_argument(
        "--largest-baseline", type=int, default=270, metavar="N", help="documents up to which rdflib runs too (270)"
    )
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], metavar="N", help="worker processes (1 2)")
    return parser.parse_args(words)


def ways(graph: Path, out: Path, workers: Sequence[int], *, baseline: bool) -> Iterator[Way]:
    """Yield what is measured, in turn."""
    given = ["publish", "--graph", str(graph), "--unchecked", "--lang", "en", "-o"]
    downloads, files = out / "downloads", out / "rdflib"
    kg = [sys.executable, "-m", "kg", *given]
    for count in workers:
        whole = out / f"whole-{count}"
        made_by = "1 process" if count == 1 else f"{count} processes"
        yield Way(f"downloads and site, {made_by}", [*kg, str(whole), "--workers", str(count)], whole)
        yield Way("again, nothing changed", [*kg, str(whole)], whole)
    yield Way("downloads alone", [sys.executable, "-c", DOWNLOADS, *given, str(downloads)], downloads)
    if baseline:
        script = "tests.benchmarks.publish.rdflib_files"
        yield Way("rdflib, a Turtle file per entity", [sys.executable, "-m", script, str(graph), str(files)], files)


def row(size: str, way: Way, measured: Measured, first: float) -> str:
    """Write what was measured; ``first`` are the seconds of the first way."""
    files = [file for file in way.folder.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    figures = f"{len(files):,}", f"{measured.seconds:.1f}", f"{measured.cpu:.1f}"
    each = f"{1000 * measured.seconds / len(files):.1f}" if files else "-"
    rate = f"{pages / measured.seconds:.0f}" if pages else "-"
    times = f"{first / measured.seconds:.1f}"
    return _ROW.format(f"{size}, {way.name}", *figures, each, rate, times, measured.largest // _MEBI)


def measure(graph: Path, size: str, workers: Sequence[int], *, baseline: bool) -> Iterator[str]:
    """Yield the rows of a graph."""
    first = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        for way in ways(graph, Path(temporary), workers, baseline=baseline):
            measured = run(way.words, ROOT, os.environ)
            if measured.code:
                raise BuildError(measured.errors[-2000:])
            first = first or measured.seconds
            yield row(size, way, measured, first)


def graphs(chosen: argparse.Namespace) -> Iterator[tuple[Path, str, bool]]:
    """Yield the folder of each build, what it is called, and whether rdflib is to publish it too."""
    if chosen.graph:
        yield from ((graph, str(graph), True) for graph in chosen.graph)
        return
    for size in sorted(set(chosen.sizes)):
        with tempfile.TemporaryDirectory() as temporary:
            yield build(Path(temporary), size, chosen.seed), f"{size:,} documents", size <= chosen.largest_baseline


def main(words: Sequence[str] | None = None) -> None:
    chosen = options(words)
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores, each command once\n\n")
    sys.stdout.write(_ROW.format("", "files", "seconds", "cpu s", "ms/file", "pages/s", "times", "MiB") + "\n")
    for graph, size, baseline in graphs(chosen):
        for line in measure(graph, size, chosen.workers, baseline=baseline):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
