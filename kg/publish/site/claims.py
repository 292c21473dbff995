"""What documents state of one thing, with the passages that state it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph.privacy import without_private
from kg.publish.site.names import Name, in_language, tag_of
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.query import Engine
    from kg.query.terms import Value

_PASSAGES = """
SELECT DISTINCT ?claim ?passage ?document ?language ?quote ?start {{
  VALUES ?class {{ {classes} }}
  ?claim {path} {subject} ; a ?class ; pal:evidence ?passage .
  ?passage oa:hasSource ?document ; oa:hasSelector ?words , ?place .
  ?words oa:exact ?quote .
  ?place oa:start ?start .
  OPTIONAL {{ ?passage dct:language ?language }}
}}"""
_LABELS = """
SELECT DISTINCT ?claim ?label (LANG(?label) AS ?tag) ?basis {{
  VALUES ?class {{ {classes} }}
  ?claim {path} {subject} ; a ?class .
  OPTIONAL {{ ?claim rdfs:label ?label }}
  OPTIONAL {{ ?claim pal:basis ?basis }}
}}"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as a page quotes it: its words, and their language where it is known."""

    iri: str
    document: str
    tongue: str
    words: str


@dataclass(slots=True)
class Claim:
    """A claim, what it is called in each language, and on what it rests."""

    iri: str
    labels: dict[str, str] = field(default_factory=dict)
    basis: str = ""
    quotes: Sequence[Quote] = ()

    def name(self, language: str) -> Name:
        """Give its label in the language of a page."""
        return in_language(self.labels, language) or Name(self.iri.rpartition("/")[2])


def quotes_of(engine: Engine, path: str, subject: str, *classes: str) -> Mapping[str, Sequence[Quote]]:
    """Give the passages of claims of some classes that reach a thing by a property path, by the claims' IRIs."""
    query = _PASSAGES.format(path=path, subject=iri(subject), classes=_listed(classes))
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for claim, passage, document, language, quote, _ in sorted(engine.rows(query), key=_in_reading_order):
        words = " ".join(without_private(str(quote)).split())
        quotes[str(claim)].append(Quote(str(passage), str(document), tag_of(language), words))
    return quotes


def claims_of(engine: Engine, path: str, subject: str, *classes: str) -> Sequence[Claim]:
    """Give claims of some classes that reach a thing by a property path, by their IRIs."""
    claims: dict[str, Claim] = {}
    query = _LABELS.format(path=path, subject=iri(subject), classes=_listed(classes))
    for found, label, tag, basis in sorted(engine.rows(query), key=str, reverse=True):
        claim = claims.setdefault(str(found), Claim(str(found)))
        claim.basis = str(basis or "")
        if label is not None:
            claim.labels[str(tag)] = str(label)
    if claims:
        for address, quotes in quotes_of(engine, path, subject, *classes).items():
            claims[address].quotes = quotes
    return [claims[address] for address in sorted(claims)]


def numbered(several: Iterable[Sequence[Quote]]) -> Mapping[str, int]:
    """Number the documents that are quoted, from 1, by their IRIs."""
    documents = sorted({quote.document for quotes in several for quote in quotes})
    return {document: number for number, document in enumerate(documents, 1)}


def _listed(classes: Sequence[str]) -> str:
    return " ".join(f"pal:{name}" for name in classes)


def _in_reading_order(row: tuple[Value, ...]) -> tuple[str, str, int, str]:
    claim, passage, document, _, _, start = row
    return str(claim), str(document), start if isinstance(start, int) else 0, str(passage)
