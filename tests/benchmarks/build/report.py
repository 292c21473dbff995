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
    lines = [
        ("documents", "runner", "seconds", "cpu s", "documents/s", "quads/s", "quads", "peak MiB", "largest", "growth")
    ]
    smallest: dict[str, float] = {}
    for (size, runner), builds in done.items():
        build = builds[FIRST]
        measured = build.measured
        each = measured.seconds / size
        smallest.setdefault(runner, each)
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
                f"{each / smallest[runner]:.2f}",
            )
        )
    return (
        "First build (peak: of all processes together, PSS; largest: of one, RSS; growth: seconds per document relative"
        f" to the smallest size, linear = 1.0)\n{table(lines)}"
    )


def further_builds(done: Mapping[tuple[int, str], Builds]) -> str:
    """Give the table of builds after the first, in seconds, each with its parts where the build tells them."""
    parts = list(
        dict.fromkeys(name for builds in done.values() for build in builds.values() for name in build.stages())
    )
    lines: list[Sequence[str]] = [("documents", "runner", "build", "seconds", "of the first", *parts)]
    for (size, runner), builds in done.items():
        for name in (FIRST, AGAIN, ONE, HUNDREDTH):
            build = builds[name]
            share = build.measured.seconds / builds[FIRST].measured.seconds
            stages = build.stages()
            told = [f"{stages[part]:.2f}" if part in stages else "" for part in parts]
            lines.append((f"{size:,}", runner, name, f"{build.measured.seconds:.2f}", f"{share:.0%}", *told))
    return f"Builds after the first, into the same folder\n{table(lines)}"


def writing(figures: Mapping[str, float]) -> str:
    """Give the comparison with rdflib."""
    lines = [("", "seconds", "triples/s", "ratio")]
    for who in ("rdflib", "ours"):
        seconds = figures[who]
        ratio = figures["rdflib"] / seconds
        lines.append((who, f"{seconds:.2f}", f"{figures['quads'] / seconds:,.0f}", f"{ratio:.2f}"))
    return (
        f"Writing RDF: {figures['documents']:,.0f} documents, {figures['claims']:,.0f} claims, {figures['quads']:,.0f}"
        f" quads and, all graphs as one, {figures['triples']:,.0f} triples, as N-Quads and as Turtle, in memory, one"
        " process.\nOurs from what was extracted (deciding what to say is timed); rdflib from the triples as strings"
        f" (terms, Dataset, serialisers)\n{table(lines, left=1)}"
    )


def mapping(ours: Mapping[str, float], engine: Mapping[str, float], name: str) -> str:
    """Give the comparison with the mapping engine."""
    own = ours["quads"] / ours["ours"]
    work = max(engine["seconds"] - engine["start"], 0.001)
    lines = [("", "quads", "seconds", "quads/s", "ratio")]
    for who, quads, seconds in (
        (f"{name}, the whole process", engine["quads"], engine["seconds"]),
        (f"{name}, less its start", engine["quads"], work),
        ("ours, from claims to N-Quads and Turtle", ours["quads"], ours["ours"]),
    ):
        rate = quads / seconds
        lines.append((who, f"{quads:,.0f}", f"{seconds:.2f}", f"{rate:,.0f}", f"{own / rate:.2f}"))
    return (
        f"Mapping: the same {ours['claims']:,.0f} claims as a CSV table, to N-Quads alone, one process; each on its own"
        f" quads, ratio of ours to it\n{table(lines, left=1)}"
    )
