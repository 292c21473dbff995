"""RDF terms: the only place that makes literals, so that one value has one lexical form everywhere."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

Node: TypeAlias = NamedNode | Literal

_DATE = NamedNode(f"{vocab.XSD}date")
_DECIMAL = NamedNode(f"{vocab.XSD}decimal")
_INTEGER = NamedNode(f"{vocab.XSD}integer")

TRUE = Literal("true", datatype=NamedNode(f"{vocab.XSD}boolean"))
TYPE = NamedNode(f"{vocab.RDF}type")
LABEL = NamedNode(f"{vocab.RDFS}label")
PREF_LABEL = NamedNode(f"{vocab.SKOS}prefLabel")


@cache
def pal(name: str) -> NamedNode:
    """Give the term of our ontology."""
    return NamedNode(vocab.PAL + name)


@cache
def term(namespace: str, name: str) -> NamedNode:
    """Give the term of another vocabulary."""
    return NamedNode(namespace + name)


def integer(value: int) -> Literal:
    """Write an integer."""
    return Literal(str(value), datatype=_INTEGER)


def plain(value: int | Decimal) -> str:
    """Write a number in its shortest form, as Oxigraph's canonical literals have it.

    >>> plain(Decimal("2.50")), plain(Decimal("100")), plain(7)
    ('2.5', '100', '7')
    """
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def decimal(value: int | Decimal) -> Literal:
    """Write a decimal number."""
    return Literal(plain(value), datatype=_DECIMAL)


def day(value: date) -> Literal:
    """Write a date."""
    return Literal(value.isoformat(), datatype=_DATE)


def type_and_labels(subject: NamedNode, kind: NamedNode, labels: Mapping[str, str]) -> Iterator[Triple]:
    """Say what a node is and what it is called; ``labels`` are by language code."""
    yield Triple(subject, TYPE, kind)
    yield from labels_of(subject, labels)


def labels_of(subject: NamedNode, labels: Mapping[str, str]) -> Iterator[Triple]:
    """Say what a node is called."""
    for language, label in labels.items():
        yield Triple(subject, LABEL, Literal(label, language=language))
