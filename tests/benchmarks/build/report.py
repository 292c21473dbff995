"""The tables that the benchmark of the build prints, aligned plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.benchmarks.build.builds import AGAIN, FIRST, HUNDREDTH, ONE
from tests.benchmarks.extract.report import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.build.builds import Build

Builds = Mapping[str, "Build"]

_MEBI = 2**20


def first_builds(done: Mapping[tuple[int, str], Builds]) -> str:
    """Give the table of first builds, a line for each number of documents and each runner."""
    head = ("documents", "runner", "seconds", "on a core", "documents/s", "quads/s", "quads", "peak MiB", "largest")
    lines: list[Sequence[str]] = [(*head, "growth", "on a core")]
    smallest: dict[str, tuple[float, float]] = {}
    for (size, runner), builds in done.items():
        build = builds[FIRST]
        measured = build.measured
        each = (measured.seconds / size, measured.cpu / size)
        growth = (now / first for now, first in zip(each, smallest.setdefault(runner, each), strict=True))
        lines.append(
            (
                f"{size:,}",
                runner,
                f"{measured.seconds:.1f}",
                f"{measured.cpu:.1f}",
                f"{size / measured.seconds:.1f}",
                f"{build.quads / measured.seconds:,.0f}",
                f"{build.quads:,}",
                f"{measured.shared / _MEBI:.0f}",
                f"{measured.largest / _MEBI:.0f}",
                *(f"{ratio:.2f}" for ratio in growth),
            )
        )
    return (
        "First build (peak: of all processes together, PSS; largest: of one, RSS; on a core: seconds that all"
        " processes had a core;\ngrowth: seconds per document relative to the smallest size, linear = 1.0)"
        f"\n{table(lines)}"
    )


def further_builds(done: Mapping[tuple[int, str], Builds]) -> str:
    """Give the table of all builds, in seconds, each with its stages and the documents that it read."""
    stages = list(dict.fromkeys(name for builds in done.values() for build in builds.values() for name in build.stages))
    lines: list[Sequence[str]] = [("documents", "runner", "build", "read", "seconds", "of the first", *stages)]
    for (size, runner), builds in done.items():
        first = builds[FIRST].measured.seconds
        for name in (FIRST, AGAIN, ONE, HUNDREDTH):
            build = builds[name]
            seconds = build.measured.seconds
            told = [f"{build.stages[stage]:.2f}" if stage in build.stages else "" for stage in stages]
            work = (f"{build.read:,}", f"{seconds:.2f}", f"{seconds / first:.0%}")
            lines.append((f"{size:,}", runner, name, *work, *told))
    return f"Builds into the same folder, one after the other, and the seconds of their stages\n{table(lines)}"


def writing(figures: Mapping[str, float]) -> str:
    """Give the comparison with rdflib."""
    lines = [("", "seconds", "of it on a core", "quads/s", "ratio", "ratio on a core")]
    for who in ("rdflib", "ours"):
        seconds, core = figures[who], figures[f"{who}_cpu"]
        ratios = (f"{figures['rdflib'] / seconds:.2f}", f"{figures['rdflib_cpu'] / core:.2f}")
        lines.append((who, f"{seconds:.2f}", f"{core:.2f}", f"{figures['quads'] / seconds:,.0f}", *ratios))
    return (
        f"Writing RDF: {figures['documents']:,.0f} documents, {figures['claims']:,.0f} claims, {figures['quads']:,.0f}"
        f" quads and, all graphs as one, {figures['triples']:,.0f} triples, as N-Quads and as Turtle, in memory, one"
        " process.\nBoth from the triples as strings: ours merges and writes, rdflib makes terms, fills a Dataset and"
        f" serialises. Deciding which triples there are, the same for both: {figures['decided']:.2f} s,"
        f" {figures['decided_cpu']:.2f} s on a core\n{table(lines, left=1)}"
    )


def mapping(ours: Mapping[str, float], engine: Mapping[str, float], name: str) -> str:
    """Give the comparison with the mapping engine."""
    lines = [("", "quads", "seconds", "of it on a core", "quads/s", "ratio", "ratio on a core")]
    work = {
        which: engine[which] - engine[f"start{which.removeprefix('seconds')}"] for which in ("seconds", "seconds_cpu")
    }
    both = ours["ours"] + ours["decided"], ours["ours_cpu"] + ours["decided_cpu"]
    rates = (ours["alone_quads"] / ours["alone"], ours["alone_quads"] / ours["alone_cpu"])
    for who, quads, seconds, core in (
        (f"{name}, the whole process", engine["quads"], engine["seconds"], engine["seconds_cpu"]),
        (f"{name}, less its start", engine["quads"], work["seconds"], work["seconds_cpu"]),
        ("ours, from claims to N-Quads", ours["alone_quads"], ours["alone"], ours["alone_cpu"]),
        ("ours, merged and as Turtle too", ours["quads"], *both),
    ):
        ratios = (f"{rates[0] * seconds / quads:.2f}", f"{rates[1] * core / quads:.2f}")
        lines.append((who, f"{quads:,.0f}", f"{seconds:.2f}", f"{core:.2f}", f"{quads / seconds:,.0f}", *ratios))
    return (
        f"Mapping: the same {ours['claims']:,.0f} claims as a CSV table, to N-Quads alone, one process; each on its own"
        f" quads, ratio of ours (N-Quads) to it\n{table(lines, left=1)}"
    )
