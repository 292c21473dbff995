"""Candidates for a query: what its name means, weighed with its type and with what other columns say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import vocab
from kg.serve.reconcile.known import Label, LabelKind
from kg.serve.reconcile.matcher import EXACT, Found
from kg.serve.reconcile.properties import IDENTIFYING, TYPE, property_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.serve.reconcile.known import Known
    from kg.serve.reconcile.matcher import Matcher
    from kg.serve.reconcile.protocol import Query

_CONSIDERED = 30  # found by name, before columns are weighed
_AGREES = 3.0  # what a column adds that agrees
_NEARLY = 99.0  # the most that it can make of what is not the very name
_DIFFERS = 0.8  # what is left where a column, or the type, says otherwise
_OTHER_NUMBER = 0.5  # where it is another's identifier
_NO_NAME = 50.0  # what columns alone are worth
_MATCHES, _AHEAD = 85.0, 8.0  # a match is as likely as this, and so far ahead of the next
_AHEAD_EXACT = 1.0  # if it is the very name
_SHORTEST = 3  # letters of an acronym that stands out alone
_TYPES = (TYPE, "Institution", f"{vocab.PAL}Institution", vocab.ONTOLOGY)
_SHORT = (LabelKind.ACRONYM, LabelKind.SHORT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An institution that a query may mean; ``features`` are what the score was made of."""

    known: Known
    score: float
    match: bool
    features: Mapping[str, float | bool]


@dataclass(frozen=True, slots=True)
class _Weighed:
    found: Found
    score: float
    features: Mapping[str, float | bool]
    agrees: bool
    differs: bool

    @property
    def order(self) -> tuple[float, tuple[float, bool, int, str]]:
        return -self.score, self.found.order


def candidates(query: Query, matcher: Matcher) -> list[Candidate]:
    """Give the candidates of a query, the likeliest first; at most one is a match."""
    found = _found(query, matcher)
    weighed = [
        _weighed(each, query, matcher) for each in found if not query.strict or _is_of(query, each.known, matcher)
    ]
    weighed.sort(key=lambda each: each.order)
    alone = _stands_out(weighed)
    return [
        Candidate(each.found.known, round(each.score, 1), alone and place == 0, each.features)
        for place, each in enumerate(weighed[: query.limit])
    ]


def _found(query: Query, matcher: Matcher) -> list[Found]:
    """Find by identifiers in columns, else by name, else by what columns say."""
    values = [value for given in query.properties if given.pid in IDENTIFYING for value in given.values]
    named = {known.id: known for known in map(matcher.identified, values) if known}
    if named:
        sure = [Found(known, EXACT, Label(known.id, LabelKind.PREFERRED, ""), exact=True) for known in named.values()]
        others = matcher.find(query.text, max(query.limit, _CONSIDERED)) if query.text.strip() else []
        return [*sure, *(each for each in others if each.known.id not in named)]
    if query.text.strip():
        return matcher.find(query.text, max(query.limit, _CONSIDERED))
    return [
        Found(known, _NO_NAME, Label(known.id, LabelKind.PREFERRED, ""))
        for known in matcher.institutions.known.values()
        if (said := _said(query, known, matcher)) and all(said.values())
    ]


def _said(query: Query, known: Known, matcher: Matcher) -> dict[str, bool]:
    """Say for each column that can be compared whether it agrees."""
    said = {}
    for given in query.properties:
        if given.pid in IDENTIFYING:
            if identified := [each for each in map(matcher.identified, given.values) if each]:
                said[given.pid] = known in identified
        elif (of := property_of(given.pid)) and (
            agrees := of.agrees(matcher.institutions, known, given.values)
        ) is not None:
            said[given.pid] = agrees
    return said


def _weighed(found: Found, query: Query, matcher: Matcher) -> _Weighed:
    said = _said(query, found.known, matcher)
    score, differs = found.score, False
    for pid, agrees in said.items():
        if not agrees:
            score *= _OTHER_NUMBER if pid in IDENTIFYING else _DIFFERS
            differs = True
        elif not found.exact and query.text:
            score = max(score, min(score + _AGREES, _NEARLY))
    if not _is_of(query, found.known, matcher):
        score, differs = score * _DIFFERS, True
    features = {"name": round(found.score, 1), "exact": found.exact, **said}
    return _Weighed(found, score, features, any(said.values()), differs)


def _is_of(query: Query, known: Known, matcher: Matcher) -> bool:
    """Tell whether an institution is of one of the types asked for; none asked for are all."""
    categories = (iri.removeprefix(matcher.institutions.base) for iri in known.categories)
    own = {*_TYPES, *known.categories, *categories}
    return not query.types or not own.isdisjoint(query.types)


def _stands_out(weighed: list[_Weighed]) -> bool:
    """Tell whether the first is likely by itself and no other is nearly as likely.

    What is known by the words of a document alone, and acronyms of two letters, need the very name or another column.
    """
    if not weighed:
        return False
    first, second = weighed[0], next(iter(weighed[1:]), None)
    ahead = _AHEAD_EXACT if first.found.exact else _AHEAD
    if first.differs or first.score < _MATCHES or (second and first.score - second.score < ahead):
        return False
    label = first.found.label
    if label.kind in _SHORT and len(label.text) < _SHORTEST:
        return first.agrees
    return first.found.exact or not first.found.known.candidate
