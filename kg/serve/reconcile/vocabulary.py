"""The words of all names, how much each tells, and which are near a word that may be misspelt or cut short."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from math import inf, log
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NEAR = 0.7  # of the letters, so that a word of four may have one wrong
_FEWEST_LETTERS = 4  # shorter words are near nothing but themselves
_CUT_SHORT = 3  # letters that an abbreviation has at least
_OF_CUT_SHORT = 0.8  # how near a word is to its abbreviation
_UNKNOWN = 0.75  # what an unknown word tells, of what the rarest does
_COMMON = 0.05  # of the names: a word in more of them tells little


class Vocabulary:
    """Words and their weights: the rarer among names, the more it tells."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        """Count the words of ``names``."""
        counted = Counter(word for name in names for word in set(name))
        self._weights = {word: log(1 + len(names) / count) for word, count in counted.items()}
        self._unknown = log(1 + len(names)) * _UNKNOWN
        self._words = sorted(counted)
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._words:
            by_length[len(word)].append(word)
        self._by_length: Mapping[int, list[str]] = by_length
        self._common = {word for word, count in counted.items() if count > len(names) * _COMMON}
        self.near = lru_cache(maxsize=8192)(self._near)

    def weight(self, word: str) -> float:
        """Say how much a word tells; an unknown one as much as a rather rare one, an unknown letter little."""
        return self._weights.get(word) or (self._unknown if len(word) > 1 else 1.0)

    def shared(self, asked: str, word: str) -> float:
        """Say how much it tells that a word of a query is near a word of a name: no more than the word itself."""
        return min(self._weights.get(asked, inf), self.weight(word))

    def telling(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Give those of the words that are not in many names, or all where all are."""
        return tuple(word for word in words if word not in self._common) or words

    def _near(self, word: str) -> dict[str, float]:
        """Give the words near ``word`` with their likeness, 1.0 for itself; numbers are near themselves only."""
        found: dict[str, float] = {}
        if len(word) >= _FEWEST_LETTERS and word.isalpha():
            spread = max(1, round(len(word) * (1 - _NEAR)))
            for length in range(len(word) - spread, len(word) + spread + 1):
                found |= _alike(word, self._by_length.get(length, ()))
        if word in self._weights:
            found[word] = 1.0
        elif len(word) >= _CUT_SHORT and word.isalpha():
            found |= dict.fromkeys(self._beginning(word), _OF_CUT_SHORT)
        return found

    def _beginning(self, word: str) -> Iterator[str]:
        for position in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[position].startswith(word):
                return
            yield self._words[position]


def _alike(word: str, words: Sequence[str]) -> dict[str, float]:
    found = process.extract(word, words, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=None)
    return {other: likeness for other, likeness, _ in found}
