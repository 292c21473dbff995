"""How often the right institution comes first, and a wrong one is matched, on names that nobody chose."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.serve.reconcile.institutions import LabelKind
from kg.serve.reconcile.judge import Judge
from kg.serve.reconcile.matcher import Matcher
from kg.serve.reconcile.protocol import Query
from kg.serve.reconcile.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = 60


def _swapped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _shortened(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def _another_letter(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice("aeilnorst") + text[at + 1 :]


def _plain_capitals(text: str, _chance: random.Random) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)).upper()


def _turned_round(text: str, chance: random.Random) -> str:
    words = text.split()
    chance.shuffle(words)
    return " ".join(words)


def _with_a_department(text: str, chance: random.Random) -> str:
    return f"{text}, {chance.choice(['Research Office', 'Cedex 9', 'Département de chimie'])}"


def _without_a_word(text: str, chance: random.Random) -> str:
    words = text.split()
    if len(words) > 2:
        del words[chance.randrange(len(words))]
    return " ".join(words)


# What is done to names, and of a hundred at least how many are first.
ERRORS = [
    (_swapped, 95),
    (_shortened, 95),
    (_another_letter, 95),
    (_plain_capitals, 100),
    (_turned_round, 95),
    (_with_a_department, 95),
    (_without_a_word, 75),
]


@pytest.mark.parametrize(("error", "floor"), ERRORS, ids=[case[0].__name__.strip("_") for case in ERRORS])
def test_the_right_one_comes_first(judge: Judge, error: Callable[[str, random.Random], str], floor: int) -> None:
    chance = random.Random(20)  # noqa: S311 (the same cases on every run)
    every = judge.matcher.institutions.by_id.values()
    shown = (LabelKind.PREFERRED, LabelKind.OTHER)
    names = [(each.id, label.text) for each in every for label in each.labels if label.kind in shown]
    owners: dict[str, set[str]] = {}
    for each in every:
        for label in each.labels:
            owners.setdefault(folded(label.text), set()).add(each.id)
    first = wrong = 0
    for identifier, name in chance.sample([name for name in names if len(name[1]) > 8], CASES):
        written = error(name, chance)
        meant = owners.get(folded(written), set()) | owners[folded(name)] | {identifier}
        found = judge.candidates(Query(written, limit=1))
        right = bool(found) and found[0].institution.id in meant
        first += right
        wrong += bool(found) and found[0].match and not right
    assert 100 * first / CASES >= floor
    assert 100 * wrong / CASES <= 5


def test_names_of_institutions_that_are_not_known_are_hardly_ever_matched(matcher: Matcher) -> None:
    every = matcher.institutions.by_id
    left_out = list(every)[::25]
    rest = {identifier: institution for identifier, institution in every.items() if identifier not in set(left_out)}
    judge = Judge(Matcher(replace(matcher.institutions, by_id=rest)))
    names = [every[identifier].name(language) for identifier in left_out for language in ("fr", "en")]
    matched = [name for name in names if any(each.match for each in judge.candidates(Query(name)))]
    assert len(names) > 200
    assert 100 * len(matched) / len(names) <= 3, matched
