"""Files with stable bytes: N-Quads sorted by line, Turtle grouped by subject.

Both are written from the same triples; nothing here depends on the order in which they come.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.terms import Node

_INTEGER = f"{vocab.XSD}integer"
_BOOLEAN = f"{vocab.XSD}boolean"
_STRING = f"{vocab.XSD}string"
_TYPE = f"{vocab.RDF}type"
_FIRST = (_TYPE, f"{vocab.RDFS}label")  # what a reader looks for first

_NEXT = " ;\n    "

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]*[A-Za-z0-9_])?", re.ASCII)
_RELATIVE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
_CANONICAL_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029]')
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def n_quads(graphs: Mapping[ox.NamedNode, Iterable[ox.Triple]]) -> bytes:
    """Write named graphs, one line per quad, sorted."""
    lines: list[bytes] = []
    for name, triples in graphs.items():
        end = f" <{name.value}> .".encode()
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        lines += [line.removesuffix(b" .") + end for line in text.split(b"\n") if line]
    return b"".join(line + b"\n" for line in sorted(set(lines)))


def turtle(triples: Iterable[ox.Triple], base: str) -> bytes:
    """Write one graph grouped by subject; IRIs under ``base`` are relative to it."""
    writer = _Turtle(base)
    by_subject: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in triples:
        by_subject[subject.value][predicate.value].add(writer.node(value))
    blocks = [writer.block(subject, by_subject[subject]) for subject in sorted(by_subject)]
    return "\n".join([writer.head(), *blocks]).encode()


class _Turtle:
    """Writes terms, and remembers which prefixes it used."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._written: dict[str, str] = {}
        self._used: set[str] = set()

    def head(self) -> str:
        """Write the base and the prefixes used so far."""
        prefixes = (f"@prefix {p}: <{iri}> .\n" for p, iri in vocab.PREFIXES.items() if p in self._used)
        return f"@base <{self._base}> .\n" + "".join(prefixes)

    def block(self, subject: str, properties: Mapping[str, Iterable[str]]) -> str:
        """Write all that is said of a subject; its type and labels come first."""
        first = [predicate for predicate in _FIRST if predicate in properties]
        rest = sorted((self.iri(predicate), predicate) for predicate in properties if predicate not in _FIRST)
        lines = []
        for predicate in (*first, *(predicate for _, predicate in rest)):
            name = "a" if predicate == _TYPE else self.iri(predicate)
            lines.append(f"{name} {' , '.join(sorted(properties[predicate], key=_tag_first))}")
        return f"{self.iri(subject)} {_NEXT.join(lines)} .\n"

    def node(self, node: Node) -> str:
        """Write an object."""
        return self.iri(node.value) if isinstance(node, ox.NamedNode) else self._literal(node)

    def iri(self, iri: str) -> str:
        """Write an IRI in the shortest form that is sure to be read back."""
        if iri not in self._written:
            self._written[iri] = self._shorten(iri)
        return self._written[iri]

    def _shorten(self, iri: str) -> str:
        if iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        for prefix, namespace in vocab.PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def _literal(self, literal: ox.Literal) -> str:
        value, datatype = literal.value, literal.datatype.value
        if literal.language:
            return f"{_quote(value)}@{literal.language}"
        if datatype == _STRING:
            return _quote(value)
        if datatype == _BOOLEAN or (datatype == _INTEGER and _CANONICAL_INTEGER.fullmatch(value)):
            return value
        return f"{_quote(value)}^^{self.iri(datatype)}"


def _tag_first(written: str) -> tuple[str, str]:
    """Order objects so that labels always come in the same order of languages."""
    return written.rpartition('"')[2], written


def _quote(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    point = match[0]
    return _ESCAPES.get(point) or f"\\u{ord(point):04X}"
