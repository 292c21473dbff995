"""RDF terms as N-Triples writes them: the only place that makes them, so that one value has one form everywhere.

A term is a string: an IRI between ``<`` and ``>``, or a literal with its quotation marks, escapes, and its language or
datatype. Strings are made, compared and written many times faster than the objects of any library.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    import pyoxigraph as ox

Term: TypeAlias = str
Triple: TypeAlias = tuple[Term, Term, Term]

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
# As N-Triples has them in its canonical form.
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


@cache
def pal(name: str) -> Term:
    """Give the term of our ontology."""
    return f"<{vocab.PAL}{name}>"


@cache
def term(namespace: str, name: str) -> Term:
    """Give the term of another vocabulary."""
    return f"<{namespace}{name}>"


def text(value: str, language: str = "") -> Term:
    """Write a text, in a language or in none."""
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(_escape, value)
    return f'"{value}"@{language}' if language else f'"{value}"'


def _escape(match: re.Match[str]) -> str:
    point = match[0]
    return _ESCAPES.get(point) or f"\\u{ord(point):04X}"


def integer(value: int) -> Term:
    """Write an integer."""
    return f'"{value}"^^<{vocab.XSD}integer>'


def plain(value: int | Decimal) -> str:
    """Write a number in its shortest form, as Oxigraph's canonical literals have it.

    >>> plain(Decimal("2.50")), plain(Decimal("100")), plain(7)
    ('2.5', '100', '7')
    """
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def decimal(value: int | Decimal) -> Term:
    """Write a decimal number."""
    return f'"{plain(value)}"^^<{vocab.XSD}decimal>'


def day(value: date) -> Term:
    """Write a date."""
    return f'"{value.isoformat()}"^^<{vocab.XSD}date>'


TRUE = f'"true"^^<{vocab.XSD}boolean>'
TYPE = term(vocab.RDF, "type")
LABEL = term(vocab.RDFS, "label")
PREF_LABEL = term(vocab.SKOS, "prefLabel")


def triple_of(parsed: ox.Triple) -> Triple:
    """Give a triple that was read from a file."""
    return str(parsed.subject), str(parsed.predicate), str(parsed.object)


def type_and_labels(subject: Term, kind: Term, labels: Mapping[str, str]) -> Iterator[Triple]:
    """Say what a node is and what it is called; ``labels`` are by language code."""
    yield subject, TYPE, kind
    yield from labels_of(subject, labels)


def labels_of(subject: Term, labels: Mapping[str, str]) -> Iterator[Triple]:
    """Say what a node is called."""
    for language, label in labels.items():
        yield subject, LABEL, text(label, language)
