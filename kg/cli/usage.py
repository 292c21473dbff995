"""click's usage errors in our form and in both languages."""

from __future__ import annotations

import click

from kg.errors import COLON, Text, UsageError


def usage_error(error: click.ClickException) -> UsageError:
    """Say what was wrong on the command line, for which command, and what to write instead."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    where = context.command_path if context else "kg"
    what, fix = _explain(error)
    return UsageError(what, where=where, fix=fix or Text(en=f"see {where} --help", fr=f"voir {where} --help"))


def _explain(error: click.ClickException) -> tuple[Text, Text | None]:
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        return Text(en=f"no option {name}", fr=f"pas d’option {name}"), _nearest(error.possibilities)
    if isinstance(error, click.exceptions.NoSuchCommand):
        name = error.command_name
        return Text(en=f"no command {name}", fr=f"pas de commande {name}"), _nearest(error.possibilities)
    if isinstance(error, click.MissingParameter):
        name = _name(error)
        return Text(en=f"{name} is missing", fr=f"il manque {name}"), None
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        name, choices = _name(error), ", ".join(map(str, error.param.type.choices))
        return (
            Text(en=f"{name}: not an allowed value", fr=f"{name}{COLON.fr}valeur non admise"),
            Text(en=f"choose among {choices}", fr=f"choisir parmi {choices}"),
        )
    words = error.format_message()
    return Text(en=words, fr=f"ligne de commande refusée ({words})"), None


def _nearest(names: list[str] | None) -> Text | None:
    if not names:
        return None
    return Text(
        en=f"did you mean {' or '.join(names)}?", fr=f"vouliez-vous dire {' ou '.join(names)}\N{NARROW NO-BREAK SPACE}?"
    )


def _name(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx).replace("'", "") if error.param else "parameter"
