"""kg explain: one rule of the shapes, with its reason and two examples."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import language_option


@click.command()
@click.argument("rule", metavar="RULE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.option(
    "--shapes",
    metavar="DIR",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Explain by these shapes too, or by them in place of ours.",
)
@language_option
def command(rule: str, form: str, shapes: tuple[Path, ...], language: str) -> None:
    """Explain RULE, as kg validate names it: what to do about a finding, why, what SHACL asks, two examples.

    kg validate --rules lists the rules.
    """
    from kg.validate.explain import explained_json, explained_text  # noqa: PLC0415 (its libraries are heavy)
    from kg.validate.rules import shapes_with  # noqa: PLC0415

    told = explained_text if form == "text" else explained_json
    click.echo(told(shapes_with(shapes), rule, language), nl=False)
