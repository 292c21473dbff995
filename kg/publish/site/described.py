"""What the graph states of an entity, by predicate, as its page tells it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.publish.entities import describe
from kg.publish.site.names import Name
from kg.query.terms import Iri
from kg.vocab import PREFIXES, ROR, SDG, WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query import Engine
    from kg.query.terms import Value

# What identifiers of others are called, by what they begin with.
_AUTHORITIES = {
    ROR: "ROR",
    WIKIDATA: "Wikidata",
    "https://www.wikidata.org/entity/": "Wikidata",
    SDG: "UN",
    "http://data.europa.eu/nuts/": "NUTS",
    "https://sws.geonames.org/": "GeoNames",
}


class Described:
    """The statements about one thing; predicates are written with their prefix."""

    def __init__(self, engine: Engine, subject: str) -> None:
        """Read them."""
        self._values: defaultdict[str, list[tuple[Value, str]]] = defaultdict(list)
        for predicate, value, tag in sorted(describe(engine, subject), key=str):
            self._values[str(predicate)].append((value, str(tag or "")))

    def things(self, predicate: str) -> Sequence[str]:
        """Give the IRIs that it is related to."""
        return [str(value) for value, _ in self._values[_full(predicate)] if isinstance(value, Iri)]

    def value(self, predicate: str) -> Value:
        """Give one plain value, or None."""
        return next((value for value, _ in self._values[_full(predicate)] if not isinstance(value, Iri)), None)

    def names(self, language: str, *predicates: str) -> Sequence[Name]:
        """Give the names by some predicates in a language, each once; without any, those in others."""
        tagged = [(str(value), tag) for predicate in predicates for value, tag in self._values[_full(predicate)]]
        own = dict.fromkeys(Name(value) for value, tag in tagged if tag in (language, ""))
        return list(own or dict.fromkeys(Name(value, tag) for value, tag in tagged))

    @property
    def identifiers(self) -> Sequence[tuple[str, str]]:
        """Give the identifiers of others: what to call each, and its address."""
        return [(_called(address), address) for address in self.things("skos:exactMatch")]


def _called(address: str) -> str:
    for start, authority in _AUTHORITIES.items():
        if address.startswith(start):
            return f"{authority} {address.removeprefix(start)}"
    return address


def _full(predicate: str) -> str:
    prefix, _, name = predicate.partition(":")
    return f"{PREFIXES[prefix]}{name}"
