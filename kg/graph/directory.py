"""What claims speak of, as nodes of the graph: registered entities, and candidates known only by their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.extract.claims import Scope
from kg.graph.iris import OVERALL, Iris, candidate_segment, criterion_segment, edition_segment, segment
from kg.graph.labels import in_languages, sentence
from kg.graph.positions import grade_segment
from kg.graph.privacy import without_private
from kg.graph.terms import PREF_LABEL, pal, triple_of
from kg.language.fold import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.extract.claims import Entity
    from kg.graph.labels import Wording
    from kg.graph.terms import Term, Triple
    from kg.registry import Registry

_WITHOUT_TABLES = frozenset({OVERALL, "indicator"})


@dataclass(frozen=True, slots=True)
class Named:
    """A node with its short names by language; ``segment`` is its part of longer IRIs.

    ``candidate`` is the class of what only a document knows; None for a registered entity.
    """

    iri: Term
    segment: str
    labels: Mapping[str, str]
    candidate: Term | None = None


@dataclass(frozen=True, slots=True)
class ScopeNode(Named):
    """A scope with its parts."""

    place: Named = field(kw_only=True)
    category: Named | None = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class EditionNode(Named):
    """An edition; ``short`` is what claims call it: its ranking and its year, if it has one."""

    ranking: Named = field(kw_only=True)
    year: int | None = field(kw_only=True)
    short: Mapping[str, str] = field(kw_only=True)


class Directory:
    """The registry seen from the graph; it gives the node of every value of a claim.

    ``subjects`` are the nodes that the registry describes, ``nodes`` these and those it names.
    """

    def __init__(self, registry: Registry) -> None:
        """Index the registry."""
        self.iris = Iris(registry.base)
        self._registry = registry
        self._names: Mapping[Term, str] = {}
        self._labels = _by_language(registry.triples, PREF_LABEL)
        self._short = self._labels | _by_language(registry.triples, pal("shortLabel"))
        triples = list(map(triple_of, registry.triples))
        self._own_scopes = {s: o for s, p, o in triples if p == pal("ownScope")}
        self._ranked = {(s, o) for s, p, o in triples if p == pal("ranks")}
        self._kinds = _criterion_kinds(triples, self.iris)
        self.subjects = frozenset(subject for subject, _, _ in triples)
        self.nodes = self.subjects | {value for _, _, value in triples if value.startswith("<")}

    def naming(self, names: Mapping[Term, str]) -> Directory:
        """Give the same directory, which calls candidates by ``names``."""
        other = copy(self)
        other._names = names  # noqa: SLF001 (its own class)
        return other

    def institution(self, entity: Entity) -> Named:
        """Give the node of an institution."""
        return self._entity("institution", entity, pal("Institution"))

    def organization(self, name: str) -> Named:
        """Give the node of whoever goes by a name or a slug, first of institutions, then of publishers."""
        wanted = fold_name(name)
        registered = (
            *(("institution", term) for term in self._registry.institutions.values()),
            *(("organization", term) for term in self._registry.publishers.values()),
        )
        for kind, term in registered:
            if name == term.slug or wanted in map(fold_name, term.all_names):
                iri = self.iris.node(kind, term.slug)
                return Named(iri, term.slug, self._short[iri])
        key = candidate_segment(name)
        return self._candidate(self.iris.node("organization", key), key, name, pal("Organization"))

    def ranking(self, entity: Entity) -> Named:
        """Give the node of a ranking."""
        return self._entity("ranking", entity, pal("Ranking"))

    def criterion(self, ranking: Named, entity: Entity | None) -> Named:
        """Give the node of a ranking's criterion; None is its overall table."""
        key = criterion_segment(entity)
        iri = self.iris.node("criterion", ranking.segment, key)
        if iri in self._short:
            return Named(iri, key, self._short[iri])
        if entity is None:
            return Named(iri, key, in_languages(lambda wording: wording.overall), pal("Criterion"))
        return self._candidate(iri, key, entity.name, pal("Criterion"))

    def grade(self, ranking: Named, code: str, half: int | None = None) -> Named:
        """Give the node of a ranking's grade, or of half of it."""
        key = grade_segment(code, half)
        iri = self.iris.node("grade", ranking.segment, key)
        if iri in self._short:
            return Named(iri, key, self._short[iri])
        return self._candidate(iri, key, f"{code}, {half}/2" if half else code, pal("Grade"))

    def place(self, value: str) -> Named:
        """Give the node of a place, by its value in a scope."""
        found = self._registry.place(value)
        if found:
            iri = self.iris.node("place", found.slug)
            return Named(iri, found.slug, self._short[iri])
        words = value.removeprefix("region:")
        key = candidate_segment(words)
        return self._candidate(self.iris.node("place", key), key, words, pal("Place"))

    def category(self, words: str) -> Named:
        """Give the node of a kind of institution, by its words."""
        found = self._registry.category(words)
        if found:
            iri = self.iris.node("category", found.slug)
            return Named(iri, found.slug, self._short[iri])
        key = candidate_segment(words)
        return self._candidate(self.iris.node("category", key), key, words, pal("InstitutionCategory"))

    def scope(self, scope: Scope, ranking: Named) -> ScopeNode:
        """Give the node of a scope; a population that the ranking ranks anyway narrows nothing."""
        place = self.place(scope.place)
        category = self.category(scope.population) if scope.population else None
        if category and (ranking.iri, category.iri) in self._ranked:
            category = None
        parts = (place, category) if category else (place,)
        key = "-".join(part.segment for part in parts)
        iri = self.iris.node("scope", key)
        labels = self._short.get(iri) or {code: sentence(part.labels[code] for part in parts) for code in place.labels}
        return ScopeNode(iri, key, labels, place=place, category=category)

    def is_whole(self, ranking: Named, place: str | None) -> bool:
        """Tell whether a ranking's own scope is meant: no place is named, or the one it ranks anyway."""
        return place is None or self.scope(Scope(place), ranking).iri == self._own_scopes.get(ranking.iri)

    def edition(self, ranking: Named, year: int | None, document: str) -> EditionNode:
        """Give the node of an edition; one of no known year is the document's own."""
        key = edition_segment(ranking.segment, year, document)
        iri = self.iris.node("edition", key)
        short = {code: label if year is None else f"{label} {year}" for code, label in ranking.labels.items()}

        def undated(wording: Wording) -> str:
            return wording.undated.format(ranking=ranking.labels[wording.code], document=document)

        labels = self._short.get(iri) or (in_languages(undated) if year is None else short)
        return EditionNode(iri, key, labels, ranking=ranking, year=year, short=short)

    def counted(self, ranking: Named, out_of: int | None) -> str:
        """Give the code of the kind of criterion that a count counts, or "".

        It is the kind of which the ranking has just as many as the count counts among, else the only kind that has
        tables of ranks; indicators have none.
        """
        kinds = self._kinds.get(ranking.segment, Counter[str]())
        tables = [kind for kind in kinds if kind not in _WITHOUT_TABLES]
        as_many = [kind for kind in tables if kinds[kind] == out_of] or tables
        return as_many[0] if len(as_many) == 1 else ""

    def knows(self, iri: Term) -> bool:
        """Tell whether the registry describes a node."""
        return iri in self._labels

    def _entity(self, kind: str, entity: Entity, candidate: Term) -> Named:
        key = segment(entity)
        iri = self.iris.node(kind, key)
        if entity.slug:
            return Named(iri, key, self._short[iri])
        return self._candidate(iri, key, entity.name, candidate)

    def _candidate(self, iri: Term, key: str, words: str, kind: Term) -> Named:
        name = self._names.get(iri) or _name(words)
        return Named(iri, key, in_languages(lambda _: name), kind)


def _name(words: str) -> str:
    """Give a candidate's words as a label: without addresses, with our apostrophe."""
    return (without_private(words) or words).replace("'", "’")


def _by_language(triples: Iterable[ox.Triple], predicate: Term) -> dict[Term, dict[str, str]]:
    labels: dict[Term, dict[str, str]] = {}
    for subject, stated, value in triples:
        if isinstance(value, ox.Literal) and value.language and str(stated) == predicate:
            labels.setdefault(str(subject), {})[value.language] = value.value
    return labels


def _criterion_kinds(triples: Iterable[Triple], iris: Iris) -> dict[str, Counter[str]]:
    """Count the criteria of each kind (by its code) that each ranking (by its segment) has."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for subject, predicate, value in triples:
        if predicate == pal("criterionKind"):
            kinds[iris.segments(subject)[1]][iris.segments(value)[1]] += 1
    return dict(kinds)
