"""The nodes that claims need and the registry lacks: editions, scopes, candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims import EditionSize
from kg.graph.facts import size_shortcut
from kg.graph.iris import OVERALL
from kg.graph.parts import parts_of
from kg.graph.terms import PREF_LABEL, TYPE, integer, pal, text, type_and_labels

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.graph.directory import Directory, EditionNode, Named, ScopeNode
    from kg.graph.parts import Parts
    from kg.graph.reading import Reading
    from kg.graph.terms import Term, Triple


def node_triples(reading: Reading) -> Iterator[Triple]:
    """Describe what the claims and facts of a document speak of, each node once."""
    directory = reading.directory
    editions: dict[Term, EditionNode] = {}
    scopes: dict[Term, ScopeNode] = {}
    candidates: dict[Term, Named] = {}
    criteria: dict[Term, Named] = {}
    sizes: list[Triple] = []
    for stated in reading.said:
        parts = parts_of(stated, directory, reading.document.slug)
        editions[parts.edition.iri] = parts.edition
        if parts.scope:
            scopes[parts.scope.iri] = parts.scope
        candidates |= {named.iri: named for named in parts.named() if named.candidate}
        criteria |= {criterion.iri: criterion for criterion in parts.criteria}
        if isinstance(stated, EditionSize):
            sizes += _shortcut(stated, parts, reading)
    yield from sizes
    for edition in editions.values():
        yield from _edition(edition, reading, editions)
    for scope in scopes.values():
        yield from _scope(scope, directory)
    for named in candidates.values():
        yield from candidate_triples(named)
    for iri, named in candidates.items():
        if iri in criteria and named.segment == OVERALL:
            yield iri, pal("criterionKind"), directory.iris.node("criterion-kind", OVERALL)


def _edition(edition: EditionNode, reading: Reading, known: Collection[Term]) -> Iterator[Triple]:
    subject = edition.iri
    yield from type_and_labels(subject, pal("Edition"), edition.labels)
    yield subject, pal("ranking"), edition.ranking.iri
    if edition.year is None:
        return
    yield subject, pal("year"), integer(edition.year)
    before = reading.directory.edition(edition.ranking, edition.year - 1, reading.document.slug).iri
    if before in known:
        yield subject, pal("previousEdition"), before


def _shortcut(fact: EditionSize, parts: Parts, reading: Reading) -> Iterator[Triple]:
    """Say the whole size of an edition on the edition itself; of several lower bounds only the highest."""
    predicate = size_shortcut(fact, parts, reading.directory)
    if predicate:
        bound = reading.pool.at_least[parts.edition.iri] if fact.at_least else fact.count
        yield parts.edition.iri, predicate, integer(bound)


def _scope(scope: ScopeNode, directory: Directory) -> Iterator[Triple]:
    if directory.knows(scope.iri):
        return
    yield from type_and_labels(scope.iri, pal("Scope"), scope.labels)
    yield scope.iri, pal("place"), scope.place.iri
    if scope.category:
        yield scope.iri, pal("category"), scope.category.iri


def candidate_triples(named: Named) -> Iterator[Triple]:
    """Describe what the registry lacks; of a registered entity there is nothing to say."""
    if named.candidate:
        yield from type_and_labels(named.iri, named.candidate, named.labels)
        yield named.iri, TYPE, pal("Candidate")
        for language, label in named.labels.items():
            yield named.iri, PREF_LABEL, text(label, language)
