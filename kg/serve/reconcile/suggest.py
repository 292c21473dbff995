"""Suggestions while someone writes: of institutions by the beginning of a name, of properties and types by any word."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from kg.serve.reconcile.institutions import LabelKind
from kg.serve.reconcile.properties import PROPERTIES
from kg.serve.reconcile.words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.serve.reconcile.institutions import Institution
    from kg.serve.reconcile.matcher import Matcher

PAGE = 20  # suggestions at once
_FURTHEST = 10_000  # suggestions that can be skipped
_ALIKE = 50  # of those whose name is alike, after those that begin so


class Beginnings:
    """The names of institutions, to be found by how they begin."""

    def __init__(self, matcher: Matcher) -> None:
        """Sort every name, and what follows each blank of it."""
        self._matcher = matcher
        found: dict[tuple[str, str], tuple[int, Institution]] = {}
        for institution in matcher.institutions.by_id.values():
            for label in institution.labels:
                words = folded(label.text).split()
                for place in range(len(words)):
                    key = " ".join(words[place:]), institution.id
                    rank = label.kind if place == 0 else len(LabelKind) + label.kind
                    if key not in found or rank < found[key][0]:
                        found[key] = rank, institution
        self._sorted = sorted(
            (text, rank, identifier, institution.served) for (text, identifier), (rank, institution) in found.items()
        )

    def suggest(self, prefix: str, skipped: int) -> list[Institution]:
        """Give a page of the institutions that someone may be about to name.

        First that of an identifier; then those with a name that begins so, those of the graph that is served and the
        shortest names first, then those with a later word that does; then those whose name is alike.
        """
        by_id = self._matcher.institutions.by_id
        if identified := self._matcher.identified(prefix):
            return [identified][skipped:]
        start, best = folded(prefix), dict[str, tuple[int, bool, int]]()
        for text, rank, identifier, served in self._from(start):
            order = rank, not served, len(text)
            best[identifier] = min(order, best.get(identifier, order))
        ids = sorted(best, key=lambda identifier: (best[identifier], identifier))
        if len(ids) < skipped + PAGE:
            ids += [
                found.institution.id for found in self._matcher.find(prefix, _ALIKE) if found.institution.id not in best
            ]
        return [by_id[identifier] for identifier in ids[min(skipped, _FURTHEST) :][:PAGE]]

    def _from(self, start: str) -> Sequence[tuple[str, int, str, bool]]:
        if not start:
            return ()
        first = bisect_left(self._sorted, (start,))
        last = first
        while last < len(self._sorted) and self._sorted[last][0].startswith(start):
            last += 1
        return self._sorted[first:last]


def properties(prefix: str, language: str, limit: int = 0) -> list[dict[str, Any]]:
    """Give the properties of which a word in any language, or the id, begins with ``prefix``; all for the empty one."""
    found = [
        {"id": each.id, "name": each.name.in_language(language), "description": each.description.in_language(language)}
        for each in PROPERTIES.values()
        if begins(prefix, each.id, *each.name)
    ]
    return found[: limit or None]


def begins(prefix: str, *texts: str) -> bool:
    """Tell whether a text, or a word in it, begins with ``prefix``."""
    start = folded(prefix)
    return any(f" {folded(text)}".find(f" {start}") >= 0 for text in texts)
