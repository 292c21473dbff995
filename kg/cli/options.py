"""What all commands share: the language of messages, and where they are printed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import COLON, KgError, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CODES = ("fr", "en")
ERROR = Text(en="error", fr="erreur")
NOTE = Text(en="note", fr="remarque")

_THOUSANDS = Text(",", "\N{NARROW NO-BREAK SPACE}")
_KEY = "kg.language"
_Command = TypeVar("_Command", bound="Callable[..., Any]")


def locale_language(environment: Mapping[str, str]) -> str:
    """Give the language of the locale that ``environment`` asks for, else English.

    >>> locale_language({"LANG": "fr_FR.UTF-8"}), locale_language({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"})
    ('fr', 'en')
    """
    asked = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, asked), "")
    code = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in CODES else "en"


def language_of(context: click.Context | None) -> str:
    """Give the language chosen with ``--lang`` before or after the command's name, else the locale's."""
    chosen = context.meta.get(_KEY) if context else None
    return chosen or locale_language(os.environ)


def language_in(words: Sequence[str]) -> str | None:
    """Give the language that the words of an unparsed command line ask for, if they do.

    >>> language_in(["query", "--lang", "fr", "--formt"]), language_in(["--lang=en"]), language_in(["--lang"])
    ('fr', 'en', None)
    """
    for word, following in zip(words, [*words[1:], ""], strict=True):
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and asked in CODES:
            return asked
    return None


def _choose(context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if value is not None:
        context.meta[_KEY] = value
    return language_of(context)


def language_option(command: _Command) -> _Command:
    """Add ``--lang fr|en``; the command receives it as ``language``."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(CODES),
        is_eager=True,
        callback=_choose,
        help="Language of messages and labels.  [default: the locale's, else en]",
    )(command)


def number_in(number: int, language: str) -> str:
    """Write a number with its thousands parted as ``language`` parts them.

    >>> number_in(10346, "en")
    '10,346'
    """
    return f"{number:,}".replace(",", _THOUSANDS.in_language(language))


def print_note(text: Text, language: str) -> None:
    """Print a remark on stderr, where it does not mix with the result."""
    click.echo(f"{NOTE.in_language(language)}{COLON.in_language(language)}{text.in_language(language)}", err=True)


def print_error(error: KgError, language: str) -> None:
    """Print an error and its remedy on stderr."""
    click.echo(f"{ERROR.in_language(language)}{COLON.in_language(language)}{error.message(language)}", err=True)


def silence_rdflib() -> None:
    """Keep rdflib from warning of values that their datatype does not allow: they are findings, and told."""
    import logging  # noqa: PLC0415 (takes longer than the help of most commands)
    import warnings  # noqa: PLC0415

    logging.getLogger("rdflib").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module=r"rdflib\.")
