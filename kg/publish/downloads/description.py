"""The data set described for catalogues: what it is, what it holds in numbers, and its files with their digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rdflib import DCTERMS, RDF, RDFS, VANN, VOID, XSD, Graph, Literal, Namespace, URIRef

from kg import project, vocab
from kg.errors import Text
from kg.publish.addresses import link
from kg.publish.downloads.agents import FOAF, VCARD, agents_of, said_of
from kg.publish.downloads.counts import LINKS
from kg.validate.load import lines_of_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from kg.publish.downloads.counts import Counts
    from kg.publish.downloads.download import Download
    from kg.publish.source import Source

DCAT = Namespace(vocab.DCAT)
SPDX = Namespace("http://spdx.org/rdf/terms#")
LIME = Namespace("http://www.w3.org/ns/lemon/lime#")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_GZIP = f"{_MEDIA_TYPES}application/gzip"
_AUTHORITY = {"fr": f"{vocab.LANGUAGE}FRA", "en": f"{vocab.LANGUAGE}ENG"}
_COMPRESSED = Text("{title}, compressed", "{title}, compressé")
_LABELS = Text(
    "Labels in {language}; the selectors of passages, which bear none, are not counted.",
    "Libellés en {language}\N{NARROW NO-BREAK SPACE}; les sélecteurs des passages, qui n’en ont pas, ne comptent pas.",
)
_NAMES = {"fr": Text("French", "français"), "en": Text("English", "anglais")}
_LINKS = {
    "ror": Text("Links to ROR", "Liens vers ROR"),
    "wikidata": Text("Links to Wikidata", "Liens vers Wikidata"),
    "un": Text("Links to the goals of the United Nations", "Liens vers les objectifs des Nations unies"),
}
_Said: TypeAlias = Mapping[URIRef, "Node | Sequence[Node]"]


class Description:
    """The description as a graph, made part by part."""

    def __init__(self, source: Source, stated: Iterable[tuple[Node, Node]]) -> None:
        """Begin with what the graph itself states of the data set."""
        self._source, self.dataset = source, URIRef(source.dataset)
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in (
            *vocab.PREFIXES.items(),
            ("void", VOID),
            ("spdx", SPDX),
            ("lime", LIME),
            ("vann", VANN),
            ("foaf", FOAF),
            ("vcard", VCARD),
        ):
            self.graph.bind(prefix, namespace)
        said = said_of(source)
        for predicate, value in stated:
            if predicate != DCTERMS.hasPart and predicate not in said:  # the parts are every document
                self.graph.add((self.dataset, predicate, value))
        self._say(self.dataset, said)
        self._say(self.dataset, {RDF.type: [DCAT.Dataset, VOID.Dataset]})
        for label in list(self.graph.objects(self.dataset, RDFS.label)):
            self.graph.add((self.dataset, DCTERMS.title, label))
        for node, told in agents_of(source).items():
            self._say(node, told)

    @property
    def licence(self) -> str:
        """The licence that the data set states."""
        return str(self.graph.value(self.dataset, DCTERMS.license) or "")

    def count(self, counts: Counts, example: str) -> None:
        """Say what the graph holds, in numbers."""
        numbers = {
            VOID.triples: counts.triples,
            VOID.distinctSubjects: counts.subjects,
            VOID.entities: counts.to_label,
            VOID.classes: len(counts.classes),
            VOID.properties: len(counts.properties),
        }
        self._say(self.dataset, {predicate: _number(number) for predicate, number in numbers.items()})
        self._say(self.dataset, {VOID.uriSpace: Literal(self._source.base), VOID.vocabulary: URIRef(vocab.PAL)})
        if example:
            self._say(self.dataset, {VOID.exampleResource: URIRef(example)})
        for term, number in counts.classes.items():
            said: _Said = {VOID["class"]: URIRef(term[1:-1]), VOID.entities: _number(number)}
            self._part(VOID.classPartition, f"class/{self._last(term)}", said)
        for term, number in counts.properties.items():
            said = {VOID.property: URIRef(term[1:-1]), VOID.triples: _number(number)}
            self._part(VOID.propertyPartition, f"property/{self._last(term)}", said)
        self._count_links(counts)
        self._count_labels(counts)

    def _count_links(self, counts: Counts) -> None:
        for name, (predicate, space) in LINKS.items():
            target = URIRef(space.rstrip("/"))
            node = self._part(
                VOID.subset,
                f"links/{name}",
                {
                    RDF.type: VOID.Linkset,
                    VOID.linkPredicate: URIRef(predicate[1:-1]),
                    VOID.triples: _number(counts.links[name]),
                    VOID.target: [self.dataset, target],
                    VOID.subjectsTarget: self.dataset,
                    VOID.objectsTarget: target,
                },
            )
            self._call(node, RDFS.label, _LINKS[name])

    def _count_labels(self, counts: Counts) -> None:
        for language, authority in _AUTHORITY.items():
            share = round(100 * counts.labelled[language] / counts.to_label, 2) if counts.to_label else 0
            node = self._part(
                VOID.subset,
                f"labels/{language}",
                {
                    RDF.type: LIME.LexicalizationSet,
                    LIME.language: Literal(language),
                    DCTERMS.language: URIRef(authority),
                    LIME.referenceDataset: self.dataset,
                    LIME.lexicalizationModel: URIRef(vocab.RDFS.rstrip("#")),
                    LIME.lexicalizations: _number(counts.labels[language]),
                    LIME.references: _number(counts.labelled[language]),
                    LIME.percentage: Literal(str(share), datatype=XSD.decimal),
                },
            )
            name = _NAMES[language]
            words = (_LABELS.in_language(each).format(language=name.in_language(each)) for each in Text._fields)
            self._call(node, RDFS.label, Text(*words))

    def distribute(self, downloads: Iterable[Download]) -> None:
        """Say which files there are."""
        for download in downloads:
            for file in download.files:
                plain = file is download.files[0]
                name = file.name.rpartition("/")[2]
                node = self._part(
                    DCAT.distribution,
                    f"file/{name}",
                    {
                        RDF.type: DCAT.Distribution,
                        DCTERMS.identifier: Literal(name),
                        DCAT.mediaType: URIRef(f"{_MEDIA_TYPES}{download.media_type}"),
                        DCAT.byteSize: Literal(str(file.size), datatype=XSD.nonNegativeInteger),
                        SPDX.checksum: self._checksum(name, file.sha256),
                    },
                )
                if self.licence:
                    self._say(node, {DCTERMS.license: URIRef(self.licence)})
                if not plain:
                    self._say(node, {DCAT.compressFormat: URIRef(_GZIP)})
                if self._source.site:
                    address = URIRef(f"{self._source.site}/{link(file.name, '')}")
                    self._say(node, {DCAT.downloadURL: address})
                    if name.removesuffix(".gz") == project.MERGED:
                        self._say(self.dataset, {VOID.dataDump: address})
                words = (_COMPRESSED.in_language(each).format(title=download.title.in_language(each))
                         for each in Text._fields)  # fmt: skip
                self._call(node, DCTERMS.title, download.title if plain else Text(*words))

    def _checksum(self, name: str, sha256: str) -> URIRef:
        node = URIRef(f"{self.dataset}/file/{name}/sha256")
        self._say(
            node,
            {
                RDF.type: SPDX.Checksum,
                SPDX.algorithm: SPDX.checksumAlgorithm_sha256,
                SPDX.checksumValue: Literal(sha256, datatype=XSD.hexBinary),
            },
        )
        return node

    def turtle(self) -> bytes:
        """Write it as Turtle."""
        return self.graph.serialize(format="turtle", encoding="utf-8")

    def lines(self) -> list[str]:
        """Give it as lines of N-Triples without their final dot, sorted."""
        return sorted(lines_of_graph(self.graph))

    def _part(self, relation: URIRef, name: str, said: _Said) -> URIRef:
        node = URIRef(f"{self.dataset}/{name}")
        self.graph.add((self.dataset, relation, node))
        self._say(node, said)
        return node

    def _last(self, term: str) -> str:
        """Name a partition after its term: ``dct-title`` by its prefix, another by all of its IRI."""
        iri = term[1:-1]
        for prefix, namespace in self.graph.namespaces():
            if iri.startswith(namespace):
                return f"{prefix}-{iri.removeprefix(namespace)}"
        return "".join(each if each.isalnum() else "-" for each in iri)

    def _say(self, subject: URIRef, said: _Said) -> None:
        for predicate, value in said.items():
            for each in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
                self.graph.add((subject, predicate, each))

    def _call(self, subject: URIRef, predicate: URIRef, text: Text) -> None:
        for language in Text._fields:
            self.graph.add((subject, predicate, Literal(text.in_language(language), lang=language)))


def _number(number: int) -> Literal:
    return Literal(number)
