"""The page of the ontology, a place for each term, and that of the rules, a place for each."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from rdflib import SH, URIRef

from kg.language.fold import fold_name
from kg.publish.site.described_terms import ALIGNED, KINDS, Terms, short
from kg.publish.site.outline import outline
from kg.publish.site.page import Page
from kg.publish.site.whereabouts import whereabouts
from kg.publish.site.words import text
from kg.validate.report.words import ONE
from kg.validate.rules import catalogue, read_shapes
from kg.vocab import OWL, PAL, QB, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib import Graph

    from kg.publish.site.names import Name
    from kg.publish.site.site import Site
    from kg.validate.rules import Catalogue, Rule

_GAP = re.compile(r"\{\?\w+\}")
_GENERAL = ("Label", "Identifier", "Selector")  # rules of no class of ours
# What leads from a term to others: a word for each, and the predicates.
_RELATIONS = {
    "term_kind_of": (f"{RDFS}subClassOf", f"{RDFS}subPropertyOf"),
    "term_domain": (f"{RDFS}domain", f"{SCHEMA}domainIncludes"),
    "term_range": (f"{RDFS}range", f"{SCHEMA}rangeIncludes"),
    "term_code_list": (f"{QB}codeList",),
    "term_near": ALIGNED,
}
_INVERSE = {
    "term_kinds": (f"{RDFS}subClassOf", f"{RDFS}subPropertyOf"),
    "term_properties": (f"{RDFS}domain", f"{SCHEMA}domainIncludes"),
    "term_reached_by": (f"{RDFS}range", f"{SCHEMA}rangeIncludes"),
}
_SAYS_NOTHING = (f"{RDFS}Resource",)  # said where the classes are given otherwise


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one language."""

    iri: str
    name: str
    label: Name
    definition: Name | None
    example: Name | None
    relations: Sequence[tuple[str, Sequence[str]]]
    rules: Sequence[str]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of the ontology, then that of the rules."""
    terms, shapes = Terms(site.base), read_shapes()
    rules = catalogue(shapes)
    guards = _guards(shapes, rules)
    yield Page("ontology", "ontology.html", text("ontology"), partial(_ontology, site, terms, guards))
    yield Page("rules", "rules.html", text("rules"), partial(_rules, terms, rules))


def _guards(shapes: Graph, rules: Catalogue) -> Mapping[str, list[str]]:
    """Give the rules of each term: of a class its own, of a property those of the shapes that lead by it."""
    guards: defaultdict[str, list[str]] = defaultdict(list)
    for rule in rules:
        path = shapes.value(rules.shape(rule), SH.path)
        guards[str(path) if isinstance(path, URIRef) else PAL + rule.partition("-")[0]].append(rule)
    return guards


def _ontology(site: Site, terms: Terms, guards: Mapping[str, list[str]], language: str) -> dict[str, Any]:
    return {
        "description": text("ontology_description").in_language(language),
        "groups": {
            kind: [_term(terms, guards, address, language) for address in terms.of_kind(kind)] for kind in KINDS
        },
        "schemes": terms.schemes,
        "label": lambda address: terms.label(address, language),
        "definition": lambda address: terms.said(address, f"{SKOS}definition", language),
        "short": short,
        "own": lambda address: address.startswith((PAL, site.base)),
        "in_order": lambda several: sorted(several, key=lambda each: fold_name(each.label.text)),
        "place": lambda address: whereabouts(address, site.base),
        "namespace": PAL,
        "files": [
            (file.name, download.title.in_language(language))
            for download in site.downloads
            for file in download.files[:1]
            if "ontology" in file.name or "shapes" in file.name
        ],
        "version": next(iter(terms.all(PAL.rstrip("#"), f"{OWL}versionInfo")), ""),
        "outline": outline(terms, language),
    }


def _term(terms: Terms, guards: Mapping[str, list[str]], address: str, language: str) -> Term:
    related = [
        (_worded(terms, address, word), [value for each in predicates for value in terms.all(address, each)])
        for word, predicates in _RELATIONS.items()
    ]
    inverse = [
        (word, sorted({value for each in predicates for value in terms.inverse[each][address]}))
        for word, predicates in _INVERSE.items()
    ]
    return Term(
        iri=address,
        name=address.removeprefix(PAL),
        label=terms.label(address, language),
        definition=terms.said(address, f"{SKOS}definition", language),
        example=terms.said(address, f"{SKOS}example", language),
        relations=[
            (word, kept)
            for word, several in (*related, *inverse)
            if (kept := [each for each in several if each not in _SAYS_NOTHING])
        ],
        rules=guards.get(address, ()),
    )


def _worded(terms: Terms, address: str, word: str) -> str:
    """Say of a property with values that it holds them."""
    holds = word == "term_range" and f"{OWL}ObjectProperty" not in terms.all(address, f"{RDF}type")
    return "term_holds" if holds else word


def _rules(terms: Terms, rules: Catalogue, language: str) -> dict[str, Any]:
    groups: defaultdict[str, list[Rule]] = defaultdict(list)
    for name in sorted(rules):
        groups[name.partition("-")[0]].append(rules[name])
    general = text("rules_general").in_language(language)
    return {
        "description": text("rules_description").in_language(language),
        "groups": [
            (name, general if name in _GENERAL else terms.label(PAL + name, language).text, several)
            for name, several in groups.items()
        ],
        "severity": lambda rule: ONE[rule.severity].in_language(language),
        "opened": lambda message: _GAP.sub("…", message.in_language(language)),
    }
