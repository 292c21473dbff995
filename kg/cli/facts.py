"""How `kg extract --facts` says a fact in one short cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.extract.claims import EditionSize, Method, Move, Participation, StatedCount
from kg.extract.page import position_text

if TYPE_CHECKING:
    from kg.extract.claims import Fact

KINDS = {
    EditionSize: Text("edition size", "taille de l’édition"),
    Participation: Text("participation", "participation"),
    Move: Text("move", "mouvement"),
    Method: Text("method", "méthode"),
    StatedCount: Text("stated count", "décompte annoncé"),
}
_COUNTRIES = Text("countries", "pays")
_AT_LEAST = Text("at least", "au moins")
_IN_A_ROW = Text("in a row", "de suite")
_FIRST = Text("first time", "première fois")
_KEPT = Text("kept", "maintien")
_CRITERIA = Text("criteria", "critères")
_POINTS = Text("points", "points")
_NEW = Text("new indicators", "nouveaux indicateurs")


def said(fact: Fact, language: str) -> str:
    """Say what a fact states: "at least 2000", "18 (FR)", "5", "+3", "52 → 16", "4 criteria", "5 → 10 points"."""
    match fact:
        case EditionSize():
            least = f"{_AT_LEAST.in_language(language)} " if fact.at_least else ""
            unit = f" {_COUNTRIES.in_language(language)}" if fact.unit == "country" else ""
            of = fact.place or (fact.group.value.name if fact.group else None)
            return f"{least}{fact.count}{unit}" + (f" ({of})" if of else "")
        case Participation():
            if fact.first_time:
                names = ", ".join(criterion.value.name for criterion in fact.criteria)
                return _FIRST.in_language(language) + (f" ({names})" if names else "")
            if fact.consecutive:
                return f"{fact.consecutive} {_IN_A_ROW.in_language(language)}"
            return f"{fact.ordinal}"
        case Move(before=None):
            return f"{fact.places:+d}" if fact.places else _KEPT.in_language(language)
        case Move():
            before, after = (position_text(position) if position else "?" for position in (fact.before, fact.after))
            return f"{before} → {after}"
        case Method():
            return _method(fact, language)
        case StatedCount():
            return f"{position_text(fact.position)} ({fact.scope.value.place})"


def _method(fact: Method, language: str) -> str:
    said_of = []
    if fact.points:
        before = f"{fact.points_before} → " if fact.points_before else ""
        said_of.append(f"{before}{fact.points} {_POINTS.in_language(language)}")
    if fact.new_indicators:
        said_of.append(f"{fact.new_indicators} {_NEW.in_language(language)}")
    count = fact.criterion_count or (None if said_of else len(fact.criteria))
    if count:
        said_of.append(f"{count} {_CRITERIA.in_language(language)}")
    return ", ".join(said_of)
