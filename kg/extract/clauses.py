"""A sentence's clauses and brackets: what stands in one belongs together more closely than what stands apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.mentions import Mention
    from kg.extract.sentences import Sentence

_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def bracket_around(sentence: Sentence, point: int) -> Span | None:
    """Give the bracketed part that a point lies in, or None."""
    for span in sentence.brackets:
        if span.start < point < span.end:
            return span
    return None


def plain_between(sentence: Sentence, start: int, end: int) -> str:
    """Give the folded text between two points without the brackets that lie wholly in it."""
    return _BRACKET.sub(" ", sentence.folded[start:end])


def blanked(text: str, start: int, mentions: Iterable[Mention]) -> str:
    """Give a text that begins at ``start`` of its block, blanks for the mentions that lie wholly in it."""
    for mention in mentions:
        first, last = mention.span.start - start, mention.span.end - start
        if first >= 0 and last <= len(text):
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def clause_around(sentence: Sentence, span: Span) -> Span:
    """Give the clause that a span of the sentence stands in: between semicolons, dashes set apart, and conjunctions."""
    start, end = sentence.span.start, sentence.span.end
    for cut in sentence.cuts:
        if cut.end <= span.start:
            start = cut.end
        elif cut.start >= span.end:
            return Span(start, cut.start)
    return Span(start, end)
