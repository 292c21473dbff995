"""The tables that the benchmark prints, aligned plain text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.benchmarks.extract.corpus import FOLDERS, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STEPS = {"read": "read", "extract": "extract", "whole": "end to end"}
# On a busy machine only the time spent on a core tells how the work grows.
GROWN = {**STEPS, "cpu": "of it on a core"}
_MEBI, _KIBI, _MEGA = 2**20, 2**10, 10**6
_NO_BASELINE = "spaCy is not installed, so there are no ratios; install it with: pip install -e .[bench]\n"


def counted(sources: Sequence[Path]) -> str:
    """Say how many releases come from each folder."""
    numbers = Counter(path.parent for path in sources)
    return ", ".join(f"{folder} ({numbers[ROOT / folder]})" for folder in FOLDERS)


def pipeline(sizes: Sequence[Mapping[str, float]]) -> str:
    """Give the tables of speed and of growth, a line for each number of documents."""
    speed = [
        ("documents", "Mchar", "claims", *(f"{name} Mchar/s" for name in STEPS.values()), "documents/s", "of a core")
    ]
    growth = [("documents", *GROWN.values(), "peak MiB", "of it setup", "KiB/document")]
    first = sizes[0]
    for size in sizes:
        documents = f"{size['documents']:,.0f}"
        rates = [f"{size['characters'] / size[step] / _MEGA:.3f}" for step in STEPS]
        per_second = f"{size['documents'] / size['whole']:.1f}"
        work = [f"{size['characters'] / _MEGA:.3f}", f"{size['claims']:,.0f}"]
        speed.append((documents, *work, *rates, per_second, f"{size['cpu'] / size['whole']:.0%}"))
        ratios = [f"{size[step] / size['documents'] / (first[step] / first['documents']):.2f}" for step in GROWN]
        held = (size["peak"] - size["peak_before"]) / size["documents"] / _KIBI
        memory = [f"{size['peak'] / _MEBI:.0f}", f"{size['peak_before'] / _MEBI:.0f}", f"{held:.1f}"]
        growth.append((documents, *ratios, *memory))
    return (
        f"Reading and extraction, one process, one thread (registry and lexicon, once: {first['setup']:.2f} s)\n"
        f"{table(speed)}\nGrowth: time per document relative to {first['documents']:,.0f} documents (linear = 1.0);"
        f" memory of a process that holds all results\n{table(growth)}"
    )


def matching(figures: Mapping[str, Any]) -> str:
    """Give the table of names and values, ratios to spaCy's rule pipeline where it was run."""
    rows: list[dict[str, Any]] = figures["rows"]
    baselines = {row["group"]: row["seconds"] for row in rows if row["is_baseline"]}
    lines = [("", "", "labels", "build s", "found", "Mchar/s", *(["ratio"] if baselines else []))]
    for row in rows:
        labels = "" if row["labels"] is None else f"{row['labels']:,}"
        build = "" if row["build"] is None else f"{row['build']:.2f}"
        ratio = [f"{baselines[row['group']] / row['seconds']:.2f}"] if baselines else []
        rate = f"{figures['characters'] / row['seconds'] / _MEGA:.3f}"
        lines.append((row["group"], row["who"], labels, build, f"{row['found']:,}", rate, *ratio))
    size = f"{figures['documents']} documents, block by block ({figures['characters']:,} characters)"
    named = f"; spaCy {figures['spacy']} with its tokeniser = 1.0" if baselines else ""
    return f"Names and values in {size}{named}\n{table(lines, left=2)}{'' if baselines else _NO_BASELINE}"


def table(lines: Sequence[Sequence[str]], left: int = 0) -> str:
    """Align columns, the first ``left`` to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    aligned = (
        "  ".join(
            cell.ljust(width) if number < left else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in aligned)
