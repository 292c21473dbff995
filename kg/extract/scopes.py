"""Where a position is counted, and among which institutions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clauses import clause_around
from kg.extract.licence import TOLD
from kg.extract.mentions import CategoryMention, InstitutionMention, ValueMention
from kg.extract.rows import HOME
from kg.extract.slots import Where, next_part, places_of, without_names
from kg.read import Span

if TYPE_CHECKING:
    from kg.extract.sentences import Sentence

_LEFT_ADJECTIVE = re.compile(r"(?:'s?)?[\s\"]*")
_TOPIC = re.compile(r"\s*[,:]")
_IN_BRACKET = re.compile(r"[(\[]\s*=?$")


def scope_of(sentence: Sentence, value: ValueMention) -> Where | None:
    """Find the place a position is counted in: right after it, right before it, or opening its clause."""
    places = places_of(sentence)
    limit = next_part(sentence, value)
    inside = [place for place in places if place.span in value.span]
    if inside:  # "no French institution is ranked higher"
        return inside[0]
    goes_to = sentence.language.goes_to.search(sentence.before(value.span.end))
    for place in [] if goes_to else places:  # "the crown went to the United States, with ...": where its holder is
        if value.span.end <= place.span.start < limit and sentence.language.bridge.fullmatch(
            without_names(sentence, value.span.end, place.span.start)
        ):
            return place
    for place in places:
        if place.span.end <= value.span.start and _LEFT_ADJECTIVE.fullmatch(
            sentence.between(place.span.end, value.span.start)
        ):
            return place
    # "En Ontario, on compte double : l'Université de Toronto (22e)": the place says where they are, not who counts.
    in_brackets = _IN_BRACKET.search(sentence.before(value.span.start))
    if in_brackets:
        return None
    return _opening(sentence, value, places) or _of_clause(sentence, value, places)


def _of_clause(sentence: Sentence, value: ValueMention, places: list[Where]) -> Where | None:
    """Give the one place of the clause to a place told without a number: "no school in the country does better"."""
    if value.rule not in TOLD:
        return None
    clause = clause_around(sentence, value.span)
    if any(other is not value and other.span in clause for other in sentence.values):
        return None
    inside = [place for place in places if place.span in clause and not _is_home(sentence, place)]
    return inside[0] if len(inside) == 1 else None


def _is_home(sentence: Sentence, place: Where) -> bool:
    """Tell whether a place says where the institution before it is: "Wageningen University of the Netherlands"."""
    return any(
        mention.span.end <= place.span.start and HOME.fullmatch(sentence.between(mention.span.end, place.span.start))
        for mention in sentence.of(InstitutionMention)
    )


def _opening(sentence: Sentence, value: ValueMention, places: list[Where]) -> Where | None:
    for place in reversed(places):
        if place.span.end > value.span.start:
            continue
        before = sentence.before(place.span.start)
        if not (sentence.language.opening.search(before) or _is_topic(sentence, place)):
            continue
        clause = sentence.between(place.span.end, value.span.start)
        between = Span(place.span.end, value.span.start)
        if ";" not in clause and not any(other.span in between for other in places):
            return place
    return None


def _is_topic(sentence: Sentence, place: Where) -> bool:
    """Tell whether a place alone opens the sentence: "Canada : ..."."""
    alone = not re.search(r"\w", sentence.before(place.span.start))
    return alone and bool(_TOPIC.match(sentence.after(place.span.end)))


def population_of(sentence: Sentence, value: ValueMention, where: Where | None) -> CategoryMention | None:
    """Find the kind of institutions named between a position and its place, or right after the position."""
    limit = min(next_part(sentence, value), where.span.end if where and where.span.start >= value.span.end else 10**9)
    for category in sentence.of(CategoryMention):
        if value.span.end <= category.span.start < limit and sentence.language.bridge.fullmatch(
            sentence.between(value.span.end, category.span.start)
        ):
            return category
    return None
