"""Which criterion a subject's words mean in the ranking a claim is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.claims import Entity
from kg.extract.mentions import SubjectMention
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.sentences import Sentence
    from kg.registry import Criterion, Registry

# Between a goal's number and its title: "ODD 12 « Production et consommation responsables »", "SDG 1, No Poverty".
_JOIN = frozenset(" \"',:-()")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as one ranking knows it: the criteria its words name there."""

    mention: SubjectMention
    criteria: tuple[Criterion, ...]


def subjects_in(sentence: Sentence, ranking: str, registry: Registry) -> list[Subject]:
    """Give the subjects of a sentence that the ranking has a table for, a goal's number and title as one."""
    found: list[Subject] = []
    for mention in sentence.of(SubjectMention):
        last = found[-1].mention if found else None
        if last and last.by_number and not mention.by_number and _touch(sentence, last, mention):
            # The number has said it; the title repeats or paraphrases it.
            found[-1] = Subject(replace(last, span=Span(last.span.start, mention.span.end)), found[-1].criteria)
            continue
        criteria = tuple(_criteria(mention, ranking, registry))
        if criteria:
            if last and mention.by_number and not last.by_number and _touch(sentence, last, mention):
                # The title stands first, its number in brackets behind it.
                found[-1] = Subject(replace(mention, span=Span(last.span.start, mention.span.end)), criteria)
            else:
                found.append(Subject(mention, criteria))
    return found


def _touch(sentence: Sentence, one: SubjectMention, other: SubjectMention) -> bool:
    return set(sentence.between(one.span.end, other.span.start)) <= _JOIN


def _criteria(mention: SubjectMention, ranking: str, registry: Registry) -> Iterable[Criterion]:
    for number in mention.numbers:
        criterion = registry.criterion(ranking, f"sdg-{number}")
        if criterion:
            yield criterion
    if not mention.numbers:
        yield from [criterion for criterion in mention.criteria if criterion.ranking == ranking][:1]


def entity(criterion: Criterion, words: str, registry: Registry) -> Entity:
    """Give a criterion as claims name it: "sdg:15", or its words with all its names."""
    if criterion.goal is not None:
        goal = registry.goals.get(f"http://metadata.un.org/sdg/{criterion.goal}")
        names = criterion.all_names + (goal.all_names if goal else ())
        return Entity(f"sdg:{criterion.goal}", criterion.slug, names)
    return Entity(words, criterion.slug, criterion.all_names)
