"""The sieve of rules spares trials and loses no match."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language import LANGUAGES
from kg.language.fold import fold
from kg.language.triggers import literals_of, rules_in
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


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_rule_that_matches_is_left_out(code: str) -> None:
    language = LANGUAGES[code]
    examples = [text for rule in (*language.rules, *language.fact_rules) for text, _ in rule.examples]
    texts = [
        fold(text) for text in (*examples, *(path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*.txt"))))
    ]
    lines = [line for text in texts for line in text.splitlines()]
    for rules in (language.rules, language.fact_rules):
        for line in lines:
            tried = {rule.id for rule in rules_in(line, rules)}
            assert {rule.id for rule in rules if rule.pattern.search(line)} <= tried, line


def test_most_trials_are_spared() -> None:
    line = fold("Le président de l’université a salué le travail de toutes et de tous.")
    rules = LANGUAGES["fr"].rules
    assert len(list(rules_in(line, rules))) < len(rules) / 3
