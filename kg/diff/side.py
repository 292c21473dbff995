"""One of the two graphs, read for what people recognise a node by: label, class, quotes, documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from kg.diff.difference import Quote
from kg.errors import Text
from kg.validate.screen.terms import language_of, value_of
from kg.vocab import DCT, OA, PAL, PREFIXES, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.validate.screen.terms import Statements, Term

TYPE = f"<{RDF}type>"
LABELS = (f"<{RDFS}label>", f"<{SKOS}prefLabel>")
EVIDENCE = f"<{PAL}evidence>"
LINK = f"<{PAL}link>"
SELECTOR = f"<{OA}hasSelector>"
EXACT = f"<{OA}exact>"
_SOURCE = f"<{OA}hasSource>"
_PREFIX = f"<{OA}prefix>"
_SUFFIX = f"<{OA}suffix>"
_TITLE = f"<{DCT}title>"
_TRUTH = {"true": Text(en="yes", fr="oui"), "false": Text(en="no", fr="non")}
_NOTHING: dict[str, list[str]] = {}


class Stated(Protocol):
    """What one graph states, by node."""

    def get(self, node: Term, default: Mapping[Term, Sequence[Term]], /) -> Mapping[Term, Sequence[Term]]:
        """Give what is stated of a node: its values, by predicate."""

    def of_class(self, kind: Term) -> Iterator[tuple[Term, Mapping[Term, Sequence[Term]]]]:
        """Yield the nodes of a class, each with what is stated of it, in any order."""


class Whole:
    """A graph that was read whole."""

    def __init__(self, own: Mapping[Term, Statements]) -> None:
        """Take what is stated of each subject."""
        self._own = own
        self.get = own.get

    def of_class(self, kind: Term) -> Iterator[tuple[Term, Statements]]:
        """Yield the nodes of a class."""
        yield from ((node, stated) for node, stated in self._own.items() if kind in stated.get(TYPE, ()))


class Side:
    """A graph, and what is known besides of the terms and entities that it only names."""

    def __init__(self, stated: Stated, known: Mapping[Term, Mapping[Term, Sequence[Term]]], language: str) -> None:
        """Read nothing yet."""
        self.graph, self._known, self._language = stated, known, language
        self._labels: dict[Term, str] = {}

    def values(self, node: Term, predicate: Term) -> Sequence[Term]:
        """Give the values of a property, of the graph or, if it states nothing of the node, of what is known."""
        stated = self.graph.get(node, _NOTHING) or self._known.get(node, _NOTHING)
        return stated.get(predicate, ())

    def label(self, node: Term) -> str:
        """Give the label in the language of the report, else in another, else the IRI shortened by a prefix."""
        if node not in self._labels:
            self._labels[node] = self._label(node)
        return self._labels[node]

    def _label(self, node: Term) -> str:
        labels = sorted(
            (language_of(label) != self._language, value_of(label))
            for predicate in LABELS
            for label in self.values(node, predicate)
            if label[0] == '"' and value_of(label).strip()
        )
        return labels[0][1] if labels else shortened(node)

    def written(self, value: Term) -> str:
        """Write a value for people: the label of a node, the text of a literal with its language."""
        if value[0] != '"':
            return self.label(value)
        text, tag = value_of(value), language_of(value)
        if text in _TRUTH and value.endswith("boolean>"):
            return _TRUTH[text].in_language(self._language)
        return f"{text} ({tag})" if tag else text

    def quotes(self, claim: Term) -> list[Quote]:
        """Give the quotes behind a claim, those of one document in the order of their text."""
        return self.quotes_of(self.values(claim, EVIDENCE))

    def quotes_of(self, passages: Iterable[Term]) -> list[Quote]:
        """Give the quotes of passages, each once."""
        found = [(passage, quote) for passage in passages for quote in self._quotes(passage)]
        return list(dict.fromkeys(quote for _, quote in sorted(found, key=_place)))

    def _quotes(self, passage: Term) -> Iterator[Quote]:
        name = " ".join(sorted(map(self._name, self.values(passage, _SOURCE))))
        for selector in self.values(passage, SELECTOR):
            before, after = self._words(selector, _PREFIX), self._words(selector, _SUFFIX)
            for exact in self.values(selector, EXACT):
                # The word that the far end of a context cuts is left out; the space next to the quote stays.
                yield Quote(before.partition(" ")[2], _smooth(exact), after.rpartition(" ")[0], name)

    def _words(self, selector: Term, predicate: Term) -> str:
        return "".join(map(_smooth, sorted(self.values(selector, predicate))[:1]))

    def _name(self, document: Term) -> str:
        titles = sorted(map(value_of, self.values(document, _TITLE)))
        return titles[0] if titles else self.label(document)

    def documents(self, claim: Term) -> frozenset[Term]:
        """Give the documents that a claim was read in."""
        passages = self.values(claim, EVIDENCE)
        return frozenset(document for passage in passages for document in self.values(passage, _SOURCE))


def shortened(node: Term) -> str:
    """Write an IRI by one of our prefixes if one fits, else without its brackets.

    >>> shortened("<https://w3id.org/palmares/ontology#Result>"), shortened("<https://example.org/a>")
    ('pal:Result', 'https://example.org/a')
    """
    iri = node[1:-1] if node[0] == "<" else node
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _smooth(literal: Term) -> str:
    return re.sub(r"\s+", " ", value_of(literal))


def _place(found: tuple[Term, Quote]) -> tuple[list[tuple[int, str]], Quote]:
    """Order passages by their IRI, the numbers in it as numbers."""
    passage, quote = found
    parts = re.split(r"(\d+)", passage)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts], quote
