"""kg completion: the script that makes a shell complete commands, options and names of queries."""

from __future__ import annotations

import click

from kg.cli.options import language_option

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@language_option
@click.pass_context
def command(context: click.Context, /, shell: str, language: str) -> None:  # noqa: ARG001 (for its messages)
    """Print the script for SHELL: commands, options, files and the names of queries are then completed.

    bash: eval "$(kg completion bash)" in ~/.bashrc; zsh: the same with zsh in ~/.zshrc; fish: kg completion fish >
    ~/.config/fish/completions/kg.fish
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415 (--help needs none of it)

    completion = get_completion_class(shell)
    if completion is not None:
        click.echo(completion(context.find_root().command, {}, "kg", "_KG_COMPLETE").source())
