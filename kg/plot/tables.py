"""Tables of positions as ladders: of an edition, of a top, of a goal, of an institution's goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import COLON
from kg.plot import sentences
from kg.plot.figure import Figure
from kg.plot.ladder import Ladder
from kg.plot.places import place_of, position_of, shown
from kg.plot.rungs import Rung
from kg.plot.sentences import listed, of, titled, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.errors import Text
    from kg.plot.places import Place, Row

MOST = 40  # positions in one picture
_GROUPS_TOLD = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns name a position, and which the group it stands in; what all have in common goes to the title."""

    labels: tuple[str, ...]
    groups: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    otherwise: Text = sentences.EDITION


_EDITION = Columns(("institutionLabel",), ("criterionLabel", "scopeLabel"), ("edition", "criterion", "scope"))
_EDITION_OF_ONE = Columns(("criterionLabel",), ("scopeLabel", "institutionLabel"), ("edition", "criterion", "scope"))
_LEADERS = Columns(("institutionLabel",), ("editionLabel", "scopeLabel"), ("sdg",), sentences.LEADERS)
_STRENGTHS = Columns(("goalLabel", "editionLabel"), ("scopeLabel",), ("institution",), sentences.STRENGTHS)


def edition_table(rows: Sequence[Row], language: str, about: Mapping[str, str]) -> Figure | None:
    """Draw the positions of one edition: institutions by criterion, or the criteria of the only institution."""
    one = len({row.get("institutionLabel") for row in rows}) == 1
    return _figure(rows, _EDITION_OF_ONE if one else _EDITION, language, about)


def sdg_leaders(rows: Sequence[Row], language: str, about: Mapping[str, str]) -> Figure | None:
    """Draw who does best on one goal."""
    return _figure(rows, _LEADERS, language, about)


def sdg_strengths(rows: Sequence[Row], language: str, about: Mapping[str, str]) -> Figure | None:
    """Draw the best SDG tables of an institution."""
    return _figure(rows, _STRENGTHS, language, about)


def top(rows: Sequence[Row], language: str, about: Mapping[str, str]) -> Figure | None:
    """Draw who is surely, and who possibly, in the top n."""
    sure, maybe = sentences.SURE.in_language(language), sentences.MAYBE.in_language(language)
    told_apart = [{**row, "within": sure if row.get("sure") is True else maybe} for row in rows]
    number = about.get("n")
    name = told(sentences.TOP, language, number) if number else sentences.TOP_OF_SOME.in_language(language)
    columns = Columns(("institutionLabel",), ("within",), ("top", "edition", "criterion", "scope"))
    return _figure(told_apart, columns, language, {**about, "top": name})


def _figure(rows: Sequence[Row], columns: Columns, language: str, about: Mapping[str, str]) -> Figure | None:
    drawn = [(row, place) for row in rows if (place := place_of(row, language))]
    if not drawn:
        return None
    kept = drawn[:MOST]
    common = [name for name in (*columns.labels, *columns.groups) if len({row.get(name) for row, _ in kept}) == 1]
    labels = [name for name in columns.labels if name not in common] or list(columns.labels[:1])
    heads = [name for name in columns.groups if name not in common]
    groups: dict[str, list[tuple[str, Place]]] = {}
    for row, place in kept:
        label = titled(shown(row.get(name)) for name in labels)
        groups.setdefault(titled(shown(row.get(name)) for name in heads), []).append((label, place))
    shared = [shown(kept[0][0].get(name)) for name in common if name not in labels]
    title = titled([*(about.get(name, "") for name in columns.about), *shared])
    note = told(sentences.CUT, language, MOST, len(drawn)) if len(drawn) > MOST else ""
    ladder = Ladder(title or columns.otherwise.in_language(language), _rungs(groups), language, note=note)
    return Figure(ladder.title, _told(groups, rows, note, language), language, ladder)


def _rungs(groups: Mapping[str, Sequence[tuple[str, Place]]]) -> tuple[Rung, ...]:
    rungs: list[Rung] = []
    for name, places in groups.items():
        if name:
            rungs.append(Rung(name))
        rungs += [Rung(label, (place,)) for label, place in places]
    return tuple(rungs)


def _told(groups: Mapping[str, Sequence[tuple[str, Place]]], rows: Sequence[Row], note: str, language: str) -> str:
    said = [of(name, _range(places, language), language) for name, places in list(groups.items())[:_GROUPS_TOLD]]
    if len(groups) > _GROUPS_TOLD:
        said.append(told(sentences.GROUPS, language, len(groups) - _GROUPS_TOLD))
    others = [position_of(row, language) for row in rows if not place_of(row, language)]
    undrawn = list(dict.fromkeys(filter(None, others)))
    parts = [f"{listed(said, language)}.", note]
    if undrawn:
        colon = COLON.in_language(language)
        parts.append(f"{sentences.UNDRAWN.in_language(language)}{colon}{', '.join(undrawn[:MOST])}.")
    return " ".join(filter(None, parts))


def _range(places: Sequence[tuple[str, Place]], language: str) -> str:
    (first, best), (last, worst) = places[0], places[-1]
    if len(places) == 1:
        return told(sentences.ONE_PLACE, language, first, best.written)
    return told(sentences.PLACES, language, len(places), first, best.written, last, worst.written)
