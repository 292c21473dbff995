"""The trajectory of an institution in a ranking, from the rows of `rank-trajectory`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.plot import sentences
from kg.plot.figure import Figure
from kg.plot.places import place_of, position_of
from kg.plot.sentences import listed, titled, told, years_of
from kg.plot.trajectory import Trajectory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.plot.places import Row


def trajectory(rows: Sequence[Row], language: str, about: Mapping[str, str]) -> Figure | None:
    """Draw ranks by year."""
    places, unranked = [], []
    for row in rows:
        year = row.get("year")
        if not isinstance(year, int):
            continue
        if place := place_of(row, language):
            places.append((year, place))
        elif written := position_of(row, language):
            unranked.append((year, written))
    if not places:
        return None
    names = [about.get(name, "") for name in ("institution", "ranking", "scope")]
    title = titled(names) or sentences.RANK.in_language(language)
    drawing = Trajectory(title, tuple(places), tuple(unranked), language)
    return Figure(title, _told(drawing), language, drawing)


def _told(drawn: Trajectory) -> str:
    language = drawn.language
    (first, start), (last, end) = drawn.places[0], drawn.places[-1]
    if len(drawn.places) == 1:
        parts = [told(sentences.ONCE, language, start.written, first)]
    else:
        best, worst = drawn.best, drawn.worst
        parts = [
            told(sentences.FROM_TO, language, start.written, first, end.written, last),
            told(sentences.EXTREMES, language, best[1].written, best[0], worst[1].written, worst[0]),
        ]
    if drawn.unranked:
        others = [told(sentences.IN, language, written, year) for year, written in drawn.unranked]
        parts.append(told(sentences.NO_RANK, language, listed(others, language)))
    if drawn.missing:
        parts.append(told(sentences.MISSING, language, years_of(drawn.missing, language)))
    return " ".join(parts)
