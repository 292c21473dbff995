"""What has an IRI under the base and no page of its own: what the graph says of it, and what uses it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.publish.entities import KINDS, describe
from kg.publish.site.anchors import anchor
from kg.publish.site.names import Name, in_language
from kg.query.terms import Iri, iri, string
from kg.vocab import RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.query import Engine
    from kg.query.terms import Value

_ELSEWHERE = (*KINDS, "dataset", "evidence", "link")  # kinds of IRIs that have pages, or stand on those of others
_SHOWN = 8  # users of a concept that are named; of more, only the number is given
_NAMES = (f"{SKOS}prefLabel", f"{RDFS}label")
_LEFT_OUT = (*_NAMES, f"{RDF}type", f"{RDFS}isDefinedBy", f"{SKOS}inScheme")
_OTHER = ("altLabel", "hiddenLabel")


@dataclass(frozen=True, slots=True)
class Use:
    """What uses a concept by one predicate: how many, and which where they are few."""

    predicate: str
    count: int
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its statements by predicate, each a value with its language tag, and its uses."""

    iri: str
    fragment: str
    facts: Mapping[str, Sequence[tuple[Value, str]]]
    uses: tuple[Use, ...]

    def name(self, language: str) -> Name:
        """Give what it is called."""
        labels = {tag: str(value) for predicate in _NAMES for value, tag in self.facts.get(predicate, ()) if tag}
        return in_language(labels, language) or Name(self.fragment)

    def notes(self, predicate: str, language: str) -> list[str]:
        """Give the words of a predicate in one language: another's would leak."""
        return [str(value) for value, tag in self.facts.get(predicate, ()) if tag == language]

    def others(self, language: str) -> dict[str, list[str]]:
        """Give the names it also goes by, as SKOS tells them apart."""
        return {name: self.notes(f"{SKOS}{name}", language) for name in _OTHER}

    @property
    def plain(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Yield each other predicate with the IRIs and the plain values that it leads to."""
        for predicate in sorted(self.facts):
            things = [str(value) for value, _ in self.facts[predicate] if isinstance(value, Iri)]
            values = [str(value) for value, tag in self.facts[predicate] if not isinstance(value, Iri) and not tag]
            if predicate not in _LEFT_OUT and (things or values):
                yield predicate, things, values

    def worded(self, language: str) -> Iterator[tuple[str, list[str]]]:
        """Yield each other predicate that has words in a language."""
        for predicate in sorted(self.facts):
            named = predicate in _LEFT_OUT or predicate.removeprefix(SKOS) in _OTHER
            if not named and (words := self.notes(predicate, language)):
                yield predicate, words


def concepts(engine: Engine, base: str) -> Mapping[str, list[str]]:
    """Give the IRIs of all concepts by kind, both in order; what has pages or places elsewhere is none."""
    elsewhere = "|".join(_ELSEWHERE)
    typed = engine.rows(
        f"SELECT DISTINCT ?thing {{ ?thing a ?class FILTER(STRSTARTS(STR(?thing), {string(base)})"
        f" && !REGEX(STRAFTER(STR(?thing), {string(base)}), {string(f'^({elsewhere})/')})) }}"
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(str(thing) for (thing,) in typed):
        if not anchor(address, base):
            found[address.removeprefix(base).partition("/")[0]].append(address)
    return dict(sorted(found.items()))


def concept(engine: Engine, address: str, base: str) -> Concept:
    """Describe one concept."""
    facts: defaultdict[str, list[tuple[Value, str]]] = defaultdict(list)
    for predicate, value, tag in sorted(describe(engine, address), key=str):
        facts[str(predicate)].append((value, str(tag or "")))
    return Concept(address, address.removeprefix(base), facts, tuple(_uses(engine, address)))


def _uses(engine: Engine, address: str) -> Iterator[Use]:
    counts = engine.rows(
        f"SELECT ?predicate (COUNT(?user) AS ?count) {{ ?user ?predicate {iri(address)} }} GROUP BY ?predicate"
    )
    for predicate, count in sorted(counts, key=str):
        if predicate is None or not isinstance(count, int):
            continue
        users: tuple[tuple[Value, ...], ...] = ()
        if count <= _SHOWN:
            users = engine.rows(f"SELECT ?user {{ ?user {iri(str(predicate))} {iri(address)} }} ORDER BY ?user")
        yield Use(str(predicate), count, tuple(str(user) for (user,) in users))
