"""Who holds a position, as its sentence tells: who stands beside it, a row it is shared out over, the subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.mentions import InstitutionMention, RankingMention, ValueMention
from kg.language import Kind

if TYPE_CHECKING:
    from kg.extract.sentences import Sentence

# "1. University of ...", "101-150 : Université de ...": a position that opens its line belongs to the name behind it.
FORMER_COUNT = "former-count"  # "22 notes A et B, contre 20": not a second count in a row
_OPENS_LINE = re.compile(r"\s*(?:[.:)\t–-]\s*)+(?:the |l'|la |le )?")
# "l'Université de Toronto (22e)", "UCLouvain, 203e", "Stanford university, quatrième".
_RELATIVE = re.compile(r",? (?:qui|which|who)\b")
_TOUCHES = re.compile(r"(?:\s*\([\w&-]{2,12}\))?[\s]*[(\[,:–-]?\s*(?:=|a la |au |at |n° ?)?")


@dataclass(frozen=True, slots=True)
class Held:
    """The institutions a sentence gives a position; ``pronoun``: it says "the school", meaning one named before."""

    mentions: tuple[InstitutionMention, ...] = ()
    companions: tuple[InstitutionMention, ...] = ()
    tight: bool = False
    pronoun: bool = False


def holders(sentence: Sentence, value: ValueMention) -> Held:
    """Find who holds a position, from the closest tie outward; nothing where the sentence names nobody."""
    groups = groups_of(sentence)
    shared = _shared_with(sentence, value, groups)
    if shared:
        held = _holders(sentence, value, [group for group in groups if group is not shared])
        return replace(held, companions=tuple(shared))
    return _holders(sentence, value, groups)


def _shared_with(
    sentence: Sentence, value: ValueMention, groups: list[list[InstitutionMention]]
) -> list[InstitutionMention] | None:
    """Find who shares a position: "shares ninth place with Yale University"."""
    for group in groups:
        text = list(sentence.between(value.span.end, group[0].span.start))
        for ranking in sentence.of(RankingMention):
            first, last = ranking.span.start - value.span.end, ranking.span.end - value.span.end
            if first >= 0 and last <= len(text):
                text[first:last] = " " * (last - first)
        if group[0].span.start >= value.span.end and sentence.language.shared_with.fullmatch("".join(text)):
            return group
    return None


def _holders(sentence: Sentence, value: ValueMention, groups: list[list[InstitutionMention]]) -> Held:
    after = next((group for group in groups if group[0].span.start >= value.span.end), None)
    if after and _opens_line(sentence, value, after[0]):
        return Held(tuple(after), tight=True)
    before = _nearest_before(sentence, groups, value)
    if before:
        row = row_of(sentence, value)
        if len(row) > 1 and len(row) == len(before) and row[0].span.start >= before[-1].span.end:
            return Held((before[row.index(value)],), tight=True)
        between = sentence.between(before[-1].span.end, value.span.start)
        if _TOUCHES.fullmatch(between) and "(" in between:
            return Held((before[-1],), tight=True)
    start = before[-1].span.end if before else sentence.span.start
    if any(start <= cue.span.start < value.span.start for cue in sentence.cues(Kind.PRONOUN)):
        # "UPMC ouvre le bal ; elle perd trois rangs": the subject of the sentence, where it has one.
        return Held(tuple(groups[0][:1])) if before else Held(pronoun=True)
    if before and not _belongs_to_other(sentence, before, value):
        return Held(tuple(before))
    if after and ":" in sentence.between(value.span.end, after[0].span.start):
        # "Four universities feature among the top 100: A (11th), B (40th)": all that are listed.
        return Held(tuple(mention for group in groups for mention in group if mention.span.start > value.span.end))
    if after and _introduces(sentence, value, after[0]):
        return Held(tuple(after))
    return Held(tuple(before or ()))


def groups_of(sentence: Sentence) -> list[list[InstitutionMention]]:
    """Group institutions that are named in a row: "A, B et C"."""
    groups: list[list[InstitutionMention]] = []
    for mention in sentence.of(InstitutionMention):
        if is_compared(sentence, mention):
            groups.append([mention])
        elif (
            groups
            and not is_compared(sentence, groups[-1][-1])
            and sentence.language.conjunction.fullmatch(sentence.between(groups[-1][-1].span.end, mention.span.start))
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _nearest_before(
    sentence: Sentence, groups: list[list[InstitutionMention]], value: ValueMention
) -> list[InstitutionMention] | None:
    """Give the last names before a position; those only compared with count where it touches them or speaks of them."""
    before = [group for group in groups if group[-1].span.end <= value.span.start]
    for group in reversed(before):
        between = sentence.between(group[-1].span.end, value.span.start)
        if not is_compared(sentence, group[0]) or _TOUCHES.fullmatch(between) or _RELATIVE.match(between):
            return group
    return before[-1] if before else None


def is_compared(sentence: Sentence, mention: InstitutionMention) -> bool:
    """Tell whether a name only says whom somebody stands before or behind."""
    return bool(sentence.language.compared_before.search(sentence.before(mention.span.start)))


def _opens_line(sentence: Sentence, value: ValueMention, mention: InstitutionMention) -> bool:
    alone = not re.search(r"\w", sentence.text[: value.span.start])
    return alone and bool(_OPENS_LINE.fullmatch(sentence.between(value.span.end, mention.span.start)))


def row_of(sentence: Sentence, value: ValueMention) -> list[ValueMention]:
    """Give the positions of one kind named in a row with ``value``: "41e et 72e"."""
    values = [other for other in sentence.values if other.position.kind is value.position.kind]
    rows: list[list[ValueMention]] = []
    for other in values:
        if (
            rows
            and other.rule != FORMER_COUNT
            and sentence.language.conjunction.fullmatch(sentence.between(rows[-1][-1].span.end, other.span.start))
        ):
            rows[-1].append(other)
        else:
            rows.append([other])
    return next((row for row in rows if value in row), [value])


def _belongs_to_other(sentence: Sentence, group: list[InstitutionMention], value: ValueMention) -> bool:
    """Tell whether a name before a position has one of its own and a new clause begins after it."""
    between = sentence.between(group[-1].span.end, value.span.start)
    return ";" in between


def _introduces(sentence: Sentence, value: ValueMention, mention: InstitutionMention) -> bool:
    """Tell whether a position leads up to the name behind it, no other position between."""
    return not any(value.span.end <= other.span.start < mention.span.start for other in sentence.values)
