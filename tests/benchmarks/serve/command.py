"""Benchmark of ``kg serve`` under load, printed as tables.

    python tests/benchmarks/serve                      20 and 2,900 documents (14 k and 1.4 M triples)
    python tests/benchmarks/serve --sizes 20           a look in some minutes
    python tests/benchmarks/serve --site DIR           a publication that there is already, with its pages

Graphs are builds of invented releases; above a few hundred documents only downloads are published, for pages lie on
the disk and cost the same. Servers run one after another on loopback, on the machine that asks: ``kg serve``, the bare
Oxigraph server on the same store, and rdflib-endpoint where it is installed (``pip install -e .[bench]``) and the
graph is small enough for it. First each canned query is asked alone (``tests/benchmarks/query`` tells what rdflib takes
for each; ours keeps answers of its API, so the first one is told apart), then requests of each kind by 1, 10 and 100
clients, then again while others ask what would never end. Nothing is asserted: machines differ, compare ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import platform
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.query.parameters import LANGUAGES
from tests.benchmarks.build.corpus import SEED
from tests.benchmarks.build.process import run
from tests.benchmarks.extract.corpus import ROOT
from tests.benchmarks.extract.report import table
from tests.benchmarks.publish.command import DOWNLOADS
from tests.benchmarks.serve import asks
from tests.benchmarks.serve.client import Ask, Taken, load
from tests.benchmarks.serve.servers import BARE, OURS, RDFLIB, Server, bare, has_rdflib_endpoint, ours, rdflib
from tests.benchmarks.serve.store import indexed
from tests.benchmarks.validate.graphs import BuildError, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.query import Engine

_MEBI, _MILLI = 1 << 20, 1000
_PAGES_UP_TO, _RDFLIB_UP_TO = 300, 50  # documents
_SLOW = 20.0  # ms of the bare server, from which the aim is a ratio
_RATIO, _MORE = 1.5, 5.0
_PATIENCE = 3.0  # seconds until what never ends has been found out
_ALONE = 5  # times, of which the median counts
_LONG = 1.0  # seconds, from which one time must do


class Kind(NamedTuple):
    """Requests of one kind, by the name of the server that can answer them."""

    name: str
    asks: Mapping[str, Sequence[Ask]]


def options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/serve", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 2900], metavar="N", help="documents (20 2900)")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 10, 100], metavar="N", help="(1 10 100)")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="S", help="of each load (5)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the corpus ({SEED})")
    parser.add_argument("--graphs", type=Path, metavar="FOLDER", help="graphs made before: FOLDER/N/output, only read")
    parser.add_argument("--site", type=Path, action="append", default=[], metavar="DIR", help="serve this publication")
    return parser.parse_args(words)


def publish(graph: Path, site: Path, *, pages: bool) -> Path:
    """Publish a build, with its pages or without."""
    given = ["publish", "--graph", str(graph), "--unchecked", "--lang", "en", "-o", str(site)]
    start = ["-m", "kg"] if pages else ["-c", DOWNLOADS]
    measured = run([sys.executable, *start, *given], ROOT, os.environ)
    if measured.code:
        raise BuildError(measured.errors[-2000:])
    return site


def kinds(engine: Engine, site: Path) -> list[Kind]:
    """Give what is asked under load; a kind that there is nothing of is left out."""
    profiles, typed = asks.profiles(engine), asks.typed(engine)
    found = [
        Kind("a page", {OURS: asks.pages(site)}),
        Kind("a name, to Turtle", {OURS: asks.names(site)}),
        Kind(
            "a canned query",
            {
                OURS: [each.api for each in profiles],
                **{name: [asks.ask_sparql(each.text, name) for each in profiles] for name in (BARE, RDFLIB)},
            },
        ),
        Kind(
            "SPARQL",
            {name: [asks.ask_sparql(text, name) for text in typed] for name in (OURS, BARE, RDFLIB)},
        ),
    ]
    return [kind for kind in found if kind.asks[OURS]]


def alone(server: Server, ask: Ask, most: int = _ALONE) -> float | None:
    """Give the milliseconds that one request takes on an idle server, the median of some; None if it fails."""
    times: list[float] = []
    while len(times) < most and (not times or times[-1] < _LONG):
        taken = asyncio.run(load(server.port, [ask], 1, 0.0))
        if taken.wrong:
            return None
        times += taken.times[:1]
    return sorted(times)[len(times) // 2] * _MILLI


def each_alone(running: Mapping[str, Server], canned: Sequence[asks.Canned]) -> str:
    """Give the table of canned queries asked alone."""
    both = (OURS, BARE)
    lines: list[Sequence[str]] = [("canned query, ms", *both, "its API, first", "then", "within the aim")]
    for query in canned:
        taken = {name: alone(running[name], asks.ask_sparql(query.text, name)) for name in both}
        first = first_answer(running[OURS], query.api)
        within = _within(first, taken[BARE])
        lines.append((query.name, *map(_ms, taken.values()), _ms(first), _ms(alone(running[OURS], query.api)), within))
    return table(lines, left=1)


def first_answer(server: Server, ask: Ask) -> float | None:
    """Give the milliseconds until the API gives an answer that it has not kept: the lesser of those in two languages.

    So what is read once for all queries, the names of things, is left out.
    """
    taken = [alone(server, ask._replace(target=asks.in_language(ask.target, each)), 1) for each in LANGUAGES]
    return None if None in taken else min(each for each in taken if each is not None)


def _within(ours: float | None, bare: float | None) -> str:
    """Tell whether a canned query keeps to the aim: a ratio for slow ones, some milliseconds for others."""
    if ours is None or bare is None:
        return "failed"
    return "yes" if ours <= max(bare * _RATIO if bare > _SLOW else 0.0, bare + _MORE) else "no"


def _ms(value: float | None) -> str:
    return "failed" if value is None else f"{value:,.1f}"


def under_load(name: str, server: Server, several: Sequence[Kind], chosen: argparse.Namespace) -> Iterator[list[str]]:
    """Yield a row for each kind of request and number of clients, alone and beside queries that would never end."""
    loads = [(kind, clients) for kind in several if name in kind.asks for clients in chosen.clients]
    quiet = [_loaded(name, server, kind, clients, chosen.seconds) for kind, clients in loads]
    beside = [None] * len(loads) if name == RDFLIB else asyncio.run(_disturbed(name, server, loads, chosen.seconds))
    for (kind, clients), (taken, cores), disturbed in zip(loads, quiet, beside, strict=True):
        yield [kind.name, name, str(clients), *_row(taken), f"{cores:.1f}", *_beside(taken, disturbed)]


def _loaded(name: str, server: Server, kind: Kind, clients: int, seconds: float) -> tuple[Taken, float]:
    """Measure one load, and the cores that the server then keeps busy."""
    busy = server.busy()
    taken = asyncio.run(load(server.port, kind.asks[name], clients, seconds))
    return taken, (server.busy() - busy) / taken.seconds


async def _disturbed(
    name: str, server: Server, loads: Sequence[tuple[Kind, int]], seconds: float
) -> Sequence[Taken | None]:
    """Measure all loads while some other clients ask what would never end."""
    endless = [asks.ask_sparql(text, name) for text in asks.RUNAWAYS]
    others = asyncio.create_task(load(server.port, endless, len(endless), math.inf))
    await asyncio.sleep(_PATIENCE)
    found = [await load(server.port, kind.asks[name], clients, seconds) for kind, clients in loads]
    others.cancel()
    await asyncio.gather(others, return_exceptions=True)
    return found


def _row(taken: Taken) -> list[str]:
    return [
        f"{taken.rate:,.0f}",
        f"{taken.median * _MILLI:,.1f}",
        f"{taken.last * _MILLI:,.1f}",
        str(taken.wrong),
    ]


def _beside(taken: Taken, disturbed: Taken | None) -> list[str]:
    if disturbed is None:
        return ["", "", ""]
    ratio = f"{disturbed.last / taken.last:.1f}" if taken.last and disturbed.last else "-"
    return [f"{disturbed.last * _MILLI:,.1f}", ratio, str(disturbed.wrong)]


_HEAD = ["request", "server", "clients", "a second", "median ms", "99 % ms", "wrong", "cores"]
_BESIDE = ["99 % ms beside runaways", "ratio", "wrong"]


def measure(site: Path, folder: Path, chosen: argparse.Namespace, *, with_rdflib: bool) -> Iterator[str]:
    """Yield the tables of a publication."""
    store = folder / "store"
    engine = indexed(site, store)
    several, canned = kinds(engine, site), asks.canned(engine)
    del engine
    with _all(site, folder, with_rdflib=with_rdflib) as running:
        yield each_alone(running, canned)
        rows = [_HEAD + _BESIDE]
        for name, server in running.items():
            rows += under_load(name, server, several, chosen)
        yield table(rows, left=2)
        held = (f"{name} {server.memory() // _MEBI:,}" for name, server in running.items())
        yield f"MiB at the end: {', '.join(held)}\n"


@contextmanager
def _all(site: Path, folder: Path, *, with_rdflib: bool) -> Iterator[Mapping[str, Server]]:
    """Start the servers; only the one that is asked does anything."""
    with ours(site, folder / "cache") as first, bare(folder / "store") as second:
        if not with_rdflib:
            yield {OURS: first, BARE: second}
            return
        with rdflib(site / "download" / "palmares.ttl") as third:
            yield {OURS: first, BARE: second, RDFLIB: third}


def publications(chosen: argparse.Namespace, folder: Path) -> Iterator[tuple[Path, str, bool]]:
    """Yield each publication, what it is called, and whether rdflib-endpoint is to serve it too."""
    if chosen.site:
        yield from ((site, str(site), False) for site in chosen.site)
        return
    for size in sorted(set(chosen.sizes)):
        graph = chosen.graphs / str(size) / "output" if chosen.graphs else build(folder / str(size), size, chosen.seed)
        site = publish(graph, folder / f"site-{size}", pages=size <= _PAGES_UP_TO)
        yield site, f"{size:,} documents", size <= _RDFLIB_UP_TO and has_rdflib_endpoint()


def main(words: Sequence[str] | None = None) -> None:
    chosen = options(words)
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores, which the clients share\n")
    with tempfile.TemporaryDirectory() as temporary:
        for number, (site, size, with_rdflib) in enumerate(publications(chosen, Path(temporary))):
            sys.stdout.write(f"\n{size}\n")
            folder = Path(temporary) / f"measured-{number}"
            folder.mkdir()
            for text in measure(site, folder, chosen, with_rdflib=with_rdflib):
                sys.stdout.write(f"{text}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
