"""JSON-LD: one object for each subject, in short names that one context explains."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph

from kg import project, vocab
from kg.graph.terms import TYPE
from kg.graph.write import PREFIXES
from kg.validate.screen.terms import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.terms import Term
    from kg.publish.statements import Statements

_INTEGER = f"<{vocab.XSD}integer>"
_BOOLEAN = f"<{vocab.XSD}boolean>"
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every reader of JSON keeps exactly
_RELATIVE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]*[A-Za-z0-9_])?", re.ASCII)
# Properties of texts, with a text for each language, by the names they bear in the file.
_TEXTS = {
    "label": f"{vocab.RDFS}label",
    "prefLabel": f"{vocab.SKOS}prefLabel",
    "altLabel": f"{vocab.SKOS}altLabel",
    "hiddenLabel": f"{vocab.SKOS}hiddenLabel",
    "definition": f"{vocab.SKOS}definition",
    "description": f"{vocab.DCT}description",
}
# Properties of other vocabularies whose values are IRIs.
_LINKS = {
    "hasSource": f"{vocab.OA}hasSource",
    "hasSelector": f"{vocab.OA}hasSelector",
    "exactMatch": f"{vocab.SKOS}exactMatch",
    "inScheme": f"{vocab.SKOS}inScheme",
    "isDefinedBy": f"{vocab.RDFS}isDefinedBy",
}


class Context:
    """The context of files whose IRIs lie under a base, and how terms are written in them."""

    def __init__(self, base: str) -> None:
        """Take the base; the properties of ours whose values are IRIs are those that the ontology declares so."""
        self._base = base
        self._texts = {f"<{iri}>": name for name, iri in _TEXTS.items()}
        ours = {name: f"{vocab.PAL}{name}" for name in _object_properties()}
        links = {**{name: iri for name, iri in _LINKS.items() if name not in ours}, **ours}
        self._links = {f"<{iri}>": name for name, iri in links.items()}
        texts = {name: {"@id": self._short(iri), "@container": "@language"} for name, iri in _TEXTS.items()}
        self.value: dict[str, Any] = {
            "@version": 1.1,
            "@base": base,
            "@vocab": vocab.PAL,
            "id": "@id",
            "type": "@type",
            **PREFIXES,
            **texts,
            **{name: {"@id": self._short(iri), "@type": "@id"} for name, iri in sorted(links.items())},
        }
        self._taken = frozenset(self.value)
        self._names: dict[str, str] = {}  # there are few
        self.text = _WRITER.encode(self.value)

    def node(self, subject: Term, statements: Mapping[Term, list[Term]]) -> dict[str, Any]:
        """Give a subject and what is stated of it."""
        node: dict[str, Any] = {"id": self._id(subject[1:-1])}
        for predicate, values in statements.items():
            if predicate == TYPE and all(value[0] == "<" for value in values):
                node["type"] = _one_or_all([self._name(value[1:-1]) for value in values])
                continue
            for value in sorted(values) if len(values) > 1 else values:
                self._put(node, predicate, value)
        return node

    def _put(self, node: dict[str, Any], predicate: Term, value: Term) -> None:
        if value[0] == "<":
            link = self._links.get(predicate)
            given: Any = self._id(value[1:-1])
            self._add(node, link or self._name(predicate[1:-1]), given if link else {"id": given})
            return
        text = value_of(value)
        tail = value[value.rindex('"') + 1 :]
        name = self._texts.get(predicate)
        if tail.startswith("@") and name:
            self._add(node.setdefault(name, {}), tail[1:], text)
            return
        self._add(node, self._name(predicate[1:-1]), _literal(text, tail, self._name))

    @staticmethod
    def _add(node: dict[str, Any], key: str, value: Any) -> None:  # noqa: ANN401 (what JSON has)
        there = node.get(key)
        if there is None:
            node[key] = value
        elif isinstance(there, list):
            there.append(value)
        else:
            node[key] = [there, value]

    def _id(self, iri: str) -> str:
        """Write an IRI that names a node."""
        if iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return iri[len(self._base) :]
        return self._short(iri)

    def _name(self, iri: str) -> str:
        """Write the IRI of a class, a property or a datatype; one of ours by its local name, unless that means more."""
        if iri not in self._names:
            local = iri.removeprefix(vocab.PAL)
            ours = local != iri and _LOCAL.fullmatch(local) and local not in self._taken
            self._names[iri] = local if ours else self._short(iri)
        return self._names[iri]

    @staticmethod
    def _short(iri: str) -> str:
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def document(self, subjects: Iterable[tuple[Term, Statements]]) -> Iterator[bytes]:
        """Write a document with one object a line, piece by piece."""
        yield f'{{"@context": {self.text},\n"@graph": ['.encode()
        between = "\n"
        for subject, statements in subjects:
            yield f"{between}{_WRITER.encode(self.node(subject, statements))}".encode()
            between = ",\n"
        yield b"\n]}\n"


def _literal(text: str, tail: str, name: Any) -> Any:  # noqa: ANN401 (what JSON has)
    if not tail:
        return text
    if tail.startswith("@"):
        return {"@value": text, "@language": tail[1:]}
    datatype = tail.removeprefix("^^")
    if datatype == _INTEGER and _WHOLE.fullmatch(text):
        return int(text)
    if datatype == _BOOLEAN and text in {"true", "false"}:
        return text == "true"
    return {"@value": text, "type": name(datatype[1:-1])}


def _one_or_all(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else sorted(values)


@cache
def _object_properties() -> tuple[str, ...]:
    """Give the local names of the properties of ours whose values are IRIs."""
    kind = f"{vocab.OWL}ObjectProperty"
    return tuple(
        sorted(
            quad.subject.value.removeprefix(vocab.PAL)
            for quad in pyoxigraph.parse(path=project.ONTOLOGY / "palmares.ttl", format=pyoxigraph.RdfFormat.TURTLE)
            if isinstance(quad.object, pyoxigraph.NamedNode)
            and quad.object.value == kind
            and isinstance(quad.subject, pyoxigraph.NamedNode)
            and quad.subject.value.startswith(vocab.PAL)
        )
    )
