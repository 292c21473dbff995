"""Ranks the institutions known for a name as people write names: misspelt, cut short, reordered, with more or less."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from kg.serve.reconcile.institutions import Label, LabelKind
from kg.serve.reconcile.likeness import likeness
from kg.serve.reconcile.vocabulary import Vocabulary
from kg.serve.reconcile.words import LONGEST, cut_short, folded, initials_of, telling_words, variants, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.serve.reconcile.institutions import Institution, Institutions

EXACT = 100.0
_LOOKED_AT = 50  # names that are compared word by word
_WIDESPREAD = 500  # names that a word may be in and still find them by itself
_SURELY = 95.0  # below, parts of the query are looked at too
_SURE = 80.0  # below, the letters are compared too, whatever the words
_LETTERS = 78.0  # of which so many of a hundred must be alike
_OF_LETTERS = 0.92  # and are worth so much
_INITIALS = 60.0
_OF_CUT_SHORT = 0.86  # what is left for a name that nobody gave, cut short by us
_OUTSIDE, _PART = 0.98, 0.84  # what is left for a query without its parentheses, and for a part of it
_LEAST = 40.0  # below, a name is none that may be meant
_IDENTIFIER = re.compile(r"(?:https?://)?(?:(?:www\.)?ror\.org/)?(0[a-z0-9]{6}\d{2})|(?:\S+[/:])?(q\d+)")


class Owner(NamedTuple):
    """An institution by its place among those known, and one of its labels; ``made`` where we made the name of it."""

    place: int
    label: Label
    made: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An institution found, from 0 to 100, by one of its labels; ``exact`` tells that it is the very name or number."""

    institution: Institution
    score: float
    label: Label
    exact: bool = False

    @property
    def order(self) -> tuple[float, bool, int, str]:
        """The likeliest first; of equals those of the graph that is served, then those with the surer label."""
        return -self.score, not self.institution.served, self.label.kind, self.institution.id


class Matcher:
    """Finds institutions by name or identifier. Its answers depend on nothing but what is known and the query."""

    def __init__(self, institutions: Institutions) -> None:
        """Index every label."""
        self.institutions = institutions
        self._institutions = tuple(institutions.by_id.values())
        self._exact = self._by(lambda label: folded(label.text))
        self._initials = self._by(lambda label: initials_of(label.text))
        names = self._by(lambda label: telling_words(label.text), lambda label: telling_words(cut_short(label.text)))
        self._owners = tuple(names.values())
        self._names = [tuple(name.split()) for name in names]
        self._vocabulary = Vocabulary(self._names)
        self._sizes = [sum(map(self._vocabulary.weight, name)) for name in self._names]
        self._letters = ["".join(self._vocabulary.telling(name)) for name in self._names]
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for position, name in enumerate(self._names):
            for word in dict.fromkeys(name):
                self._holding[word].append(position)
        self._places = [self._words_of_places(institution) for institution in self._institutions]
        self._identifiers = {
            identifier.lower(): institution
            for institution in self._institutions
            for identifier in (institution.ror, institution.wikidata)
            if identifier
        }

    def identified(self, text: str) -> Institution | None:
        """Give the institution of an identifier: our own, whole or without the base, a ROR or a Wikidata one."""
        text = text.strip()
        if institution := self.institutions.by_id.get(text.removeprefix(self.institutions.base)):
            return institution
        found = _IDENTIFIER.fullmatch(text.rstrip("/").lower())
        return self._identifiers.get(found[1] or found[2]) if found else None

    def find(self, text: str, limit: int) -> list[Found]:
        """Give the institutions that a query may mean, the likeliest first; of none known, an empty list."""
        text = text[:LONGEST]
        if institution := self.identified(text):
            return [Found(institution, EXACT, Label(text, LabelKind.PREFERRED, ""), exact=True)]
        best = self._find(text)
        if max((found.score for found in best.values()), default=0.0) < _SURELY:
            for part, apart in variants(text):
                share = _PART if apart else _OUTSIDE
                for place, found in self._find(part, by_letters=False).items():
                    score = found.score * share
                    if place not in best or score > best[place].score:
                        best[place] = replace(found, score=score, exact=False)
        likely = (found for found in best.values() if found.score >= _LEAST)
        return nsmallest(limit, likely, key=lambda found: found.order)

    def _find(self, text: str, *, by_letters: bool = True) -> dict[int, Found]:
        """Give the best that speaks for each institution, by its place."""
        words = words_of(text)
        found: dict[int, Found] = {}
        for owner in self._exact.get(folded(text), ()):
            self._note(found, owner, EXACT, exact=True)
        if len(words) == 1:
            for owner in self._initials.get(words[0], ()):
                self._note(found, owner, _INITIALS)
        for position in self._near(words):
            for owner in self._owners[position]:
                score = likeness(words, self._names[position], self._places[owner.place], self._vocabulary)
                self._note(found, owner, score * _OF_CUT_SHORT if owner.made else score)
        if by_letters and words and max((each.score for each in found.values()), default=0.0) < _SURE:
            for position, score in self._by_letters(words):
                for owner in self._owners[position]:
                    self._note(found, owner, score)
        return found

    def _note(self, found: dict[int, Found], owner: Owner, score: float, *, exact: bool = False) -> None:
        before = found.get(owner.place)
        if before is None or score > before.score:
            found[owner.place] = Found(self._institutions[owner.place], score, owner.label, exact)

    def _near(self, words: Sequence[str]) -> list[int]:
        """Give the names that share most of what their words tell, by their positions.

        Words that are in very many names find none, unless the query has no others.
        """
        shared = self._shared(words, _WIDESPREAD) or self._shared(words, len(self._names))
        asked, sizes = sum(map(self._vocabulary.weight, words)), self._sizes
        shares = [(weight / (asked + sizes[position]), -position) for position, weight in shared.items()]
        return [-position for _, position in nlargest(_LOOKED_AT, shares)]

    def _shared(self, words: Sequence[str], widespread: int) -> Mapping[int, float]:
        """Say how much each name shares with a query, in words that at most so many names hold."""
        shared: defaultdict[int, float] = defaultdict(float)
        for word in words:
            for other, degree in self._vocabulary.near(word).items():
                holding = self._holding[other]
                if len(holding) <= widespread:
                    weight = degree * self._vocabulary.weight(other)
                    for position in holding:
                        shared[position] += weight
        return shared

    def _by_letters(self, words: tuple[str, ...]) -> Iterator[tuple[int, float]]:
        """Yield names whose letters are alike, whatever their words: "Saintetienne"."""
        letters = "".join(self._vocabulary.telling(words))
        alike = process.extract(letters, self._letters, scorer=fuzz.ratio, score_cutoff=_LETTERS, limit=20)
        for _, score, position in alike:
            yield position, score * _OF_LETTERS

    def _by(self, *keys: Callable[[Label], str]) -> Mapping[str, list[Owner]]:
        """Index labels by what is made of them; the surest label of an institution stands for it.

        What the first key makes counts before what a second does, which nobody calls the institution.
        """
        found: defaultdict[str, dict[int, Owner]] = defaultdict(dict)
        for number, key in enumerate(keys):
            for place, institution in enumerate(self._institutions):
                for label in institution.labels:
                    if made := key(label):
                        found[made].setdefault(place, Owner(place, label, number > 0))
        return {made: list(owners.values()) for made, owners in found.items()}

    def _words_of_places(self, institution: Institution) -> frozenset[str]:
        concepts = map(self.institutions.concept, (institution.country, institution.region))
        named = [text for each in concepts if each for text in (each.code, *(label.text for label in each.labels))]
        return frozenset(word for text in named for word in words_of(text))
