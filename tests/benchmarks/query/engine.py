"""One engine on one graph, in a process of its own: prints what each query took, as JSON.

    python -m tests.benchmarks.query.engine ENGINE FOLDER --limit 60

The folder holds a build's graph; ``on disk`` keeps a store of it beside it, made when there is none. The seconds are
those of a core: the median of several times, or once where that takes long. What takes more than the limit is null.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from kg import project
from kg.query import Binder, Engine, load_graph, load_queries
from kg.query.source import fill, source_of
from kg.vocab import BASE
from tests.benchmarks.query.cases import cases

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY, DISK, RDFLIB = "in memory", "on disk", "rdflib"
STORE = "store"
_TIMES, _LONG = 5, 1.0  # how often at most, and seconds after which it is not asked again


def _too_long(*_: object) -> None:
    raise TimeoutError


def seconds(ask: Callable[[], object]) -> float | None:
    """Ask several times; give the median, None where the time is over."""
    taken: list[float] = []
    try:
        while len(taken) < _TIMES and sum(taken) < _LONG:
            start = time.process_time()
            ask()
            taken.append(time.process_time() - start)
    except TimeoutError:
        return None
    return median(taken)


def on_disk(folder: Path, graph: Path) -> Engine:
    if not (folder / STORE).is_dir():
        fill(Store(str(folder / STORE)), source_of(graph))
    return Engine(Store.read_only(str(folder / STORE)))


def asker(engine: str, folder: Path, graph: Path) -> Callable[[str], object]:
    if engine == RDFLIB:
        from rdflib import Graph  # noqa: PLC0415 (only where it is measured)

        parsed = Graph().parse(graph / project.MERGED)
        return lambda text: list(parsed.query(text))
    if engine == DISK:
        return on_disk(folder, graph).ask
    return load_graph(graph, index=False).ask


def measure(engine: str, folder: Path, graph: Path, limit: int) -> dict[str, Any]:
    # What is asked is found, and bound, by one engine for all.
    binder, queries = Binder(on_disk(folder, graph), BASE), load_queries()
    texts = {case.name: binder.bind(queries[case.query], case.values, "fr") for case in cases(binder.engine)}
    start = time.process_time()
    ask = asker(engine, folder, graph)
    load = time.process_time() - start
    taken = {}
    for name, text in texts.items():
        if engine == RDFLIB:  # which can be interrupted; the others are quick
            signal.alarm(limit)
        taken[name] = seconds(lambda text=text: ask(text))  # type: ignore[misc]
        signal.alarm(0)
    return {"load": load, "taken": taken}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("engine", choices=[MEMORY, DISK, RDFLIB])
    parser.add_argument("folder", type=Path, help="where a store is kept")
    parser.add_argument("graph", type=Path, help="the folder of a build")
    parser.add_argument("--limit", type=int, default=60, help="seconds for a query of rdflib's (60)")
    chosen = parser.parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    json.dump(measure(chosen.engine, chosen.folder, chosen.graph, chosen.limit), sys.stdout)


if __name__ == "__main__":
    main()
