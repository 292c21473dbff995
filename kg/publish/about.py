"""What a publication says of itself that no graph states: who publishes it, under which name, and when."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import DataError, Text, quoted_in_french
from kg.publish.reading import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


class Keywords(NamedTuple):
    """What the data set can be found by, in each language."""

    en: tuple[str, ...]
    fr: tuple[str, ...]


_MAINTAINERS = Text("The Palmarès maintainers", "Les mainteneurs de Palmarès")
_KEYWORDS = Keywords(
    ("university rankings", "higher education", "Sustainable Development Goals", "press releases"),
    (
        "classements universitaires",
        "enseignement supérieur",
        "objectifs de développement durable",
        "communiqués de presse",
    ),
)


@dataclass(frozen=True, slots=True)
class About:
    """What catalogues and pages are to say; where ``title`` to ``version`` are left out, the graph's own word holds.

    ``page``, ``contact`` and ``licence`` are IRIs. Each language has keywords of its own.
    """

    title: Text | None = None
    description: Text | None = None
    licence: str = ""
    version: str = ""
    issued: date | None = None
    publisher: Text = _MAINTAINERS
    page: str = ""
    contact: str = ""
    keywords: Keywords = _KEYWORDS


_WORDS = Text("a text that is not empty", "un texte non vide")
_LIST = Text('texts, as in ["universities", "rankings"]', 'des textes, comme ["universités", "classements"]')
_WEB = Text("an address that begins with https://", "une adresse qui commence par https://")
_CONTACT = Text("an address that begins with https:// or mailto:", "une adresse qui commence par https:// ou mailto:")
_DAY = Text("a day, as in 2026-11-27 without quotation marks", "un jour, comme 2026-11-27 sans guillemets")
_NUMBER = Text('letters, digits, dots and hyphens, as in "1.2.0"', 'lettres, chiffres, points et traits, comme "1.2.0"')
_IRI = r"[^\s<>\"{}|\\^`]+"


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_text, value))


# What each key takes: how it is judged, and how that is said.
_KEYS: Mapping[str, tuple[Callable[[object], bool], Text]] = {
    "title.fr": (_text, _WORDS),
    "title.en": (_text, _WORDS),
    "description.fr": (_text, _WORDS),
    "description.en": (_text, _WORDS),
    "keywords.fr": (_texts, _LIST),
    "keywords.en": (_texts, _LIST),
    "publisher.name": (_text, _WORDS),
    "publisher.page": (_matches(f"https?://{_IRI}"), _WEB),
    "contact": (_matches(f"(?:https?://|mailto:){_IRI}"), _CONTACT),
    "licence": (_matches(f"https?://{_IRI}"), _WEB),
    "issued": (lambda value: type(value) is date, _DAY),  # a moment is a day to isinstance
    "version": (_matches(r"[0-9A-Za-z][0-9A-Za-z.\-]*"), _NUMBER),
}
_BOTH = ("title", "description", "keywords")  # in both languages, or in none


def read_about(file: Path) -> About:
    """Read such a file. Raises DataError where it cannot be read, or holds keys or values that it must not."""
    with told(file):
        content = file.read_bytes()
    try:
        values = dict(_flat(tomllib.loads(content.decode("utf-8"))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            Text(f"broken TOML: {error}", f"TOML invalide, {quoted_in_french(str(error))}"),
            where=str(file),
            fix=Text('write lines such as version = "1.2.0"', 'écrire des lignes comme version = "1.2.0"'),
        ) from error
    faults = list(_faults(values))
    if faults:
        raise DataError(
            Text("; ".join(each.en for each in faults), "\N{NARROW NO-BREAK SPACE}; ".join(each.fr for each in faults)),
            where=str(file),
            fix=Text(f"the keys are {', '.join(_KEYS)}", f"les clés sont {', '.join(_KEYS)}"),
        )
    return _about(values)


def _flat(values: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{within}{key}.")
        else:
            yield f"{within}{key}", value


def _faults(values: Mapping[str, Any]) -> Iterator[Text]:
    for key, value in values.items():
        if key not in _KEYS:
            yield Text(f"unknown key {key}", f"clé inconnue {key}")
            continue
        fits, wanted = _KEYS[key]
        if not fits(value):
            yield Text(f"{key} takes {wanted.en}", f"{key} attend {wanted.fr}")
    for name in _BOTH:
        there = [language for language in Text._fields if f"{name}.{language}" in values]
        for language in Text._fields if there else ():
            if language not in there:
                yield Text(f"{name}.{language} is missing", f"il manque {name}.{language}")


def _about(values: Mapping[str, Any]) -> About:
    known = About()
    name = values.get("publisher.name")
    return About(
        title=_in_both(values, "title"),
        description=_in_both(values, "description"),
        licence=values.get("licence", ""),
        version=values.get("version", ""),
        issued=values.get("issued"),
        publisher=Text(name, name) if name else known.publisher,
        page=values.get("publisher.page", ""),
        contact=values.get("contact", ""),
        keywords=Keywords(*(tuple(values[f"keywords.{each}"]) for each in Keywords._fields))
        if "keywords.en" in values
        else known.keywords,
    )


def _in_both(values: Mapping[str, Any], name: str) -> Text | None:
    return Text(*(values[f"{name}.{each}"] for each in Text._fields)) if f"{name}.en" in values else None
