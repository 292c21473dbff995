"""One document, from its bytes to its part of the graph: what a process of a build does, wherever it runs."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import DocumentError, KgError, Text
from kg.extract import extract
from kg.graph import Directory, address_of, graph_of, part_of
from kg.read import parse_sidecar, read_bytes, with_sidecar
from kg.registry import registry_lexicon
from kg.validate.context import known_of
from kg.validate.judge import check_document
from kg.validate.rules import Severity, at_least, read_shapes, rebased
from kg.validate.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from kg.graph import Part, Ranked
    from kg.read.document import Document
    from kg.registry import Registry

_LEVEL = 1  # of compression: N-Quads get 15 times smaller; higher levels cost more than they save


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: ``key`` is its slug as the graph has it, ``where`` what messages call it."""

    key: str
    slug: str
    name: str
    where: str
    content: bytes
    sidecar: bytes | None

    @property
    def digest(self) -> str:
        """Give the digest of all that the document is made of."""
        digest = hashlib.sha256()
        for part in (self.slug.encode(), self.name.encode(), self.sidecar or b"", self.content):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.hexdigest()


class Finding(NamedTuple):
    """What validation found in a document: the rule's id, its severity, and the node's IRI."""

    rule: str
    severity: str
    subject: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A document's part of the graph as it is kept, its bytes compressed; see `kg.graph.Part`.

    ``text`` is the canonical text of a document whose file is none.
    """

    quads: bytes
    own: tuple[bytes, ...]
    triples: int
    shared: tuple[tuple[str, str], ...]
    named: tuple[str, ...]
    described: tuple[str, ...]
    names: tuple[str, ...]
    cited: tuple[str, ...]
    ranked: tuple[Ranked, ...]
    text: bytes | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document: its part of the graph, or the reason why it was refused.

    ``encoding`` is that of a text file.
    """

    key: str
    digest: str
    where: str
    refusal: KgError | None = None
    kept: Kept | None = None
    claims: int = 0
    facts: int = 0
    findings: tuple[Finding, ...] = ()
    encoding: str | None = None


def refused(task: Task, reason: KgError) -> Outcome:
    """Give the outcome of a document that cannot be built."""
    return Outcome(task.key, task.digest, task.where, refusal=reason)


class Worker:
    """Reads documents, one after the other; what it needs besides them is loaded once."""

    def __init__(self, registry: Registry, ontology: Iterable[Triple]) -> None:
        """Index the registry and compile the shapes; what is only worth knowing is left to ``kg validate``."""
        described = (*ontology, *registry.triples)
        self._registry = registry
        self._lexicon = registry_lexicon(registry)
        self._directory = Directory(registry)
        self._screen = Screen(rebased(at_least(read_shapes(), Severity.WARNING), registry.base), known_of(described))

    def read(self, task: Task) -> Outcome:
        """Read a document and make its part of the graph; a document that cannot be built is refused."""
        try:
            document = self._document(task)
        except KgError as error:
            return refused(task, error)
        except MemoryError:
            return refused(task, too_much(task.where))
        extraction = extract(document, self._registry, self._lexicon)
        graph = graph_of(document, extraction, self._directory)
        found = check_document(graph, self._screen)
        return Outcome(
            task.key,
            task.digest,
            task.where,
            kept=_kept(part_of(document, extraction, self._directory, graph), document),
            claims=len(extraction.claims),
            facts=len(extraction.facts),
            findings=tuple(Finding(each.rule.id, each.rule.severity, each.subject) for each in found),
            encoding=document.encoding,
        )

    def _document(self, task: Task) -> Document:
        suffix = f".{task.name.rpartition('.')[2].lower()}" if "." in task.name else ""
        document = read_bytes(task.content, suffix, slug=task.slug, file=task.name, where=task.where)
        if task.sidecar is not None:
            document = with_sidecar(document, parse_sidecar(task.sidecar, task.where))
        address_of(document)
        return document


def too_much(where: str) -> DocumentError:
    """Refuse a document that takes more memory or time than one may."""
    return DocumentError(
        Text("reading it takes too much memory or time", "sa lecture demande trop de mémoire ou de temps"),
        where=where,
        fix=Text(
            "leave it out, or save it anew in a simpler form", "l’écarter, ou l’enregistrer sous une forme plus simple"
        ),
    )


def _kept(part: Part, document: Document) -> Kept:
    return Kept(
        quads=zlib.compress(part.quads, _LEVEL),
        own=tuple(zlib.compress(blocks, _LEVEL) for blocks in part.own),
        triples=part.triples,
        shared=tuple((iri, "\n".join(map("\t".join, said))) for iri, said in part.shared),
        named=part.named,
        described=part.described,
        names=part.names,
        cited=part.cited,
        ranked=part.ranked,
        text=zlib.compress(document.source.encode(), _LEVEL) if document.canonical else None,
    )
