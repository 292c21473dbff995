"""The graphs around those of the documents: the ontology, what results reach of the registry, the dataset itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg import vocab
from kg.errors import DataError, Text
from kg.graph.labels import WORDINGS, in_languages
from kg.graph.terms import LABEL, PREF_LABEL, pal, term, text, type_and_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from kg.graph.iris import Iris
    from kg.graph.terms import Term, Triple

LICENSE = "<https://creativecommons.org/publicdomain/zero/1.0/>"
# Hints to the recogniser that would make results reach what they have nothing to do with.
_NOT_FOLLOWED = frozenset({pal("defaultRanking")})


def ontology_graph(folder: Path, base: str) -> frozenset[ox.Triple]:
    """Read the ontology's Turtle files; their concepts, which are instances, come under ``base``.

    Raises DataError where a file is not Turtle or has a blank node.
    """
    return frozenset(_rebased(triple, base) for file in sorted(folder.glob("*.ttl")) for triple in _parse(file))


def _parse(file: Path) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE, base_iri=vocab.BASE):
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise DataError(
                    Text("a blank node in the ontology", "un nœud anonyme dans l’ontologie"),
                    where=str(file),
                    fix=Text("give it an IRI", "lui donner un IRI"),
                )
            yield quad.triple
    except SyntaxError as error:
        raise DataError(
            Text(f"broken Turtle: {error.msg}", f"Turtle invalide\N{NO-BREAK SPACE}: {error.msg}"),
            where=f"{file}:{error.lineno}:{error.offset}",
        ) from error


def version_of(ontology: Iterable[Triple]) -> str:
    """Give the release that the ontology says it belongs to."""
    stated = (f"<{vocab.ONTOLOGY}>", term(vocab.OWL, "versionInfo"))
    return next((value.strip('"') for subject, predicate, value in ontology if (subject, predicate) == stated), "")


def _rebased(triple: ox.Triple, base: str) -> ox.Triple:
    def rebase(node: NamedNode) -> NamedNode:
        below = node.value.startswith(vocab.BASE)
        return NamedNode(base + node.value.removeprefix(vocab.BASE)) if below else node

    subject, predicate, value = triple
    if base == vocab.BASE or not isinstance(subject, NamedNode):
        return triple
    return ox.Triple(rebase(subject), predicate, rebase(value) if isinstance(value, NamedNode) else value)


def registry_graph(
    registry: Iterable[Triple], named: AbstractSet[Term], described: AbstractSet[Term], iris: Iris
) -> frozenset[Triple]:
    """Give what documents reach of the registry, each of its subjects with its labels.

    ``named`` and ``described`` are the nodes of the registry that are objects and subjects of documents' graphs.
    """
    by_subject = _by_subject(registry)
    reached = _reached(by_subject, named, described)
    # The registry may speak of editions that no document does: they would be nodes without a description.
    editions = iris.node("edition", "").removesuffix(">")
    kept = set()
    for subject in reached:
        for triple in by_subject[subject]:
            value = triple[2]
            if not value.startswith(editions) or value in described or value in by_subject:
                kept.add(triple)
        if subject not in described:
            kept.update(_labels(by_subject[subject]))
    return frozenset(kept)


def _by_subject(registry: Iterable[Triple]) -> dict[Term, list[Triple]]:
    by_subject: defaultdict[Term, list[Triple]] = defaultdict(list)
    for triple in registry:
        subject, predicate, _ = triple
        if predicate not in _NOT_FOLLOWED:
            by_subject[subject].append(triple)
    return dict(by_subject)


def _reached(
    by_subject: Mapping[Term, list[Triple]], start: AbstractSet[Term], described: AbstractSet[Term]
) -> set[Term]:
    """Give the registry's subjects that can be reached from ``start``; an edition reaches what is new in it."""
    new = pal("newIn")
    waiting = set(start) | {
        subject
        for subject, triples in by_subject.items()
        if any(predicate == new and value in described for _, predicate, value in triples)
    }
    reached: set[Term] = set()
    while waiting:
        subject = waiting.pop()
        if subject in by_subject and subject not in reached:
            reached.add(subject)
            waiting.update(value for _, _, value in by_subject[subject])
    return reached


def _labels(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Give the labels of a subject of the registry: they are its preferred ones."""
    for subject, predicate, value in triples:
        if predicate == PREF_LABEL:
            yield subject, LABEL, value


def dataset_triples(iris: Iris, version: str) -> Iterator[Triple]:
    """Describe the whole graph and the activity that made it; no clock, so that the same input gives the same bytes.

    That a document is part of it is said in the document's own graph, and goes with it.
    """
    dataset, build = iris.dataset(), iris.build()
    yield from type_and_labels(dataset, term(vocab.DCAT, "Dataset"), in_languages(lambda wording: wording.dataset))
    for code, wording in WORDINGS.items():
        description = text(wording.dataset_description, code)
        yield dataset, term(vocab.DCT, "description"), description
        yield dataset, term(vocab.DCT, "language"), term(vocab.LANGUAGE, wording.authority)
    yield dataset, term(vocab.DCT, "license"), LICENSE
    yield dataset, term(vocab.DCAT, "version"), text(version)
    yield dataset, term(vocab.PROV, "wasGeneratedBy"), build
    yield dataset, term(vocab.DCT, "hasPart"), f"<{vocab.ONTOLOGY}>"
    around = {
        iris.registry(): in_languages(lambda wording: wording.registry),
        iris.comparisons(): in_languages(lambda wording: wording.comparisons),
    }
    for part, names in around.items():
        yield dataset, term(vocab.DCT, "hasPart"), part
        yield from type_and_labels(part, term(vocab.DCAT, "Dataset"), names)
    labels = in_languages(lambda wording: wording.build.format(version=version))
    yield from type_and_labels(build, pal("Build"), labels)
    yield build, term(vocab.OWL, "versionInfo"), text(version)
