"""kg serve: a publication live."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import language_option, number_in, silence_rdflib
from kg.errors import Text, UsageError, installed_with

if TYPE_CHECKING:
    from kg.serve.service import Service

_READY = Text(
    "{address} serves {folder} ({triples} triples)",
    "{address} sert {folder} ({triples} triplets)",
)
_FOLDER = click.Path(path_type=Path)


@click.command
@click.option("--site", type=_FOLDER, metavar="DIR", required=True, help="The folder of a publication.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@language_option
def command(language: str, **options: Any) -> None:  # noqa: ANN401 (click's options)
    """Serve a publication live: pages, data by content negotiation, a SPARQL endpoint and queries over HTTP."""
    try:
        from kg.serve.run import serve  # noqa: PLC0415 (an extra brings its libraries)
        from kg.serve.service import Settings  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            Text("kg serve needs some more libraries", "kg serve demande quelques bibliothèques de plus"),
            where=error.name or "",
            fix=installed_with("serve"),
        ) from error
    silence_rdflib()

    def ready(address: str, service: Service) -> None:
        triples = number_in(service.now.triples, language)
        click.echo(_READY.in_language(language).format(address=address, folder=service.now.folder, triples=triples))

    serve(Settings(site=options["site"]), options["host"], options["port"], ready)
