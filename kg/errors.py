"""The errors a user can mend, each with the exit code the command line gives it, in French and in English."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """One message in both languages, so that neither can be forgotten."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """Give the wording in ``language`` ("fr" or "en")."""
        return str(getattr(self, language))


def reason_of(error: OSError) -> Text:
    """Say in both languages why the system refused a file; a reason that we have no words for is quoted.

    >>> reason_of(FileNotFoundError()).fr
    'fichier introuvable'
    """
    for kind, reason in _REASONS.items():
        if isinstance(error, kind):
            return reason
    stated = error.strerror or str(error)
    return Text(en=stated, fr=quoted_in_french(stated))


def quoted_in_french(stated: str) -> str:
    """Put between French quotation marks what a library says in English."""
    return f"«\N{NO-BREAK SPACE}{stated}\N{NO-BREAK SPACE}»"


_REASONS = {
    FileNotFoundError: Text(en="there is no such file", fr="fichier introuvable"),
    PermissionError: Text(en="it must not be read", fr="lecture interdite"),
    IsADirectoryError: Text(en="it is a folder", fr="c’est un dossier"),
}


def installed_with(extra: str) -> Text:
    """Say how to install what an extra brings, from a package index or in a checkout.

    >>> installed_with("plot").en
    "pip install 'palmares[plot]', or '.[plot]' in a checkout"
    """
    command = f"pip install 'palmares[{extra}]'"
    return Text(en=f"{command}, or '.[{extra}]' in a checkout", fr=f"{command}, ou '.[{extra}]' dans un dépôt")


FIX = Text(en="fix", fr="remède")
COLON = Text(en=": ", fr="\N{NO-BREAK SPACE}: ")


class KgError(Exception):
    """What went wrong, where (a path, a line, a name), and what to do about it.

    A bug is not a KgError and is never caught: it ends the program with its traceback.
    """

    exit_code = 3

    def __init__(self, what: Text, *, where: str = "", fix: Text | None = None) -> None:
        """Keep the three parts; ``where`` may be empty and ``fix`` None."""
        super().__init__(what.en)
        self.what, self.where, self.fix = what, where, fix

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass from one process to another with all its parts."""
        return _again, (type(self), self.what, self.where, self.fix)

    def message(self, language: str) -> str:
        """Give one message of one or two lines in ``language``."""
        colon = COLON.in_language(language)
        what = self.what.in_language(language)
        message = f"{self.where}{colon}{what}" if self.where else what
        if self.fix is None:
            return message
        return f"{message}\n  {FIX.in_language(language)}{colon}{self.fix.in_language(language)}"

    def __str__(self) -> str:
        """Give the English message."""
        return self.message("en")


def _again(kind: type[KgError], what: Text, where: str, fix: Text | None) -> KgError:
    return kind(what, where=where, fix=fix)


class UsageError(KgError):
    """A wrong name, parameter or combination of options."""

    exit_code = 2


class DocumentError(KgError):
    """A source document that cannot be read or must not be built."""


class DataError(KgError):
    """Turtle, N-Quads or registry data that cannot be read."""


class ShapesError(KgError):
    """Shapes that cannot be read or are not valid SHACL."""

    exit_code = 4
