"""What is published one by one: the institutions, rankings, editions, criteria, goals and documents of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query import Engine
    from kg.query.terms import Value


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity: the class of its instances, and what one and many are called."""

    name: str
    class_name: str
    one: Text
    many: Text


# In the order of the site's menu.
KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "institution", "Institution", Text("institution", "établissement"), Text("institutions", "établissements")
        ),
        Kind("ranking", "Ranking", Text("ranking", "classement"), Text("rankings", "classements")),
        Kind("edition", "Edition", Text("edition", "édition"), Text("editions", "éditions")),
        Kind("criterion", "Criterion", Text("criterion", "critère"), Text("criteria", "critères")),
        Kind(
            "goal",
            "Goal",
            Text("Sustainable Development Goal", "objectif de développement durable"),
            Text("Sustainable Development Goals", "objectifs de développement durable"),
        ),
        Kind("document", "Document", Text("document", "document"), Text("documents", "documents")),
    )
}


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity; its key is unique among its kind. A language without a label shows the other's, else the key."""

    kind: Kind
    iri: str
    key: str
    label: Text


def entities(engine: Engine, kind: Kind, base: str) -> Iterator[Entity]:
    """Yield the entities of a kind, by key; numbers come in their order."""
    labels: dict[str, dict[str, str]] = {}
    pattern = f"?entity a pal:{kind.class_name} OPTIONAL {{ ?entity rdfs:label ?label }}"
    for entity, label, tag in engine.rows(f"SELECT ?entity ?label (LANG(?label) AS ?tag) {{ {pattern} }}"):
        known = labels.setdefault(str(entity), {})
        if label is not None:
            known.setdefault(str(tag), str(label))
    found = [_entity(kind, each, known, base) for each, known in labels.items()]
    yield from sorted(found, key=lambda entity: (len(entity.key) if entity.key.isdecimal() else 0, entity.key))


def _entity(kind: Kind, address: str, labels: dict[str, str], base: str) -> Entity:
    key = key_of(address, kind, base)
    names = [labels.get(tag) for tag in ("en", "fr")]
    other = next(filter(None, [*names, *(labels[tag] for tag in sorted(labels))]), key)
    return Entity(kind, address, key, Text(*(name or other for name in names)))


def key_of(address: str, kind: Kind, base: str) -> str:
    """Give the key of an IRI: what follows its kind under the base; of another's IRI, what follows its last ``/``.

    >>> key_of("https://w3id.org/palmares/id/criterion/qs/overall", KINDS["criterion"], "https://w3id.org/palmares/id/")
    'qs/overall'
    >>> key_of("http://metadata.un.org/sdg/15", KINDS["goal"], "https://w3id.org/palmares/id/")
    '15'
    """
    own = f"{base}{kind.name}/"
    return (
        address.removeprefix(own)
        if address.startswith(own)
        else address.rstrip("/#").replace("#", "/").rpartition("/")[2]
    )


def describe(engine: Engine, subject: str) -> tuple[tuple[Value, ...], ...]:
    """Give what the graph states of a subject, as rows of predicate, object and language tag, in no order."""
    return engine.rows(f"SELECT ?predicate ?object (LANG(?object) AS ?tag) {{ {iri(subject)} ?predicate ?object }}")
