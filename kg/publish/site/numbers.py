"""Numbers and positions as people write them, and the key that orders them in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.query.header import POSITION_PARTS, Column, Format
from kg.query.render import cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.terms import Value

_NUMBER = Column("number", Text("number", "nombre"))
# A position that is no rank comes after all ranks: a percentage, then a grade, then a score.
_PERCENT, _GRADE, _SCORE = 10**9, 2 * 10**9, 3 * 10**9
_NOTHING: tuple[Value, ...] = (None,) * len(POSITION_PARTS)


def written(value: Value, language: str) -> str:
    """Write a number.

    >>> written(16000, "en")
    '16,000'
    """
    return cell(_NUMBER, [value], language)


def sort_key(column: Column, values: Sequence[Value]) -> str:
    """Give the number by which a cell is put in order, or nothing where its text decides.

    >>> sort_key(Column("r", Text("rank", "rang"), Format.POSITION, ("best", "worst")), [101, 200])
    '200.0101'
    """
    if column.format is Format.POSITION:
        padded: list[Value] = [*values, *_NOTHING][: len(_NOTHING)]
        best, worst, _, percent, _, score, _ = padded
        if isinstance(best, int):
            bound = worst if isinstance(worst, int) else 10**8
            return f"{bound}.{min(best, 9999):04d}"
        if percent is not None:
            return str(_PERCENT + int(str(percent).partition(".")[0]))
        if score is not None:
            return str(_SCORE)
        return str(_GRADE) if any(value is not None for value in values) else ""
    value = values[0]
    return "" if value is None or isinstance(value, str | bool) else str(value)
