"""Which triples a query can see, told from its words: parsing it takes rdflib a twentieth of a second each time.

A query sees only triples that match one of its patterns; on those alone it gives the same rows. Where a property is a
variable or a path, or where the words do not surely tell, everything counts as seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.validate.screen.terms import Term

# By property, the values asked for, or None for any.
Visible: TypeAlias = "Mapping[Term, frozenset[Term] | None]"

_TOKEN = re.compile(
    r"""\s+ | \#[^\n]*
    | (?P<iri> <[^<>"{}|^`\\\s]*> )
    | (?P<text> (?: \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
               | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
               (?: @[\w-]+ | \^\^(?: <[^<>\s]*> | [\w.-]*:[\w.-]*\w ) )? )
    | (?P<variable> [?$]\w+ )
    | (?P<name> [\w.-]* : [\w.%-]*(?<!\.) )
    | (?P<number> \d[\w.]*(?<!\.) )
    | (?P<word> \w+ )
    | (?P<sign> . )""",
    re.VERBOSE | re.DOTALL,
)
_TERMS = {"iri", "text", "variable", "name", "number"}
# Words after which no pattern stands before the next brace, and words that begin something else than a pattern.
_OUTSIDE = {"BASE", "PREFIX", "SELECT", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"}
_BEGIN = {"FILTER", "BIND", "OPTIONAL", "UNION", "NOT", "EXISTS"}


class _UntoldError(Exception):
    """The words do not tell."""


def visible(query: str) -> Visible | None:
    """Give what triples a query can see; None if they may be any."""
    reader = _Reader()
    try:
        for word in _TOKEN.finditer(query):
            if word.lastgroup:
                reader.read(word.lastgroup, word[word.lastgroup])
    except _UntoldError:
        return None
    return {verb: None if None in values else frozenset(filter(None, values)) for verb, values in reader.asked.items()}


def all_visible(each: Iterable[Visible | None]) -> Visible | None:
    """Give what at least one of several queries can see."""
    together: dict[Term, frozenset[Term] | None] = {}
    for one in each:
        if one is None:
            return None
        for verb, values in one.items():
            known = together.get(verb, frozenset())
            together[verb] = None if values is None or known is None else known | values
    return together


@dataclass(slots=True)
class _Reader:
    """Reads a query word by word; ``place`` is where in a pattern it stands.

    Within parentheses there are expressions, in which nothing is a pattern but what stands in braces.
    """

    place: str = "outside"
    depth: int = 0
    before: str = ""
    groups: list[tuple[str, int]] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    prefix: str | None = None
    verb: Term = ""
    asked: dict[Term, set[Term | None]] = field(default_factory=dict)

    def read(self, kind: str, word: str) -> None:
        """Go on by one word."""
        if kind == "iri" and self.prefix is not None:
            self.prefixes[self.prefix], self.prefix = word[1:-1], None
        elif kind == "name" and self.before == "PREFIX":
            self.prefix = word[:-1]
        elif word == "{":
            self.groups.append((self.place, self.depth))
            self.place, self.depth = "subject", 0
        elif word == "}":
            _, self.depth = self.groups.pop() if self.groups else ("", 0)
            self.place = "subject"
        elif self.depth:
            self.depth += (word == "(") - (word == ")")
        else:
            self._step(kind, word)
        self.before = word.upper() if kind == "word" else kind

    def _step(self, kind: str, word: str) -> None:
        if word == "(":
            self._open()
        elif kind == "word":
            self._word(word)
        elif self.place != "outside":
            self._pattern(kind, word)

    def _open(self) -> None:
        # Elsewhere, a parenthesis is a list, whose properties have no names.
        if self.place not in {"outside", "verb"} and self.before in {"sign", *_TERMS}:
            raise _UntoldError
        self.depth = 1

    def _word(self, word: str) -> None:
        if word.upper() in _OUTSIDE:
            self.place = "outside"
        elif word.upper() in _BEGIN:
            self.place = "subject"
        elif word == "a" and self.place == "verb":
            self.verb, self.place = f"<{RDF}type>", "object"
        elif word.upper() in {"TRUE", "FALSE"} and self.place == "object":
            self._ask(None)
        elif self.place != "outside" and self.before not in _BEGIN:  # then it is no function
            raise _UntoldError

    def _pattern(self, kind: str, word: str) -> None:
        match self.place, kind, word:
            case "subject" | "end" | "verb", _, ".":
                self.place = "subject"
            case "end" | "verb", _, ";":
                self.place = "verb"
            case "end", _, ",":
                self.place = "object"
            case "subject", _, _ if kind in _TERMS:
                self.place = "verb"
            case "verb", "iri" | "name", _:
                self.verb, self.place = self._iri(kind, word), "object"
            case "object", "iri" | "name", _:
                self._ask(self._iri(kind, word))
            case "object", _, _ if kind in _TERMS:
                self._ask(None)
            case _:
                raise _UntoldError

    def _ask(self, value: Term | None) -> None:
        self.asked.setdefault(self.verb, set()).add(value)
        self.place = "end"

    def _iri(self, kind: str, word: str) -> Term:
        if kind == "iri":
            return word
        prefix, _, local = word.partition(":")
        if prefix not in self.prefixes or "\\" in word:
            raise _UntoldError
        return f"<{self.prefixes[prefix]}{local}>"
