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

from kg.language.literals import DIGITS, NUMBER, literals_of, openings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.language.definition import Rule
    from kg.language.literals import Literals

_NUMBER = re.compile(r"\d+")
_A_DIGIT, _A_NUMBER = min(DIGITS), min(NUMBER)  # that stand for all


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
        literals = sorted((self._holds.keys() | self._opens.keys()) - DIGITS - NUMBER)
        self._automaton = AhoCorasick(literals)
        self._literals = [(self._holds[literal], tuple(self._opens[literal])) for literal in literals]
        self._digits = self._holds[_A_DIGIT] | self._holds[_A_NUMBER]
        self._by_digit, self._by_number = tuple(self._opens[_A_DIGIT]), tuple(self._opens[_A_NUMBER])

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

    def points_in(self, folded: str, start: int, end: int) -> tuple[int, defaultdict[int, list[int]]]:
        """Give the bits found between two points of a text, and by a rule's number where its matches can begin."""
        found = 0
        points: defaultdict[int, list[int]] = defaultdict(list)
        for index, first, _ in self._automaton.find_matches_as_indexes(folded[start:end], overlapping=True):
            sets, opened = self._literals[index]
            found |= sets
            for number in opened:
                points[number].append(start + first)
        if numbers := [match.span() for match in _NUMBER.finditer(folded, start, end)]:
            found |= self._digits
            digits = [point for span in numbers for point in range(*span)]
            firsts = [first for first, _ in numbers]
            for number in self._by_digit:
                points[number] += digits
            for number in self._by_number:
                points[number] += firsts
        return found, points


def matches_in(
    folded: str, rules: tuple[Rule, ...], start: int = 0, end: int | None = None
) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield the matches of each rule between two points of a folded text, rule by rule, as `re.finditer` gives them."""
    end = len(folded) if end is None else end
    sieve = _sieve(rules)
    found, points = sieve.points_in(folded, start, end)
    for number, (rule, needs, is_anchored) in enumerate(sieve.entries):
        if needs & ~found:
            continue
        if not is_anchored:
            yield from ((rule, match) for match in rule.pattern.finditer(folded, start, end))
            continue
        after = start
        for point in sorted(points[number]):
            if point >= after and (match := rule.pattern.match(folded, point, end)):
                yield rule, match
                after = match.end()


def _with_one_digit(literals: Literals) -> Iterator[str]:
    """Yield literals, all digits as one."""
    yield from literals - DIGITS - NUMBER
    if literals & DIGITS:
        yield _A_DIGIT
    if literals & NUMBER:
        yield _A_NUMBER


@cache
def _sieve(rules: tuple[Rule, ...]) -> _Sieve:
    return _Sieve(rules)
