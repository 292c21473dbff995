"""No pattern can match a text in exponentially many ways.

A pattern that can match a text in exponentially many ways tries them all where the match fails in the end. It can if
one loop gives some text to its parts in two ways ("des" as "des" or as "de" and "s…"). The places of a loop's
characters and which may follow which make an automaton; two walks over one text that part and meet again show it.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from kg.language import LANGUAGES
from tests.tables import names

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

_FEW = 4  # a repeat of at most so many times is written out; another counts as a loop
_PARSER = importlib.import_module("re._parser")  # its types are not published
_CLASSES: Mapping[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda point: point.isalnum() or point == "_",
}
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_SAMPLE = frozenset(map(chr, range(0x180))) | frozenset("’‘“”…–—•①٣中\u0301\u2028\U0001f600")


class Part(NamedTuple):
    """The places a part of a loop begins and ends at (with ``\\b`` beyond them?), and the ways in which it is empty."""

    first: Counter[tuple[int, bool]]
    last: Counter[tuple[int, bool]]
    empty: int


class Loop:
    """The automaton of one loop: the points that may stand at each place, and the ways to get from one to the next."""

    def __init__(self, body: Any) -> None:  # noqa: ANN401
        self.points: list[frozenset[str]] = []
        self.ways: Counter[tuple[int, int]] = Counter()
        self._sample = _SAMPLE | frozenset(literals(body))
        whole = self._sequence(body)
        self._join(whole, whole)

    def ambiguous(self) -> bool:
        """Tell whether some text leads from a place back to it in two ways."""
        after: dict[int, set[int]] = {place: set() for place in range(len(self.points))}
        for one, other in self.ways:
            after[one].add(other)
        pairs: dict[tuple[int, int], set[tuple[int, int]]] = {}
        todo = [(place, place) for place in after]
        while todo:
            pair = todo.pop()
            if pair not in pairs:
                pairs[pair] = {
                    (x, y) for x in after[pair[0]] for y in after[pair[1]] if self.points[x] & self.points[y]
                }
                todo.extend(pairs[pair])
        rings = rings_of(pairs)
        doubled = (edge for edge, ways in self.ways.items() if ways > 1)
        met = {rings[place, place] for place in after} - {None}
        parted = any(one != other and rings[one, other] in met for one, other in pairs)
        return parted or any(rings[a, a] == rings[b, b] is not None for a, b in doubled)

    def _sequence(self, body: Iterable[tuple[object, Any]]) -> Part:
        whole, edge = Part(Counter(), Counter(), 1), False
        for operator, value in body:
            if str(operator) == "AT":
                edge = str(value) == "AT_BOUNDARY"
                last = Counter({(place, True): ways for (place, _), ways in whole.last.items()})
                whole = whole._replace(last=last) if edge else whole
            elif not str(operator).startswith("ASSERT"):  # without what is looked ahead for: more ways, never fewer
                part = self._part(str(operator), value)
                whole, edge = self._then(whole, part, edge=edge), False
        return whole

    def _then(self, one: Part, other: Part, *, edge: bool = False) -> Part:
        self._join(one, other)
        first, last = Counter(one.first), Counter(other.last)
        for (place, bounded), ways in other.first.items() if one.empty else ():
            first[place, bounded or edge] += min(2, ways * one.empty)
        for key, ways in one.last.items() if other.empty else ():
            last[key] += min(2, ways * other.empty)
        return Part(first, last, min(2, one.empty * other.empty))

    def _join(self, one: Part, other: Part) -> None:
        for (a, behind), left in one.last.items():
            for (b, before), right in other.first.items():
                if not ((behind or before) and _same_side(self.points[a] | self.points[b])):
                    self.ways[a, b] += min(2, left * right)

    def _part(self, operator: str, value: Any) -> Part:  # noqa: ANN401
        if operator in _REPEATS:
            low, high, body = value
            return self._few(low, int(high), body) if int(high) <= _FEW else self._many(low, body)
        if operator in {"SUBPATTERN", "ATOMIC_GROUP"}:
            return self._sequence(value[3] if operator == "SUBPATTERN" else value)
        if operator == "BRANCH":
            parts = [self._sequence(body) for body in value[1]]
            first = sum((part.first for part in parts), Counter[tuple[int, bool]]())
            last = sum((part.last for part in parts), Counter[tuple[int, bool]]())
            return Part(first, last, min(2, sum(part.empty for part in parts)))
        self.points.append(frozenset(point for point in self._sample if holds(operator, value, point)))
        place = Counter({(len(self.points) - 1, False): 1})
        return Part(place, place, 0)

    def _few(self, low: int, high: int, body: Any) -> Part:  # noqa: ANN401
        whole = Part(Counter(), Counter(), 1)
        for number in range(high):
            part = self._sequence(body)
            whole = self._then(whole, part if number < low else part._replace(empty=1))
        return whole

    def _many(self, low: int, body: Any) -> Part:  # noqa: ANN401
        part = self._sequence(body)
        self._join(part, part)
        return part if low else part._replace(empty=1)


def _same_side(points: frozenset[str]) -> bool:
    """Tell whether no edge of a word can be between two of these points: all are of words, or none is."""
    return len({holds("CATEGORY", "CATEGORY_WORD", point) for point in points}) == 1


def holds(operator: str, value: Any, point: str) -> bool:  # noqa: ANN401
    """Tell whether a point may stand where a pattern has this."""
    match operator:
        case "LITERAL" | "NOT_LITERAL":
            return (ord(point) == value) is (operator == "LITERAL")
        case "RANGE":
            low, high = value
            return bool(low <= ord(point) <= high)
        case "CATEGORY":
            return _CLASSES[str(value).replace("NOT_", "")](point) is ("NOT_" not in str(value))
        case "IN":
            negated = str(value[0][0]) == "NEGATE"
            return any(holds(str(kind), inner, point) for kind, inner in value[negated:]) is not negated
        case "ANY":
            return point != "\n"
        case _:
            raise NotImplementedError(operator)


def nodes(tree: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield each part of a parsed pattern, however deep."""
    for operator, value in tree:
        yield str(operator), value
        match str(operator):
            case "BRANCH":
                inner = value[1]
            case "SUBPATTERN":
                inner = [value[3]]
            case "ASSERT" | "ASSERT_NOT":
                inner = [value[1]]
            case "ATOMIC_GROUP":
                inner = [value]
            case "IN":
                inner = [[part for part in value if str(part[0]) != "NEGATE"]]
            case name:
                inner = [value[2]] if name in _REPEATS else []
        for body in inner:
            yield from nodes(body)


def literals(body: Any) -> set[str]:  # noqa: ANN401
    """Give the points that a pattern names."""
    return {chr(value) for operator, value in nodes(body) if operator in {"LITERAL", "NOT_LITERAL"}}


def rings_of(graph: Mapping[Any, Iterable[Any]]) -> dict[Hashable, int | None]:
    """Number each node's ring, the nodes from which it is reached and that it reaches; None for one on no ring."""
    order: list[Any] = []
    seen: set[Any] = set()
    back: dict[Any, list[Any]] = {node: [] for node in graph}
    for node, nexts in graph.items():
        for following in nexts:
            back[following].append(node)
    for root in graph:
        order.extend(_walk(root, graph, seen))
    rings: dict[Hashable, int | None] = {}
    seen = set()
    for number, root in enumerate(reversed(order)):
        ring = list(_walk(root, back, seen))
        alone = len(ring) == 1 and root not in graph[root]
        rings |= dict.fromkeys(ring, None if alone else number)
    return rings


def _walk(root: Any, graph: Mapping[Any, Iterable[Any]], seen: set[Any]) -> Iterator[Any]:  # noqa: ANN401
    """Yield what is reached from a node and not seen yet, each after all that it reaches."""
    if root in seen:
        return
    seen.add(root)
    work = [(root, iter(graph[root]))]
    while work:
        node, nexts = work[-1]
        following = next((other for other in nexts if other not in seen), None)
        if following is None:
            yield node
            work.pop()
        else:
            seen.add(following)
            work.append((following, iter(graph[following])))


def is_ambiguous(pattern: re.Pattern[str]) -> bool:
    """Tell whether a loop of a pattern can match a text in exponentially many ways.

    A possessive loop tries no second way, but the loops in it do until its body first matches.
    """
    tree = _PARSER.parse(pattern.pattern, pattern.flags & (re.VERBOSE | re.IGNORECASE | re.MULTILINE | re.DOTALL))
    loops = {
        id(value[2]): value[2]
        for operator, value in nodes(tree)
        if operator in {"MAX_REPEAT", "MIN_REPEAT"} and int(value[1]) > _FEW
    }
    return any(Loop(body).ambiguous() for body in loops.values())


LOOPS = [
    # why                               pattern                                        ambiguous
    ("a word twice",                    r"(?:de|des|la|des)*x",                        True),
    ("a word made of others",           r"(?:de|s|des)*x",                             True),
    ("glued words",                     r"(?:(?:de|des|sa|a) ?)*x",                    True),
    ("words that end",                  r"(?:(?:de|des|sa|a)\b ?)*x",                  False),
    ("a loop in a loop",                r"(?:a+)*x",                                   True),
    ("a loop in a loop, parted",        r"(?:a+ )*x",                                  False),
    ("a loop in a loop, perhaps parted", r"(?:a+ ?)*x",                                True),
    ("nothing twice",                   r"(?:a?){9}x",                                 False),
    ("blanks at both ends",             r"(?:\s*-\s*)*x",                              True),
    ("a loop in a look-ahead",          r"b(?=(?:a|a)*x)",                             True),
    ("a loop that keeps what it has",   r"(?:a|a)*+x",                                 False),
    ("a loop in one that keeps",        r"(?:(?:a|a)*x)*+y",                           True),
    ("digits in threes",                r"\d{1,3}(?:[ ,]?\d{3})*x",                    False),
    ("digits in twos or threes",        r"(?:\d{2,3})*x",                              True),
    ("classes apart",                   r"(?:\w+\W+)*x",                               False),
    ("classes that meet",               r"(?:\w+[\W_]+)*x",                            True),
]  # fmt: skip


@pytest.mark.parametrize(("why", "pattern", "ambiguous"), LOOPS, ids=names(LOOPS))
def test_ambiguity_is_seen(why: str, pattern: str, ambiguous: bool) -> None:
    assert is_ambiguous(re.compile(pattern)) is ambiguous, why


def patterns() -> dict[str, re.Pattern[str]]:
    """Give the patterns that a document's text meets: of the languages, and of the modules that read and extract."""
    found: dict[str, re.Pattern[str]] = {}
    for code, language in LANGUAGES.items():
        fields = {field.name: getattr(language, field.name) for field in dataclasses.fields(language)}
        found |= {f"{code}.{name}": value for name, value in fields.items() if isinstance(value, re.Pattern)}
        found |= {f"{code} rule {rule.id}": rule.pattern for rule in (*language.rules, *language.fact_rules)}
    for package in ("kg.extract", "kg.read", "kg.registry"):
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}."):
            values = vars(importlib.import_module(module.name)).items()
            found |= {f"{module.name}.{name}": value for name, value in values if isinstance(value, re.Pattern)}
    return found


PATTERNS = patterns()
# Loops that end their pattern where it is not held to an end (``finditer``, ``match``): nothing behind them can fail.
_OPEN_ENDED = {"fr.institution_form", "en.institution_form", "kg.extract.forms._NEXT"}
# Digits in groups of any size, but 15 at most: two of its forms can match the same number, in a bounded number of ways.
_BOUNDED = {"kg.read.canonical.TELEPHONE", "kg.read.private.TELEPHONE"}
HARMLESS = _OPEN_ENDED | _BOUNDED


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_tries_exponentially_many_ways(name: str) -> None:
    assert is_ambiguous(PATTERNS[name]) is (name in HARMLESS)


def test_what_is_excused_exists() -> None:
    assert set(PATTERNS) >= HARMLESS
