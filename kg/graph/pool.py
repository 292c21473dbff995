"""What one document's statements say together: they merge by their IRIs; what a node says once is settled here.

What several documents say of one node is settled where their graphs are merged (`kg.graph.settle`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.claims import EditionSize
from kg.graph.claims import claim_iri
from kg.graph.facts import size_shortcut
from kg.graph.parts import parts_of
from kg.graph.terms import pal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.directory import Directory
    from kg.graph.said import Said
    from kg.graph.terms import Term


@dataclass(frozen=True, slots=True)
class Pool:
    """What a document's statements settle together; ``directory`` knows the names they give to candidates.

    ``tied`` and ``stated`` are claims that the document calls tied, and states rather than lets one compute.
    ``at_least`` is the highest lower bound of an edition's size.
    """

    directory: Directory
    tied: frozenset[Term]
    stated: frozenset[Term]
    at_least: Mapping[Term, int]


def pool(slug: str, said: Said, directory: Directory) -> Pool:
    """Settle what the document of that slug says."""
    names: defaultdict[Term, set[str]] = defaultdict(set)
    at_least: defaultdict[Term, int] = defaultdict(int)
    tied, stated = set(), set()
    for claim in said.claims:
        iri = claim_iri(claim, parts_of(claim, directory, slug), directory.iris)
        if claim.tied:
            tied.add(iri)
        if not claim.computed:
            stated.add(iri)
    for fact in said:
        parts = parts_of(fact, directory, slug)
        for named in parts.named():
            if named.candidate:
                names[named.iri].update(named.labels.values())
        if isinstance(fact, EditionSize) and size_shortcut(fact, parts, directory) == pal("rankedCountAtLeast"):
            at_least[parts.edition.iri] = max(at_least[parts.edition.iri], fact.count)
    best = {iri: min(words, key=plainest) for iri, words in names.items()}
    return Pool(directory.naming(best), frozenset(tied), frozenset(stated), dict(at_least))


def plainest(name: str) -> tuple[bool, str]:
    """Order names so that those in capitals come last."""
    return name.isupper(), name
