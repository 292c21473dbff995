"""The words that state a position: from the first to the last of its parts that stand close to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.editions import year_of
from kg.extract.mentions import InstitutionMention
from kg.extract.slots import tie_of
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.frames import Frame
    from kg.extract.sentences import Sentence
    from kg.extract.subjects import Subject

_NEAR_MARK = 3
_LONGEST_GAP = 80  # code points; parts farther off have evidence of their own


def evidence_of(sentence: Sentence, frame: Frame, subjects: Sequence[Subject], span: Span) -> Span:
    """Give the words that state a position: from the first to the last of its parts that stand close to it."""
    inside = (subject.mention.span for subject in subjects if subject.home is sentence)
    parts = [span, *inside]
    parts += [mention.span for mention in sentence.of(InstitutionMention) if mention.span.end <= span.start][-1:]
    where = frame.where if frame.home is sentence else None
    said = (where, tie_of(sentence, frame.value), year_of(sentence, frame.value))
    parts += [mention.span for mention in said if mention is not None]
    near = [part for part in parts if _gap(part, span) <= _LONGEST_GAP]
    return _closed(sentence, Span(min(part.start for part in near), max(part.end for part in near)))


def _closed(sentence: Sentence, span: Span) -> Span:
    """Take in the brackets and quotation marks that belong to the words: `« Vie aquatique » (5e)`."""
    start, end = span.start, span.end
    if sentence.text[start:end].count("»") > sentence.text[start:end].count("«"):
        opening = sentence.text.rfind("«", sentence.span.start, start)
        start = opening if 0 <= start - opening <= _NEAR_MARK else start
    for opening_mark, closing_mark in ("()", "[]", "«»"):
        inside = sentence.text[start:end]
        if inside.count(opening_mark) > inside.count(closing_mark):
            closing = sentence.text.find(closing_mark, end, sentence.span.end)
            end = closing + 1 if 0 <= closing - end <= _NEAR_MARK else end
    return Span(start, end)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
