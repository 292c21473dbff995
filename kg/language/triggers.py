"""Where rules can match in a text: one pass over it for the literals that their patterns begin with and need.

A rule is tried only at points where a match of it can begin, and only in a text that holds what its matches cannot do
without: a pattern tried at every point took a third of all time (`tests/benchmarks/extract`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from kg.language.literals import DIGITS, literals_of, openings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.language.definition import Rule
    from kg.language.literals import Literals

_DIGIT = re.compile(r"\d")


class _Sieve:
    """The automaton of all literals of some rules, and what each literal found tells of them.

    Every set of literals of which a rule needs one is a bit: a rule can match where all its bits are found.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Read the patterns of ``rules``."""
        self._needs: dict[Literals, int] = {}
        self._holds: defaultdict[str, int] = defaultdict(int)  # of a literal, the sets it is in
        self._opens: defaultdict[str, list[int]] = defaultdict(list)  # of a literal, the rules that begin with it
        self.entries = [self._entry(number, rule) for number, rule in enumerate(rules)]
        literals = sorted((self._holds.keys() | self._opens.keys()) - DIGITS)
        self.automaton = AhoCorasick(literals)
        self.literals = [(self._holds[literal], tuple(self._opens[literal])) for literal in literals]
        self.a_digit = self._holds["0"], tuple(self._opens["0"])

    def _entry(self, number: int, rule: Rule) -> tuple[Rule, int, bool]:
        """Give a rule with the bits it needs, and whether it is known what it begins with."""
        openings = openings_of(rule.pattern.pattern)
        needs = 0
        for own in (*literals_of(rule.pattern.pattern), *([openings] if openings else [])):
            if own not in self._needs:
                self._needs[own] = 1 << len(self._needs)
                for literal in _with_one_digit(own):
                    self._holds[literal] |= self._needs[own]
            needs |= self._needs[own]
        for literal in _with_one_digit(openings or frozenset()):
            self._opens[literal].append(number)
        return rule, needs, openings is not None


def matches_in(
    folded: str, rules: tuple[Rule, ...], start: int = 0, end: int | None = None
) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield the matches of each rule between two points of a folded text, rule by rule, as `re.finditer` gives them."""
    end = len(folded) if end is None else end
    sieve = _sieve(rules)
    found = 0
    points: defaultdict[int, list[int]] = defaultdict(list)
    for index, first, _ in sieve.automaton.find_matches_as_indexes(folded[start:end], overlapping=True):
        sets, opened = sieve.literals[index]
        found |= sets
        for number in opened:
            points[number].append(start + first)
    if digits := [match.start() for match in _DIGIT.finditer(folded, start, end)]:
        sets, opened = sieve.a_digit
        found |= sets
        for number in opened:
            points[number] += digits
    for number, (rule, needs, is_anchored) in enumerate(sieve.entries):
        if needs & ~found:
            continue
        if is_anchored:
            matches = _matches_at(sorted(points[number]), rule.pattern, folded, end)
        else:
            matches = rule.pattern.finditer(folded, start, end)
        for match in matches:
            yield rule, match


def _matches_at(points: list[int], pattern: re.Pattern[str], folded: str, end: int) -> Iterator[re.Match[str]]:
    after = 0
    for point in points:
        if point >= after and (match := pattern.match(folded, point, end)):
            yield match
            after = match.end()


def _with_one_digit(literals: Literals) -> Iterator[str]:
    """Yield literals, all digits as one."""
    yield from literals - DIGITS
    if literals & DIGITS:
        yield "0"


@cache
def _sieve(rules: tuple[Rule, ...]) -> _Sieve:
    return _Sieve(rules)
