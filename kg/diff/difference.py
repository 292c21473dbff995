"""The values that a difference between two graphs is told with, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.diff.compare import Change
    from kg.validate.findings import Finding
    from kg.validate.screen.terms import Term


class Status(StrEnum):
    """What became of something, what matters most first."""

    CORRECTED = "corrected"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


class Quote(NamedTuple):
    """Words of a document, with line ends smoothed to spaces, what stands around them, and the document's name."""

    before: str
    text: str
    after: str
    document: str


@dataclass(frozen=True, slots=True)
class Said:
    """One side of an entry: a node, its words where they differ from the other side's, and the quotes behind it."""

    iri: str
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """A property of which values went or came; ``old`` and ``new`` are these, as people read them."""

    iri: str
    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that changed.

    ``label`` names what is spoken of; of a correction, what both claims have in common. ``old`` is None for what was
    added, ``new`` for what was withdrawn. Of a change, the quotes are those that went or came.
    """

    status: Status
    label: str
    old: Said | None
    new: Said | None
    properties: tuple[PropertyChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one class, by status and then by label; ``iri`` is the class, empty for what has none."""

    iri: str
    heading: str
    entries: tuple[Entry, ...]

    def of(self, status: Status) -> list[Entry]:
        """Give the entries of one status."""
        return [entry for entry in self.entries if entry.status is status]


@dataclass(frozen=True, slots=True)
class LabelChange:
    """A label of something that both graphs describe; ``old`` or ``new`` is None if there is no such label there.

    ``thing`` is what it is called now in the language of the report, ``tag`` the language of the label, empty if it has
    none. ``follows`` tells that the label is made of others, as that of a claim is of the names of its institution and
    ranking.
    """

    iri: str
    thing: str
    tag: str
    old: str | None
    new: str | None
    follows: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements with one property, about things of one class, were added and withdrawn and not told above."""

    kind: str
    name: str
    added: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """What validation finds in the new graph only, and in the old one only."""

    new: tuple[Finding, ...]
    mended: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs, in ``language``; every statement is told by an entry or a label, or is counted in ``others``.

    ``changes`` are these statements, by subject. ``findings`` is None if the graphs were not validated.
    """

    language: str
    changes: Mapping[Term, Change]
    groups: tuple[Group, ...]
    labels: tuple[LabelChange, ...]
    others: tuple[Count, ...]
    findings: FindingChanges | None

    @property
    def is_empty(self) -> bool:
        """Tell whether the graphs state the same."""
        return not self.changes
