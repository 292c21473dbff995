"""kg plot: the answer to a canned query, drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import vocab
from kg.cli.options import language_option
from kg.cli.output import write_bytes
from kg.errors import Text, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.plot import Figure

_FORMS: dict[str, Callable[[Figure], bytes]] = {
    ".svg": lambda figure: figure.svg().encode(),
    ".png": lambda figure: figure.png(),
    ".html": lambda figure: figure.html().encode(),
    ".json": lambda figure: (json.dumps(figure.spec(), ensure_ascii=False, indent=1) + "\n").encode(),
}


def _names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from kg.plot import CHARTS  # noqa: PLC0415 (only a shell asks)

    return [name for name in CHARTS if name.startswith(begun)]


def _listed(language: str) -> str:
    from kg.plot import CHARTS  # noqa: PLC0415 (as above)
    from kg.query import load_queries, render  # noqa: PLC0415
    from kg.query.describe import LIST_COLUMNS, listing  # noqa: PLC0415

    queries = load_queries()
    return render(listing({name: queries[name] for name in CHARTS}, language), LIST_COLUMNS, None, language)


@click.command()
@click.argument("name", required=False, shell_complete=_names)
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A value for a parameter.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write: .svg, .png, .html, or .json for Vega-Lite.  [default: SVG on standard output]",
)
@click.option("--graph", type=click.Path(path_type=Path), help="File or folder to ask.  [default: data/graph]")
@click.option("--base", default=vocab.BASE, help="What the IRIs of the instances begin with.", show_default=True)
@language_option
def command(name: str | None, parameters: tuple[str, ...], output: Path | None, language: str, **options: Any) -> None:  # noqa: ANN401
    """Draw the answer to the canned query NAME, in the form that the file's ending asks for.

    Without NAME, the queries whose answers can be drawn are listed. Values are given as to kg query, whose NAME --help
    lists them. Exit code: 0 drawn, 1 no rank answers.
    """
    if name is None:
        click.echo(_listed(language), nl=False)
        return
    from kg import api  # noqa: PLC0415 (--help needs none of it)
    from kg.query.parameters import take_language  # noqa: PLC0415
    from kg.query.requests import values_given  # noqa: PLC0415

    write = _FORMS[".svg"] if output is None else _form(output)
    given, language = take_language(values_given(parameters), language)
    figure = api.open(options["graph"], lang=language, base=options["base"]).plot(name, **given)
    drawn = write(figure)
    if output is None:
        click.echo(drawn.decode())
        return
    write_bytes(output, drawn)


def _form(output: Path) -> Callable[[Figure], bytes]:
    if form := _FORMS.get(output.suffix.lower()):
        return form
    listed = ", ".join(_FORMS)
    raise UsageError(
        Text(en="no picture has this ending", fr="aucune image n’a cette extension"),
        where=str(output),
        fix=Text(en=f"choose among {listed}", fr=f"choisir parmi {listed}"),
    )
