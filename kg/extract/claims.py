"""What extraction gives: claims and facts, every part with the words that state it and how it was linked.

A claim is one position that a document states for one institution in one ranking. Spans are code points of the
document's source. Facts are what documents say besides: sizes, participations, moves, methods.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from kg.read.document import Span

Number: TypeAlias = int | Decimal
T = TypeVar("T")


class LinkKind(StrEnum):
    """How a part of a claim was found, from the closest tie to the loosest."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    LIST_PARENT = "list-parent"
    TABLE = "table"
    ANAPHORA = "anaphora"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TITLE = "title"
    DOCUMENT = "document"
    DEFAULT = "default"  # not stated: the ranking's own scope, the overall criterion


@dataclass(frozen=True, slots=True)
class Entity:
    """Something named: ``slug`` is its key in the registry, or None for a candidate known only by its words.

    ``name`` is the fullest name the document gives, ``names`` every name of a registered entity in both languages.
    ``readings`` are the keys of all that a candidate's name could mean, where the context decides for none of them.
    """

    name: str
    slug: str | None = None
    names: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked(Generic[T]):
    """A part of a claim: its value, where the document says it, and by which link and rule it came to the claim.

    ``span`` is None only where nothing in the document says it (``LinkKind.DEFAULT``).
    """

    value: T
    span: Span | None
    kind: LinkKind
    rule: str


class PositionKind(StrEnum):
    """The types of position, as in the gold."""

    RANK = "rank"
    BAND = "band"
    TOP = "top"
    TOP_PERCENT = "top_percent"
    SCORE = "score"
    GRADE = "grade"
    GRADE_COUNT = "grade_count"
    SUBJECT_COUNT = "subject_count"


@dataclass(frozen=True, slots=True)
class Position:
    """A position as stated.

    rank 24: low 24, high 24. band 101-200: 101, 200 (open band 1201+: 1201, None). top 300: 1, 300. top 10 %: 0, 10.
    score 83/100: 83, 100 (maximum None if not stated). Counts: n, n. ``grade`` is "A" or, in a count, "A+B";
    ``half`` the half of a group (1 or 2). ``within`` and ``out_of`` belong to subject counts ("top 200 for 7 of 17"),
    as does ``within_from`` where a band is counted in ("top 100-200 for five goals": 100).
    """

    kind: PositionKind
    low: Number | None = None
    high: Number | None = None
    grade: str | None = None
    half: int | None = None
    within: int | None = None
    within_from: int | None = None
    out_of: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a position is counted: "world", "europe", an ISO country code, or "region:NAME".

    ``population`` is a set narrower than the ranking's own, as written (`écoles d’ingénieurs` in a world ranking).
    """

    place: str
    population: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One position of one institution, with its evidence.

    ``computed`` tells that the position was worked out from a stated move ("gains 3 places to reach 24th" gives 27
    for the edition before). ``criterion`` None is the overall table. ``edition`` is a year, or None.
    """

    institution: Linked[Entity]
    ranking: Linked[Entity]
    edition: Linked[int | None]
    criterion: Linked[Entity | None]
    scope: Linked[Scope]
    position: Position
    span: Span
    rule: str
    tied: bool = False
    computed: bool = False


@dataclass(frozen=True, slots=True)
class EditionSize:
    """How many institutions (or countries) an edition ranks, in all or of one country or group."""

    ranking: Linked[Entity]
    edition: Linked[int | None]
    unit: str  # "institution" or "country"
    count: int
    at_least: bool
    span: Span
    rule: str
    place: str | None = None
    group: Linked[Entity] | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """The nth participation, the nth in a row, or the first (new entrant), in the whole or in named criteria."""

    institution: Linked[Entity]
    ranking: Linked[Entity]
    edition: Linked[int | None]
    span: Span
    rule: str
    ordinal: int | None = None
    consecutive: int | None = None
    first_time: bool = False
    criteria: tuple[Linked[Entity], ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A change since the edition before: places gained (negative: lost, 0: kept), or values from and to."""

    institution: Linked[Entity]
    ranking: Linked[Entity]
    edition: Linked[int | None]
    span: Span
    rule: str
    places: int | None = None
    before: Position | None = None
    after: Position | None = None
    before_edition: int | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """How an edition ranks: its criteria, the points a criterion is marked on, how many indicators are new."""

    ranking: Linked[Entity]
    edition: Linked[int | None]
    span: Span
    rule: str
    criteria: tuple[Linked[Entity], ...] = ()
    criterion_count: int | None = None
    points: int | None = None
    points_before: int | None = None
    new_indicators: int | None = None


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A count of subjects whose members the document then lists: no claim, but the list can be held to it."""

    institution: Linked[Entity]
    ranking: Linked[Entity]
    edition: Linked[int | None]
    scope: Linked[Scope]
    position: Position
    span: Span
    rule: str


Fact: TypeAlias = EditionSize | Participation | Move | Method | StatedCount


@dataclass(frozen=True, slots=True)
class Refusal:
    """A position-like expression that gave no claim, and the rule that refused it."""

    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one document, each tuple in reading order.

    ``candidates`` are institutions named in claims that the registry does not know.
    """

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    refusals: tuple[Refusal, ...]
    candidates: tuple[Linked[Entity], ...] = ()
