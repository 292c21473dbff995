"""Subjects: as a sentence names them, as a position is about them, and as the criteria of a ranking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kg.extract.claims import Entity
from kg.extract.mentions import SubjectMention
from kg.read import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.extract.mentions import ValueMention
    from kg.extract.sentences import Sentence
    from kg.read import Block
    from kg.registry import Criterion, Registry

# Between a goal's number and its title: "ODD 12 « Production et consommation responsables »", "SDG 1, No Poverty".
_MOST_OF_LABEL = 0.6
_JOIN = frozenset(" \"',:-()")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as one ranking knows it: the criteria its words name there, and the sentence that says it."""

    mention: SubjectMention
    criteria: tuple[Criterion, ...]
    home: Sentence


@dataclass(frozen=True, slots=True)
class Case:
    """A position in its sentence, with the subjects it could be about, a goal's number and title as one."""

    sentence: Sentence
    block: Block
    value: ValueMention
    subjects: Sequence[SubjectMention]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The subjects of a position and the rule that found them; ``loose`` where only a known criterion will do."""

    subjects: tuple[SubjectMention, ...]
    rule: str
    loose: bool = False
    homes: tuple[Sentence, ...] = ()

    def located(self, sentence: Sentence) -> list[tuple[SubjectMention, Sentence]]:
        """Give each subject with the sentence that says it: ``sentence`` where no other does."""
        return list(zip(self.subjects, self.homes or (sentence,) * len(self.subjects), strict=True))


Ladder: TypeAlias = "tuple[Callable[[Case], Chosen | None], ...]"


def first_of(ladder: Ladder, case: Case) -> Chosen | None:
    """Give what the first rule of a ladder finds that finds something."""
    return next((found for rule in ladder if (found := rule(case))), None)


@lru_cache(maxsize=64)
def named_once(sentence: Sentence) -> list[SubjectMention]:
    """Give the subjects of a sentence, a goal's number and title as one."""
    found: list[SubjectMention] = []
    for mention in sentence.of(SubjectMention):
        last = found[-1] if found else None
        if last is None or not _touch(sentence, last, mention) or last.by_number == mention.by_number:
            found.append(mention)
        elif last.by_number:
            # The number has said it; the title repeats or paraphrases it.
            found[-1] = replace(last, span=Span(last.span.start, mention.span.end))
        elif mention.numbers:
            # The title stands first, its number in brackets behind it.
            found[-1] = replace(mention, span=Span(last.span.start, mention.span.end))
    return found


def subjects_in(sentence: Sentence, ranking: str, registry: Registry) -> list[Subject]:
    """Give the subjects of a sentence that the ranking has a table for, a goal's number and title as one."""
    found = (Subject(mention, criteria_of(mention, ranking, registry), sentence) for mention in named_once(sentence))
    return [subject for subject in found if subject.criteria]


def _touch(sentence: Sentence, one: SubjectMention, other: SubjectMention) -> bool:
    return set(sentence.between(one.span.end, other.span.start)) <= _JOIN


def criteria_of(mention: SubjectMention, ranking: str, registry: Registry) -> tuple[Criterion, ...]:
    """Give the criteria that a subject's words mean in a ranking: one, or one a goal named; empty for none."""
    if mention.numbers:
        found = (registry.criterion(ranking, f"sdg-{number}") for number in mention.numbers)
        return tuple(criterion for criterion in found if criterion)
    return tuple(criterion for criterion in mention.criteria if criterion.ranking == ranking)[:1]


def covers(mention: SubjectMention, label: str) -> bool:
    """Tell whether a subject is what a label says, not a word of it: "Alumni" is not "Alumni network"."""
    return bool(mention.numbers) or len(mention.words) > _MOST_OF_LABEL * len(label.strip())


def entity(criterion: Criterion, words: str, registry: Registry) -> Entity:
    """Give a criterion as claims name it: "sdg:15", or its words with all its names."""
    if criterion.goal is not None:
        goal = registry.goals.get(f"http://metadata.un.org/sdg/{criterion.goal}")
        names = criterion.all_names + (goal.all_names if goal else ())
        return Entity(f"sdg:{criterion.goal}", criterion.slug, names)
    return Entity(words, criterion.slug, criterion.all_names)
