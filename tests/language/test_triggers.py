"""What is read from patterns spares trials of rules and loses no match."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.language.literals import NUMBER, literals_of, openings_of
from kg.language.triggers import matches_in
from tests.tables import names

OWN = Path(__file__).parents[1] / "gold" / "own"

CASES = [
    # why                       pattern                     sets of which a match holds one each
    ("words",                   r"top ten",                 [{"top ten"}]),
    ("alternatives",            r"(?:rang|place)s? ",       [{"rang", "place"}]),
    ("an optional part",        r"(?:le )?rang",            [{"rang"}]),
    ("a part that is repeated", r"(?:rang ){2,}",           [{"rang "}]),
    ("digits",                  r"rang \d+",                [{"rang "}, set("0123456789")]),
    ("a way without a literal", r"rang|[a-z]+",             []),
    ("what is looked at only",  r"(?=rang)place(?<!x)",     [{"place"}]),
    ("short words tell little", r"a|rang",                  []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "pattern", "needed"), CASES, ids=names(CASES))
def test_a_match_needs_its_literals(why: str, pattern: str, needed: list[set[str]]) -> None:
    assert [set(own) for own in literals_of(pattern)] == needed, why


OPENINGS = [
    # why                          pattern                      what matches begin with; None: anything
    ("words, as far as they tell", r"palmares",                 {"palmar"}),
    ("alternatives",               r"\b(?:rang|place)s? ",      {"rang ", "rangs", "place"}),
    ("an optional part",           r"(?:le )?rang",             {"le ran", "rang"}),
    ("a part that is repeated",    r"(?:a )*rang",              {"a ", "rang"}),
    ("any digit",                  r"\d+e|top 3",               {*"0123456789", "top "}),
    ("a digit behind no other",    r"(?<![\d.])\d|\b[2-4]",      NUMBER),
    ("a digit behind any point",   r"(?<![^\d])\d|\b\d",        set("0123456789")),
    ("words at an edge",           r"\bun\b",                   {"un"}),
    ("one begins another",         r"top|top ten",              {"top"}),
    ("nothing known goes on",      r"un[^ ]*e",                 {"un"}),
    ("what is looked at only",     r"(?<=x)(?=rang)[a-c]e",     {"ae", "be", "ce"}),
    ("blanks are folded",          r"\s-",                      {" -"}),
    ("anything",                   r"[^;]rang",                 None),
    ("nothing",                    r"(?:rang)?",                None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "pattern", "openings"), OPENINGS, ids=names(OPENINGS))
def test_a_match_begins_with_an_opening(why: str, pattern: str, openings: set[str] | None) -> None:
    assert openings_of(pattern) == openings, why


def _lines(code: str) -> list[str]:
    language = LANGUAGES[code]
    examples = [text for rule in (*language.rules, *language.fact_rules) for text, _ in rule.examples]
    texts = [*examples, *(path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*.txt")))]
    return [*(line for text in texts for line in fold(text).splitlines()), "", "٢٤e sur ٣٠٠, top ٣"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_matches_are_those_of_each_pattern_tried_everywhere(code: str) -> None:
    for rules in (LANGUAGES[code].rules, LANGUAGES[code].fact_rules):
        for line in _lines(code):
            found = [(rule.id, match.span()) for rule, match in matches_in(line, rules)]
            assert found == [(rule.id, match.span()) for rule in rules for match in rule.pattern.finditer(line)], line


@pytest.mark.parametrize("code", LANGUAGES)
def test_between_two_points_matches_lie_in_them(code: str) -> None:
    rules = LANGUAGES[code].rules
    for line in _lines(code):
        start, end = len(line) // 4, len(line) - len(line) // 4
        found = [match.span() for _, match in matches_in(line, rules, start, end)]
        assert found == [match.span() for rule in rules for match in rule.pattern.finditer(line, start, end)], line


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_known_what_nearly_all_rules_begin_with(code: str) -> None:
    """A rule that can begin with anything is tried at every point: more than a few would be felt."""
    rules = (*LANGUAGES[code].rules, *LANGUAGES[code].fact_rules)
    assert len([rule.id for rule in rules if openings_of(rule.pattern.pattern) is None]) <= 2
