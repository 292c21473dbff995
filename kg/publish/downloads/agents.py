"""What a catalogue wants to know of a data set besides its files: what it is called, who publishes it, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, XSD, Literal, Namespace, URIRef

from kg import vocab
from kg.errors import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

    from kg.publish.source import Source

__all__ = ["FOAF", "VCARD", "agents_of", "said_of"]

DCAT = Namespace(vocab.DCAT)
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_THEME = URIRef("http://publications.europa.eu/resource/authority/data-theme/EDUC")  # education, culture and sport
_MAIL = "mailto:"


def said_of(source: Source) -> Mapping[URIRef, list[Node]]:
    """Give what is said of the data set instead of what the graph itself states by the same properties, and besides."""
    about, dataset = source.about, source.dataset
    publisher = _publisher(source)
    said: dict[URIRef, list[Node]] = {
        DCTERMS.publisher: [publisher],
        DCTERMS.creator: [publisher],
        DCAT.theme: [_THEME],
        DCAT.keyword: [
            Literal(word, lang=language) for language in Text._fields for word in getattr(about.keywords, language)
        ],
    }
    if about.title:
        said[RDFS.label] = _in_both(about.title)
    if about.description:
        said[DCTERMS.description] = _in_both(about.description)
    if about.licence:
        said[DCTERMS.license] = [URIRef(about.licence)]
    if about.issued:
        said[DCTERMS.issued] = [Literal(about.issued.isoformat(), datatype=XSD.date)]
    if about.contact:
        said[DCAT.contactPoint] = [_contact(source)]
    if source.version:
        said[DCAT.version] = [Literal(source.version)]
        said[OWL.versionIRI] = [URIRef(f"{dataset}/{source.version}")]
    if source.site:
        said[DCAT.landingPage] = [URIRef(f"{source.site}/")]
    return said


def agents_of(source: Source) -> Mapping[URIRef, Mapping[URIRef, list[Node]]]:
    """Give the publisher and the contact, each with what is said of it."""
    about = source.about
    names = _in_both(about.publisher)
    publisher: dict[URIRef, list[Node]] = {RDF.type: [FOAF.Agent], FOAF.name: names, RDFS.label: names}
    if about.page:
        publisher[FOAF.homepage] = [URIRef(about.page)]
    agents: dict[URIRef, Mapping[URIRef, list[Node]]] = {_publisher(source): publisher}
    if about.contact:
        way = VCARD.hasEmail if about.contact.startswith(_MAIL) else VCARD.hasURL
        agents[_contact(source)] = {
            RDF.type: [VCARD.Kind],
            VCARD.fn: names,
            RDFS.label: names,
            way: [URIRef(about.contact)],
        }
    return agents


def _publisher(source: Source) -> URIRef:
    return URIRef(f"{source.dataset}/publisher")


def _contact(source: Source) -> URIRef:
    return URIRef(f"{source.dataset}/contact")


def _in_both(words: Text) -> list[Node]:
    return [Literal(words.in_language(language), lang=language) for language in Text._fields]
