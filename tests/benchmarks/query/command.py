"""Benchmark of the canned queries, printed as tables.

    python tests/benchmarks/query                     20, 270 and 2,900 documents (14 k to 1.4 M triples)
    python tests/benchmarks/query --full              rdflib at 270 documents too, many minutes
    python tests/benchmarks/query --sizes 3           a look in seconds

Graphs are builds of invented releases; each query is asked about what its graph holds most of. Every engine runs in a
process of its own, on one core. The whole command is timed from outside, with all that it loads. Nothing is asserted:
machines differ, so compare ratios and not figures of two machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from math import exp, log
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.benchmarks.build.corpus import SEED
from tests.benchmarks.build.process import run
from tests.benchmarks.extract.corpus import ROOT
from tests.benchmarks.extract.report import table
from tests.benchmarks.query.engine import DISK, MEMORY, RDFLIB
from tests.benchmarks.validate.graphs import OUTPUT, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.benchmarks.build.process import Measured

RDFLIB_UP_TO, FULL_UP_TO = 50, 500
_MEBI, _MILLI = 1 << 20, 1000
_COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "kg --help": ["-m", "kg", "--help"],
    "kg query top-n, no index": ["-m", "kg", "query", "top-n", "-p", "edition={edition}", "--no-index"],
    "kg query top-n, first time": ["-m", "kg", "query", "top-n", "-p", "edition={edition}"],
    "kg query top-n, then": ["-m", "kg", "query", "top-n", "-p", "edition={edition}"],
}
_ONCE = ("no index", "first time")


class EngineError(Exception):
    """A process that ended in another way than with figures."""


def options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/query", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[20, 270, 2900], metavar="N", help="numbers of documents (20 270 2900)"
    )
    parser.add_argument("--full", action="store_true", help=f"rdflib up to {FULL_UP_TO} documents")
    parser.add_argument("--limit", type=int, default=60, metavar="SECONDS", help="of a query of rdflib's (60)")
    parser.add_argument("--repeats", type=int, default=9, metavar="N", help="runs of a whole command (9)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the corpus ({SEED})")
    parser.add_argument("--graphs", type=Path, metavar="FOLDER", help="graphs made before: FOLDER/N/output, only read")
    return parser.parse_args(words)


def python(words: Sequence[str], cache: Path) -> Measured:
    measured = run([sys.executable, *words], ROOT, {**os.environ, "PALMARES_CACHE": str(cache)})
    if measured.code:
        message = f"{' '.join(words)}\nended with {measured.code}:\n{measured.errors[-2000:]}"
        raise EngineError(message)
    return measured


def engines(chosen: argparse.Namespace, folder: Path, graph: Path, size: int) -> Mapping[str, dict[str, Any]]:
    """Run each engine on a graph; give what it took."""
    names = [DISK, MEMORY, *([RDFLIB] if size <= (FULL_UP_TO if chosen.full else RDFLIB_UP_TO) else [])]
    found = {}
    for name in names:
        words = ["-m", "tests.benchmarks.query.engine", name, str(folder), str(graph), "--limit", str(chosen.limit)]
        measured = python(words, folder / "cache")
        found[name] = {**json.loads(measured.output), "peak": measured.largest}
    return found


def queries(found: Mapping[str, dict[str, Any]], limit: int) -> str:
    """Give the table of queries: milliseconds on a core; the ratio is rdflib's time to that in memory."""
    lines: list[Sequence[str]] = [("query", *(f"{name} ms" for name in found), "ratio")]
    ratios = []
    for query, ours in found[MEMORY]["taken"].items():
        taken = [found[name]["taken"][query] for name in found]
        cells = [f"> {limit * _MILLI:,}" if each is None else f"{each * _MILLI:,.1f}" for each in taken]
        ratio = ""
        if RDFLIB in found:
            theirs = found[RDFLIB]["taken"][query]
            ratios.append((theirs or limit) / ours)
            ratio = f"{'' if theirs else '> '}{ratios[-1]:.0f}"
        lines.append((query, *cells, ratio))
    mean = f"{exp(sum(map(log, ratios)) / len(ratios)):.0f}" if ratios else ""
    lines.append(("geometric mean", *("" for _ in found), mean))
    lines.append(("loading", *(f"{each['load'] * _MILLI:,.1f}" for each in found.values()), ""))
    lines.append(("peak MiB", *(f"{each['peak'] / _MEBI:.0f}" for each in found.values()), ""))
    return table(lines, left=1)


def commands(folder: Path, graph: Path, repeats: int) -> Iterator[Sequence[str]]:
    """Yield what whole commands take, by the clock: the least, the median, and memory."""
    yield ("whole commands", "least s", "median s", "core s", "MiB")
    ask = [
        "query",
        "SELECT ?e { ?r pal:edition ?e } GROUP BY ?e ORDER BY DESC(COUNT(?r)) ?e LIMIT 1",
        "--format",
        "csv",
    ]
    listed = python(["-m", "kg", *ask, "--no-index", "--graph", str(graph)], folder / "cache").output
    edition = listed.splitlines()[-1]
    for name, words in _COMMANDS.items():
        given = [word.format(edition=edition) for word in words]
        if "query" in given:
            given += ["--graph", str(graph)]
        times = 1 if name.endswith(_ONCE) else repeats
        taken = [python(given, folder / "whole") for _ in range(times)]
        clock, core = [each.seconds for each in taken], min(each.cpu for each in taken)
        memory = max(each.largest for each in taken) / _MEBI
        yield (name, f"{min(clock):.3f}", f"{median(clock):.3f}", f"{core:.3f}", f"{memory:.0f}" if memory else "")


def main(words: Sequence[str] | None = None) -> None:
    chosen = options(words)
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores\n")
    for size in sorted(set(chosen.sizes)):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            graph = chosen.graphs / str(size) / OUTPUT if chosen.graphs else build(folder, size, chosen.seed)
            sys.stdout.write(f"\n{size:,} documents\n{queries(engines(chosen, folder, graph, size), chosen.limit)}\n")
            sys.stdout.write(table(list(commands(folder, graph, chosen.repeats)), left=1))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
