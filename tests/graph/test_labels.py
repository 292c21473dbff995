from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.claims import EditionSize, Entity, Linked, LinkKind, Method, Move, Participation, Position, PositionKind
from kg.graph.labels import WORDINGS, Noun, number, sentence
from kg.graph.labels.facts import method_label, move_label, participation_label, size_label
from kg.graph.labels.positions import count_label, position_label
from kg.graph.positions import Count, count_of
from kg.read.document import Span
from tests.graph.handmade import rank

K = PositionKind

PERCENT, SCORE = K.TOP_PERCENT, K.SCORE

POSITIONS = [
    # position                              French                     English
    (rank(1),                               "1re place",               "1st"),
    (rank(2),                               "2e place",                "2nd"),
    (rank(3),                               "3e place",                "3rd"),
    (rank(11),                              "11e place",               "11th"),
    (rank(12),                              "12e place",               "12th"),
    (rank(13),                              "13e place",               "13th"),
    (rank(21),                              "21e place",               "21st"),
    (rank(24),                              "24e place",               "24th"),
    (rank(101),                             "101e place",              "101st"),
    (rank(112),                             "112e place",              "112th"),
    (rank(1202),                            "1202e place",             "1202nd"),
    (Position(K.BAND, 101, 200),            "rangs 101-200",           "ranks 101–200"),
    (Position(K.BAND, 1201),                "rangs 1201 et suivants",  "ranks 1201 and over"),
    (Position(K.TOP, 1, 300),               "top 300",                 "top 300"),
    (Position(PERCENT, 0, 15),              "top 15 %",                "top 15%"),
    (Position(PERCENT, 0, Decimal("2.50")), "top 2,5 %",               "top 2.5%"),
    (Position(SCORE, 83, 100),              "83 points sur 100",       "83 points out of 100"),
    (Position(SCORE, Decimal("83.4")),      "83,4 points",             "83.4 points"),
    (Position(SCORE, Decimal("1.5"), 5),    "1,5 point sur 5",         "1.5 points out of 5"),
    (Position(K.GRADE, grade="A+"),         "note A+",                 "grade A+"),
    (Position(K.GRADE, grade="A", half=1),  "note A, 1re moitié",      "grade A, 1st half"),
]  # fmt: skip


@pytest.mark.parametrize(("position", "french", "english"), POSITIONS, ids=[case[2] for case in POSITIONS])
def test_positions(position: Position, french: str, english: str) -> None:
    assert [position_label(position, WORDINGS[code]) for code in ("fr", "en")] == [french, english]


@pytest.mark.parametrize(
    ("number", "french", "english"), [(1, "1re place ex aequo", "joint 1st"), (16, "16e place ex aequo", "joint 16th")]
)
def test_ties(number: int, french: str, english: str) -> None:
    written = [position_label(rank(number), WORDINGS[code], tied=True) for code in ("fr", "en")]
    assert written == [french, english]


COUNTS = [
    # count                            kind       French                             English
    (Count(16, 17, None),               "sdg",     "16 ODD sur 17",                   "16 SDGs out of 17"),
    (Count(1, None, 100),               "sdg",     "1 ODD dans le top 100",           "1 SDG in the top 100"),
    (Count(7, 17, 200),                 "sdg",     "7 ODD sur 17 dans le top 200",  "7 SDGs out of 17 in the top 200"),
    (Count(2, 17, 1),                   "sdg",     "2 ODD sur 17 à la 1re place",     "2 SDGs out of 17 in 1st place"),
    (Count(5, 17, 200, 100),         "sdg",     "5 ODD sur 17 aux rangs 100-200",  "5 SDGs out of 17 in ranks 100–200"),
    (Count(3, None, 50),                "subject", "3 disciplines dans le top 50",    "3 subjects in the top 50"),
    (Count(1, None, 50),                "",        "1 critère dans le top 50",        "1 criterion in the top 50"),
    (Count(9, None, grades=("A",)),     "",        "9 notes A",                       "9 A grades"),
    (Count(1, None, grades=("A",)),     "",        "1 note A",                        "1 A grade"),
    (Count(22, None, grades=("A", "B")), "",        "22 notes A ou B",                 "22 A or B grades"),
    (Count(17, 35, grades=("A",)),      "",        "17 notes A sur 35",               "17 A grades out of 35"),
]  # fmt: skip


@pytest.mark.parametrize(("count", "kind", "french", "english"), COUNTS, ids=[case[3] for case in COUNTS])
def test_counts(count: Count, kind: str, french: str, english: str) -> None:
    assert [count_label(count, kind, WORDINGS[code]) for code in ("fr", "en")] == [french, english]


_SAID: dict[str, Any] = {
    "ranking": Linked(Entity("X"), None, LinkKind.DEFAULT, ""),
    "edition": Linked(2024, None, LinkKind.DEFAULT, ""),
    "span": Span(0, 1),
    "rule": "",
}
_WHO = _SAID | {"institution": Linked(Entity("X"), None, LinkKind.DEFAULT, "")}


def _graded(count: int) -> Position:
    return Position(K.GRADE_COUNT, count, count, grade="A+B")


def _size(unit: str, count: int, *, at_least: bool = False) -> EditionSize:
    return EditionSize(**_SAID, unit=unit, count=count, at_least=at_least)


def _move(places: int | None = None, before: Position | None = None, after: Position | None = None) -> Move:
    return Move(**_WHO, places=places, before=before, after=after)


SIZES = [
    # fact                                    French                                  English
    (_size("institution", 1),                 "1 établissement classé",               "1 ranked institution"),
    (_size("institution", 1115),              "1 115 établissements classés",         "1,115 ranked institutions"),
    (_size("country", 50, at_least=True),     "au moins 50 pays",                     "at least 50 countries"),
    (_size("country", 91),                    "91 pays",                              "91 countries"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "french", "english"), SIZES, ids=[case[2] for case in SIZES])
def test_sizes(fact: EditionSize, french: str, english: str) -> None:
    assert [size_label(fact, WORDINGS[code]) for code in ("fr", "en")] == [french, english]


MOVES = [
    # fact                                                      French                       English
    (_move(3),                                                  "3 places gagnées",          "up 3 places"),
    (_move(1),                                                  "1 place gagnée",            "up 1 place"),
    (_move(-2),                                                 "2 places perdues",          "down 2 places"),
    (_move(0),                                                  "position maintenue",        "position kept"),
    (_move(None, Position(K.TOP, 1, 30), Position(K.TOP, 1, 20)), "top 30 puis top 20",      "top 30 then top 20"),
    (_move(None, _graded(2), _graded(3)), "2 notes A ou B puis 3 notes A ou B", "2 A or B grades then 3 A or B grades"),
    (_move(3, rank(27), rank(24)),  "3 places gagnées, 27e place puis 24e place",  "up 3 places, 27th then 24th"),
    (_move(None, rank(52)),                                     "52e place",                 "52nd"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "french", "english"), MOVES, ids=[case[2] for case in MOVES])
def test_moves(fact: Move, french: str, english: str) -> None:
    assert [move_label(fact, WORDINGS[code]) for code in ("fr", "en")] == [french, english]


PARTICIPATIONS = [
    # fact                              criteria   French                       English
    ({"ordinal": 5},                    [],        "5e participation",          "5th participation"),
    ({"consecutive": 3},                [],        "3e année consécutive",      "3rd year running"),
    ({"first_time": True},              [],        "1re participation",         "1st participation"),
    ({"first_time": True},              ["Droit"], "1re participation (Droit)", "1st participation (Droit)"),
    ({"ordinal": 2},                    ["Droit"], "2e participation, Droit",   "2nd participation, Droit"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "criteria", "french", "english"), PARTICIPATIONS, ids=[c[3] for c in PARTICIPATIONS])
def test_participations(fact: dict[str, Any], criteria: list[str], french: str, english: str) -> None:
    said = Participation(**_WHO, **fact)
    assert [participation_label(said, criteria, WORDINGS[code]) for code in ("fr", "en")] == [french, english]


METHODS = [
    # fact                    criteria     French, after "méthode, "          English, after "method, "
    ({"criterion_count": 4},  [],          "4 critères",                      "4 criteria"),
    ({"criterion_count": 2},  ["A", "B"],  "2 critères, critères : A, B",     "2 criteria, criteria: A, B"),
    ({"points": 10},          [],          "critères notés sur 10 points",    "criteria marked out of 10 points"),
    ({"new_indicators": 2},   [],          "2 nouveaux indicateurs",          "2 new indicators"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "criteria", "french", "english"), METHODS, ids=[case[3] for case in METHODS])
def test_methods(fact: dict[str, Any], criteria: list[str], french: str, english: str) -> None:
    method = Method(**_SAID, **fact)
    written = [method_label(method, criteria, WORDINGS[code]) for code in ("fr", "en")]
    assert written == [f"méthode, {french}", f"method, {english}"]


def test_a_scale_that_changed() -> None:
    method = Method(**_SAID, points=10, points_before=5)
    assert method_label(method, [], WORDINGS["fr"]) == "méthode, critères notés sur 10 points (5 auparavant)"
    assert method_label(method, [], WORDINGS["en"]) == "method, criteria marked out of 10 points (5 before)"


@given(st.integers(min_value=0, max_value=10**9))
def test_numbers_read_back(value: int) -> None:
    for wording in WORDINGS.values():
        assert int(number(value, wording).replace(wording.thousands_mark, "")) == value


def _templates(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Noun):
        return [value.one, value.many]
    return [text for item in value.values() for text in _templates(item)] if isinstance(value, dict) else []


def test_templates_have_the_same_fields_in_every_language() -> None:
    def names(value: object) -> list[set[str | None]]:
        return [{name for _, name, _, _ in Formatter().parse(text) if name} for text in _templates(value)]

    french, english = WORDINGS["fr"], WORDINGS["en"]
    for field in fields(french):
        ours, theirs = getattr(french, field.name), getattr(english, field.name)
        assert names(ours) == names(theirs), field.name
        if isinstance(ours, dict):
            assert ours.keys() == theirs.keys(), field.name


def test_labels_hold_plain_blanks_and_our_apostrophe() -> None:
    for wording in WORDINGS.values():
        for field in fields(wording):
            for text in _templates(getattr(wording, field.name)):
                assert not set(text) & set("\u00a0\u202f'"), field.name


def test_parts_that_say_nothing_are_left_out() -> None:
    assert sentence(["IMT Mines Alès", "", "monde"]) == "IMT Mines Alès, monde"


def test_a_score_with_a_grade_is_a_count() -> None:
    assert count_of(Position(K.SCORE, 17, 35, grade="A")) == Count(17, 35, grades=("A",))
    assert count_of(Position(K.SCORE, 17, 35)) is None
