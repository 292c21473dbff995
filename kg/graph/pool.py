"""What documents say together. Claims merge by their IRIs; whatever a merged node says once is settled here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.claims import EditionSize
from kg.graph.claims import claim_iri
from kg.graph.directory import Directory
from kg.graph.facts import size_shortcut
from kg.graph.parts import parts_of
from kg.graph.slugs import document_slug
from kg.graph.terms import pal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from kg.graph.said import Said
    from kg.read.document import Document
    from kg.registry import Registry


@dataclass(frozen=True, slots=True)
class Pool:
    """What all documents of a build settle together; ``directory`` knows the names they give to candidates.

    ``tied`` and ``stated`` are claims that some document calls tied, and states rather than lets one compute.
    ``at_least`` is the highest lower bound of an edition's size. ``documents`` are the slugs of the documents, by the
    slugs of their names.
    """

    directory: Directory
    tied: frozenset[NamedNode]
    stated: frozenset[NamedNode]
    at_least: Mapping[NamedNode, int]
    documents: Mapping[str, str]


def pool(read: Sequence[tuple[Document, Said]], registry: Registry) -> Pool:
    """Settle what the documents say together; their order does not matter."""
    directory = Directory(registry)
    names: defaultdict[NamedNode, set[str]] = defaultdict(set)
    at_least: defaultdict[NamedNode, int] = defaultdict(int)
    tied, stated = set(), set()
    for document, said in read:
        for claim in said.claims:
            iri = claim_iri(claim, parts_of(claim, directory, document.slug), directory.iris)
            if claim.tied:
                tied.add(iri)
            if not claim.computed:
                stated.add(iri)
        for fact in said:
            parts = parts_of(fact, directory, document.slug)
            for named in parts.named():
                if named.candidate:
                    names[named.iri].update(named.labels.values())
            if isinstance(fact, EditionSize) and size_shortcut(fact, parts, directory) == pal("rankedCountAtLeast"):
                at_least[parts.edition.iri] = max(at_least[parts.edition.iri], fact.count)
    best = {iri: min(words, key=_plainest) for iri, words in names.items()}
    documents = _documents(document for document, _ in read)
    return Pool(Directory(registry, best), frozenset(tied), frozenset(stated), dict(at_least), documents)


def _plainest(name: str) -> tuple[bool, str]:
    """Order names so that those in capitals come last."""
    return name.isupper(), name


def _documents(documents: Iterable[Document]) -> dict[str, str]:
    """Give the documents by what others may call them: their title or their file's name."""
    found: dict[str, str] = {}
    for document in sorted(documents, key=lambda document: document.slug, reverse=True):
        for name in filter(None, (document.title, document.file.partition(".")[0], document.slug)):
            found[document_slug(name)] = document.slug
    return found
