"""What things are called on a page: their name in its language, else the other's, marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.graph.privacy import without_private
from kg.query.parameters import LANGUAGES
from kg.query.terms import iri as term
from kg.vocab import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query import Engine

# Few of each, and named on many pages; claims and passages are many, and are named where they stand.
_CLASSES = (
    "Institution Ranking Edition Criterion Goal Scope Grade Basis PositionKind CriterionKind LinkKind Place PlaceKind"
    " Publisher Organization InstitutionCategory Direction Programme Unit"
).split()
UNKNOWN = "und"  # the tag of a language that nobody tells
_TAGS = {f"{LANGUAGE}FRA": "fr", f"{LANGUAGE}ENG": "en"}


class Name(NamedTuple):
    """Words, and their language where it is not that of the page."""

    text: str
    tongue: str = ""


class Names:
    """The names of all that is no claim and no passage, read once."""

    def __init__(self, engine: Engine, base: str) -> None:
        """Read the labels, and of documents the title and its language."""
        self._base = base
        self._labels: dict[str, dict[str, str]] = {}
        classes = " ".join(f"pal:{name}" for name in _CLASSES)
        pattern = f"VALUES ?class {{ {classes} }} ?thing a ?class ; rdfs:label ?label"
        for thing, label, tag in engine.rows(f"SELECT ?thing ?label (LANG(?label) AS ?tag) {{ {pattern} }}"):
            labels = self._labels.setdefault(str(thing), {})
            labels[str(tag)] = min(labels.get(str(tag), str(label)), str(label))
        titles = "?document a pal:Document ; dct:title ?title OPTIONAL { ?document dct:language ?language }"
        for document, title, language in engine.rows(f"SELECT ?document ?title ?language {{ {titles} }}"):
            self._labels[str(document)] = {tag_of(language) or UNKNOWN: without_private(str(title))}

    def of(self, iri: str, language: str) -> Name:
        """Give the name of a thing; what has none is called by the end of its IRI."""
        return in_language(self._labels.get(iri, {}), language) or Name(iri.removeprefix(self._base).partition("/")[2])

    def known(self, iri: str) -> bool:
        """Tell whether this has a name here."""
        return iri in self._labels


def in_language(labels: Mapping[str, str], language: str) -> Name | None:
    """Choose among labels by tag: the page's own, else another with its tag. Equal words need none.

    >>> in_language({"fr": "monde"}, "en")
    Name(text='monde', tongue='fr')
    """
    if language in labels:
        return Name(labels[language])
    for tag in (*LANGUAGES, *sorted(labels)):
        if tag in labels:
            return Name(labels[tag], tag)
    return None


def tag_of(language: object) -> str:
    """Give the tag of a language that the graph names; nothing for any other.

    >>> tag_of("http://publications.europa.eu/resource/authority/language/FRA"), tag_of(None)
    ('fr', '')
    """
    return _TAGS.get(str(language), "")


def labels_of(engine: Engine, subject: str) -> dict[str, str]:
    """Give the labels of one thing by tag."""
    rows = engine.rows(f"SELECT ?label (LANG(?label) AS ?tag) {{ {term(subject)} rdfs:label ?label }} ORDER BY ?label")
    return {str(tag): str(label) for label, tag in reversed(rows)}
