"""The tables that the benchmark of validation prints, aligned plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.benchmarks.extract.report import table
from tests.benchmarks.validate.engines import OURS, PLAIN, STAGED
from tests.benchmarks.validate.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Figures = Mapping[str, Any]

_MEBI = 2**20


@dataclass(frozen=True, slots=True)
class Size:
    """The graph of one size: what each engine took (None: more than the limit) and what it found."""

    documents: int
    triples: int
    taken: Mapping[str, Figures | None]
    found: Mapping[str, set[str]]


def engines(sizes: Sequence[Size], limit: int) -> str:
    """Give the table of engines; ratios are to plain pyshacl on the same graph, by the time on a core."""
    lines: list[Sequence[str]] = [
        ("triples", "engine", "load s", "judge s", "both s", "on a core", "ratio", "peak MiB", "found")
    ]
    for size in sizes:
        for engine, figures in size.taken.items():
            if figures is None:
                lines.append((f"{size.triples:,}", engine, "", "", "", f"> {limit:,}", "", "", ""))
                continue
            seconds = [f"{figures[step]:.2f}" for step in ("load", "judge", "seconds", "cpu")]
            row = (*seconds, _ratio(size, figures, limit), f"{figures['peak'] / _MEBI:.0f}", f"{figures['found']:,}")
            lines.append((f"{size.triples:,}", engine, *row))
    return (
        "Judging a graph by all shapes (load: from the file to what the engine judges, rudof's is in its judging;\n"
        f"ratio: plain pyshacl's time on a core to this one's, of loading and judging)\n{table(lines)}"
    )


def _ratio(size: Size, figures: Figures, limit: int) -> str:
    if PLAIN not in size.taken:
        return ""
    plain = size.taken[PLAIN]
    ratio = (plain["cpu"] if plain else limit) / figures["cpu"]
    return f"{'' if plain else '> '}{ratio:.1f}"


def agreement(sizes: Sequence[Size]) -> str:
    """Say whether all engines found the same on each graph, and of those that did not, how many results differ."""
    lines = []
    for size in sizes:
        for engine, found in size.found.items():
            more, fewer = len(found - size.found[OURS]), len(size.found[OURS] - found)
            if more or fewer:
                lines.append(
                    f"{size.triples:,} triples: {engine} finds {more} that we do not, and not {fewer} that we do"
                )
    compared = sum(len(size.found) > 1 for size in sizes)
    same = f"On {compared} of {len(sizes)} graphs engines were compared"
    return f"{same}: " + ("\n".join(lines) if lines else "all found the same results") + "\n"


def stages(sizes: Sequence[Size]) -> str:
    """Give the table of our engine's stages, and of how its time grows."""
    head = ("triples", "load", *STAGES, "all", "growth")
    lines: list[Sequence[str]] = [head]
    first = 0.0
    for size in sizes:
        figures = size.taken[STAGED]
        if figures:
            each = figures["cpu"] / size.triples
            first = first or each
            seconds = [f"{figures['load_cpu']:.2f}", *(f"{figures['stages'][stage]:.2f}" for stage in STAGES)]
            lines.append((f"{size.triples:,}", *seconds, f"{figures['cpu']:.2f}", f"{each / first:.2f}"))
    return (
        "Our engine by stage, seconds on a core, all in one process (compile: the shapes, pyshacl: on what the screen"
        f" suspects;\ngrowth: seconds per triple relative to the smallest graph, linear = 1.0)\n{table(lines)}"
    )


def document(figures: Figures) -> str:
    """Give the table of one document's check."""
    lines: list[Sequence[str]] = [("document", "median ms", "most ms")]
    for name, key in (("in order", "good"), ("with a fault", "bad")):
        lines.append((name, f"{figures[key]:.2f}", f"{figures[key + '_most']:.2f}"))
    return (
        f"One changed document, checked alone, time on a core ({figures['documents']} documents, the middle one of"
        f" {figures['triples']:,.0f} triples;\nfaults found in {figures['found']} of those with one)\n"
        f"{table(lines, left=1)}"
    )
