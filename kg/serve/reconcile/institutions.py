"""Institutions as reconciliation sees them: what they are called, where they are, who else names them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class LabelKind(IntEnum):
    """What a label is, the surest first."""

    PREFERRED = 0
    OTHER = 1
    ACRONYM = 2
    FORMER = 3
    SHORT = 4
    HIDDEN = 5


@dataclass(frozen=True, slots=True)
class Label:
    """One name, in one language; the empty language is none."""

    text: str
    kind: LabelKind
    language: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A country, a region or a category: its IRI, its names and, if it has one, its code."""

    iri: str
    labels: tuple[Label, ...]
    code: str = ""

    def name(self, language: str) -> str:
        """Give its preferred name in a language, else in any, else what its IRI ends with."""
        return _name(self.labels, language) or self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """An institution; ``served`` tells that it is in the graph that is served, and so has a page there.

    ``id`` is its IRI without the base; ``labels`` begin with the surest. ``candidate`` tells that it is known by the
    words of a document alone.
    ``country``, ``region``, ``categories`` and ``parents`` are IRIs.
    """

    iri: str
    id: str
    labels: tuple[Label, ...]
    country: str = ""
    region: str = ""
    categories: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    founded: int | None = None
    ror: str = ""
    wikidata: str = ""
    served: bool = False
    candidate: bool = False

    def name(self, language: str) -> str:
        """Give its preferred name in a language, else in any, else its id."""
        return _name(self.labels, language) or self.id

    def called(self, language: str, *kinds: LabelKind) -> list[str]:
        """Give its labels of these kinds in a language, each once; where it has none there, those of any language."""
        labels = [label for label in self.labels if label.kind in kinds]
        own = [label.text for label in labels if label.language == language]
        return list(dict.fromkeys(own or [label.text for label in labels]))


@dataclass(frozen=True, slots=True)
class Institutions:
    """All that can be found: institutions by id, and the concepts that they name by IRI."""

    base: str
    by_id: Mapping[str, Institution]
    concepts: Mapping[str, Concept]

    def concept(self, iri: str) -> Concept | None:
        """Give a country, a region or a category; None for the empty IRI and for an unknown one."""
        return self.concepts.get(iri)

    def named(self, iri: str, language: str) -> str:
        """Name a concept; nothing for an unknown one."""
        concept = self.concepts.get(iri)
        return concept.name(language) if concept else ""

    def where(self, institution: Institution, language: str) -> str:
        """Say where an institution is: region and country."""
        names = [self.named(iri, language) for iri in (institution.region, institution.country)]
        return ", ".join(dict.fromkeys(filter(None, names)))


def _name(labels: tuple[Label, ...], language: str) -> str:
    preferred = [label for label in labels if label.kind is LabelKind.PREFERRED]
    own = [label.text for label in preferred if label.language == language]
    return next(iter([*own, *(label.text for label in preferred)]), "")
