"""Number words mean what another reader of numbers says they mean."""

from __future__ import annotations

import re

import pytest
from text_to_num import alpha2digit, text2num  # type: ignore[import-untyped]

from kg.extract.mentions import ValueMention
from kg.extract.values import find_values
from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.language.numbers import read_number, words_pattern
from tests.tables import names

HUNDRED = range(1, 101)

# Words that the other reader does not know, each with our reason to know them.
UNKNOWN_ELSEWHERE = {
    "fr": {
        **dict.fromkeys(["second", "seconde", "seconds", "secondes"], "it takes them for units of time"),
        **{
            f"{tens} un{ending}": "said without “et” too"
            for tens in ("vingt", "trente", "quarante", "cinquante", "soixante")
            for ending in ("", "ieme", "iemes")
        },
    },
    "en": {
        **dict.fromkeys(["a hundred", "a thousand", "a hundredth", "a thousandth"], "the article counts as one"),
        "sixtieth": "it knows the other tens, and misses this one",
    },
}


def unfolded(words: str, code: str) -> str:
    """Give French ordinals the accent that folding took and no plural: the other reader wants it."""
    if code != "fr":
        return words
    singular = words.removesuffix("s") if re.search(r"(?:ieme|iere|ier)s$", words) else words
    return re.sub(r"iere$", "ière", singular.replace("ieme", "ième"))


def cardinal_elsewhere(words: str, code: str) -> int | None:
    try:
        return int(text2num(words, code))
    except ValueError:
        return None


def ordinal_elsewhere(words: str, code: str) -> int | None:
    digits = re.fullmatch(r"(\d+)\D{1,3}", alpha2digit(unfolded(words, code), code, 0))
    return int(digits[1]) if digits else None


@pytest.mark.parametrize("code", LANGUAGES)
def test_cardinals(code: str) -> None:
    ours = {words: value for words, value in LANGUAGES[code].cardinals.items() if words not in UNKNOWN_ELSEWHERE[code]}
    assert {words: cardinal_elsewhere(words, code) for words in ours} == ours
    assert set(HUNDRED) <= set(LANGUAGES[code].cardinals.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_ordinals(code: str) -> None:
    ours = {words: value for words, value in LANGUAGES[code].ordinals.items() if words not in UNKNOWN_ELSEWHERE[code]}
    assert {words: ordinal_elsewhere(words, code) for words in ours} == ours
    assert set(HUNDRED) <= set(LANGUAGES[code].ordinals.values())


SPELT = [
    # why                        lang  words                        value
    ("one, masculine",           "fr", "premier",                   1),
    ("one, feminine",            "fr", "première",                  1),
    ("two, the other word",      "fr", "seconde",                   2),
    ("u before the ending",      "fr", "cinquième",                 5),
    ("v before the ending",      "fr", "neuvième",                  9),
    ("reformed spelling",        "fr", "vingt-et-unième",           21),
    ("traditional spelling",     "fr", "quarante et unième",        41),
    ("seventy-one",              "fr", "soixante et onzième",       71),
    ("seventy-nine",             "fr", "soixante-dix-neuvième",     79),
    ("eighty loses its s",       "fr", "quatre-vingtième",          80),
    ("ninety-nine",              "fr", "quatre-vingt-dix-neuvième", 99),
    ("a hundred",                "fr", "centième",                  100),
    ("capitals without accents", "fr", "SEIZIEME",                  16),
    ("one",                      "en", "first",                     1),
    ("irregular",                "en", "twelfth",                   12),
    ("tens",                     "en", "fortieth",                  40),
    ("hyphen",                   "en", "thirty-fourth",             34),
    ("blank for the hyphen",     "en", "thirty fourth",             34),
    ("ninety-nine",              "en", "Ninety-Ninth",              99),
    ("a hundred",                "en", "hundredth",                 100),
]  # fmt: skip


@pytest.mark.parametrize(("why", "code", "words", "value"), SPELT, ids=[f"{c[1]} {c[2]}" for c in SPELT])
def test_an_ordinal_is_found_as_written(why: str, code: str, words: str, value: int) -> None:
    found = [m for m in find_values(words, fold(words), LANGUAGES[code], []) if isinstance(m, ValueMention)]
    assert [(words[m.span.start : m.span.end], m.position.low) for m in found] == [(words, value)], why


DIGITS = [
    # why                    text         value
    ("as it is",             "1115",      1115),
    ("French thousands",     "1 115",     1115),
    ("English thousands",    "1,115",     1115),
    ("points for thousands", "1.115",     1115),
    ("millions",             "1 234 567", 1234567),
    ("zeros",                "2 000",     2000),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "value"), DIGITS, ids=names(DIGITS))
def test_digits(why: str, text: str, value: int) -> None:
    assert read_number(text, {}) == value, why


@pytest.mark.parametrize("text", ["1,5", "12,34", "douzaine", "", "1 15"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(KeyError):
        read_number(text, {"douze": 12})


def test_the_longest_words_are_tried_first() -> None:
    assert re.findall(words_pattern(["vingt", "vingt et un", "un"]), "vingt-et-un, vingt, un") == [
        "vingt-et-un", "vingt", "un",
    ]  # fmt: skip
