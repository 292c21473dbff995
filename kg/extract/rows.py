"""Rows of names and of positions ("A, B et C", "41e et 72e"), and names that others share with or compare with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kg.extract.bare import FORMER_COUNT
from kg.extract.claims import PositionKind
from kg.extract.clauses import blanked, bracket_around, plain_between
from kg.extract.mentions import InstitutionMention, Mention, PlaceMention, RankingMention, ValueMention
from kg.extract.slots import places_of
from kg.language import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.sentences import Sentence

Group: TypeAlias = "Sequence[InstitutionMention]"

_FEW_WORDS = 2  # "Derrière l’", "Just behind"
# "Wageningen University of the Netherlands", "l'Université de Nottingham, au Royaume-Uni".
HOME = re.compile(r",? (?:in|of|from|de|du|d'|en|au|aux) ?(?:the |la |l')?")


@lru_cache(maxsize=64)
def groups_of(sentence: Sentence) -> list[list[InstitutionMention]]:
    """Group institutions that are named in a row: "A, B et C"."""
    groups: list[list[InstitutionMention]] = []
    for mention in sentence.of(InstitutionMention):
        joined = groups and sentence.language.conjunction.fullmatch(
            without_home(sentence, groups[-1][-1].span.end, mention.span.start)
        )
        values = groups and any(
            groups[-1][-1].span.end <= other.span.start < mention.span.start
            and not (other.position.kind is PositionKind.SCORE and bracket_around(sentence, other.span.start))
            for other in sentence.values
        )
        # "Derrière A, B est 2e": a name that the sentence opens with behind "derrière" heads no row.
        alone = groups and is_compared(sentence, groups[-1][-1]) and (not joined or _opens(sentence, groups[-1][-1]))
        compared = is_compared(sentence, mention) or alone
        if joined and not compared and not values:
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def shared_with(sentence: Sentence, value: ValueMention, groups: Sequence[Group]) -> Group | None:
    """Find who shares a position: "shares ninth place with Yale University"."""
    for group in groups:
        if group[0].span.start >= value.span.end:
            text = sentence.between(value.span.end, group[0].span.start)
            nearer = any(value.span.end <= v.span.start < group[0].span.start for v in sentence.values)
            others: list[Mention] = [*sentence.of(RankingMention)]
            if any(value.span.end <= tie.span.start < group[0].span.start for tie in sentence.cues(Kind.TIE)):
                # "first in France, tied with B"; without a tie, "second at home, with B next" shares nothing.
                others += places_of(sentence)
            if sentence.language.shared_with.fullmatch(blanked(text, value.span.end, others)):
                return group
            if not nearer and "." not in text and sentence.language.also_holds.search(text):
                return group
    return None


def without_home(sentence: Sentence, start: int, end: int) -> str:
    """Give the plain text between two points without where the first name is: "Wageningen of the Netherlands"."""
    place = next((place for place in sentence.of(PlaceMention) if start <= place.span.start < end), None)
    near = place is not None and HOME.fullmatch(sentence.between(start, place.span.start))
    return plain_between(sentence, place.span.end if near and place else start, end)


def is_compared(sentence: Sentence, mention: InstitutionMention) -> bool:
    """Tell whether a name only says whom somebody stands before or behind."""
    return bool(sentence.language.compared_before.search(sentence.before(mention.span.start)))


def _opens(sentence: Sentence, mention: InstitutionMention) -> bool:
    return len(re.findall(r"\w+", sentence.before(mention.span.start))) <= _FEW_WORDS


def row_of(sentence: Sentence, value: ValueMention) -> list[ValueMention]:
    """Give the positions of one kind named in a row with ``value``: "41e et 72e"."""
    return next((row for row in _rows(sentence, value.position.kind) if value in row), [value])


@lru_cache(maxsize=64)
def _rows(sentence: Sentence, kind: PositionKind) -> list[list[ValueMention]]:
    rows: list[list[ValueMention]] = []
    for other in (value for value in sentence.values if value.position.kind is kind):
        if (
            rows
            and other.rule != FORMER_COUNT
            and sentence.language.conjunction.fullmatch(sentence.between(rows[-1][-1].span.end, other.span.start))
        ):
            rows[-1].append(other)
        else:
            rows.append([other])
    return rows
