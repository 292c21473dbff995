"""An institution over the seventeen Sustainable Development Goals, from the rows of `sdg-profile`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import project, vocab
from kg.plot import sentences
from kg.plot.figure import Figure
from kg.plot.ladder import Ladder
from kg.plot.places import place_of, shown
from kg.plot.rungs import Rung
from kg.plot.sentences import named, of, titled, told
from kg.query import load_graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.plot.places import Place, Row


def sdg_profile(rows: Sequence[Row], language: str, about: Mapping[str, str]) -> Figure | None:
    """Draw the position on each goal; goals without one are listed too."""
    placed = {shown(row.get("goal")): place for row in rows if (place := place_of(row, language))}
    names = goals(language) | {shown(row.get("goal")): shown(row.get("goalLabel")) for row in rows}
    if not placed:
        return None
    labels = {
        goal: told(sentences.GOAL, language, number, names[goal])
        for number, goal in ((goal.removeprefix(vocab.SDG), goal) for goal in names)
        if number.isdecimal()
    }
    ordered = sorted(labels, key=lambda goal: int(goal.removeprefix(vocab.SDG)))
    shared = [shown(rows[0].get(name)) for name in ("editionLabel", "scopeLabel")]
    title = titled([about.get("institution", ""), *shared]) or sentences.PROFILE.in_language(language)
    ladder = Ladder(title, tuple(Rung(labels[goal], (placed.get(goal),)) for goal in ordered), language)
    return Figure(title, _told(ladder, titled(shared)), language, ladder)


@cache
def goals(language: str) -> dict[str, str]:
    """Give the short titles of the seventeen goals, by IRI."""
    asked = f'SELECT ?goal ?label {{ ?goal a pal:Goal ; skos:prefLabel ?label FILTER(LANG(?label) = "{language}") }}'
    found = load_graph(project.REGISTRY / "sdgs.ttl").rows(asked)
    return {str(goal): str(label) for goal, label in found}


def _told(ladder: Ladder, edition: str) -> str:
    language = ladder.language
    placed: list[tuple[str, Place]] = [
        (rung.label, place) for rung in ladder.rungs for place in rung.places if place is not None
    ]
    placed.sort(key=lambda each: (each[1].worst is None, each[1].worst or 0, each[1].best))
    first, last = placed[0][1].written, placed[-1][1].written
    best, worst = (named([label for label, place in placed if place.written == end], language) for end in (first, last))
    counted = of(edition, told(sentences.RANKED, language, len(placed)), language) + "."
    if first == last:
        return f"{counted} {told(sentences.BEST, language, best, first)}"
    return f"{counted} {told(sentences.BEST_AND_WORST, language, best, first, worst, last)}"
