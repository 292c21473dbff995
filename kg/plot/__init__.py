"""Pictures of answers: the rows of a canned query become a chart, in SVG, PNG, HTML or as Vega-Lite.

`draw` gives a `Figure`, which is drawn only when asked to be, at any width; `CHARTS` names the queries it knows.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.plot import comparison, profile, tables, years
from kg.plot.figure import Figure
from kg.plot.places import rows_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.query import Rows

__all__ = ["CHARTS", "Figure", "draw"]

CHARTS: Mapping[str, Callable[..., Figure | None]] = MappingProxyType(
    {
        "rank-trajectory": years.trajectory,
        "edition-table": tables.edition_table,
        "top-n": tables.top,
        "compare-institutions": comparison.comparison,
        "sdg-profile": profile.sdg_profile,
        "sdg-strengths": tables.sdg_strengths,
        "sdg-leaders": tables.sdg_leaders,
    }
)


def draw(name: str, answer: Rows, language: str, about: Mapping[str, str] | None = None) -> Figure | None:
    """Draw the answer to a canned query of ``CHARTS``; None where no row has a rank.

    ``about`` holds the names of what was asked about, in the language, by parameter: rows do not tell them.
    """
    known = {parameter: shown(named) for parameter, named in (about or {}).items()}
    return CHARTS[name](rows_of(answer), language, known)
