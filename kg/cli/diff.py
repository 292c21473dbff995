"""kg diff: what changed from one graph to another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import language_option, silence_rdflib
from kg.cli.output import give

FORMS = ("text", "json", "markdown")  # those of kg.diff.report; said here, so that --help need not load it


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of the report."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.  [default: standard output]")
@click.option("--no-findings", is_flag=True, help="Do not validate the graphs, which takes most of the time.")
@language_option
@click.pass_context
def command(context: click.Context, /, old: Path, new: Path, language: str, **options: Any) -> None:  # noqa: ANN401
    """Tell in words what changed from the graph OLD to the graph NEW.

    Each is a file (Turtle, N-Triples, N-Quads) or a folder that kg build wrote. Results, other claims, documents and
    entities that were added, withdrawn, corrected or changed are told with the words of the documents behind them, then
    labels, findings of validation that are new or mended, and how many other statements differ. The order of statements
    does not count. Exit code: 0 no difference, 1 differences, 3 unreadable input, 4 bad shapes.
    """
    from kg.diff.report import write  # noqa: PLC0415 (--help needs none of it)
    from kg.diff.run import difference  # noqa: PLC0415

    silence_rdflib()
    found = difference(old, new, language, findings=not options["no_findings"])
    give(write(found, options["form"]), options["output"])
    context.exit(0 if found.is_empty else 1)
