"""Which statements one graph has and another lacks, subject by subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.validate.data import lines_about

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.validate.screen.terms import Statements, Term

_NONE: dict[str, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """What is no longer stated of a subject, and what is stated anew; values are sorted."""

    withdrawn: Statements
    added: Statements


def compare(old: Mapping[Term, Statements], new: Mapping[Term, Statements]) -> dict[Term, Change]:
    """Give the changes by subject, sorted; a subject of which the same is stated has none."""
    changed = [subject for subject, statements in old.items() if new.get(subject) != statements]
    changed += [subject for subject in new if subject not in old]
    changes = {}
    for subject in sorted(changed):
        before, after = old.get(subject, _NONE), new.get(subject, _NONE)
        change = Change(_lacking(before, after), _lacking(after, before))
        if change.withdrawn or change.added:
            changes[subject] = change
    return changes


def _lacking(some: Statements, others: Statements) -> Statements:
    lacking = {
        predicate: sorted({*some[predicate]}.difference(others.get(predicate, ()))) for predicate in sorted(some)
    }
    return {predicate: values for predicate, values in lacking.items() if values}


def withdrawn(changes: Mapping[Term, Change]) -> list[str]:
    """Give the statements that are no longer there, as lines of N-Triples without final dot, sorted."""
    return sorted(line for subject, change in changes.items() for line in lines_about(subject, change.withdrawn))


def added(changes: Mapping[Term, Change]) -> list[str]:
    """Give the statements that are there anew, as lines of N-Triples without final dot, sorted."""
    return sorted(line for subject, change in changes.items() for line in lines_about(subject, change.added))


def count_withdrawn(changes: Mapping[Term, Change]) -> int:
    """Count the statements that are no longer there."""
    return sum(len(values) for change in changes.values() for values in change.withdrawn.values())


def count_added(changes: Mapping[Term, Change]) -> int:
    """Count the statements that are there anew."""
    return sum(len(values) for change in changes.values() for values in change.added.values())
