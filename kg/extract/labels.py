"""Subjects by their form and place alone, whether or not a ranking is known to have them: labels, "19th for X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.bare import LINE_NUMBER
from kg.extract.clauses import blanked, clause_around
from kg.extract.forms import overlap
from kg.extract.mentions import (
    CategoryMention,
    InstitutionMention,
    PlaceMention,
    RankingMention,
    SubjectMention,
    ValueMention,
    YearMention,
)
from kg.extract.slots import without_names
from kg.extract.subjects import Case, Chosen, Ladder, covers, named_once
from kg.language import Kind
from kg.language.fold import fold
from kg.read import BlockKind, Span

if TYPE_CHECKING:
    from kg.extract.sentences import Sentence

_LABEL = re.compile(
    r"\s*(?:\d{1,2}[.)]\s*)?(?P<words>[^\W\d_][^:;|\t(]{2,70}?)\s*(?:\([^()]{1,30}\))?\s*(?::|\.{3,}|\t|\s-\s|\s{3,}"
    r"|,)\s*(?:[=#(]\s?)?$"
)
_LISTED = re.compile(r"[\s.):|=-]+(?P<words>[^\W\d_].*)$")
_LINE_LABEL = re.compile(r"\s*(?P<words>[^\W\d_][^:;|\t(.]{2,60}?)\s?:\s")
_ITEM = re.compile(r"\s*(?P<words>[^\W\d_][^:;|\t(.\d=#]{2,70})")
# "la consommation et la production responsables (ODD 12)": the number says it.
_NUMBER_NEXT = re.compile(r"[\s\"»]*[(,]\s?")
_MARKS = " \t\"'.,;:"
LONGEST_LINE = 90  # code points
_LONGEST_ITEM = 50
_NAMELESS = frozenset({"best", "first", "second", "third", "fourth", "rank-in-words"})
_NAMED = (InstitutionMention, RankingMention, PlaceMention, YearMention, ValueMention)
_NAMING = (Kind.WORLD, Kind.HOME, Kind.CONTINENT, Kind.PRONOUN, Kind.SPEAKER, Kind.PREVIOUS)


def heads_of(item: Sentence) -> list[SubjectMention]:
    """Give the subject an item of a list begins with: one a ranking knows, else its words up to a mark."""
    if item.span.start:
        return []
    known = [subject for subject in named_once(item) if not re.search(r"\w", item.before(subject.span.start))]
    if known:
        return known[:1]
    words = _ITEM.match(item.text)
    subject = _as_subject(item, Span(*words.span("words"))) if words else None
    return [subject] if subject else []


def _label(case: Case) -> Chosen | None:
    """A line's words before its number: "Attractivité : 22e", "Graduation rate ... 38"."""
    sentence, block = case.sentence, case.block
    if block.kind is not BlockKind.ITEM and len(block.text) > LONGEST_LINE:
        return None
    first = next((value for value in sentence.values if value.rule != LINE_NUMBER), case.value)
    if sentence.span.start or not (case.value is first or first.span.end >= sentence.span.end):
        return None
    found = _LABEL.match(sentence.text[: case.value.span.start])
    if found and "," in found[0] and (block.kind is not BlockKind.ITEM or len(block.text) > _LONGEST_ITEM):
        return None
    return _chosen(sentence, Span(*found.span("words")), "criterion-label") if found else None


def item_label(case: Case) -> Chosen | None:
    """The same before a colon in a list, whatever subject is one of its words: "Gestion des matières : 31e"."""
    label = case.block.kind is BlockKind.ITEM and _label(case)
    colon = label and ":" in case.sentence.between(label.subjects[0].span.end, case.value.span.start)
    return label if label and colon else None


def _line_label(case: Case) -> Chosen | None:
    """What stands before the colon of a line that goes on with a name: "Career progress: ESSEC, 6th"."""
    sentence, block = case.sentence, case.block
    found = _LINE_LABEL.match(sentence.text)
    if sentence.span.start or block.kind is not BlockKind.ITEM or not found or found.end() > case.value.span.start:
        return None
    return _chosen(sentence, Span(*found.span("words")), "criterion-label")


def _behind_number(case: Case) -> Chosen | None:
    """A line's words behind its number: "3   Mining & Mineral Engineering", "76-100: Law; Physics"."""
    sentence, block = case.sentence, case.block
    if sentence.span.start or re.search(r"\w", sentence.text[: case.value.span.start]):
        return None
    if case.value is not sentence.values[0] or len(block.text) > LONGEST_LINE or block.kind is not BlockKind.ITEM:
        return None
    found = _LISTED.match(sentence.text, case.value.span.end)
    if not found or sentence.of(InstitutionMention) or case.value.rule in _NAMELESS:
        return None
    if case.subjects:
        return Chosen(tuple(case.subjects), "criterion-of-line")
    return _chosen(sentence, Span(*found.span("words")), "criterion-of-line")


def _behind_words(case: Case) -> Chosen | None:
    """A subject by where it stands, where no ranking is known to have it: "19th for campus life"."""
    sentence = case.sentence
    text = without_names(sentence, case.value.span.end, sentence.span.end)
    text = blanked(text, case.value.span.end, [*sentence.of(PlaceMention), *sentence.cues(Kind.WORLD, Kind.HOME)])
    squeezed = re.match(r"\s*", text)
    offset = max(0, (squeezed.end() if squeezed else 0) - 1)
    found = sentence.language.subject_form_after.match(text, offset)
    if found is None:
        return None
    start, end = found.span("words")
    return _chosen(sentence, Span(case.value.span.end + start, case.value.span.end + end), "criterion-form-behind")


def _before_words(case: Case) -> Chosen | None:
    """The same, opening the clause: "Sur le critère de la mixité, ...", "By the research yardstick, ..."."""
    sentence = case.sentence
    clause = clause_around(sentence, case.value.span)
    for pattern in (sentence.language.subject_form_before, sentence.language.subject_form_opening):
        for found in reversed(list(pattern.finditer(sentence.folded, clause.start, case.value.span.start))):
            group = next(name for name in ("words", "words2") if found.groupdict().get(name))
            chosen = _chosen(sentence, Span(*found.span(group)), "criterion-form-opening")
            if chosen:
                return chosen
    return None


BY_FORM: Ladder = (_label, _line_label, _behind_number, _behind_words, _before_words)


def _chosen(sentence: Sentence, span: Span, rule: str) -> Chosen | None:
    subject = _as_subject(sentence, span)
    return Chosen((subject,), rule) if subject else None


def _as_subject(sentence: Sentence, span: Span) -> SubjectMention | None:
    """Make words a subject, unless they name something else."""
    span = _trimmed(sentence, span)
    words = sentence.text[span.start : span.end]
    for subject in named_once(sentence):
        if subject.by_number and _NUMBER_NEXT.fullmatch(sentence.folded[span.end : subject.span.start]):
            return subject
    if not words or _names_other(sentence, span) or sentence.language.no_subject.search(fold(words)):
        return None
    known = [s for s in named_once(sentence) if overlap(s.span, span) and covers(s, words)]
    return known[0] if len(known) == 1 else SubjectMention(span, words)


def _trimmed(sentence: Sentence, span: Span) -> Span:
    """Cut "only in" and the like off the front of words, marks off both ends."""
    only = sentence.language.only_before.match(fold(sentence.text[span.start : span.end]))
    start, end = span.start + (only.end() if only else 0), span.end
    text = sentence.text[start:end]
    return Span(start + len(text) - len(text.lstrip(_MARKS)), end - len(text) + len(text.rstrip(_MARKS)))


def _names_other(sentence: Sentence, span: Span) -> bool:
    """Tell whether words name what is no subject, in part or, for a kind of institutions, as a whole."""
    named = [mention for mention in sentence.mentions if isinstance(mention, _NAMED)]
    if any(overlap(mention.span, span) for mention in (*named, *sentence.cues(*_NAMING))):
        return True
    return any(span in mention.span for mention in sentence.of(CategoryMention))
