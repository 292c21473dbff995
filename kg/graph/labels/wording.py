"""The form of a language's wording: every language has the same fields, so none can lack what another has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.extract.claims import Number


@dataclass(frozen=True, slots=True)
class Noun:
    """Words that agree with a number; they may be templates."""

    one: str
    many: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one language writes what labels say.

    Strings are templates whose ``{fields}`` have the same names in every language. Labels hold plain blanks only: a
    search typed with a plain blank must find them.
    """

    code: str
    authority: str  # the language's name in the EU's authority table

    # Numbers.
    is_one: Callable[[Number], bool]  # does a noun stand in the singular?
    ordinal: Callable[[int], str]  # feminine where that matters: place, participation, année
    thousands_mark: str
    decimal_mark: str

    # Positions.
    place: Callable[[int], str]
    tied: str
    band: str
    open_band: str
    top: str
    top_percent: str
    score: Noun
    out_of: str
    grade: str
    half: str

    # Tallies.
    either: str
    graded: Noun
    counted: Mapping[str, Noun]  # by the code of a kind of criterion; "" where the kind is not known
    within: str
    within_band: str
    first: str

    # Facts.
    gained: Noun
    lost: Noun
    kept: str
    then: str
    participation: str
    running: str
    first_time: str
    first_time_in: str
    institutions: Noun
    countries: Noun
    at_least: str
    method: str
    criteria: Noun
    criteria_named: str
    scale: Noun
    scale_before: str
    new_indicators: Noun

    # Nodes around the claims.
    undated: str
    overall: str
    document: str
    cited: str
    passage: str
    link: str
    slots: Mapping[str, str]  # by the local name of the property a link fills
    build: str
    comparisons: str
    registry: str
    dataset: str
    dataset_description: str
