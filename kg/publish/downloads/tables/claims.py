"""The values of a claim, and of what it names: found in the graph block by block."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from kg.publish.downloads.statements import LABEL, by_subject, lines_of_turtle
from kg.validate.screen.terms import language_of, value_of
from kg.vocab import DCT, LANGUAGE, OA, PAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.publish.downloads.blocks import Blocks
    from kg.publish.downloads.statements import Statements, Term

TITLE = f"<{DCT}title>"
_EVIDENCE = f"<{PAL}evidence>"
_SOURCE = f"<{OA}hasSource>"
_TONGUE = f"<{DCT}language>"
_PAGE = f"<{PAL}page>"
_EXACT, _BEFORE, _AFTER, _START, _END = (f"<{OA}{name}>" for name in "exact prefix suffix start end".split())
_TONGUES = {f"<{LANGUAGE}FRA>": "fr", f"<{LANGUAGE}ENG>": "en"}
_KEPT = 1 << 16  # descriptions of what claims name
_NOTHING: Statements = {}


class Facts:
    """What the graph states of things that claims name."""

    def __init__(self, blocks: Blocks) -> None:
        """Take the graph."""
        self._blocks = blocks
        self.about: Callable[[Term], Statements] = lru_cache(_KEPT)(self._about)

    def _about(self, term: Term) -> Statements:
        number = self._blocks.find(term[1:-1])
        return _NOTHING if number is None else self._read([number]).get(term, _NOTHING)

    def with_parts(self, term: Term) -> Mapping[Term, Statements]:
        """Give a thing and its parts: those whose IRIs go on where its own ends."""
        number = self._blocks.find(term[1:-1])
        if number is None:
            return {}
        below = f"{term[1:-1]}/"
        following = range(number + 1, len(self._blocks))
        return self._read([number, *takewhile(lambda each: self._blocks.iri(each).startswith(below), following)])

    def _read(self, numbers: Sequence[int]) -> dict[Term, Statements]:
        text = "\n".join([self._blocks.head, *map(self._blocks.text, numbers)])
        return dict(by_subject(lines_of_turtle(text)))

    def label(self, term: Term, language: str) -> str | None:
        """Give the label in a language; None where there is none."""
        return label_of(self.about(term), language)


def label_of(statements: Statements, language: str) -> str | None:
    """Give the label in a language, of what is stated of a thing."""
    labels = sorted(value_of(label) for label in statements.get(LABEL, ()) if language_of(label) == language)
    return labels[0] if labels else None


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
