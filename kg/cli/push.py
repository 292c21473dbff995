"""kg push: the graph sent to a triple store."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kg import project
from kg.cli.options import language_option, number_in
from kg.cli.progress import PublicationLine
from kg.errors import Text

_DONE = Text(
    "{url}: {put} graphs put, {unchanged} unchanged, {deleted} deleted, {seconds} s",
    "{url}\N{NO-BREAK SPACE}: {put} graphes envoyés, {unchanged} inchangés, {deleted} supprimés,"
    " {seconds}\N{NO-BREAK SPACE}s",
)
_WOULD = Text(
    "{url}: {put} graphs to put, {unchanged} unchanged, {deleted} to delete",
    "{url}\N{NO-BREAK SPACE}: {put} graphes à envoyer, {unchanged} inchangés, {deleted} à supprimer",
)


@click.command
@click.argument("url")
@click.option(
    "--graph", type=click.Path(path_type=Path), metavar="DIR", help="The folder of a build.  [default: data/graph]"
)
@click.option("--force", is_flag=True, help="Put every graph anew, also those that should be there.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be put and deleted.")
@language_option
def command(url: str, graph: Path | None, language: str, *, force: bool, dry_run: bool) -> None:
    """Put the graph into the triple store at URL, by the SPARQL 1.1 Graph Store Protocol.

    Each document's named graph, those of registry and ontology, and one with everything, of which queries are asked.
    Only what changed is sent, graphs of withdrawn documents are deleted, and those of others are left alone; a push
    that was interrupted goes on when it is run again. What the store has lost since is put again if the store answers
    queries beside (/query, /sparql), else with --force, as is what others have changed. A store that asks for a user
    finds one in PALMARES_STORE_USER and PALMARES_STORE_PASSWORD. URL is http://HOST:7878/store for Oxigraph,
    http://HOST:8890/sparql-graph-crud-auth for Virtuoso.
    """
    from kg.push import push  # noqa: PLC0415 (--help needs none of it)

    progress = PublicationLine(language)
    began = time.monotonic()
    try:
        outcome = push(graph or project.graph_to_read(), url, progress, dry_run=dry_run, force=force)
    finally:
        progress.end()
    numbers = {name: number_in(getattr(outcome, name), language) for name in ("put", "unchanged", "deleted")}
    seconds = number_in(round(time.monotonic() - began), language)
    words = (_WOULD if dry_run else _DONE).in_language(language)
    click.echo(words.format(url=url, seconds=seconds, **numbers))
