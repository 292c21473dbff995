"""kg query: a canned question, or the user's own SPARQL, put to the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg import project, vocab
from kg.cli.options import language_option, print_note
from kg.cli.output import give
from kg.errors import DataError, Text, UsageError
from kg.query import Binder, Engine, Output, Query, Rows, load_graph, load_queries, render
from kg.query.catalogue import LANG, load_one, names
from kg.query.describe import LIST_COLUMNS, help_text, listing
from kg.query.parameters import check_base, take_language
from kg.query.requests import from_bytes, from_file, is_sparql, named, own, values_given
from kg.query.sparql import names_graphs, with_prefixes

STDIN = "-"


def _names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Name the canned queries that begin so, for a shell."""
    return [name for name in names() if name.startswith(begun)]


def _parameters(context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Name the parameters of the query on the line that begin so and are not given yet."""
    # What stands on an unfinished line is partly left unparsed.
    words = [context.params.get("question"), *context.args]
    asked = next((name for name in names() if name in words), None)
    if asked is None:
        return []
    given = {word.partition("=")[0] for word in context.params.get("parameters") or ()}
    known = [*(parameter.name for parameter in load_one(asked).header.parameters), LANG]
    return [f"{name}=" for name in known if name.startswith(begun) and name not in given]


@click.command(add_help_option=False)
@click.argument("question", required=False, metavar="[NAME | SPARQL | -]", shell_complete=_names)
@click.option(
    "-p",
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter.",
    shell_complete=_parameters,
)
@click.option("--file", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option(
    "--format",
    "output",
    type=click.Choice([output.value for output in Output]),
    help="How to write the answer.  [default: table]",
)
@click.option("-o", "--output", "file_out", type=click.Path(path_type=Path), help="File to write, whole or not at all.")
@click.option("--print", "show", is_flag=True, help="Print the SPARQL, prefixes and values included; do not run it.")
@click.option("--graph", type=click.Path(path_type=Path), help="File, folder or store to ask.  [default: data/graph]")
@click.option("--endpoint", metavar="URL", help="SPARQL endpoint to ask, instead of a graph here.")
@click.option("--no-index", is_flag=True, help="Read a large graph into memory; neither use nor make an index of it.")
@click.option("--base", default=vocab.BASE, help="What the IRIs of the instances begin with.", show_default=True)
@click.option("-h", "--help", "help_", is_flag=True, help="Show this, or what the query NAME answers and takes.")
@language_option
@click.pass_context
def command(context: click.Context, /, question: str | None, language: str, **options: Any) -> None:  # noqa: ANN401 (click gives each option its type)
    """Answer a canned query, or your own SPARQL (as an argument, with --file, or - for standard input).

    Without NAME the canned queries are listed; kg query NAME --help tells what one answers, its parameters and the
    values that the graph allows. A value is a key (imt-mines-ales), an IRI or a label. Triples are written as Turtle.
    """
    given, language = take_language(values_given(options["parameters"]), language)
    query = _query(question, options["file"])
    output = Output(options["output"]) if options["output"] else None
    if options["help_"]:
        click.echo(_help(context, query, language, options), nl=False)
    elif query is None:
        click.echo(render(listing(load_queries(), language), LIST_COLUMNS, output, language), nl=False)
    else:
        binder = _binder(options, query, language)
        text = with_prefixes(binder.bind(query, given, language))
        if options["show"]:
            click.echo(text.rstrip())
            return
        answer = binder.engine.ask(text)
        give(render(answer, query.header.columns, output, language), options["file_out"])
        if isinstance(answer, Rows) and not answer.rows:
            print_note(Text("nothing in this graph answers", "rien dans ce graphe ne répond"), language)
        context.exit(1 if answer is False else 0)


def _query(question: str | None, file: Path | None) -> Query | None:
    if question is not None and file is not None:
        raise UsageError(Text("two queries, by argument and by --file", "deux requêtes, en argument et par --file"))
    if file is not None:
        return from_file(file)
    if question is None:
        return None
    if question == STDIN:
        return from_bytes(sys.stdin.buffer.read(), "stdin")
    return own(question, "SPARQL") if is_sparql(question) else named(question)


def _binder(options: dict[str, Any], query: Query, language: str) -> Binder:
    check_base(options["base"], "--base")
    if options["endpoint"]:
        return Binder(_remote(options), options["base"], in_place=True)
    path = options["graph"] or project.graph_to_read()
    engine = load_graph(
        path,
        named_graphs=names_graphs(query.text),
        index=not options["no_index"],
        tell=lambda text: print_note(text, language),
    )
    return Binder(engine, options["base"])


def _remote(options: dict[str, Any]) -> Engine:
    from kg.query.remote import Endpoint  # noqa: PLC0415 (only who asks a server needs it)

    if options["graph"]:
        raise UsageError(
            Text("two graphs, by --graph and by --endpoint", "deux graphes, par --graph et par --endpoint"),
            fix=Text("leave one of them out", "retirer l’un des deux"),
        )
    return Engine(Endpoint(options["endpoint"], options["base"]))


def _help(context: click.Context, query: Query | None, language: str, options: dict[str, Any]) -> str:
    """Give the command's help, or the query's; a query's help needs no graph, only its values do."""
    if query is None:
        return context.get_help() + "\n"
    try:
        binder = _binder(options, query, language)
    except DataError:
        binder = None
    return help_text(query, binder, language)
