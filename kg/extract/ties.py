"""How a named subject is tied to a position: ladders of rules from the closest tie outward, the first that fits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.claims import PositionKind
from kg.extract.clauses import blanked, bracket_around, clause_around, plain_between
from kg.extract.mentions import InstitutionMention, Mention, RankingMention, SubjectMention, ValueMention
from kg.extract.rows import row_of
from kg.extract.slots import last_in_row, next_value, without_places
from kg.extract.subjects import Case, Chosen, Ladder, covers
from kg.language import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.sentences import Sentence

_TIGHT = re.compile(r"[\s\"')]*(?:[(\[:=,-]|\.{3,})?[\s\"'=]*")
_CLAUSE_OPENS = re.compile(
    r"(?:^|[.;:,-]|\bet|\band|\bmais|\bbut|\bas|\bcomme|\bc'est|\bit is|\bdont|\bwith|\bavec|\bou|\bwhere)\s*\"?$"
)
_PURPOSE = re.compile(r"^(\s*),(?=\s*(?:pour|for|en|sur|in)\b)")  # "24th, for SDG 4"
_LINE_HEAD = re.compile(r"[^:.;]{0,60}:")
_OVERALL_NEAR = 12  # code points behind a position: "81st overall"


def paired(case: Case) -> Chosen | None:
    """As many subjects in a row as positions: each its own: "Law and Medicine, 151–200 and 251–300 respectively"."""
    row = row_of(case.sentence, case.value)
    if len(row) < 2 or not case.sentence.language.respectively.search(case.sentence.before(case.sentence.span.end)):  # noqa: PLR2004
        return None
    for last in case.subjects:
        if len(last.numbers) == len(row):
            number = last.numbers[row.index(case.value)]
            return Chosen((replace(last, numbers=(number,)),), "criterion-in-order")
        subjects = [*_row_before(case, last), last]
        if len(subjects) == len(row):
            return Chosen((subjects[row.index(case.value)],), "criterion-in-order")
    return None


def is_overall(case: Case) -> bool:
    """Tell whether the clause says that all tables together are meant."""
    clause = clause_around(case.sentence, case.value.span)
    previous = max((v.span.end for v in case.sentence.values if _before(v, case.value)), default=clause.start)
    start, end = max(clause.start, previous), min(clause.end, case.value.span.end + _OVERALL_NEAR)
    return bool(case.sentence.language.overall_in_clause.search(case.sentence.folded, start, end))


def _touching(case: Case) -> Chosen | None:
    """The subject right before it: "climate action, =81", "géographie ..... 47", "chimie (18e)"."""
    sentence, value = case.sentence, case.value
    previous = max((other.span.end for other in sentence.values if other.span.end <= value.span.start), default=0)
    for subject in reversed(case.subjects):
        between = _blank_ties(sentence, subject.span.end, value.span.start)
        if previous <= subject.span.end <= value.span.start and _TIGHT.fullmatch(between):
            # "5e pour l'ODD 6, 7e pour l'ODD 12": the first goal belongs to the position before it.
            if "," in between and any(
                other.span.end <= subject.span.start and _named_after(sentence, other, subject)
                for other in sentence.values
            ):
                return None
            return Chosen((*_row_before(case, subject), subject), "criterion-touching")
    return None


def _blank_ties(sentence: Sentence, start: int, end: int) -> str:
    return blanked(sentence.folded[start:end], start, sentence.cues(Kind.TIE, Kind.WORLD))


def _row_before(case: Case, last: SubjectMention) -> list[SubjectMention]:
    """Give the subjects named in a row that ends with ``last``: "Law and Nursing, each 101-150"."""
    row: list[SubjectMention] = []
    for subject in reversed([s for s in case.subjects if s.span.end <= last.span.start]):
        following = row[-1] if row else last
        between = plain_between(case.sentence, subject.span.end, following.span.start)
        if not case.sentence.language.row_end.fullmatch(between):
            break
        row.append(subject)
    return row[::-1]


def _after(case: Case) -> Chosen | None:
    """The subjects named behind it: "24e pour l'ODD 4", "38th in chemistry and physics"."""
    limit = next_value(case.sentence, case.value, beyond_brackets=case.value.position.kind is PositionKind.TOP)
    for number, subject in enumerate(case.subjects):
        if case.value.span.end <= subject.span.start < limit and _named_after(case.sentence, case.value, subject):
            return Chosen(tuple(_row(case.sentence, case.subjects[number:], limit)), "criterion-behind")
    return None


def _named_after(sentence: Sentence, value: ValueMention, subject: SubjectMention) -> bool:
    between = without_places(sentence, value.span.end, subject.span.start)
    between = blanked(between, value.span.end, sentence.of(RankingMention))
    between = _PURPOSE.sub(r"\1 ", between)
    opens = sentence.language.subject_before.search(between)
    return bool(opens and sentence.language.bridge.fullmatch(between[: opens.start()]))


def _row(sentence: Sentence, subjects: Sequence[SubjectMention], limit: int) -> Iterator[SubjectMention]:
    """Yield subjects named in a row, from the first one on."""
    last: SubjectMention | None = None
    for subject in subjects:
        if subject.span.start >= limit:
            return
        if last and not sentence.language.conjunction.fullmatch(
            plain_between(sentence, last.span.end, subject.span.start)
        ):
            return
        yield subject
        last = subject


def _heads_line(case: Case) -> Chosen | None:
    """What heads a line holds for all of it: "SDG 3, Good Health: RCSI is out in front"."""
    sentence = case.sentence
    for subject in case.subjects:
        heads = not re.search(r"\w", sentence.before(subject.span.start))
        label = _LINE_HEAD.match(sentence.after(subject.span.end))
        rest = label[0].rstrip(":").split("(")[0] if label else ""
        if heads and label and _before(subject, case.value) and covers(subject, subject.words + rest.split(",")[0]):
            row = _row(sentence, case.subjects, case.value.span.start)
            return Chosen(tuple(row), "criterion-of-line")
    return None


def _opening(case: Case) -> Chosen | None:
    """The subject that opens its clause: "En chimie, ...", "Sur le critère de la recherche, ...", "In law it is"."""
    sentence = case.sentence
    for subject in reversed(case.subjects):
        opens = sentence.language.subject_before.search(sentence.before(subject.span.start))
        if not opens or not _before(subject, case.value) or not _opens_clause(sentence, opens.start()):
            continue
        # A subject named behind an earlier position belongs to that one, and so it is no opening.
        if any(_named_after(sentence, other, subject) for other in sentence.values if _before(other, subject)):
            continue
        if ";" in sentence.between(subject.span.end, case.value.span.start):
            continue
        return Chosen((*_row_before(case, subject), subject), "criterion-opening")
    return None


def _opens_clause(sentence: Sentence, point: int) -> bool:
    return bool(_CLAUSE_OPENS.search(sentence.before(point)))


def _before(one: Mention, other: Mention) -> bool:
    return one.span.end <= other.span.start


def _before_colon(case: Case) -> Chosen | None:
    """The subject before a colon that the position explains: "its finest hour is SDG 4: it is 78th"."""
    sentence, point = case.sentence, case.value.span.start
    colon = sentence.folded.rfind(":", sentence.span.start, point)
    if colon < 0 or any(colon <= other.span.start < point for other in sentence.values):
        return None
    for subject in case.subjects:
        if subject.span.end <= colon and re.fullmatch(r"[\s\")\]]*", sentence.folded[subject.span.end : colon]):
            return Chosen((*_row_before(case, subject), subject), "criterion-before-colon", loose=True)
    return None


def _acting(case: Case) -> Chosen | None:
    """The subject as what the sentence speaks of: "les transports sauvent les meubles, 188e", "its maths are 59th"."""
    sentence = case.sentence
    clause = clause_around(sentence, case.value.span)
    previous = max((other.span.end for other in sentence.values if _before(other, case.value)), default=clause.start)
    inside = [s for s in case.subjects if s.span in clause and _before(s, case.value) and s.span.start >= previous]
    if not inside:
        return None
    first = inside[0]
    named = any(m.span.end <= case.value.span.start and m.span in clause for m in sentence.of(InstitutionMention))
    start = max(clause.start, previous)
    head = re.split(r"[:,]", sentence.between(start, first.span.start))[-1]
    if named or not sentence.language.subject_acts.fullmatch(head):
        return None
    return Chosen(tuple(_row(sentence, inside, case.value.span.start)), "criterion-acting", loose=True)


def _listed(case: Case) -> Chosen | None:
    """The subjects listed behind the colon that follows a position: its frame holds for each.

    Of several positions before the colon only those named in a row have the list: "top 200 et top 10 sur : A, B".
    """
    sentence, value = case.sentence, case.value
    colon = sentence.after(value.span.end).find(":")
    if colon < 0 or bracket_around(sentence, value.span.start):
        return None
    point = value.span.end + colon
    last = last_in_row(sentence, value)
    if any(last.span.end <= other.span.start < point for other in sentence.values):
        return None
    listed = tuple(subject for subject in case.subjects if subject.span.start > point)
    return Chosen(listed, "criterion-listed", loose=True) if listed else None


CLOSEST: Ladder = (_touching, _after)
WIDER: Ladder = (_heads_line, _opening, _before_colon, _acting, _listed)
