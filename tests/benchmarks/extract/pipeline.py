"""Time reading and extraction of the documents of a folder, and print the figures as JSON: FOLDER REPEATS."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import project
from kg.extract import extract
from kg.read import read_document
from kg.registry import load_registry, registry_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract import Extraction
    from kg.read import Document
    from kg.registry import Lexicon, Registry


@dataclass(frozen=True, slots=True)
class Run:
    """The seconds of one run over all documents, and what a build would hold at its end.

    ``cpu`` are the seconds this process had a core: fewer than all where others ran beside it.
    """

    read: float
    extract: float
    whole: float
    cpu: float
    held: tuple[tuple[Document, Extraction], ...]


def run(paths: Sequence[Path], registry: Registry, lexicon: Lexicon) -> Run:
    """Read each document and extract from it at once, as ``kg extract`` does; hold all, as ``kg build`` does."""
    reading = extracting = 0.0
    held = []
    start, used = time.perf_counter(), time.process_time()
    for path in paths:
        before = time.perf_counter()
        document = read_document(path)
        between = time.perf_counter()
        extraction = extract(document, registry, lexicon)
        extracting += time.perf_counter() - between
        reading += between - before
        held.append((document, extraction))
    whole, cpu = time.perf_counter() - start, time.process_time() - used
    return Run(reading, extracting, whole, cpu, tuple(held))


def peak() -> int:
    """Give the most bytes of memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def measure(folder: Path, repeats: int) -> dict[str, float]:
    """Give the figures of the documents in ``folder``: seconds (the best of each), characters, claims, bytes."""
    start = time.perf_counter()
    registry = load_registry(project.REGISTRY)
    lexicon = registry_lexicon(registry)
    figures: dict[str, float] = {"setup": time.perf_counter() - start, "peak_before": peak()}
    paths = sorted(folder.iterdir())
    for number in range(repeats):
        done = run(paths, registry, lexicon)
        if not number:
            figures |= {
                "documents": len(paths),
                "characters": sum(len(document.source) for document, _ in done.held),
                "claims": sum(len(extraction.claims) for _, extraction in done.held),
                "peak": peak(),
            }
        for name in ("read", "extract", "whole", "cpu"):
            figures[name] = min(figures.get(name, float("inf")), getattr(done, name))
        del done  # two runs held at once are no build
    return figures


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), int(sys.argv[2])), sys.stdout)
