"""What tables are made of: columns, and fields that read them from a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.errors import Text
from kg.publish.downloads.tables.terms import definition_of, title_of
from kg.publish.facts import label_of
from kg.query.parameters import LANGUAGES
from kg.validate.screen.terms import value_of
from kg.vocab import PAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.publish.downloads.tables.claims import Claim, Passage

Cell: TypeAlias = str | int | bool | None


class Type(StrEnum):
    """What a column holds; the value is what CSVW calls it. A decimal is kept as the text that the graph has."""

    IRI = "anyURI"
    TEXT = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``language`` is that of its texts, if it is always the same; ``several`` values are parted by a bar."""

    name: str
    type: Type
    title: Text
    description: Text
    language: str = ""
    several: bool = False


class Field(NamedTuple):
    """Columns that are read together, from a claim and one of its passages."""

    columns: tuple[Column, ...]
    read: Callable[[Claim, Passage | None], tuple[Cell, ...]]


BAR = "|"
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the claims of some classes: a row for each claim or, ``by_passage``, for each passage of each."""

    name: str
    title: Text
    description: Text
    classes: tuple[str, ...]
    fields: tuple[Field, ...]
    by_passage: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return tuple(column for field in self.fields for column in field.columns)


_TONGUES = {"fr": Text("French", "français"), "en": Text("English", "anglais")}
_LABEL = Text("{what}, in {tongue}", "{what}, en {tongue}")
_ITS_LABEL = Text("Its label in {tongue}.", "Son libellé {tongue}.")
_THEIR_LABELS = Text("Their labels in {tongue}, in the same order.", "Leurs libellés en {tongue}, dans le même ordre.")


def _labelled(name: str, title: Text, description: Text, *, several: bool = False) -> tuple[Column, ...]:
    """Give the columns of a thing: its IRI, and its label in each language."""
    labels, its = [], _THEIR_LABELS if several else _ITS_LABEL
    for language in LANGUAGES:
        tongue = _TONGUES[language]
        words = Text(*(_LABEL.in_language(each).format(what=title.in_language(each), tongue=tongue.in_language(each))
                       for each in Text._fields))  # fmt: skip
        about = Text(*(its.in_language(each).format(tongue=tongue.in_language(each)) for each in Text._fields))
        labels.append(Column(f"{name}_label_{language}", Type.TEXT, words, about, language, several))
    return (Column(name, Type.IRI, title, description, several=several), *labels)


def itself(name: str, title: Text) -> Field:
    """Read the claim's own IRI and labels."""
    description = Text(
        "IRI of the row, by which the other files name it.",
        "IRI de la ligne, par lequel les autres fichiers la nomment.",
    )

    def read(claim: Claim, _: Passage | None) -> tuple[Cell, ...]:
        return (claim.subject[1:-1], *(label_of(claim.statements, language) for language in LANGUAGES))

    return Field(_labelled(name, title, description), read)


def thing(name: str, *path: str, kind: str = "", several: bool = False) -> Field:
    """Read a thing at the end of a path of properties of ours; it is called as its class is, or the last property."""
    terms = tuple(f"<{PAL}{each}>" for each in path)

    def read(claim: Claim, _: Passage | None) -> tuple[Cell, ...]:
        things = [each for each in claim.values(terms) if each[0] == "<"][: None if several else 1]
        labels = ([claim.facts.label(thing, language) or "" for thing in things] for language in LANGUAGES)
        return tuple(BAR.join(each) or None for each in ([thing[1:-1] for thing in things], *labels))

    return Field(_labelled(name, title_of(kind or path[-1]), definition_of(path[-1]), several=several), read)


def value(name: str, kind: Type, *path: str, note: Text | None = None) -> Field:
    """Read a value at the end of a path of properties of ours; ``note`` adds to what its definition says."""
    terms = tuple(f"<{PAL}{each}>" for each in path)

    def read(claim: Claim, _: Passage | None) -> tuple[Cell, ...]:
        values = claim.values(terms)
        return (typed(value_of(values[0]), kind) if values else None,)

    said = definition_of(path[-1])
    if note:
        said = Text(*(f"{said.in_language(each)} {note.in_language(each)}" for each in Text._fields))
    return Field((Column(name, kind, title_of(path[-1]), said),), read)


def typed(text: str, kind: Type) -> Cell:
    """Read a value as its column wants it; what is none of the kind, which validation tells, is left out."""
    match kind:
        case Type.INTEGER:
            return int(text) if _INTEGER.fullmatch(text) else None
        case Type.DECIMAL:
            return text if _DECIMAL.fullmatch(text) else None
        case Type.BOOLEAN:
            return {"true": True, "false": False}.get(text)
        case _:
            return text


def counted(name: str, title: Text, description: Text, count: Callable[[Claim], int]) -> Field:
    """Read a number."""
    return Field((Column(name, Type.INTEGER, title, description),), lambda claim, _: (count(claim),))


def of_passage(name: str, kind: Type, title: Text, description: Text) -> Field:
    """Read what is known of a passage, by the name of the column."""

    def read(_: Claim, passage: Passage | None) -> tuple[Cell, ...]:
        return (None if passage is None else getattr(passage, name),)

    return Field((Column(name, kind, title, description),), read)
