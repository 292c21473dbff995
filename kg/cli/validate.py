"""kg validate: a graph held against the shapes."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from kg import project
from kg.cli.options import language_option, print_note
from kg.errors import DataError, Text
from kg.validate.context import known_files, read_known
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.report import as_json, as_text, as_turtle
from kg.validate.rules import read_shapes
from kg.vocab import PAL, RDF

FORMATS = {"text": as_text, "json": as_json, "turtle": as_turtle}
_NOTHING_OF_OURS = Text(
    en=f"nothing of Palmarès in this graph: no subject has a type in pal: ({PAL})",
    fr=f"rien de Palmarès dans ce graphe\N{NO-BREAK SPACE}: aucun sujet n’a de type dans pal: ({PAL})",
)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="Form of the report."
)
@language_option
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], form: str, language: str) -> None:
    """Check FILES (Turtle, N-Triples, N-Quads) against the shapes, as one graph.

    Without FILES, the graph that kg build wrote. What the files name and do not describe is looked up in the registry.
    A graph conforms if it has no violation; warnings are findings about what documents say. Exit code: 0 conforms,
    1 does not, 3 unreadable input, 4 bad shapes.
    """
    # A value that its datatype does not allow is a finding, told in the report; rdflib would log it too.
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    data = Data.read(files or [_built_graph()])
    report = judge(data, read_known(known_files()), read_shapes(), language)
    click.echo(FORMATS[form](report), nl=False)
    if not _has_ours(data):
        print_note(_NOTHING_OF_OURS, language)
    context.exit(0 if report.conforms else 1)


def _has_ours(data: Data) -> bool:
    """Tell whether any subject has a type in the project's own namespace."""
    types = (kind for statements in data.own.values() for kind in statements.get(f"<{RDF}type>", ()))
    return any(kind.startswith(f"<{PAL}") for kind in types)


def _built_graph() -> Path:
    graph = project.graph_to_read() / project.MERGED
    if not graph.is_file():
        raise DataError(
            Text(en="no graph yet", fr="pas encore de graphe"),
            where=str(graph),
            fix=Text(
                en="build it with kg build, or name files", fr="le construire avec kg build, ou nommer des fichiers"
            ),
        )
    return graph
