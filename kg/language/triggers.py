"""Which rules can match a text at all: one pass over it for the literals that their patterns cannot do without.

A rule is tried on a block only where its literals occur; most trials are spared (`tests/benchmarks/extract`).
"""

from __future__ import annotations

import re
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.language.definition import Rule

Literals = frozenset[str]
_DIGITS = frozenset("0123456789")
_DIGIT = re.compile(r"\d")
_A_DIGIT = -1  # the number of all digits together
_RARE = 2  # code points from which a literal is rare enough to tell anything
_MOST = 4000  # literals; a larger set is no sieve
_WIDEST = 10  # characters of a range, such as a-e
_LONG = 4  # code points from which a longer literal is no rarer


def rules_in(folded: str, rules: tuple[Rule, ...]) -> Iterator[Rule]:
    """Yield, in order, the rules that can match somewhere in a folded text."""
    automaton, needs = _sieve(rules)
    found = {index for index, _, _ in automaton.find_matches_as_indexes(folded, overlapping=True)}
    if _DIGIT.search(folded):
        found.add(_A_DIGIT)
    for rule, sets in zip(rules, needs, strict=True):
        for own in sets:
            if own.isdisjoint(found):
                break
        else:
            yield rule


@cache
def _sieve(rules: tuple[Rule, ...]) -> tuple[AhoCorasick, list[tuple[frozenset[int], ...]]]:
    """Give the automaton of all literals, and for each rule sets of their numbers, of each of which it needs one."""
    literals = [literals_of(rule.pattern.pattern) for rule in rules]
    ordered = sorted({literal for sets in literals for own in sets for literal in own} - _DIGITS)
    number = {literal: index for index, literal in enumerate(ordered)} | dict.fromkeys(_DIGITS, _A_DIGIT)
    return AhoCorasick(ordered), [tuple(frozenset(map(number.__getitem__, own)) for own in sets) for sets in literals]


def literals_of(pattern: str) -> list[Literals]:
    r"""Give sets of strings: every match of a pattern holds at least one of each; none where it needs nothing rare.

    >>> [sorted(own) for own in literals_of(r"top (?:ten|dix) ?\d")]
    [['top '], ['dix', 'ten'], ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']]
    """
    return [own for own in _needed(parser.parse(pattern)) if min(map(len, own - _DIGITS), default=_RARE) >= _RARE]


def _rareness(literals: Literals) -> tuple[int, int]:
    return min(min(map(len, literals - _DIGITS), default=_RARE), _LONG), -len(literals)


def _needed(sequence: Iterable[tuple[Any, Any]]) -> list[Literals]:
    """Give, for each part of a sequence that a match cannot do without, the strings it can begin to be read by."""
    found: list[Literals] = []
    run = ""
    for op, value in (*sequence, (None, None)):
        if op is ops.LITERAL:
            run += chr(value)
            continue
        if op in {ops.AT, ops.ASSERT, ops.ASSERT_NOT}:
            continue
        if run:
            found.append(frozenset([run]))
            run = ""
        found.extend(_of_part(op, value))
    return found


def _of_part(op: Any, value: Any) -> list[Literals]:  # noqa: ANN401 - the parser's own codes
    if op is ops.SUBPATTERN:
        return _needed(value[3])
    if op is ops.ATOMIC_GROUP:
        return _needed(value)
    if op in {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}:
        return _needed(value[2]) if value[0] else []
    if op is ops.BRANCH:
        branches = [_needed(branch) for branch in value[1]]
        union = frozenset().union(*(max(branch, key=_rareness) for branch in branches if branch))
        return [union] if all(branches) and len(union) < _MOST else []
    if op is ops.IN:
        characters = [_characters(kind, what) for kind, what in value]
        return [frozenset().union(*characters)] if all(characters) else []
    return []


def _characters(op: Any, value: Any) -> Literals:  # noqa: ANN401 - the parser's own codes
    """Give the characters that one item of a set stands for; empty where they are many or left open."""
    if op is ops.LITERAL:
        return frozenset(chr(value))
    if op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
        return _DIGITS
    if op is ops.RANGE and value[1] - value[0] < _WIDEST:
        return frozenset(map(chr, range(value[0], value[1] + 1)))
    return frozenset()
