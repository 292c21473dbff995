"""Values are found apart from each other and inside the text, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract.mentions import CueMention, SubjectMention, ValueMention, YearMention
from kg.extract.values import find_values
from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.read import Span
from tests.tables import names

PIECES = [
    "24e", "1re", "24th", "=37", "n° 1", "#1", "top 100", "Top 15%", "[301-400]", "101–200", "1201+", "83,1/100",
    "1,115", "2 000", "ODD 6", "SDGs 13 and 14", "groupe A", "22 notes A et B", "A", "premier", "second", "five",
    "vingt et un", "16 des 17 ODD", "of the 17 SDGs", "2013-14", "2024", "5 janvier 2022", "gagne 3 places", "up six",
    "ex æquo", "joint", "écoles", "schools", "pays", "countries", "participation", "edition", "mondial", "worldwide",
    "elle", "it", "de", "the", ",", ".", "(", ")", "«", "»", " ", "\u00a0", "½", "İ", "é", "https://e.org/24e",
    "01 23 45 67 89", "+", "-", "%", "/",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(max_size=40),
)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=400)
@given(text=TEXTS)
@example(text="83.1/100 top 100 ODD 6, 7 n° 1")
def test_values_are_apart_and_inside(code: str, text: str) -> None:
    found = find_values(text, fold(text), LANGUAGES[code], [])
    assert all(0 <= mention.span.start < mention.span.end <= len(text) for mention in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(text[mention.span.start : mention.span.end].strip() for mention in found)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=200)
@given(text=TEXTS)
def test_what_is_taken_holds_no_value(code: str, text: str) -> None:
    assert find_values(text, fold(text), LANGUAGES[code], [Span(0, len(text))]) == []


MASKED = [
    # why                     text
    ("an address",            "https://exemple.org/24e/top-10"),
    ("a page without scheme", "www.exemple.org/top-10"),
    ("mail",                  "top10@exemple.org"),
    ("a telephone number",    "+33 (0)1 23 45 67 89"),
    ("a date in digits",      "12/03/2021"),
    ("a time of day",         "à 14h30"),
]  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("why", "text"), MASKED, ids=names(MASKED))
def test_what_is_masked(why: str, text: str, code: str) -> None:
    found = find_values(text, fold(text), LANGUAGES[code], [])
    assert not [mention for mention in found if isinstance(mention, ValueMention | YearMention)], why


YEARS = [
    # why                        text         years
    ("a year",                   "en 2024",   [2024]),
    ("two years of one edition", "2013-14",   [2013]),
    ("written out",              "2020-2021", [2020]),
    ("with a stroke",            "2013/14",   [2013]),
    ("years of a plan",          "2023-2027", []),
    ("a number of four digits",  "2152",      []),
    ("a part of a number",       "12024",     []),
    ("before rankings",          "en 1843",   []),
]  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("why", "text", "years"), YEARS, ids=names(YEARS))
def test_years(why: str, text: str, years: list[int], code: str) -> None:
    found = find_values(text, fold(text), LANGUAGES[code], [])
    assert [mention.year for mention in found if isinstance(mention, YearMention)] == years, why


GOALS = [
    # why                  lang  text                                      goals by number
    ("glued",              "fr", "l’ODD6",                                 [(6,)]),
    ("with n°",            "fr", "l’ODD n°15",                             [(15,)]),
    ("several",            "fr", "les ODD 3, 4 et 10",                     [(3, 4, 10)]),
    ("in full",            "fr", "l’objectif de développement durable 13", [(13,)]),
    ("how many there are", "fr", "les 17 ODD",                             []),
    ("there is no 18th",   "fr", "l’ODD 18",                               []),
    ("a year",             "fr", "l’objectif 2030",                        []),
    ("with #",             "en", "goal #10",                               [(10,)]),
    ("plural",             "en", "SDGs 13 and 14",                         [(13, 14)]),
    ("a percentage",       "en", "goal 15%",                               []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "code", "text", "goals"), GOALS, ids=names(GOALS))
def test_goals_by_number(why: str, code: str, text: str, goals: list[tuple[int, ...]]) -> None:
    found = find_values(text, fold(text), LANGUAGES[code], [])
    assert [mention.numbers for mention in found if isinstance(mention, SubjectMention)] == goals, why


def test_a_cue_keeps_its_number() -> None:
    text = "gagne trois places"
    [cue] = [m for m in find_values(text, fold(text), LANGUAGES["fr"], []) if isinstance(m, CueMention)]
    assert (cue.rule, cue.number) == ("gain", 3)


NO_POSITION = [
    # why                     lang  text
    ("a year beside “rang”",  "fr", "Rang 2023"),
    ("a year beside “rank”",  "en", "Rank 2023"),
    ("a share of students",   "fr", "10 % des étudiants"),
    ("a lower-case group",    "fr", "un groupe à part"),
    ("a millennium of years", "en", "in the year 2000"),
    ("the verb, not the noun", "fr", "place cinq de ses écoles"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "code", "text"), NO_POSITION, ids=names(NO_POSITION))
def test_no_position(why: str, code: str, text: str) -> None:
    found = find_values(text, fold(text), LANGUAGES[code], [])
    assert [mention for mention in found if isinstance(mention, ValueMention)] == [], why
