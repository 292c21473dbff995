"""The ontology as its files tell it: each term with its labels, its definition, and how it relates to others."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from kg import project
from kg.publish.site.names import Name, in_language
from kg.query import load_graph
from kg.query.terms import Iri
from kg.vocab import BASE, OWL, PAL, PREFIXES, QB, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query.terms import Value

    Stated = tuple[Value, str]  # a value, and its language tag or nothing

# The kinds of terms in the order of the page, each with the classes that make a term one.
KINDS: Mapping[str, Sequence[str]] = {
    "classes": (f"{OWL}Class",),
    "object_properties": (f"{OWL}ObjectProperty",),
    "datatype_properties": (f"{OWL}DatatypeProperty",),
    "annotation_properties": (f"{OWL}AnnotationProperty",),
    "structures": (f"{QB}DataStructureDefinition", f"{QB}ComponentSpecification"),
}
_ALL = "SELECT ?s ?p ?o (LANG(?o) AS ?tag) { ?s ?p ?o }"
ALIGNED = tuple(f"{SKOS}{name}Match" for name in ("exact", "close", "broad", "narrow", "related"))
_MORE_PREFIXES = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
}


class Terms:
    """All terms of ours, and the names that we give to those of others."""

    def __init__(self, base: str = BASE) -> None:
        """Read the files; IRIs of instances are given under ``base``."""
        self._facts: defaultdict[str, defaultdict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
        # One by one: a folder with a file of this name is taken for that of a build.
        files = sorted(project.ONTOLOGY.glob("*.ttl"))
        rows = [row for file in files for row in load_graph(file).rows(_ALL)]
        for subject, predicate, value, tag in sorted(rows, key=str):
            moved = Iri(rebased(value, base)) if isinstance(value, Iri) else value
            self._facts[rebased(str(subject), base)][str(predicate)].append((moved, str(tag or "")))
        self._base = base

    def all(self, term: str, predicate: str) -> list[str]:
        """Give the IRIs and plain values of one predicate."""
        return [str(value) for value, tag in self._facts[term][predicate] if not tag] if term in self._facts else []

    def said(self, term: str, predicate: str, language: str) -> Name | None:
        """Give the words of one predicate in a language, else in another, with its tag."""
        stated = self._facts[term][predicate] if term in self._facts else []
        return in_language({tag: str(value) for value, tag in reversed(stated) if tag}, language)

    def label(self, term: str, language: str) -> Name:
        """Give what a term is called: by its label, else by its short form."""
        return self.said(term, f"{RDFS}label", language) or Name(short(term))

    def of_kind(self, kind: str) -> list[str]:
        """Give our terms of a kind, by name."""
        wanted = KINDS[kind]
        return [term for term in self._ours if any(each in wanted for each in self.all(term, f"{RDF}type"))]

    @cached_property
    def _ours(self) -> list[str]:
        return sorted((term for term in self._facts if term.startswith(PAL)), key=str.lower)

    @cached_property
    def schemes(self) -> Mapping[str, list[str]]:
        """The closed lists: each scheme with its concepts, in the order of the files' IRIs."""
        schemes: dict[str, list[str]] = {
            term: [] for term in sorted(self._facts) if f"{SKOS}ConceptScheme" in self.all(term, f"{RDF}type")
        }
        for term in sorted(self._facts):
            for scheme in self.all(term, f"{SKOS}inScheme"):
                if scheme in schemes:
                    schemes[scheme].append(term)
        return schemes

    @cached_property
    def inverse(self) -> Mapping[str, Mapping[str, list[str]]]:
        """By predicate and object, the terms of ours that state it: subclasses, properties of a domain or a range."""
        found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for term in self._ours:
            for predicate, stated in self._facts[term].items():
                for value, _ in stated:
                    if isinstance(value, Iri):
                        found[predicate][value].append(term)
        return found


def rebased(address: str, base: str) -> str:
    """Put an IRI of an instance under another base."""
    return base + address.removeprefix(BASE) if address.startswith(BASE) else address


def short(term: str) -> str:
    """Write an IRI with its usual prefix; one without stays whole.

    >>> short("http://www.w3.org/ns/prov#Entity"), short("https://w3id.org/palmares/ontology#Result")
    ('prov:Entity', 'pal:Result')
    """
    for prefix, namespace in (PREFIXES | _MORE_PREFIXES).items():
        if term.startswith(namespace) and term != namespace:
            return f"{prefix}:{term.removeprefix(namespace)}"
    return term
