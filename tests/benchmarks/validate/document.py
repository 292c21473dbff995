"""One changed document: what a build takes to check each document's graph, as JSON.

    python -m tests.benchmarks.validate.document FOLDER

The shapes are compiled before, as a build compiles them once. A document with a fault is the same without its first
label: pyshacl judges what lacks one.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from pyoxigraph import RdfFormat, parse

from kg import project
from kg.validate.context import known_files, read_known
from kg.validate.judge import check_document
from kg.validate.rules import read_shapes
from kg.validate.screen import Screen
from kg.vocab import BASE
from tests.validate.mutations.graphs import lines_of
from tests.validate.mutations.kinds import LABEL

MOST = 100  # documents
_ROUNDS = 3


def documents(quads: Path) -> list[list[str]]:
    """Give the graphs of the first documents that state something, as lines of N-Triples."""
    graphs = defaultdict(list)
    for quad in parse(path=quads, format=RdfFormat.N_QUADS):
        if str(quad.graph_name).startswith(f"<{BASE}document/"):
            graphs[str(quad.graph_name)].append(quad.triple)
    return [lines_of(graph) for _, graph in sorted(graphs.items())[:MOST]]


def milliseconds(graphs: list[list[str]], screen: Screen) -> list[float]:
    """Check each graph, timed on a core; of several rounds, the best counts."""
    best = [float("inf")] * len(graphs)
    for _ in range(_ROUNDS):
        for number, lines in enumerate(graphs):
            start = time.process_time()
            check_document(lines, screen)
            best[number] = min(best[number], 1000 * (time.process_time() - start))
    return best


def main() -> None:
    graphs = documents(Path(sys.argv[1]) / project.QUADS)
    screen = Screen(read_shapes(), read_known(known_files()))
    faulty = []
    for lines in graphs:
        label = next(number for number, line in enumerate(lines) if f" {LABEL} " in line)
        faulty.append(lines[:label] + lines[label + 1 :])
    good, bad = milliseconds(graphs, screen), milliseconds(faulty, screen)
    found = sum(bool(check_document(lines, screen)) for lines in faulty)
    answer = {
        "documents": len(graphs),
        "triples": median(map(len, graphs)),
        "good": median(good),
        "good_most": max(good),
        "bad": median(bad),
        "bad_most": max(bad),
        "found": found,
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
