"""Benchmark of reading and extraction, printed as two tables.

    python tests/benchmarks/extract                               100 and 1,000 documents, a few minutes
    python tests/benchmarks/extract --sizes 100 1000 10000        about ten times that
    python tests/benchmarks/extract --sizes 5 --labels 20000      a look in seconds

The first table times ``kg.read`` and ``kg.extract`` (one process, one thread) and says how both grow with the number
of documents. The second times finding names and values beside spaCy's rule matchers on the same texts and labels in
the same run; it wants ``pip install -e .[bench]``, and does without where spaCy is missing. Each time is the best of
``--repeats``. Nothing is asserted: machines differ, so compare ratios and not figures of two machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.extract import report
from tests.benchmarks.extract.corpus import ROOT, sources, write_corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

MATCHING_DOCUMENTS = 100


def options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/extract", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[100, 1000], metavar="N", help="numbers of documents (100 1000)"
    )
    parser.add_argument(
        "--labels", type=int, default=100_000, metavar="N", help="labels of the larger lexicon (100000)"
    )
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="runs, of which the best counts (3)")
    return parser.parse_args(words)


def measured(module: str, *words: object) -> dict[str, Any]:
    """Run a module of this folder in a process of its own, whose peak of memory is its alone; it prints JSON.

    This process must stay small: Linux counts what it holds at the start of a child into the child's peak.
    """
    command = [sys.executable, "-m", f"tests.benchmarks.extract.{module}", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main(words: Sequence[str] | None = None) -> None:
    chosen = options(words)
    found = sources()
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores, best of {chosen.repeats}\n")
    sys.stdout.write(f"documents made of {report.counted(found)}; from the second round on each rank is moved\n\n")
    with tempfile.TemporaryDirectory() as folder:
        sizes = []
        for size in sorted(set(chosen.sizes)):
            corpus = write_corpus(Path(folder) / str(size), size, found)
            sizes.append(measured("pipeline", corpus, chosen.repeats))
        sys.stdout.write(report.pipeline(sizes))
        sys.stdout.flush()
        corpus = write_corpus(Path(folder) / "matching", MATCHING_DOCUMENTS, found)
        sys.stdout.write("\n" + report.matching(measured("matching", corpus, chosen.repeats, chosen.labels)))


if __name__ == "__main__":
    main()
