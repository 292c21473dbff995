"""kg validate: a graph held against the shapes."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from kg import project
from kg.cli.options import language_option, print_error, print_note, silence_rdflib
from kg.cli.output import give
from kg.errors import DataError, Text, UsageError
from kg.validate.report import FORMS, write
from kg.vocab import PAL

if TYPE_CHECKING:
    from kg.validate.check import Order
    from kg.validate.report.checked import Manner

SEVERITIES = ("violation", "warning", "info")  # said here, so that --help loads no library of graphs
_STANDARD_INPUT = "-"
_MOST = 10  # findings of one rule that are written out
_NOTHING_OF_OURS = Text(
    en=f"nothing of Palmarès in this graph: no subject has a type in pal: ({PAL})",
    fr=f"rien de Palmarès dans ce graphe\N{NO-BREAK SPACE}: aucun sujet n’a de type dans pal: ({PAL})",
)
_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--each", is_flag=True, help="Check each file for itself, not all as one graph.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of report.")
@click.option("-o", "--output", type=_FOLDER, help="Write the report to this file.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default=SEVERITIES[0],
    show_default=True,
    help="How grave a finding makes the graph fail.",
)
@click.option("--rule", "only", metavar="ID", multiple=True, help="Check this rule only; may be repeated.")
@click.option("--off", metavar="ID", multiple=True, help="Leave this rule out; may be repeated.")
@click.option("--rules", "listing", is_flag=True, help="List the rules (text or json), and check nothing.")
@click.option("--shapes", metavar="DIR", type=_FOLDER, multiple=True, help="Add these shapes, or replace ours by them.")
@click.option("--documents", metavar="DIR", type=_FOLDER, multiple=True, help="Find the quotes in these documents.")
@click.option("--form", "layout", is_flag=True, help="Check the layout of Turtle too, by turtlefmt.")
@click.option(
    "--input-format",
    type=click.Choice(["ttl", "nt", "nq"]),
    default="ttl",
    show_default=True,
    help="Of standard input.",
)
@click.option("--all", "every", is_flag=True, help=f"Text: show all findings of a rule, not only {_MOST}.")
@click.option("-q", "--quiet", is_flag=True, help="Text: the verdict alone.")
@language_option
@click.pass_context
def command(context: click.Context, /, files: tuple[str, ...], language: str, **options: Any) -> None:  # noqa: ANN401
    """Check FILES (Turtle, N-Triples, N-Quads; folders and patterns of them; - for standard input) against the shapes.

    Without FILES, the graph that kg build wrote. What the files name and do not describe is looked up in the registry.
    Each finding tells the value, the quote behind it, the line, and how to mend it. Exit code: 0 passes, 1 does not,
    2 wrong command line, 3 unreadable input (what can be read is checked with --each), 4 bad shapes.
    """
    from kg.validate.check import Order, check  # noqa: PLC0415 (its libraries are heavy)

    silence_rdflib()
    chosen = {name: options[name] for name in ("each", "only", "off", "shapes", "documents")}
    order = Order(language, form=options["layout"], **chosen)
    if options["listing"]:
        _list_rules(order, options["form"])
        return
    manner = _manner(language, options)
    folder = context.with_resource(TemporaryDirectory())
    outcome = check(_named(files, Path(folder) / f"stdin.{options['input_format']}"), order)
    if outcome.checks:
        give(write(options["form"], outcome.checks, manner), options["output"])
    if outcome.foreign:
        print_note(_NOTHING_OF_OURS, language)
    for error in outcome.refused:
        print_error(error, language)
    passes = all(map(manner.passes, outcome.checks))
    context.exit(DataError.exit_code if outcome.refused else 1 - passes)


def _manner(language: str, options: dict[str, Any]) -> Manner:
    from kg.validate.report.checked import Manner  # noqa: PLC0415 (as above)
    from kg.validate.rules import Severity  # noqa: PLC0415

    return Manner(
        language,
        Severity(options["fail_on"]),
        each=options["each"],
        most=None if options["every"] or options["output"] else _MOST,
        quiet=options["quiet"],
        colour=options["output"] is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
    )


def _named(words: tuple[str, ...], standard_input: Path) -> dict[str, Path]:
    """Give the files to check by the names that the user knows them by; what stands for standard input is filled."""
    from kg.validate.inputs import files_of  # noqa: PLC0415 (as above)
    from kg.validate.locate import from_here  # noqa: PLC0415

    if not words:
        graph = _built_graph()
        return {from_here(graph): graph}
    files: dict[str, Path] = {}
    for word in dict.fromkeys(words):
        if word == _STANDARD_INPUT:
            standard_input.write_bytes(sys.stdin.buffer.read())
            files[word] = standard_input
        else:
            files |= files_of([word])
    return files


def _list_rules(order: Order, form: str) -> None:
    from kg.validate.check import wanted_rules  # noqa: PLC0415 (as above)
    from kg.validate.explain import rules_as_json, rules_as_text  # noqa: PLC0415
    from kg.validate.rules import shapes_with  # noqa: PLC0415

    if form not in {"text", "json"}:
        raise UsageError(
            Text(en="rules are listed in no such form", fr="les règles ne se donnent pas sous cette forme"),
            where=f"--rules --format {form}",
            fix=Text(en="choose among text, json", fr="choisir parmi text, json"),
        )
    rules = wanted_rules(shapes_with(order.shapes), replace(order, form=True))
    told = rules_as_json if form == "json" else rules_as_text
    click.echo(told(rules, order.language), nl=False)


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
