"""A document as a node, and its whole graph: everything read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab
from kg.errors import DocumentError, Text
from kg.graph.claims import claim_triples
from kg.graph.evidence import Passages
from kg.graph.facts import fact_triples
from kg.graph.labels import WORDINGS, in_languages
from kg.graph.links import link_triples, number_links
from kg.graph.nodes import candidate_triples, node_triples
from kg.graph.privacy import people, without_private
from kg.graph.reading import Reading
from kg.graph.slugs import document_slug
from kg.graph.terms import day, pal, term, type_and_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.pool import Pool
    from kg.graph.said import Said
    from kg.read.document import Document

_NOT_NAMES = frozenset({"edition", "scope"})  # the slots that a name does not fill
_LONGEST_TITLE = 60  # code points of a title within the label of something else


def document_graph(document: Document, said: Said, pool: Pool) -> frozenset[Triple]:
    """Give everything read from a document as triples."""
    iris = pool.directory.iris
    title = _title(document)
    links = number_links(said)
    entities = [link.span for link in links if link.span and link.slot not in _NOT_NAMES]
    passages = Passages(document, iris, in_languages(lambda _: _shorten(title)), entities)
    reading = Reading(document, said, passages, links, pool)

    def triples() -> Iterator[Triple]:
        yield from _document(document, title, pool)
        yield from node_triples(reading)
        for claim in said.claims:
            yield from claim_triples(claim, reading)
        for fact in said.facts:
            yield from fact_triples(fact, reading)
        yield from link_triples(document, links, passages, iris)
        # Last: by now every passage has been asked for.
        yield from passages.triples()

    return frozenset(triples())


def _title(document: Document) -> str:
    return without_private(document.title or "", people(document.source)) or document.slug


def _shorten(title: str) -> str:
    """Cut a long title after a word."""
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rpartition(' ')[0]}…"


def _document(document: Document, title: str, pool: Pool) -> Iterator[Triple]:
    iris = pool.directory.iris
    subject = iris.document(document.slug)
    labels = in_languages(lambda wording: wording.document.format(title=title))
    yield from type_and_labels(subject, pal("Document"), labels)
    yield Triple(subject, term(vocab.DCT, "title"), Literal(title))
    yield Triple(subject, term(vocab.DCT, "language"), term(vocab.LANGUAGE, WORDINGS[document.language].authority))
    yield Triple(subject, term(vocab.DCT, "format"), Literal(document.media_type))
    yield Triple(subject, pal("sha256"), Literal(document.sha256))
    yield Triple(subject, pal("fileName"), Literal(document.file))
    if document.date:
        yield Triple(subject, term(vocab.DCT, "issued"), day(document.date))
    address = address_of(document)
    if document.publisher:
        issuer = pool.directory.organization(document.publisher)
        yield Triple(subject, pal("issuer"), issuer.iri)
        yield from candidate_triples(issuer)
    if address:
        yield Triple(subject, term(vocab.DCT, "source"), address)
    yield from _citations(document, pool)


def address_of(document: Document) -> NamedNode | None:
    """Give the address a document comes from; DocumentError if it is none."""
    if not document.address:
        return None
    try:
        return NamedNode(document.address)
    except ValueError as error:
        raise DocumentError(
            Text(f"{document.address} is no address", f"{document.address} n’est pas une adresse"),
            where=document.file,
            fix=Text("give the full address, https://…", "donner l’adresse entière, https://…"),
        ) from error


def _citations(document: Document, pool: Pool) -> Iterator[Triple]:
    """Describe the documents cited by name; one that is among ours is that document."""
    iris = pool.directory.iris
    subject = iris.document(document.slug)
    for citation in document.citations:
        title = without_private(citation.title)
        if not title:
            continue
        known = pool.documents.get(document_slug(title))
        cited = iris.document(known or title)
        if cited == subject:
            continue
        yield Triple(subject, pal("cites"), cited)
        if not known:
            yield from _cited(cited, title)


def _cited(cited: NamedNode, title: str) -> Iterator[Triple]:
    yield from type_and_labels(cited, pal("Document"), in_languages(lambda wording: wording.cited.format(title=title)))
    yield Triple(cited, term(vocab.DCT, "title"), Literal(title))
