"""kg serve: a publication live."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import project
from kg.cli.options import language_option, number_in, print_note, silence_rdflib
from kg.cli.progress import PublicationLine
from kg.cli.publish import checked_site
from kg.errors import Text, UsageError, installed_with, reason_of

if TYPE_CHECKING:
    from kg.serve.service import Service

_READY = Text(
    "{address} serves {folder} ({triples} triples)",
    "{address} sert {folder} ({triples} triplets)",
)
_OPEN = Text(
    "anybody who reaches this machine can ask; for the open internet, put a proxy with HTTPS before it that bounds"
    " requests by visitor",
    "quiconque atteint cette machine peut interroger\N{NARROW NO-BREAK SPACE}; pour internet, placer devant un"
    " mandataire HTTPS qui limite les demandes par visiteur",
)
_MEGA = 1_000_000
_FOLDER = click.Path(path_type=Path)


@click.command
@click.option("--graph", type=_FOLDER, metavar="DIR", help="The folder of a build.  [default: data/graph]")
@click.option("--site", type=_FOLDER, metavar="DIR", help="The folder of a publication, instead of a build.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--base-url", "address", metavar="URL", help="Its address behind a proxy.  [default: none]")
@click.option("--seconds", default=30.0, show_default=True, type=click.FloatRange(0.1), help="Time limit of a query.")
@click.option("--memory", default=1000, show_default=True, type=click.IntRange(200), help="Memory of a query, in MB.")
@click.option("--answer", default=100, show_default=True, type=click.IntRange(1), help="Longest answer, in MB.")
@click.option("--log", type=_FOLDER, metavar="FILE", help="Where requests are noted.  [default: stderr]")
@click.option("--quiet", is_flag=True, help="Note no requests.")
@language_option
def command(language: str, **options: Any) -> None:  # noqa: ANN401 (click's options)
    """Serve the graph live: the site, data by content negotiation, SPARQL, and canned queries over HTTP.

    A build is published into the user's cache folder first. Whatever is renewed, by kg build or kg publish, takes over
    without a failed request. Behind a proxy with HTTPS, give its address with --base-url (with --site, to kg publish):
    canonical links, the data set's description and reconciliation state full addresses. Ctrl-C or SIGTERM ends the
    server once requests under way are answered; those that take more than 5 s are refused (503).
    """
    try:
        from kg.serve.limits import Limits  # noqa: PLC0415
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
        if not _is_own(options["host"]):
            print_note(_OPEN, language)
        triples = number_in(service.now.triples, language)
        click.echo(_READY.in_language(language).format(address=address, folder=service.now.folder, triples=triples))

    limits = Limits(seconds=options["seconds"], memory=options["memory"] * _MEGA, answer=options["answer"] * _MEGA)
    _log_to(options["log"], quiet=options["quiet"])
    site, graph = _places(options)
    progress = PublicationLine(language)
    settings = Settings(
        site=site,
        graph=graph,
        address=checked_site(options["address"]) or "",
        limits=limits,
        listen=progress,
        language=language,
    )
    serve(settings, options["host"], options["port"], ready)


def _is_own(host: str) -> bool:
    """Tell whether an address is heard on this machine only."""
    import ipaddress  # noqa: PLC0415 (needed only here)

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _places(options: dict[str, Any]) -> tuple[Path, Path | None]:
    """Give the folder to serve, and the one to publish there."""
    from kg.serve.publication import folder_for  # noqa: PLC0415 (its libraries are heavy)

    if options["site"] and (options["graph"] or options["address"]):
        raise UsageError(
            Text("--site has its own graph and address", "--site a déjà son graphe et son adresse"),
            fix=Text("leave --graph and --base-url out", "retirer --graph et --base-url"),
        )
    if options["site"]:
        return options["site"], None
    graph = options["graph"] or project.graph_to_read()
    try:
        return folder_for(graph), graph
    except RuntimeError as error:
        raise UsageError(
            Text("no cache folder to publish into", "pas de dossier de cache où publier"),
            fix=Text(
                "name one in PALMARES_CACHE, or publish with kg publish and name that with --site",
                "en nommer un dans PALMARES_CACHE, ou publier avec kg publish et nommer le résultat avec --site",
            ),
        ) from error


def _log_to(file: Path | None, *, quiet: bool) -> None:
    """Have what happens noted, with the time, on stderr or at the end of a file."""
    import logging  # noqa: PLC0415 (takes longer than the help of most commands)

    try:
        handler = logging.FileHandler(file, encoding="utf-8") if file else logging.StreamHandler()
    except OSError as error:
        raise UsageError(reason_of(error), where=str(file)) from error
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(asctime)s %(message)s")
    logging.getLogger("kg.serve").setLevel(logging.INFO)
    logging.getLogger("kg.serve.access").setLevel(logging.WARNING if quiet else logging.INFO)
