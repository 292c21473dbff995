"""kg publish: the graph as downloads and as a site."""

from __future__ import annotations

from pathlib import Path

import click

from kg import project
from kg.cli.options import language_option, number_in
from kg.errors import Text

_DONE = Text(
    "{folder}: {written} files written, {unchanged} unchanged, {removed} removed",
    "{folder}\N{NO-BREAK SPACE}: {written} fichiers écrits, {unchanged} inchangés, {removed} retirés",
)


@click.command
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where to.")
@click.option("--graph", type=click.Path(path_type=Path), help="The folder of a build.  [default: data/graph]")
@click.option("--base-url", "site", default="", metavar="URL", help="The address at which the site will stand.")
@click.option("--unchecked", is_flag=True, help="Publish a graph that does not conform, too.")
@language_option
def command(output: Path, graph: Path | None, site: str, language: str, *, unchecked: bool) -> None:
    """Write the graph for the public: files to download, and a site in French and in English.

    Files that are the same as before are left alone. If anything fails, the folder stays as it was.
    """
    from kg.publish import Order, publish  # noqa: PLC0415 (its libraries are heavy)

    order = Order(graph=graph or project.graph_to_read(), site=site, check=not unchecked)
    change = publish(order, output, lambda _: None).change
    numbers = {
        "written": number_in(change.written, language),
        "unchanged": number_in(change.unchanged, language),
        "removed": number_in(change.removed, language),
    }
    click.echo(_DONE.in_language(language).format(folder=output, **numbers))
