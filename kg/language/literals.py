"""What the matches of a pattern over folded text hold and what they begin with, read from the pattern itself."""

from __future__ import annotations

from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Literals = frozenset[str]
DIGITS = frozenset("0123456789")
_EDGE = "\b"  # at the head of a beginning: what stands before is no digit, if the beginning is one
NUMBER: Literals = frozenset(_EDGE + digit for digit in DIGITS)
_NOTHING: Literals = frozenset([""])
_EMPTY: Literals = frozenset(["", _EDGE])
_BLANK: Literals = frozenset([" "])
_RARE = 2  # code points from which a literal is rare enough to tell anything
_MOST = 4000  # literals; a larger set is no sieve
_WIDEST = 10  # characters of a range, such as a-e
_LONG = 4  # code points from which a longer literal is no rarer
_LONGEST = 6  # code points of what a match begins with; longer ones spare hardly a trial
_MANY = 600  # ways to begin from which they are followed no farther
_ZERO_WIDTH = {ops.AT, ops.ASSERT, ops.ASSERT_NOT}
_GROUPS = {ops.SUBPATTERN, ops.ATOMIC_GROUP}
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}
_parsed = lru_cache(maxsize=1)(parser.parse)  # each pattern is read twice


def literals_of(pattern: str) -> list[Literals]:
    r"""Give sets of strings: every match of a pattern holds at least one of each; none where it needs nothing rare.

    >>> [sorted(own) for own in literals_of(r"top (?:ten|dix) ?\d")]
    [['top '], ['dix', 'ten'], ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']]
    """
    return [own for own in _needed(_parsed(pattern)) if min(map(len, own - DIGITS), default=_RARE) >= _RARE]


def openings_of(pattern: str) -> Literals | None:
    r"""Give strings of which every match of a pattern begins with just one; None where it can begin with anything.

    A digit stands for all digits, those of other scripts included, and one of NUMBER for all that no digit is before.

    >>> sorted(openings_of(r"\b(?:la )?(?:place|rang) \d"))
    ['la pl', 'la ra', 'place', 'rang ']
    """
    found = frozenset().union(*_openings(_parsed(pattern), _LONGEST))
    found = frozenset(own if own[1:] in DIGITS else own.removeprefix(_EDGE) for own in found)
    if "" in found:
        return None
    if not DIGITS.isdisjoint(found):
        found -= NUMBER
    return frozenset(own for own in found if not any(own[:length] in found for length in range(1, len(own))))


def _openings(sequence: Iterable[tuple[Any, Any]], room: int) -> tuple[Literals, Literals]:
    """Give what a sequence can begin with: strings that nothing is known to follow, and those that go on behind it.

    ``room`` is how many code points of them are wanted, an edge counted as one.
    """
    closed: Literals = frozenset()
    open_ = _NOTHING
    for op, value in sequence:
        left = room - min(map(len, open_), default=room)
        part = _openings_of_part(op, value, left) if left else None
        if part is None or len(open_) * len(part[0] | part[1]) > _MANY:
            break
        closed |= {_cut(_joined(own, more), room) for own in open_ for more in part[0]}
        longer = {_joined(own, more) for own in open_ for more in part[1]}
        open_ = frozenset(own for own in longer if len(own) < room and DIGITS.isdisjoint(own))
        closed |= {_cut(own, room) for own in longer - open_}
    else:
        return closed, open_
    return closed | open_, frozenset()


def _openings_of_part(op: Any, value: Any, room: int) -> tuple[Literals, Literals] | None:  # noqa: ANN401 - as above
    if op is ops.LITERAL:
        return frozenset(), frozenset([chr(value)])
    if op in _ZERO_WIDTH:
        return frozenset(), frozenset([_EDGE if _parts_digits(op, value) else ""])
    if op in _GROUPS:
        return _openings(value[3] if op is ops.SUBPATTERN else value, room)
    if op in _REPEATS:
        closed, open_ = _openings(value[2], room)
        if value[1] > 1:  # behind the first time the part itself can follow
            closed, open_ = closed | open_ - _EMPTY, open_ & _EMPTY
        return closed, open_ if value[0] else open_ | _NOTHING
    if op is ops.BRANCH:
        branches = [_openings(branch, room) for branch in value[1]]
        return frozenset().union(*(own for own, _ in branches)), frozenset().union(*(own for _, own in branches))
    if op is ops.IN:
        characters = [_characters(kind, what) for kind, what in value]
        return (frozenset(), frozenset().union(*characters)) if all(characters) else None
    return None


def _parts_digits(op: Any, value: Any) -> bool:  # noqa: ANN401 - as above
    r"""Tell whether a condition keeps a digit behind it from one before: ``\b``, ``(?<!\d)``, ``(?<![\d.,])``."""
    if op is ops.AT:
        return value is ops.AT_BOUNDARY
    behind, what = value
    items = what[0][1] if len(what) == 1 and what[0][0] is ops.IN else []
    negated = op is not ops.ASSERT_NOT or behind > 0 or (ops.NEGATE, None) in items
    return not negated and (ops.CATEGORY, ops.CATEGORY_DIGIT) in items


def _joined(own: str, more: str) -> str:
    return own + more.removeprefix(_EDGE) if own else more


def _cut(opening: str, room: int) -> str:
    first = len(_EDGE) if opening.startswith(_EDGE) else 0
    digit = next((at for at, point in enumerate(opening) if point in DIGITS), len(opening))
    return opening[: min(max(digit, first + 1), room)]


def _rareness(literals: Literals) -> tuple[int, int]:
    return min(min(map(len, literals - DIGITS), default=_RARE), _LONG), -len(literals)


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
        return DIGITS
    if op is ops.CATEGORY and value is ops.CATEGORY_SPACE:
        return _BLANK  # the one blank of folded text
    if op is ops.RANGE and value[1] - value[0] < _WIDEST:
        return frozenset(map(chr, range(value[0], value[1] + 1)))
    return frozenset()
