"""Folding keeps length, so that offsets in folded text hold in the text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.language.fold import fold, fold_name
from tests.tables import names

CASES = [
    # why                               text                    folded
    ("case and accents",                "ÉTÉ à Alès",           "ete a ales"),
    ("apostrophes",                     "l’École d‘IMT",        "l'ecole d'imt"),
    ("dashes",                          "101–200 — 3‑4",        "101-200 - 3-4"),
    ("quotation marks",                 "« A » “B”",            '" a " "b"'),
    ("blanks of all sorts",             "2\u202f000\u00a0e\nr", "2 000 e r"),
    ("superscript letters",             "24ᵉ 1ʳᵉ",              "24e 1re"),
    ("ordinal indicators",              "n° 1, nº 1, 1ª",       "n° 1, no 1, 1a"),
    ("one point stands for a ligature", "cœur, ex-æquo",        "cour, ex-aquo"),
    ("a point that lowers to two",      "İstanbul 24e",         "istanbul 24e"),
    ("sharp s",                         "Straße",               "strase"),
    ("letters with a stroke",           "Łódź, Ørsted",         "lodz, orsted"),
    ("hyphens of PDF readers",          "ex\ufffeaequo",        "ex-aequo"),
    ("soft hyphen",                     "inter\u00adnational",  "inter-national"),
    ("accent in a point of its own",    "e\u0301cole",          "e\u0301cole"),
    ("full-width digits",               "２４e",                  "24e"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "folded"), CASES, ids=names(CASES))
def test_fold(why: str, text: str, folded: str) -> None:
    assert fold(text) == folded, why


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
@example("İﬁŒ½ßǅΐ\u0345ᾳ℀㎏Ⅷ")
def test_length_stays(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
@example("Đại học")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_each_point_is_folded_alone(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


EVERY_POINT = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]


def test_every_point_folds_to_one_point() -> None:
    assert [point for point in EVERY_POINT if len(fold(point)) != 1] == []


def test_every_point_folds_to_one_that_stays() -> None:
    assert [point for point in EVERY_POINT if fold(fold(point)) != fold(point)] == []


def test_case_makes_no_difference() -> None:
    lower = [point for point in EVERY_POINT if point.isalpha() and len(point.lower()) == 1]
    assert [point for point in lower if fold(point.lower()) != fold(point)] == []


@given(TEXTS)
def test_a_name_has_no_hyphens(text: str) -> None:
    assert fold_name(text) == fold(text).replace("-", " ")
