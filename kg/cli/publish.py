"""kg publish: the graph as downloads and as a site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from kg import project
from kg.cli.options import language_option, number_in, print_note, silence_rdflib
from kg.cli.progress import PublicationLine
from kg.errors import Text, UsageError

_DONE = Text(
    "{folder}: {written} files written, {unchanged} unchanged, {removed} removed",
    "{folder}\N{NO-BREAK SPACE}: {written} fichiers écrits, {unchanged} inchangés, {removed} retirés",
)
_TALLY = Text(
    "claims, entities and documents since the last publication: {withdrawn} withdrawn, {corrected} corrected, {back}"
    " back",
    "énoncés, entités et documents depuis la dernière publication\N{NO-BREAK SPACE}: {withdrawn} retirés, {corrected}"
    " corrigés, {back} de retour",
)
_OPEN = Text("to read it, open {file}", "pour lire, ouvrir {file}")
_START = "index.html"
_INTERRUPTED = Text(
    "interrupted; the folder is as it was", "interrompu\N{NARROW NO-BREAK SPACE}; le dossier est intact"
)
_FOLDER = click.Path(path_type=Path)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`?#]+")


@click.command
@click.option("-o", "--output", type=_FOLDER, required=True, metavar="DIR", help="Where to.")
@click.option("--graph", type=_FOLDER, metavar="DIR", help="The folder of a build.  [default: data/graph]")
@click.option("--base-url", "site", metavar="URL", help="Where the site will stand.  [default: as the last time]")
@click.option("--about", type=_FOLDER, metavar="FILE", help="TOML: title, publisher, version, day of issue ...")
@click.option("--previous", type=_FOLDER, metavar="DIR", help="The publication before.  [default: what -o holds]")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that write.  [default: as many as pay]")
@click.option("--unchecked", is_flag=True, help="Publish a graph that does not conform, too.")
@click.option("--withdraw", is_flag=True, help="Publish although most of what was published is then withdrawn.")
@click.option("--force", is_flag=True, help="Write into a folder that holds files of others, and over them.")
@language_option
def command(output: Path, language: str, **options: Any) -> None:  # noqa: ANN401 (click's options)
    """Write the graph for the public: files to download, and a site in French and in English.

    Files that are the same as before are left alone. What an earlier publication held and the graph no longer has
    stays, as withdrawn or corrected. If anything fails, the folder is as it was. A graph that breaks rules is refused
    with exit code 1.
    """
    from kg.publish.run import Order, publish  # noqa: PLC0415 (its libraries are heavy)

    silence_rdflib()
    order = Order(
        graph=options["graph"] or project.graph_to_read(),
        site=checked_site(options["site"]),
        check=not options["unchecked"],
        previous=options["previous"],
        about=options["about"],
        force=options["force"],
        withdraw=options["withdraw"],
        workers=options["workers"],
    )
    progress = PublicationLine(language)
    try:
        outcome = publish(order, output, progress)
    except KeyboardInterrupt:
        print_note(_INTERRUPTED, language)
        raise
    finally:
        progress.end()
    change = outcome.change
    numbers = {name: number_in(getattr(change, name), language) for name in ("written", "unchanged", "removed")}
    click.echo(_DONE.in_language(language).format(folder=output, **numbers))
    if any(outcome.tally):
        tally = {name: number_in(number, language) for name, number in outcome.tally._asdict().items()}
        click.echo(_TALLY.in_language(language).format(**tally))
    if (output / _START).is_file():
        click.echo(_OPEN.in_language(language).format(file=output / _START))
    for note in outcome.notes:
        print_note(note, language)


def checked_site(site: str | None) -> str | None:
    """Give the address, if links can be made of it."""
    if site and not _ADDRESS.fullmatch(site):
        raise UsageError(
            Text(f"{site} is no address of a site", f"{site} n’est pas l’adresse d’un site"),
            where="--base-url",
            fix=Text("write https://example.org/palmares", "écrire https://example.org/palmares"),
        )
    return site
