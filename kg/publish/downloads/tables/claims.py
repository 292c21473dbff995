"""The values of a claim, and of what it names: found in the graph block by block."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.validate.screen.terms import value_of
from kg.vocab import DCT, LANGUAGE, OA, PAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph.terms import Term
    from kg.publish.facts import Facts
    from kg.publish.statements import Statements

TITLE = f"<{DCT}title>"
_EVIDENCE = f"<{PAL}evidence>"
_SOURCE = f"<{OA}hasSource>"
_TONGUE = f"<{DCT}language>"
_PAGE = f"<{PAL}page>"
_EXACT, _BEFORE, _AFTER, _START, _END = (f"<{OA}{name}>" for name in "exact prefix suffix start end".split())
_TONGUES = {f"<{LANGUAGE}FRA>": "fr", f"<{LANGUAGE}ENG>": "en"}
_NOTHING: Statements = {}


class Passage(NamedTuple):
    """A passage of a document: its IRI, its place, its words and those around it."""

    passage: str
    document: str
    document_title: str | None
    language: str | None
    start: int | None
    end: int | None
    page: int | None
    before: str | None
    quote: str | None
    after: str | None


@dataclass(frozen=True)
class Claim:
    """A claim: what is stated of it, and a way to what it names."""

    subject: Term
    statements: Statements
    facts: Facts

    def values(self, path: Sequence[Term]) -> list[Term]:
        """Give the values at the end of a path of properties, sorted."""
        values = self.statements.get(path[0], [])
        for predicate in path[1:]:
            values = [each for value in values for each in self.facts.about(value).get(predicate, ())]
        return sorted(values)

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages that state the claim, by document and place."""
        found = [each for term in self.statements.get(_EVIDENCE, ()) for each in self._passages(term)]
        return sorted(found, key=lambda each: (each.document, each.start or 0, each.end or 0, each.passage))

    def _passages(self, term: Term) -> Iterator[Passage]:
        parts = self.facts.with_parts(term)
        passage = parts.get(term, _NOTHING)
        selectors = [stated for part, stated in parts.items() if part != term]

        def number(predicate: Term) -> int | None:
            text = _first([passage, *selectors], predicate)
            return int(text) if text and text.isdecimal() else None

        for source in sorted(passage.get(_SOURCE, ())):
            yield Passage(
                term[1:-1],
                source[1:-1],
                _first([self.facts.about(source)], TITLE),
                next((_TONGUES.get(each) for each in passage.get(_TONGUE, ())), None),
                number(_START),
                number(_END),
                number(_PAGE),
                *(_first(selectors, each) for each in (_BEFORE, _EXACT, _AFTER)),
            )


def _first(stated: Sequence[Statements], predicate: Term) -> str | None:
    values = sorted(value for statements in stated for value in statements.get(predicate, ()))
    return value_of(values[0]) if values else None
