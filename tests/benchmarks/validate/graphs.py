"""Graphs to validate: builds of the invented corpus, with the same few faults in each.

    python -m tests.benchmarks.validate.graphs FOLDER --size 270

Writes ``graph.ttl``, the graph with its faults, and if asked ``whole.nt``, the same with its context, for engines that
know of none.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from kg import project
from kg.validate.context import known_files, read_known
from kg.validate.data import Data
from kg.validate.load import read_graph
from tests.benchmarks.build.corpus import SEED, write_corpus
from tests.benchmarks.build.process import run
from tests.benchmarks.extract.corpus import ROOT
from tests.validate.mutations.graphs import lines_of, of_rules
from tests.validate.plain import with_context

GRAPH, WHOLE = "graph.ttl", "whole.nt"
OUTPUT, COUNTED = "output", "triples.txt"
EVERY = 10  # of the rules' bad files, those that are planted
_BUILT = (0, 1)  # 1: some documents were refused


class BuildError(Exception):
    """A build that ended in another way than with a graph."""


def build(folder: Path, size: int, seed: int) -> Path:
    """Build so many invented releases; give the folder with the graph."""
    corpus, output = write_corpus(folder / "corpus", size, seed), folder / OUTPUT
    command = [sys.executable, "-m", "kg", "build", str(corpus), "-o", str(output), "--lang", "en"]
    measured = run(command, ROOT, os.environ)
    if measured.code not in _BUILT:
        raise BuildError(measured.errors[-2000:])
    return output


def plant(graph: Path, output: Path) -> Path:
    """Copy a graph in Turtle and add what every tenth bad file of the rules states."""
    faults = [triple for file in of_rules("bad")[::EVERY] for triple in file]
    output.write_bytes(graph.read_bytes() + "".join(f"{line} .\n" for line in lines_of(faults)).encode())
    return output


def triples_in(folder: Path) -> int:
    """Give the number of triples of the graph in a folder, which was counted when it was made."""
    return int((folder / COUNTED).read_text(encoding="utf-8"))


def write_whole(graph: Path, folder: Path) -> None:
    """Write a graph with its context."""
    whole = with_context(read_graph([graph]), read_known(known_files()))
    whole.serialize(folder / WHOLE, format="nt", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.validate.graphs", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="where to write; made if need be")
    parser.add_argument("--size", type=int, default=32, metavar="N", help="number of documents (32)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"another seed, another corpus ({SEED})")
    parser.add_argument("--whole", action="store_true", help="write the graph with its context too")
    chosen = parser.parse_args()
    output = build(chosen.folder, chosen.size, chosen.seed)
    graph = plant(output / project.MERGED, chosen.folder / GRAPH)
    counted = sum(1 for _ in Data.read([graph]).lines())
    (chosen.folder / COUNTED).write_text(f"{counted}\n", encoding="utf-8")
    if chosen.whole:
        write_whole(graph, chosen.folder)


if __name__ == "__main__":
    main()
