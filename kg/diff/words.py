"""The words of a difference, in French and in English.

French keeps to nouns where English has participles: those would have to agree with what is told.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.diff.difference import Status
from kg.errors import Text
from kg.validate.rules import Severity

SAME = Text(en="The graphs state the same.", fr="Les graphes disent la même chose.")
DIFFER = Text(
    en="The graphs differ: {added} added, {withdrawn} withdrawn.",
    fr="Les graphes diffèrent\N{NO-BREAK SPACE}: {added} en plus, {withdrawn} en moins.",
)
TITLE = Text(en="What changed", fr="Ce qui a changé")
LABELS = Text(en="Labels", fr="Libellés")
FINDINGS = Text(en="Findings of validation", fr="Constats de la validation")
OTHERS = Text(en="Statements that no line above tells", fr="Déclarations qu’aucune ligne ci-dessus ne dit")
NEW = Text(en="new", fr="nouveaux")
MENDED = Text(en="mended", fr="résolus")
BEFORE = Text(en="before", fr="avant")
NOW = Text(en="now", fr="à présent")
BOTH = Text(en="before and now", fr="avant comme à présent")
QUOTE_GONE = Text(en="no longer quoted", fr="n’est plus cité")
QUOTE_COME = Text(en="quoted anew", fr="nouvellement cité")
QUOTE = Text(en="“{}”", fr="«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»")
GONE = Text(en="withdrawn", fr="en moins")
COME = Text(en="added", fr="en plus")
FOLLOWING = Text(
    en="labels of claims, made of the names of other things",
    fr="libellés d’énoncés, faits des noms d’autres éléments",
)
FOR_EXAMPLE = Text(en="for example", fr="par exemple")
MORE = Text(en="and {} more, all of which --format json tells", fr="et {} de plus, que --format json dit toutes")

_TONGUES = {"fr": Text(en="French", fr="français"), "en": Text(en="English", fr="anglais")}
_NO_TONGUE = Text(en="no language", fr="sans langue")
_THOUSANDS = Text(",", "\N{NARROW NO-BREAK SPACE}")


class Noun(NamedTuple):
    """Something that is counted, in the singular and in the plural."""

    one: Text
    several: Text


def _noun(en: str, fr: str) -> Noun:
    """Make a noun whose plural ends in s in both languages."""
    return Noun(Text(en, fr), Text(f"{en}s", f"{fr}s"))


def _participle(en: str, fr: str) -> Noun:
    """Make a noun of what is a participle in English, which has no plural."""
    return Noun(Text(en, fr), Text(en, f"{fr}s"))


STATEMENT = _noun("statement", "déclaration")
STATUS = {
    Status.CORRECTED: _participle("corrected", "correction"),
    Status.ADDED: _participle("added", "ajout"),
    Status.WITHDRAWN: _participle("withdrawn", "retrait"),
    Status.CHANGED: _participle("changed", "modification"),
}
NEW_ONES = Noun(Text("new", "nouveau"), Text("new", "nouveaux"))
MENDED_ONES = _participle("mended", "résolu")
SEVERITY = {
    Severity.VIOLATION: Text(en="violation", fr="violation"),
    Severity.WARNING: Text(en="warning", fr="avertissement"),
    Severity.INFO: Text(en="remark", fr="remarque"),
}


def counted(number: int, noun: Noun, language: str) -> str:
    """Say how many there are; in French, none is singular too.

    >>> counted(1204, STATEMENT, "en"), counted(0, STATEMENT, "fr").split()
    ('1,204 statements', ['0', 'déclaration'])
    """
    one, several = noun
    word = Text(en=one.en if number == 1 else several.en, fr=one.fr if number <= 1 else several.fr)
    return f"{numeral(number, language)}{_SPACE.in_language(language)}{word.in_language(language)}"


_SPACE = Text(en=" ", fr="\N{NO-BREAK SPACE}")


def numeral(number: int, language: str) -> str:
    """Write a number with its thousands parted."""
    return f"{number:,}".replace(",", _THOUSANDS.in_language(language))


def tongue(tag: str, language: str) -> str:
    """Name the language of a label."""
    return (_TONGUES.get(tag) or (Text(tag, tag) if tag else _NO_TONGUE)).in_language(language)
