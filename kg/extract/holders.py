"""Who holds a position, as its sentence tells: a ladder of rules from the closest tie outward, the first that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extract.clauses import blanked, bracket_around, clause_around, plain_between
from kg.extract.mentions import (
    CategoryMention,
    InstitutionMention,
    Mention,
    RankingMention,
    SubjectMention,
    ValueMention,
    YearMention,
)
from kg.extract.rows import Group, groups_of, is_compared, row_of, shared_with, without_home
from kg.extract.slots import places_of
from kg.extract.values import number_of
from kg.language import Kind
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.extract.sentences import Sentence

# "1. University of ...", "101-150 : Université de ...": a position that opens its line belongs to the name behind it.
_OPENS_LINE = re.compile(r"\s*(?:[.:)|-]\s*)*(?:the |l'|la |le |les )?")
_OPENING_BRACKET = re.compile(r"[\s\"']*(?:, )?$")
# "UCLouvain, 203e", "Stanford university, quatrième", "UBC is 8th", "Gand 21,7".
_TOUCHES = re.compile(
    r"[\s\"']*(?:[,:-]|is|est)?\s?(?:only |juste |just |seulement )?(?:=|a la |au |at |the |la |le |n° ?)?"
)
# Positions without a number rarely stand as an apposition behind a name: they lead up to one.
_NAMELESS = frozenset({"best", "first", "second", "third", "fourth", "closing"})


@dataclass(frozen=True, slots=True)
class Held:
    """The institutions a sentence gives a position, and the rule that found them.

    ``companions`` share it by words of their own; ``pronoun``: the sentence says "the school", one named before;
    ``defined``: by a noun, not "it"; ``speaker``: it says "we".
    ``counted``: it says how many, and names them elsewhere ("two universities are in the top 100").
    """

    mentions: tuple[InstitutionMention, ...] = ()
    rule: str = "nobody"
    companions: tuple[InstitutionMention, ...] = ()
    tight: bool = False
    pronoun: bool = False
    defined: bool = False
    speaker: bool = False
    counted: int | None = None


@dataclass(frozen=True)
class _Case:
    """A position in its sentence, with the names it could belong to in rows."""

    sentence: Sentence
    value: ValueMention
    groups: Sequence[Group]
    row: Sequence[ValueMention]

    @cached_property
    def before(self) -> list[Group]:
        """Rows of names that end before the position, the last first."""
        start = self.row[0].span.start
        return [group for group in reversed(self.groups) if group[-1].span.end <= start]

    @cached_property
    def after(self) -> list[Group]:
        """Rows of names that begin after the position."""
        return [group for group in self.groups if group[0].span.start >= self.row[-1].span.end]

    def values_between(self, start: int, end: int) -> list[ValueMention]:
        """Give other positions that lie between two points, those of the row left out."""
        return [other for other in self.sentence.values if start <= other.span.start < end and other not in self.row]


def holders(sentence: Sentence, value: ValueMention) -> Held:
    """Find who holds a position, from the closest tie outward; nothing where the sentence names nobody."""
    groups = groups_of(sentence)
    shared = shared_with(sentence, value, groups)
    left = [group for group in groups if group is not shared]
    case = _Case(sentence, value, left, row_of(sentence, value))
    held = next((found for rule in _LADDER if (found := rule(case))), Held())
    return replace(held, companions=tuple(shared)) if shared else held


def _line_opener(case: _Case) -> Held | None:
    sentence, value = case.sentence, case.value
    if not case.after or re.search(r"\w", sentence.text[: value.span.start]):
        return None
    first = case.after[0]
    between = sentence.between(value.span.end, first[0].span.start)
    return Held(tuple(first), "holder-of-line", tight=True) if _OPENS_LINE.fullmatch(between) else None


def _in_bracket(case: _Case) -> Held | None:
    """A position in a bracket belongs to the name right before it: "Leeds (24th in 2023, 31st in 2022)"."""
    bracket = bracket_around(case.sentence, case.value.span.start)
    if bracket is None or any(m.span in bracket for group in case.groups for m in group):
        return None
    near = [m for group in case.groups for m in group if m.span.end <= bracket.start and group not in case.before]
    if near and _OPENING_BRACKET.fullmatch(without_home(case.sentence, near[-1].span.end, bracket.start)):
        return Held((near[-1],), "holder-of-bracket", tight=True)
    for group in case.before:
        between = without_home(case.sentence, group[-1].span.end, bracket.start)
        if _OPENING_BRACKET.fullmatch(between):
            several = len(case.row) == len(group) and len(group) > 1
            return Held((group[case.row.index(case.value)] if several else group[-1],), "holder-of-bracket", tight=True)
    return None


def _paired(case: _Case) -> Held | None:
    """As many names in a row as positions in a row: each has its own."""
    if len(case.row) < 2:  # noqa: PLR2004 - a pair at least
        return None
    for group in (*case.before[:1], *case.after[:1]):
        if len(group) == len(case.row):
            return Held((group[case.row.index(case.value)],), "holder-in-order", tight=True)
    return None


def _touching(case: _Case) -> Held | None:
    if not case.before:
        return None
    group = case.before[0]
    between = plain_between(case.sentence, group[-1].span.end, case.value.span.start)
    if not _TOUCHES.fullmatch(between) or (is_compared(case.sentence, group[0]) and "," not in between):
        return None
    # "A, B et C, 12e": an apposition is the last one's; "A et B : 12e" is both's.
    alone = len(group) > 1 and between.strip().startswith(",") and not _is_plural(case)
    return Held(tuple(group[-1:] if alone else group), "holder-touching", tight=True)


def _is_plural(case: _Case) -> bool:
    """Tell whether words say that several hold the position: a tie, "both", "chacune"."""
    text = case.sentence.before(case.value.span.end)[-30:] + case.sentence.after(case.value.span.end)[:40]
    return bool(case.sentence.language.each.search(text) or case.sentence.cues(Kind.TIE))


def _introduced(case: _Case) -> Held | None:
    """A position in front of its name: "la première francophone, l'UCLouvain", "No. 5 is the University of Waikato"."""
    sentence, value = case.sentence, case.value
    if not case.after:
        return None
    group = case.after[0]
    between = _without_parts(sentence, value.span.end, group[0].span.start)
    if not sentence.language.introduces.fullmatch(between) or _is_taken(case, group):
        return None
    clause = clause_around(sentence, value.span)
    subject = next((row for row in case.before if row[0].span in clause and not is_compared(sentence, row[0])), None)
    if subject and not case.values_between(subject[-1].span.end, value.span.start):
        return None
    return Held(tuple(group), "holder-introduced", tight=True)


def _is_taken(case: _Case, group: Group) -> bool:
    """Tell whether a row of names has a position of its own right behind it, or is only compared with."""
    end = group[-1].span.end
    if is_compared(case.sentence, group[0]):
        return True
    return any(
        other.span.start >= end
        and _TOUCHES.fullmatch(plain_between(case.sentence, end, other.span.start).replace("(", " "))
        and "," in case.sentence.between(case.value.span.end, group[0].span.start)
        and case.value.rule not in _NAMELESS
        for other in case.sentence.values
    )


def _taken_up(case: _Case) -> Held | None:
    """The one spoken of, or the first name of the sentence: "the school", "elle"."""
    last = case.before[0][-1].span.end if case.before else case.sentence.span.start
    point = case.value.span.start
    near = [cue for cue in case.sentence.cues(Kind.PRONOUN) if last <= cue.span.start < point]
    if not near:
        return None
    bracket = bracket_around(case.sentence, point)
    if bracket and case.before and near[0].span in bracket:  # "Hassan II, en progrès (elle émargeait ...)"
        return Held(tuple(case.before[0][-1:]), "holder-taken-up")
    if not case.sentence.language.bare_pronoun.fullmatch(case.sentence.between(near[-1].span.start, near[-1].span.end)):
        return Held(rule="holder-taken-up", pronoun=True, defined=True)
    subjects = [group for group in reversed(case.before) if not is_compared(case.sentence, group[0])]
    if subjects:
        return Held(tuple(subjects[0][:1]), "holder-taken-up")
    return Held(rule="holder-taken-up", pronoun=True)


def _speaker(case: _Case) -> Held | None:
    """The one who speaks, no name or other position between: "we are 24th", "QS puts us 24th"."""
    sentence, point = case.sentence, case.value.span.start
    clause = clause_around(sentence, case.value.span)
    last = max([clause.start, *(m.span.end for m in sentence.of(InstitutionMention) if m.span.end <= point)])
    if any(last <= cue.span.start and cue.span.end <= point for cue in sentence.cues(Kind.SPEAKER)):
        return Held(rule="holder-speaker", speaker=True)
    behind = re.match(r"[^.;:,]{0,20}", sentence.after(case.value.span.end))
    near = Span(case.value.span.end, case.value.span.end + (behind.end() if behind else 0))
    own = any(cue.span in near for cue in sentence.cues(Kind.SPEAKER))
    return Held(rule="holder-speaker", speaker=True) if own and not case.before else None


def _counted(case: _Case) -> Held | None:
    """So many, named behind or in the sentences after: "two universities are in the top 100"."""
    clause = clause_around(case.sentence, case.value.span)
    found = None
    for match in case.sentence.language.counted_holders.finditer(
        case.sentence.folded, clause.start, case.value.span.start
    ):
        if not any(other.span.start < match.end() for other in case.sentence.values if other.span.end > match.start()):
            found = match
    if (
        found is None
        or case.values_between(found.start(), case.value.span.start)
        or any(group[0].span.start >= found.start() for group in case.before)
    ):
        return None
    number = number_of(found["n"], case.sentence.language)
    return Held(rule="holder-counted", counted=number) if number and number > 1 else None


def _subject(case: _Case) -> Held | None:
    """The name or names before it in its clause."""
    clause = clause_around(case.sentence, case.value.span)
    for group in case.before:
        if group[0].span not in clause:
            break
        if bracket_around(case.sentence, group[0].span.start):
            continue
        if not is_compared(case.sentence, group[0]):
            return Held(tuple(group), "holder-subject")
    return None


def _listed(case: _Case) -> Held | None:
    """All that are listed: "four universities feature among the top 100: A (11th), B (40th)"."""
    if case.after and ":" in case.sentence.between(case.value.span.end, case.after[0][0].span.start):
        rows = [mention for group in case.after for mention in group]
        return Held(tuple(rows), "holder-listed")
    return None


def _behind(case: _Case) -> Held | None:
    """The name behind it, no other position between."""
    for group in case.after:
        if is_compared(case.sentence, group[0]):
            continue
        if not case.values_between(case.value.span.end, group[0].span.start):
            return Held(tuple(group), "holder-behind")
        break
    return None


def _earlier(case: _Case) -> Held | None:
    """The name before it in an earlier clause; one only compared with is the last resort."""
    for group in case.before:
        if not is_compared(case.sentence, group[0]) and not bracket_around(case.sentence, group[0].span.start):
            return Held(tuple(group), "holder-earlier")
    return None


_LADDER: tuple[Callable[[_Case], Held | None], ...] = (
    _line_opener,
    _in_bracket,
    _paired,
    _touching,
    _introduced,
    _speaker,
    _taken_up,
    _counted,
    _subject,
    _listed,
    _behind,
    _earlier,
)


def _without_parts(sentence: Sentence, start: int, end: int) -> str:
    """Give the text between two points without what else can go with a position: places, years, subjects, rankings."""
    parts: list[Mention] = [
        *places_of(sentence),
        *sentence.of(YearMention),
        *sentence.of(SubjectMention),
        *sentence.of(RankingMention),
        *sentence.of(CategoryMention),
        *sentence.cues(Kind.TIE, Kind.CURRENT, Kind.PREVIOUS),
    ]
    return blanked(sentence.folded[start:end], start, parts)
