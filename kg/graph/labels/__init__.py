"""Labels in both languages, each made from the same values, so that the two cannot say different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.labels.en import ENGLISH
from kg.graph.labels.fr import FRENCH
from kg.graph.labels.wording import Noun, Wording
from kg.graph.terms import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.extract.claims import Number

__all__ = ["WORDINGS", "Noun", "Wording", "agree", "in_languages", "number", "sentence"]

WORDINGS: Mapping[str, Wording] = {wording.code: wording for wording in (FRENCH, ENGLISH)}


def in_languages(write: Callable[[Wording], str]) -> dict[str, str]:
    """Write one label in every language."""
    return {code: write(wording) for code, wording in WORDINGS.items()}


def sentence(parts: Iterable[str]) -> str:
    """Join the parts of a label; a part that says nothing is left out."""
    return ", ".join(filter(None, parts))


def number(value: Number, wording: Wording) -> str:
    """Write a number with the language's marks.

    >>> number(12345, FRENCH), number(12345, ENGLISH)
    ('12 345', '12,345')
    """
    whole, _, fraction = plain(value).partition(".")
    whole = f"{int(whole):,}".replace(",", wording.thousands_mark)
    return whole + (wording.decimal_mark + fraction if fraction else "")


def agree(noun: Noun, value: Number, wording: Wording) -> str:
    """Give the form of a noun that agrees with a number."""
    return noun.one if wording.is_one(value) else noun.many
