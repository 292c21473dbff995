"""The whole run: which documents are read anew, what is refused and why, and what lands where."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from kg.build.output import cannot_write
from kg.build.report import BuildReport, Built, Progress, Settings, write_report
from kg.build.run import Run
from kg.build.state import State
from kg.graph import ontology_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.registry import Registry

__all__ = ["HIDDEN", "BuildReport", "Built", "Progress", "Settings", "build"]

HIDDEN = ".palmares"  # the folder within the output that holds the state


def build(
    paths: Sequence[Path],
    output: Path,
    registry: Registry,
    settings: Settings | None = None,
    listen: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Build the graph of the documents at ``paths`` (files, folders with all below them, archives) into ``output``.

    Only what changed since the last build there is read. A document that cannot be built is refused, and the others are
    built; where none can, nothing is written. Raises KgError where there is nothing to read, where another build is at
    work, or where the output cannot be written. Whatever fails, the files of ``output`` stay as they were.
    """
    settings = settings or Settings()
    ontology = ontology_graph(settings.ontology, registry.base)
    fresh, documents = not output.exists(), 0
    try:
        state = State(output / HIDDEN)
    except OSError as error:
        raise cannot_write(output, error) from error
    try:
        run = Run(state, registry, ontology, settings, listen)
        run.read(paths, output)
        report = run.write(output)
        documents = report.documents
        if settings.report:
            write_report(settings.report, report, state)
    finally:
        state.close()
        if fresh and not documents:
            shutil.rmtree(output, ignore_errors=True)
    return report
