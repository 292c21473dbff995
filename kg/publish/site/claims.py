"""What documents state of one thing, with the passages that state it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph.privacy import without_private
from kg.publish.site.names import Name, in_language, tag_of
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.query import Engine
    from kg.query.terms import Value

_PASSAGES = """
SELECT DISTINCT ?claim ?passage ?document ?language ?quote ?start {{
  ?claim {path} {subject} ; a pal:{class_name} ; pal:evidence ?passage .
  ?passage oa:hasSource ?document ; oa:hasSelector ?words , ?place .
  ?words oa:exact ?quote .
  ?place oa:start ?start .
  OPTIONAL {{ ?passage dct:language ?language }}
}}"""
_LABELS = """
SELECT DISTINCT ?claim ?label (LANG(?label) AS ?tag) ?basis {{
  ?claim {path} {subject} ; a pal:{class_name} .
  OPTIONAL {{ ?claim rdfs:label ?label }}
  OPTIONAL {{ ?claim pal:basis ?basis }}
}}"""

_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[\s,.](?=\d{3}(?!\d))")  # what parts the thousands of a number


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
    """Give the passages of claims of some classes that reach a thing by a property, by the claims' IRIs.

    First come those that hold the position itself, the shortest before the others; then come those it is computed from.
    """
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    rows = sorted(_rows(engine, _PASSAGES, path, subject, classes), key=_most_direct)
    for claim, passage, document, language, quote, _ in rows:
        words = " ".join(without_private(str(quote)).split())
        quotes[str(claim)].append(Quote(str(passage), str(document), tag_of(language), words))
    return quotes


def claims_of(engine: Engine, path: str, subject: str, *classes: str) -> Sequence[Claim]:
    """Give claims of some classes that reach a thing by a property, by their IRIs."""
    claims: dict[str, Claim] = {}
    for found, label, tag, basis in sorted(_rows(engine, _LABELS, path, subject, classes), key=str, reverse=True):
        claim = claims.setdefault(str(found), Claim(str(found)))
        claim.basis = str(basis or "")
        if label is not None:
            claim.labels[str(tag)] = str(label)
    if claims:
        for address, quotes in quotes_of(engine, path, subject, *classes).items():
            claims[address].quotes = quotes
    return [claims[address] for address in sorted(claims)]


def _rows(engine: Engine, query: str, path: str, subject: str, classes: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    """Ask class by class: of one that is named, an engine knows that it is the lesser key."""
    for class_name in classes:
        yield from engine.rows(query.format(path=path, subject=iri(subject), class_name=class_name))


def numbered(several: Iterable[Sequence[Quote]]) -> Mapping[str, int]:
    """Number the documents that are quoted, from 1, by their IRIs."""
    documents = sorted({quote.document for quotes in several for quote in quotes})
    return {document: number for number, document in enumerate(documents, 1)}


def _most_direct(row: tuple[Value, ...]) -> tuple[str, bool, int, str, int, str]:
    claim, passage, document, _, quote, start = row
    words = str(quote)
    direct = holds_position(words, str(claim))
    place = start if isinstance(start, int) else 0
    return str(claim), not direct, len(words) if direct else 0, str(document), place, str(passage)


def holds_position(words: str, claim: str) -> bool:
    """Tell whether words hold the numbers of a claim's position, which end its IRI.

    >>> holds_position("Progressant de 3 places, classée 24e", "…/result/r-2021/imt/overall/fr/27")
    False
    >>> holds_position("parmi les 1 200 premières", "…/result/r-2021/imt/overall/world/top-1200")
    True
    """
    numbers = _NUMBER.findall(claim.rpartition("/")[2])
    return bool(numbers) and set(numbers) <= set(_NUMBER.findall(_GROUPED.sub("", words)))
