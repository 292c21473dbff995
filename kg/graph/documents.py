"""A document as a node, and its whole graph: everything read from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

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
from kg.graph.terms import day, pal, term, text, type_and_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.iris import Iris
    from kg.graph.pool import Pool
    from kg.graph.said import Said
    from kg.graph.terms import Term, Triple
    from kg.read.document import Document

_NOT_NAMES = frozenset({"edition", "scope"})  # the slots that a name does not fill
_LONGEST_NAME = 240  # bytes
_LONGEST_TITLE = 60  # code points of a title within the label of something else


def document_graph(document: Document, said: Said, pool: Pool) -> Iterator[Triple]:
    """Yield everything read from a document, some triples more than once."""
    iris = pool.directory.iris
    title = _title(document)
    links = number_links(said)
    entities = [link.span for link in links if link.span and link.slot not in _NOT_NAMES]
    passages = Passages(document, iris, in_languages(lambda _: _shorten(title)), entities)
    reading = Reading(document, said, passages, links, pool)

    yield from _document(document, title, pool)
    yield from node_triples(reading)
    for claim in said.claims:
        yield from claim_triples(claim, reading)
    for fact in said.facts:
        yield from fact_triples(fact, reading)
    yield from link_triples(document, links, passages, iris)
    # Last: by now every passage has been asked for.
    yield from passages.triples()


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
    yield subject, term(vocab.DCT, "title"), text(title)
    yield subject, term(vocab.DCT, "language"), term(vocab.LANGUAGE, WORDINGS[document.language].authority)
    yield subject, term(vocab.DCT, "format"), text(document.media_type)
    yield subject, pal("sha256"), text(document.sha256)
    yield subject, pal("fileName"), text(document.file)
    if document.date:
        yield subject, term(vocab.DCT, "issued"), day(document.date)
    address = address_of(document)
    if document.publisher:
        issuer = pool.directory.organization(document.publisher)
        yield subject, pal("issuer"), issuer.iri
        yield from candidate_triples(issuer)
    if address:
        yield subject, term(vocab.DCT, "source"), address
    if document.canonical:
        yield subject, pal("canonicalText"), text(text_name(document.slug))
    yield iris.dataset(), term(vocab.DCT, "hasPart"), subject
    yield iris.build(), term(vocab.PROV, "used"), subject


def text_name(slug: str) -> str:
    """Give the name, below the graph's folder, of the canonical text of the document of that slug."""
    name = document_slug(slug)
    if len(name.encode()) > _LONGEST_NAME:  # a file's name has at most 255 bytes
        name = f"{name[:_LONGEST_TITLE]}-{hashlib.sha256(name.encode()).hexdigest()[:32]}"
    return f"texts/{name}.txt"


def address_of(document: Document) -> Term | None:
    """Give the address a document comes from; DocumentError if it is none."""
    if not document.address:
        return None
    try:
        return str(NamedNode(document.address))
    except ValueError as error:
        raise DocumentError(
            Text(f"{document.address} is no address", f"{document.address} n’est pas une adresse"),
            where=document.file,
            fix=Text("give the full address, https://…", "donner l’adresse entière, https://…"),
        ) from error


def names_of(document: Document) -> Iterator[str]:
    """Yield what other documents may call this one, as slugs: its slug, its title, its file's name."""
    for name in filter(None, (document.slug, document.title, document.file.partition(".")[0])):
        yield document_slug(name)


def titles_cited(document: Document) -> tuple[str, ...]:
    """Give the titles of the documents that this one cites, in reading order."""
    titles = (without_private(citation.title) for citation in document.citations)
    return tuple(dict.fromkeys(filter(None, titles)))


def citation(citing: str, title: str, known: str | None, iris: Iris) -> Iterator[Triple]:
    """Say that the document ``citing`` (its slug) cites another by its title; ``known`` is its slug if it is ours."""
    subject, cited = iris.document(citing), iris.document(known or title)
    if cited == subject:
        return
    yield subject, pal("cites"), cited
    if not known:
        labels = in_languages(lambda wording: wording.cited.format(title=title))
        yield from type_and_labels(cited, pal("Document"), labels)
        yield cited, term(vocab.DCT, "title"), text(title)
