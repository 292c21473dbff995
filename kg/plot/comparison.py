"""Two institutions side by side, from the rows of `compare-institutions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.plot import sentences
from kg.plot.figure import Figure
from kg.plot.ladder import Ladder
from kg.plot.places import place_of, shown
from kg.plot.rungs import Rung
from kg.plot.sentences import of, titled, told
from kg.plot.tables import MOST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.plot.places import Place, Row

_SIDES = ("first", "second")
_UNNAMED: Mapping[str, Text] = {
    "first": Text("the first", "le premier"),
    "second": Text("the second", "le second"),
}


def comparison(rows: Sequence[Row], language: str, about: Mapping[str, str]) -> Figure | None:
    """Draw both positions of each table that ranks two institutions."""
    pairs = [(row, _places(row, language)) for row in rows]
    drawn = [(row, pair) for row, pair in pairs if all(pair)]
    if not drawn:
        return None
    names = tuple(about.get(side) or _UNNAMED[side].in_language(language) for side in _SIDES)
    kept = drawn[:MOST]
    note = told(sentences.CUT, language, MOST, len(drawn)) if len(drawn) > MOST else ""
    heads = [name for name in ("editionLabel", "scopeLabel") if len({row.get(name) for row, _ in kept}) > 1]
    shared = [shown(kept[0][0].get(name)) for name in ("editionLabel", "scopeLabel") if name not in heads]
    title = titled([sentences.COMPARISON.in_language(language), *shared])
    ladder = Ladder(title, _rungs(kept, heads), language, names, note)
    return Figure(title, " ".join(filter(None, [_told(ladder), note])), language, ladder)


def _places(row: Row, language: str) -> tuple[Place | None, ...]:
    return tuple(place_of(row, language, (f"{side}Best", f"{side}Worst")) for side in _SIDES)


def _rungs(kept: Sequence[tuple[Row, tuple[Place | None, ...]]], heads: Sequence[str]) -> tuple[Rung, ...]:
    rungs: list[Rung] = []
    above = ""
    for row, places in kept:
        head = titled(shown(row.get(name)) for name in heads)
        if head != above:
            rungs.append(Rung(head))
            above = head
        rungs.append(Rung(shown(row.get("criterionLabel")), places, _ahead(places)))
    return tuple(rungs)


def _ahead(places: Sequence[Place | None]) -> int | None:
    """Tell which of two is surely ahead."""
    first, second = places
    if first and second:
        if first.worst is not None and first.worst < second.best:
            return 0
        if second.worst is not None and second.worst < first.best:
            return 1
    return None


def _told(ladder: Ladder) -> str:
    language, rungs = ladder.language, [rung for rung in ladder.rungs if rung.places]
    ahead = [rung.ahead for rung in rungs]
    first, second = ladder.series
    parts = [told(sentences.AHEAD, language, len(rungs), ahead.count(0), ahead.count(1), first=first, second=second)]
    for series, name in enumerate(ladder.series):
        best = min(rungs, key=lambda rung: _guaranteed(rung.places[series]))
        place = best.places[series]
        written = f"{place.written} ({best.label})" if place else ""
        parts.append(of(told(sentences.BEST_OF, language, name), f"{written}.", language))
    return " ".join(parts)


def _guaranteed(place: Place | None) -> float:
    """Give the worst rank that is possible."""
    return float("inf") if place is None or place.worst is None else place.worst
