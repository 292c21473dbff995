"""The pages of concepts: a list of their kinds, and a page for each kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.publish.addresses import segment
from kg.publish.site.concepts import concept, concepts
from kg.publish.site.described_terms import Terms
from kg.publish.site.names import Name
from kg.publish.site.page import Page
from kg.publish.site.whereabouts import CONCEPTS
from kg.publish.site.wording_reference import CONCEPT_KINDS, PREDICATES, USES
from kg.publish.site.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.publish.site.site import Site

MOST = 50  # things that one statement of a concept names: a build uses every document


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of kinds, then the page of each."""
    found = concepts(site.engine, site.base)
    terms = Terms(site.base)
    yield Page(CONCEPTS, "concepts.html", text("concepts"), partial(_list, site, found, terms))
    for kind, addresses in found.items():
        yield Page(f"{CONCEPTS}/{segment(kind)}", "concept.html", _title(kind), _Kind(site, terms, addresses).content)


def _title(kind: str) -> Text:
    return Text(*(words[:1].upper() + words[1:] for words in CONCEPT_KINDS.get(kind, Text(kind, kind))))


def _list(site: Site, found: Mapping[str, Sequence[str]], terms: Terms, language: str) -> dict[str, Any]:
    closed = {scheme.removeprefix(site.base) for scheme in terms.schemes}
    parts = {
        name: [
            (f"{CONCEPTS}/{segment(kind)}", _title(kind).in_language(language), len(several))
            for kind, several in found.items()
            if (kind in closed) is listed
        ]
        for name, listed in (("things_named", False), ("lists_of_terms", True))
    }
    return {"parts": parts, "description": text("concepts_description").in_language(language)}


class _Kind:
    """What the pages of one kind share."""

    def __init__(self, site: Site, terms: Terms, addresses: Sequence[str]) -> None:
        self._site, self._terms = site, terms
        self._concepts = [concept(site.engine, address, site.base) for address in addresses]

    def content(self, language: str) -> dict[str, Any]:
        return {
            "concepts": self._concepts,
            "most": MOST,
            "shown": lambda things: things and all(map(self._site.names.known, things)),
            "term": lambda address: self._called(address, PREDICATES, language),
            "use": lambda address: self._called(address, USES, language),
            "description": text("concepts_description").in_language(language),
        }

    def _called(self, address: str, words: Mapping[str, Text], language: str) -> Name:
        if address in words:
            return Name(words[address].in_language(language))
        return self._terms.label(address, language)
