"""What a push has to do: the graphs of a build against the record that the store keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.push.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.push.graphs import NamedGraph


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many graphs were put, found as they should be, and deleted."""

    put: int
    unchanged: int
    deleted: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Graphs to put, names of those to delete, and whether to put the merged one.

    ``before`` is the record to keep meanwhile, which knows of no graph that is to change what is in it; ``after`` is
    the record of what then stands in the store.
    """

    changed: tuple[NamedGraph, ...]
    withdrawn: tuple[str, ...]
    merges: bool
    before: Record
    after: Record

    @property
    def outcome(self) -> Outcome:
        """What will have been done."""
        put = len(self.changed) + self.merges
        return Outcome(put, len(self.after.digests) - put, len(self.withdrawn))


def plan(old: Record, graphs: Sequence[NamedGraph], merged: tuple[str, str]) -> Plan:
    """Compare; ``merged`` is the name of the merged graph and its digest."""
    after = Record(old.iri, dict([*((graph.iri, graph.digest) for graph in graphs), merged]))
    kept = {iri: digest for iri, digest in after.digests.items() if old.digests.get(iri) == digest}
    every = {**old.digests, **after.digests}
    return Plan(
        changed=tuple(graph for graph in graphs if graph.iri not in kept),
        withdrawn=tuple(sorted(old.digests.keys() - after.digests.keys())),
        merges=merged[0] not in kept,
        before=Record(old.iri, {iri: kept.get(iri) for iri in every}),
        after=after,
    )
