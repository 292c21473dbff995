"""What a reader recognises a node by: its label, and the words of the documents behind it."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rdflib import DCTERMS, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import IdentifiedNode

from kg.vocab import OA as OA_IRI
from kg.vocab import PAL as PAL_IRI
from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

OA = Namespace(OA_IRI)
PAL = Namespace(PAL_IRI)
# All properties that are looked at here.
LOOKED_AT = frozenset(
    {
        *(RDFS.label, SKOS.prefLabel, DCTERMS.title),
        *(PAL.evidence, PAL.linkEvidence, PAL.fileName, PAL.sha256, PAL.canonicalText, PAL.page),
        *(OA.hasSource, OA.hasSelector, OA.exact, OA.prefix, OA.suffix, OA.start),
    }
)
_BARE = frozenset(URIRef(XSD + name) for name in ("boolean", "decimal", "integer"))


class Passage(NamedTuple):
    """Where a quote stands: the document's pal:fileName, pal:sha256 and pal:canonicalText, an offset, a page."""

    file_name: str
    sha256: str
    canonical: str | None
    start: int | None
    page: str | None


class Quote(NamedTuple):
    """Words of a document, with line ends smoothed to spaces, what stands around them, and the document's name.

    ``file`` and ``line`` are those of the document itself, if it is at hand (``kg.validate.locate``).
    """

    before: str
    text: str
    after: str
    document: str
    passage: Passage | None = None
    file: str | None = None
    line: int | None = None


def label_of(graph: Graph, node: Node, language: str) -> str:
    """Give the label of a node in ``language``, else in the other, else its IRI shortened by a prefix."""
    labels = sorted(
        (str(label.language) != language, str(label))
        for label in chain(graph.objects(node, RDFS.label), graph.objects(node, SKOS.prefLabel))
        if isinstance(label, Literal) and label.strip()
    )
    return labels[0][1] if labels else written(graph, node)


def written(graph: Graph, node: Node) -> str:
    """Write a node as Turtle does: numbers bare, IRIs shortened by the graph's prefixes.

    >>> written(Graph(), Literal(24)), written(Graph(), Literal("place", lang="fr"))
    ('24', '"place"@fr')
    """
    if isinstance(node, Literal) and node.datatype in _BARE and node.value is not None:
        return str(node)
    return node.n3(graph.namespace_manager) if isinstance(node, IdentifiedNode | Literal) else str(node)


def quotes_of(graph: Graph, node: Node, language: str) -> Iterator[Quote]:
    """Yield the quotes behind a claim, a link, a passage or a selector, in the order of their passages' IRIs."""
    evidence = set(chain(graph.objects(node, PAL.evidence), graph.objects(node, PAL.linkEvidence)))
    if (node, OA.hasSource, None) in graph:
        evidence.add(node)
    evidence.update(graph.subjects(OA.hasSelector, node))
    for evident in sorted(evidence, key=str):
        document = graph.value(evident, OA.hasSource)
        name = _title(graph, document, language)
        passage = _passage(graph, evident, document)
        for selector in graph.objects(evident, OA.hasSelector):
            for exact in graph.objects(selector, OA.exact):
                before, after = graph.value(selector, OA.prefix), graph.value(selector, OA.suffix)
                # The word that the far end of a context cuts is left out; the space next to the quote stays.
                cut_before, cut_after = _smooth(before).partition(" ")[2], _smooth(after).rpartition(" ")[0]
                yield Quote(cut_before, _smooth(exact), cut_after, name, passage)


def _passage(graph: Graph, evidence: Node, document: Node | None) -> Passage | None:
    """Tell where evidence lies, as far as the graph does."""
    file_name = graph.value(document, PAL.fileName) if document else None
    if file_name is None:
        return None
    selectors = graph.objects(evidence, OA.hasSelector)
    starts = (str(start) for selector in selectors for start in graph.objects(selector, OA.start))
    sha256, canonical = graph.value(document, PAL.sha256), graph.value(document, PAL.canonicalText)
    page = graph.value(evidence, PAL.page)
    return Passage(
        str(file_name),
        str(sha256 or ""),
        None if canonical is None else str(canonical),
        next((int(start) for start in starts if start.isdecimal()), None),
        None if page is None else str(page),
    )


def _smooth(words: Node | None) -> str:
    return re.sub(r"\s+", " ", str(words or ""))


def _title(graph: Graph, document: Node | None, language: str) -> str:
    if document is None:
        return ""
    return str(graph.value(document, DCTERMS.title) or label_of(graph, document, language))
