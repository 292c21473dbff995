"""Rows of an answer as positions to draw: ranks from the best to the worst that is possible."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import Text
from kg.query.header import Column, Format
from kg.query.render import cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query import Rows
    from kg.query.terms import Value

Row: TypeAlias = "Mapping[str, Value]"

_LAST = 10**9  # there are no more institutions than that
COMPUTED = "/computed"  # how the IRI of a basis that is not stated ends
_POSITION = Column(
    "position", Text("position", "position"), Format.POSITION, ("best", "worst", "tied", "percent", "grade")
)
_BLANKS = re.compile(r"[ \t\n\v\f\r\u0085\u2028\u2029]+")
# Characters that turn the direction of what follows them.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Kind(StrEnum):
    """How a position is drawn."""

    EXACT = "exact"
    TIED = "tied"
    BAND = "band"
    TOP = "top"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Place:
    """A position between two ranks, 1 being best; ``worst`` None is open (1201 and below). ``written`` as people do."""

    best: int
    worst: int | None
    written: str
    tied: bool = False
    computed: bool = False

    @property
    def kind(self) -> Kind:
        """How it is drawn."""
        if self.worst is None:
            return Kind.OPEN
        if self.best == self.worst:
            return Kind.TIED if self.tied else Kind.EXACT
        return Kind.TOP if self.best == 1 else Kind.BAND

    @property
    def exact(self) -> bool:
        """Tell whether it is one rank."""
        return self.best == self.worst


def rows_of(answer: Rows) -> list[Row]:
    """Give each row by the names of its columns."""
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def place_of(row: Row, language: str, columns: Sequence[str] = ("rankBest", "rankWorst")) -> Place | None:
    """Give the ranks of a row; none where it has no best rank, or one that is no rank."""
    best, worst = (row.get(column) for column in columns)
    if not _is_rank(best) or not (worst is None or _is_rank(worst)):
        return None
    tied = row.get("tied") is True
    written = cell(_POSITION, [best, worst, tied], language)
    computed = str(row.get("basis")).endswith(COMPUTED)
    if computed:
        written = f"{written} ({shown(row.get('basisLabel'))})"
    low, high = int(str(best)), None if worst is None else int(str(worst))
    return Place(low, high, written, tied, computed) if high is None or low <= high else None


def position_of(row: Row, language: str) -> str:
    """Write a position that may be no rank: a percentage or a grade."""
    parts = ("rankBest", "rankWorst", "tied", "topPercent", "gradeLabel")
    return shown(cell(_POSITION, [row.get(part) for part in parts], language))


def _is_rank(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LAST


def shown(value: Value) -> str:
    r"""Give a label as one line that may stand in any picture: no control characters, nothing that turns the text.

    No-break spaces stay.

    >>> shown("IMT\n Mines\u202e Al\x00ès")
    'IMT Mines Alès'
    """
    text = _BLANKS.sub(" ", "" if value is None else str(value)).strip(" ")
    return "".join(character for character in text if _may_stand(character))


def _may_stand(character: str) -> bool:
    return character not in _TURNING and unicodedata.category(character) not in ("Cc", "Cs", "Cn")
