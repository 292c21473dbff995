"""The institutions that can be reconciled with: those of the registry, and those of the graph that is served.

All of the registry, since who reconciles a list of universities wants those too of which the graph holds no result yet:
their IRIs are the ones that the graph will use. What the graph says comes first, and decides between equals.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import vocab
from kg.project import REGISTRY
from kg.query import Engine
from kg.query.terms import Iri
from kg.registry import load_registry
from kg.serve.reconcile.institutions import Concept, Institution, Institutions, Label, LabelKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.query.terms import Value

_LABELS = {
    f"{vocab.SKOS}prefLabel": LabelKind.PREFERRED,
    f"{vocab.RDFS}label": LabelKind.PREFERRED,
    f"{vocab.SKOS}altLabel": LabelKind.OTHER,
    f"{vocab.PAL}exactLabel": LabelKind.ACRONYM,
    f"{vocab.PAL}formerName": LabelKind.FORMER,
    f"{vocab.PAL}contextLabel": LabelKind.SHORT,
    f"{vocab.SKOS}hiddenLabel": LabelKind.HIDDEN,
}
_ASKED = """SELECT ?thing ?predicate ?value (LANG(?value) AS ?tag) {{
    {{ SELECT DISTINCT ?thing {{ VALUES ?class {{ {classes} }} ?thing a ?class }} }}
    ?thing ?predicate ?value
}}"""
_INSTITUTIONS = "pal:Institution"
_CONCEPTS = "pal:Place pal:InstitutionCategory"
_CANDIDATE = f"{vocab.PAL}Candidate"
_PARENTS = (f"{vocab.ORG}subOrganizationOf", f"{vocab.PAL}subsidiaryOf")


class _Facts:
    """What several graphs state of one thing: values with their language tags, by predicate, each once."""

    def __init__(self) -> None:
        self._values: defaultdict[str, dict[tuple[Value, str], None]] = defaultdict(dict)

    def add(self, predicate: str, value: Value, tag: str) -> None:
        self._values[predicate][value, tag] = None

    def all(self, *predicates: str) -> tuple[str, ...]:
        return tuple(str(value) for predicate in predicates for value, _ in self._values.get(predicate, ()))

    def first(self, predicate: str, beginning: str = "") -> str:
        return next((value for value in sorted(self.all(predicate)) if value.startswith(beginning)), "")

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels, the surest kinds first, each text once in a language."""
        found: dict[tuple[str, str], Label] = {}
        for predicate, kind in _LABELS.items():
            for value, tag in sorted(self._values.get(predicate, ()), key=str):
                found.setdefault((str(value), tag), Label(str(value), kind, tag))
        return tuple(found.values())


@lru_cache(maxsize=1)  # the registry is the same for every generation
def registry_engine(base: str) -> Engine:
    """Give the registry as a graph to ask, its IRIs under ``base``. Raises DataError."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in load_registry(REGISTRY, base).triples)
    return Engine(store)


def read_institutions(served: Engine, registry: Engine, base: str) -> Institutions:
    """Read what the two graphs say; what the one that is served says comes first."""
    in_graph = _facts(served, _INSTITUTIONS)
    facts = _facts(registry, _INSTITUTIONS, in_graph)
    concepts = _facts(registry, _CONCEPTS, _facts(served, _CONCEPTS))
    institutions = (_institution(iri, said, base, served=iri in in_graph) for iri, said in sorted(facts.items()))
    return Institutions(
        base,
        {each.id: each for each in institutions},
        {iri: Concept(iri, said.labels, said.first(f"{vocab.SKOS}notation")) for iri, said in concepts.items()},
    )


def _facts(engine: Engine, classes: str, before: Mapping[str, _Facts] | None = None) -> dict[str, _Facts]:
    """Give what a graph states of the instances of some classes, after what was known of them before."""
    facts = dict(before or {})
    for thing, predicate, value, tag in engine.rows(_ASKED.format(classes=classes)):
        if isinstance(thing, Iri):
            facts.setdefault(str(thing), _Facts()).add(str(predicate), value, str(tag or ""))
    return facts


def _institution(iri: str, said: _Facts, base: str, *, served: bool) -> Institution:
    matched = f"{vocab.SKOS}exactMatch"
    founded = said.first(f"{vocab.PAL}founded")
    return Institution(
        iri=iri,
        id=iri.removeprefix(base),
        labels=said.labels,
        country=said.first(f"{vocab.PAL}country"),
        region=said.first(f"{vocab.PAL}region"),
        categories=_sorted(said.all(f"{vocab.PAL}category")),
        parents=_sorted(said.all(*_PARENTS)),
        founded=int(founded) if founded.isdecimal() else None,
        ror=said.first(matched, vocab.ROR).removeprefix(vocab.ROR),
        wikidata=said.first(matched, vocab.WIKIDATA).removeprefix(vocab.WIKIDATA),
        served=served,
        candidate=_CANDIDATE in said.all(f"{vocab.RDF}type"),
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
