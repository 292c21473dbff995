"""How alike a query and a name are, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kg.serve.reconcile.vocabulary import Vocabulary

MOST = 97.0  # what the same words are worth that are not the very same name
_OTHER_NUMBER = 0.7  # what is left to "Lyon 2" for "Lyon 3"
_NUMBER_LACKS = 0.88  # and to "Lyon" for "Lyon 3"
_REORDERED, _TWO_REORDERED = 0.97, 0.84  # two words turned round may well name another: "Washington University"
_PLACE = 0.15  # what words of the institution's own region and country count, where the name lacks them
_LONGEST_NUMBER = 2  # digits: longer ones are years and postcodes


@dataclass(frozen=True, slots=True)
class _Paired:
    """Which word of the query (by position) stands for which of the name, and how alike they are."""

    query: tuple[str, ...]
    name: tuple[str, ...]
    pairs: dict[int, tuple[int, float]]


def likeness(query: tuple[str, ...], name: tuple[str, ...], places: AbstractSet[str], vocabulary: Vocabulary) -> float:
    """Say from 0 to `MOST` how alike the words of a query and of a name are, rare words counting most.

    What either has too much costs; least what are ``places`` of the institution.
    """
    paired = _paired(query, name, vocabulary)
    if not paired.pairs:
        return 0.0
    held = sum(
        degree * vocabulary.shared(query[asked], name[of_name]) for asked, (of_name, degree) in paired.pairs.items()
    )
    recall = held / sum(map(vocabulary.weight, name))
    asked = sum(_asked(position, word, paired, places, vocabulary) for position, word in enumerate(query))
    precision = held / max(asked, held)
    return MOST * 2 * precision * recall / (precision + recall) * _numbers(paired) * _order(paired)


def _asked(position: int, word: str, paired: _Paired, places: AbstractSet[str], vocabulary: Vocabulary) -> float:
    if pair := paired.pairs.get(position):
        return vocabulary.shared(word, paired.name[pair[0]])
    return vocabulary.weight(word) * (_PLACE if word in places else 1.0)


def _paired(query: tuple[str, ...], name: tuple[str, ...], vocabulary: Vocabulary) -> _Paired:
    """Pair the words that are alike, the most alike first, each once."""
    near = [vocabulary.near(word) for word in query]
    possible = [
        (-degree, of_query, of_name)
        for of_query, words in enumerate(near)
        for of_name, word in enumerate(name)
        if (degree := words.get(word))
    ]
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for degree, of_query, of_name in sorted(possible):
        if of_query not in pairs and of_name not in taken:
            pairs[of_query] = of_name, -degree
            taken.add(of_name)
    return _Paired(query, name, pairs)


def _numbers(paired: _Paired) -> float:
    """Say what is left where numbers differ."""
    if not any(map(_is_number, (*paired.query, *paired.name))):
        return 1.0
    taken = {of_name for of_name, _ in paired.pairs.values()}
    asked = any(_is_number(word) for position, word in enumerate(paired.query) if position not in paired.pairs)
    named = any(_is_number(word) for position, word in enumerate(paired.name) if position not in taken)
    if asked and named:
        return _OTHER_NUMBER
    return _NUMBER_LACKS if asked or named else 1.0


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= _LONGEST_NUMBER


def _order(paired: _Paired) -> float:
    """Say what is left where the words come in another order."""
    order = [paired.pairs[position][0] for position in sorted(paired.pairs)]
    if order == sorted(order):
        return 1.0
    return _TWO_REORDERED if len(paired.name) == len(order) == len(paired.query) == 2 else _REORDERED  # noqa: PLR2004
