"""The known entities, as the registry's Turtle describes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class NameMode(StrEnum):
    """How a name is matched in a text."""

    ANY = "any"  # whatever its case and accents
    EXACT = "exact"  # with this very case: acronyms that are words
    CONTEXT = "context"  # likewise, and only where the text speaks of a ranking


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity."""

    text: str
    mode: NameMode
    language: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term:
    """Anything the registry names; ``slug`` is its IRI below base and kind, ``labels`` the preferred ones."""

    iri: str
    slug: str
    labels: Mapping[str, str]
    names: tuple[Name, ...]

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, each once, in the registry's order."""
        return tuple(dict.fromkeys(name.text for name in self.names))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Institution(Term):
    """A university or school; ``country`` is the slug of a place, ``parent`` of an institution it belongs to."""

    country: str | None
    region: str | None
    categories: tuple[str, ...]
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Publisher(Term):
    """Who publishes rankings; ``default`` is the ranking meant when only the publisher is named."""

    default: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking(Term):
    """A ranking; ``own_scope`` is "world", "europe" or an ISO code; ``categories`` what it ranks."""

    short: Mapping[str, str]
    own_scope: str
    publisher: str | None
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Criterion(Term):
    """A table, dimension, subject or indicator of a ranking; ``slug`` is "{ranking}/{code}"."""

    ranking: str
    code: str
    kind: str
    goal: int | None
    short: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Goal(Term):
    """One of the UN's goals."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place(Term):
    """A place; ``kind`` world, continent, country or region; ``notation`` a country's ISO code."""

    kind: str
    notation: str | None
    broader: str | None

    def scope(self, language: str) -> str:
        """Give the place as claims write it: "world", "europe", "FR", "region:Occitanie" in the text's language."""
        if self.slug in {"world", "europe"}:
            return self.slug
        return self.notation if self.notation and self.kind == "country" else f"region:{self.labels[language]}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Category(Term):
    """A kind of institutions: engineering schools, universities; ``broader`` the kind it belongs to."""

    broader: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grade(Term):
    """A grade or group of a ranking; ``order`` 1 is best."""

    ranking: str
    notation: str
    order: int
