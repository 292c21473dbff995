"""Candidates for a query: what its name means, weighed with its type and with what other columns say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import vocab
from kg.serve.reconcile.institutions import Label, LabelKind
from kg.serve.reconcile.matcher import EXACT, Found
from kg.serve.reconcile.properties import IDENTIFYING, PLACES, PROPERTIES, TYPE, property_of
from kg.serve.reconcile.words import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.serve.reconcile.institutions import Institution
    from kg.serve.reconcile.matcher import Matcher
    from kg.serve.reconcile.protocol import ColumnValue, Query

_CONSIDERED = 30  # found by name, before columns are weighed
_AGREES = 3.0  # what a column adds that agrees
_NEARLY = 99.0  # the most that it can make of what is not the very name
_DIFFERS = 0.8  # what is left where a column, or the type, says otherwise: no match
_ELSEWHERE = 0.47  # where it is elsewhere, so that a namesake comes after a fair name in the right place
_UNKNOWN = 0.95  # where nothing is known to compare a column with
_OTHER_NUMBER = 0.5  # where it is another's identifier
_CONTRADICTED = dict.fromkeys(PLACES, _ELSEWHERE) | dict.fromkeys(IDENTIFYING, _OTHER_NUMBER)
_NO_NAME = 50.0  # what columns alone are worth
_MATCHES, _AHEAD = 85.0, 8.0  # a match is as likely as this, and so far ahead of the next
_AHEAD_EXACT = 1.0  # if it is the very name
_SHORTEST = 3  # letters of an acronym that stands out alone
_TYPES = (TYPE, "Institution", f"{vocab.PAL}Institution", vocab.ONTOLOGY)
_SHORT = (LabelKind.ACRONYM, LabelKind.SHORT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An institution that a query may mean; ``features`` are what the score was made of."""

    institution: Institution
    score: float
    match: bool
    features: Mapping[str, float | bool]


@dataclass(frozen=True, slots=True)
class _Weighed:
    found: Found
    score: float
    features: Mapping[str, float | bool]
    is_of: bool

    @property
    def said(self) -> list[float | bool]:
        """What columns say."""
        return [value for pid, value in self.features.items() if pid not in ("name", "exact")]

    @property
    def order(self) -> tuple[float, tuple[float, bool, int, str]]:
        return -self.score, self.found.order


class Judge:
    """Weighs what a matcher finds."""

    def __init__(self, matcher: Matcher) -> None:
        """Take the matcher."""
        self.matcher = matcher
        self._among = matcher.institutions
        self._own = lru_cache(maxsize=8192)(self._own_words)
        self._anyone = lru_cache(maxsize=None)(self._words_of_anyone)

    def candidates(self, query: Query) -> list[Candidate]:
        """Give the candidates of a query, the likeliest first; at most one is a match."""
        weighed = [self._weigh(each, query) for each in self._found(query)]
        weighed = sorted((each for each in weighed if each.is_of or not query.strict), key=lambda each: each.order)
        alone = _stands_out(weighed)
        return [
            Candidate(each.found.institution, round(each.score, 1), alone and place == 0, each.features)
            for place, each in enumerate(weighed[: query.limit])
        ]

    def _found(self, query: Query) -> list[Found]:
        """Find by identifiers in columns, and by name; without a name by what columns say."""
        values = [value for given in query.properties if _identifies(given) for value in given.values]
        sure = {
            institution.id: _without_name(institution, EXACT)
            for institution in map(self.matcher.identified, values)
            if institution
        }
        if query.text.strip():
            found = self.matcher.find(query.text, max(query.limit, _CONSIDERED))
            return [*sure.values(), *(each for each in found if each.institution.id not in sure)]
        if sure or not query.properties:
            return list(sure.values())
        every = ((institution, self._said(query, institution)) for institution in self._among.by_id.values())
        return [_without_name(institution, _NO_NAME) for institution, said in every if said and all(said.values())]

    def _said(self, query: Query, institution: Institution) -> dict[str, bool | None]:
        """Say for each column that means something whether it agrees; None where nothing is known to compare with."""
        said: dict[str, bool | None] = {}
        for given in query.properties:
            of = property_of(given.pid)
            if of is None:
                continue
            if of.id in IDENTIFYING:
                if identified := [each for each in map(self.matcher.identified, given.values) if each]:
                    said[of.id] = institution in identified
            else:
                values = {folded(value) for value in given.values} & self._anyone(of.id)
                if values:
                    own = self._own(of.id, institution.id)
                    said[of.id] = bool(own & values) if own else None
        return said

    def _own_words(self, pid: str, identifier: str) -> frozenset[str]:
        written = PROPERTIES[pid].written
        words = written(self._among, self._among.by_id[identifier]) if written else ()
        return frozenset(filter(None, map(folded, words)))

    def _words_of_anyone(self, pid: str) -> frozenset[str]:
        return frozenset().union(*(self._own_words(pid, identifier) for identifier in self._among.by_id))

    def _weigh(self, found: Found, query: Query) -> _Weighed:
        said = self._said(query, found.institution)
        score = found.score
        for pid, agrees in said.items():
            if agrees is None:
                score *= _UNKNOWN
            elif not agrees:
                score *= _CONTRADICTED.get(pid, _DIFFERS)
            elif not found.exact and query.text.strip():
                score = max(score, min(score + _AGREES, _NEARLY))
        is_of = self._is_of(query, found.institution)
        told = {pid: agrees for pid, agrees in said.items() if agrees is not None}
        features = {"name": round(found.score, 1), "exact": found.exact, **told}
        return _Weighed(found, score if is_of else score * _DIFFERS, features, is_of)

    def _is_of(self, query: Query, institution: Institution) -> bool:
        """Tell whether an institution is of one of the types asked for; none asked for are all."""
        categories = (iri.removeprefix(self._among.base) for iri in institution.categories)
        return not query.types or not {*_TYPES, *institution.categories, *categories}.isdisjoint(query.types)


def _identifies(given: ColumnValue) -> bool:
    of = property_of(given.pid)
    return of is not None and of.id in IDENTIFYING


def _without_name(institution: Institution, score: float) -> Found:
    return Found(institution, score, Label(institution.id, LabelKind.PREFERRED, ""), exact=score == EXACT)


def _stands_out(weighed: list[_Weighed]) -> bool:
    """Tell whether the first is likely by itself and no other is nearly as likely.

    What is known by the words of a document alone, and acronyms of two letters, need the very name or another column.
    """
    if not weighed:
        return False
    first, second = weighed[0], next(iter(weighed[1:]), None)
    if not first.found.exact and any(each.found.exact for each in weighed):
        return False  # somebody has the very name, though columns say otherwise
    ahead = _AHEAD_EXACT if first.found.exact else _AHEAD
    if first.score < _MATCHES or (second and first.score - second.score < ahead):
        return False
    label = first.found.label
    if label.kind in _SHORT and len(label.text) < _SHORTEST:
        return any(first.said)
    return first.found.exact or not first.found.institution.candidate
