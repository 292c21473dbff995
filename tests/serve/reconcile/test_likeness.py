"""What makes a name more or less like a query."""

from __future__ import annotations

import pytest

from kg.serve.reconcile.likeness import MOST, likeness
from kg.serve.reconcile.vocabulary import Vocabulary
from kg.serve.reconcile.words import words_of

MATCHES = 85
NAMES = [
    "Université Lyon 2", "Université Lyon 3", "Université de Lyon", "University of Washington", "CQUniversity",
    "École nationale supérieure des mines et techniques industrielles de Nantes 2",
    "University of Kentucky", "Université de Kent", "Université d’Aix", "Université de Nantes", "Université de Pau",
]  # fmt: skip
VOCABULARY = Vocabulary([words_of(name) for name in NAMES])


def alike(query: str, name: str, *places: str) -> float:
    return likeness(words_of(query), words_of(name), frozenset(places), VOCABULARY)


LIKER = [
    # why,                                    the query,                  is liker,             than
    ("the same number",                       "Univ. Lyon 3",             "Université Lyon 3",  "Université Lyon 2"),
    ("no number rather than another",         "Univ. Lyon 3",             "Université de Lyon", "Université Lyon 2"),
    ("no number rather than any",             "Univ. Lyon",               "Université de Lyon", "Université Lyon 2"),
    ("the word, not what begins so",          "Univ Kent",            "Université de Kent", "University of Kentucky"),
    ("a rare word rather than a common one",  "Université de Pau",        "Université de Pau",  "Université d’Aix"),
    ("letters rather than none",              "Université de Nante",      "Université de Nantes", "Université de Pau"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "query", "liker", "other"), LIKER, ids=[case[0] for case in LIKER])
def test_liker(why: str, query: str, liker: str, other: str) -> None:
    assert alike(query, liker) > alike(query, other) + 5, why


def test_the_same_words_are_worth_most_in_their_order_only() -> None:
    assert alike("Univ. of Washington", "University of Washington") == MOST
    assert alike("Washington University", "University of Washington") < MATCHES
    assert alike("Lyon 3 Univ.", "Université Lyon 3") > MATCHES


def test_the_institution_s_own_places_cost_little() -> None:
    assert alike("Université de Pau, France", "Université de Pau", "france") > MATCHES
    assert alike("Université de Pau, France", "Université de Pau") < MATCHES


def test_another_number_is_another_institution_however_long_the_name() -> None:
    name = "École nationale supérieure des mines et techniques industrielles de Nantes"
    assert alike(f"{name} 2", f"{name} 2") == MOST
    assert alike(f"{name} 3", f"{name} 2") < MATCHES
    assert alike(f"{name} 1993", name) > MATCHES, "a year"


def test_what_begins_so_is_no_match_by_itself() -> None:
    assert alike("Univ. Kentu.", "University of Kentucky") < MATCHES


def test_a_common_word_does_not_find_a_rare_one_that_is_like_it() -> None:
    assert alike("Université", "CQUniversity") < 40


def test_nothing_is_like_nothing() -> None:
    assert alike("Sorbonne", "Université de Pau") == 0
    assert likeness((), ("pau",), frozenset(), VOCABULARY) == 0
