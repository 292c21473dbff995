"""Labels that changed: of each thing and language, the old one and the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.diff.difference import LabelChange
from kg.diff.side import LABELS
from kg.validate.screen.terms import language_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.diff.compare import Change
    from kg.validate.screen.terms import Statements, Term


def label_changes(subject: Term, thing: str, change: Change, *, follows: bool) -> Iterator[LabelChange]:
    """Yield the changes of a thing's labels by language; ``rdfs:label`` and ``skos:prefLabel`` that agree are one."""
    gone, come = _by_tag(change.withdrawn), _by_tag(change.added)
    for tag in sorted({*gone, *come}):
        before, after = gone.get(tag, []), come.get(tag, [])
        pairs: list[tuple[str | None, str | None]]
        if len(before) == len(after) == 1:
            pairs = [(before[0], after[0])]
        else:
            pairs = [*((label, None) for label in before), *((None, label) for label in after)]
        for old, new in pairs:
            yield LabelChange(subject.strip("<>"), thing, tag, old, new, follows)


def _by_tag(statements: Statements) -> dict[str, list[str]]:
    """Give the labels of each language, each once, in order."""
    by_tag: dict[str, dict[str, None]] = {}
    for predicate in LABELS:
        for label in statements.get(predicate, ()):
            by_tag.setdefault(language_of(label) or "", {})[label if label[0] == "_" else value_of(label)] = None
    return {tag: sorted(labels) for tag, labels in by_tag.items()}
