"""What the graph states of the things in it, found block by block."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.graph.terms import LABEL
from kg.publish.statements import by_subject, lines_of_turtle
from kg.validate.screen.terms import language_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.graph.terms import Term
    from kg.publish.blocks import Blocks
    from kg.publish.statements import Statements

_KEPT = 1 << 13  # descriptions in memory: claims about one edition stand together, and name the same things
_NOTHING: Statements = {}


class Facts:
    """What the graph states of its things."""

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
