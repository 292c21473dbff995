"""Benchmark of ``kg diff``, printed as a table.

    python tests/benchmarks/diff                      290 and 2,900 documents (144 k to 1.4 M triples)
    python tests/benchmarks/diff --findings           with validation of both graphs too
    python tests/benchmarks/diff --sizes 3            a look in seconds

Graphs are builds of invented releases, and of the same releases after every hundredth has gone and every hundredth has
other figures. Each command runs once, in a process of its own. Nothing is asserted: machines differ.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg import project
from tests.benchmarks.build.corpus import SEED
from tests.benchmarks.build.process import run
from tests.benchmarks.extract.corpus import ROOT
from tests.benchmarks.validate.graphs import BuildError, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.build.process import Measured

EVERY = 100
GONE, CHANGED = 0, 50  # which of each hundred documents
OTHER_FIGURES = str.maketrans("1234", "2341")
_BUILT = (0, 1)  # 1: some documents were refused
_DIFFER = 1
_MEBI = 1 << 20
_ROW = "{:<40}  {:>9}  {:>7}  {:>5}  {:>4}"


def options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/diff", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[290, 2900], metavar="N", help="numbers of documents (290 2900)"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the corpus ({SEED})")
    parser.add_argument("--findings", action="store_true", help="compare findings of validation too")
    return parser.parse_args(words)


def kg(*words: object) -> Measured:
    return run([sys.executable, "-m", "kg", *map(str, words), "--lang", "en"], ROOT, os.environ)


def build_again(old: Path, corpus: Path) -> Path:
    """Change some releases and build them beside the first build; give the folder."""
    for number, file in enumerate(sorted(path for path in corpus.rglob("*") if path.is_file())):
        if number % EVERY == GONE:
            file.unlink()
        elif number % EVERY == CHANGED:
            file.write_text(file.read_text(encoding="utf-8").translate(OTHER_FIGURES), encoding="utf-8")
    new = old.with_name("changed")
    shutil.copytree(old, new)
    measured = kg("build", corpus, "-o", new)
    if measured.code not in _BUILT:
        raise BuildError(measured.errors[-2000:])
    return new


def n_triples(folder: Path) -> Path:
    """Write a build's graph as N-Triples; give the file."""
    file = folder / "palmares.nt"
    quads = pyoxigraph.parse(path=folder / project.MERGED, format=pyoxigraph.RdfFormat.TURTLE)
    pyoxigraph.serialize((quad.triple for quad in quads), file, pyoxigraph.RdfFormat.N_TRIPLES)
    return file


def commands(old: Path, new: Path, *, findings: bool) -> Iterator[tuple[str, Measured]]:
    """Run each command; yield what it is and what it took."""
    before, after = n_triples(old), n_triples(new)
    yield "as built", kg("diff", old, new, "--no-findings")
    yield "as N-Triples", kg("diff", before, after, "--no-findings")
    if findings:
        yield "as built, with findings", kg("diff", old, new)


def measure(chosen: argparse.Namespace, size: int) -> Iterator[str]:
    """Yield the rows of a size."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        old = build(folder, size, chosen.seed)
        new = build_again(old, folder / "corpus")
        for name, measured in commands(old, new, findings=chosen.findings):
            if measured.code != _DIFFER:
                raise BuildError(measured.errors[-2000:])
            with (old / "palmares.nt").open("rb") as lines:
                triples = sum(1 for _ in lines)
            figures = f"{triples:,}", f"{measured.seconds:.1f}", f"{measured.cpu:.1f}", measured.largest // _MEBI
            yield _ROW.format(f"{size:,} documents, {name}", *figures)


def main(words: Sequence[str] | None = None) -> None:
    chosen = options(words)
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores, each command once\n\n")
    sys.stdout.write(_ROW.format("", "triples", "seconds", "cpu s", "MiB") + "\n")
    for size in sorted(set(chosen.sizes)):
        for row in measure(chosen, size):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
