"""Files with stable bytes: N-Quads sorted by line, Turtle grouped by subject.

Both are made of the same lines; nothing here depends on the order in which triples come. A subject's *description* is
what is said of it, as Turtle has it: a predicate and an object per triple.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kg.graph.terms import Term, Triple

Statement: TypeAlias = tuple[str, str]
Description: TypeAlias = tuple[Statement, ...]

# All but those of shapes, which no graph of ours uses.
PREFIXES = {prefix: iri for prefix, iri in vocab.PREFIXES.items() if iri not in {vocab.PALS, vocab.SH}}

LABEL = "rdfs:label"
_FIRST = {"a": "", LABEL: " "}  # what a reader looks for first
_TYPE = f"<{vocab.RDF}type>"
_NEXT = " ;\n    "

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]*[A-Za-z0-9_])?", re.ASCII)
_RELATIVE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
_CANONICAL_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_INTEGER = f"<{vocab.XSD}integer>"
_BOOLEAN = f"<{vocab.XSD}boolean>"
# What N-Triples may leave as it is, and line-based tools take for a line's end or worse.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def order(iri: str) -> str:
    """Give what IRIs are sorted by: segment by segment, so that all below ``a/b`` stands together, before ``a/b-c``.

    An IRI may be given as the term it is.
    """
    return iri.rstrip(">").replace("/", "\x01")


def n_triples(triples: Iterable[Triple]) -> list[str]:
    """Write each triple once as a line of N-Triples, without its final dot, sorted."""
    return sorted({f"{subject} {predicate} {value}" for subject, predicate, value in triples})


def n_quads(name: Term, lines: Sequence[str]) -> bytes:
    """Write the lines of `n_triples` as the graph of that name."""
    end = f" {name} .\n"
    return f"{end.join(lines)}{end}".encode() if lines else b""


def turtle(triples: Iterable[Triple], base: str) -> bytes:
    """Write one graph grouped by subject; IRIs under ``base`` are relative to it."""
    terms = Terms(base)
    described = terms.describe(n_triples(triples))
    blocks = (terms.block(subject, described[subject]) for subject in sorted(described, key=order))
    return "\n".join([terms.head(), *blocks]).encode()


class Terms:
    """Terms as Turtle writes them, below one base."""

    def __init__(self, base: str) -> None:
        """Start with no term written."""
        self._base = base
        self._written: dict[str, str] = {}
        self._verbs = {f"<{vocab.RDF}type>": "a"}
        self._places = _Places(_FIRST)

    def head(self) -> str:
        """Write the base and all prefixes of ours, whether used or not: a file is begun before its end is known."""
        prefixes = (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
        return f"@base <{self._base}> .\n" + "".join(prefixes)

    def describe(self, lines: Iterable[str]) -> Mapping[Term, Description]:
        """Give the description of each subject from the lines of `n_triples`."""
        described: dict[str, list[Statement]] = {}
        verbs, written = self._verbs, self._written
        last, said = "", []
        for line in lines:
            subject, predicate, value = line.split(" ", 2)
            if subject != last:
                last, said = subject, described.setdefault(subject, [])
            verb = verbs.get(predicate) or verbs.setdefault(predicate, self._shorten(predicate))
            said.append((verb, written.get(value) or self._term(value)))
        return {subject: tuple(said) for subject, said in described.items()}

    def name(self, iri: Term) -> str:
        """Write an IRI."""
        return self._written.get(iri) or self._shorten(iri)

    def objects(self) -> AbstractSet[Term]:
        """Give the IRIs that were objects of what was described so far."""
        return self._written.keys()

    def block(self, subject: Term, description: Iterable[Statement]) -> str:
        """Write all that is said of a subject; its type and labels come first."""
        values: dict[str, list[str]] = {}
        for verb, value in description:
            if verb in values:
                values[verb].append(value)
            else:
                values[verb] = [value]
        said = []
        for verb in sorted(values, key=self._places.__getitem__):
            some = values[verb]
            said.append(f"{verb} {some[0] if len(some) == 1 else ' , '.join(sorted(some, key=_tag_first))}")
        return f"{self.name(subject)} {_NEXT.join(said)} .\n"

    def triples(self, subject: Term, description: Description) -> Iterator[ox.Triple]:
        """Read a description back."""
        if description:
            text = f"{self.head()}{self.block(subject, description)}"
            yield from (quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE))

    def _term(self, term: Term) -> str:
        if term[0] == '"':  # hardly ever written twice
            return self._literal(term)
        written = self._written[term] = self._shorten(term)
        return written

    def _shorten(self, term: Term) -> str:
        """Write an IRI in the shortest form that is sure to be read back."""
        iri = term[1:-1]
        if iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return term

    def _literal(self, literal: Term) -> str:
        if not literal.isprintable() and _UNSEEN.search(literal):
            literal = _UNSEEN.sub(lambda point: f"\\u{ord(point[0]):04X}", literal)
        if literal[-1] == ">":
            quoted, _, datatype = literal.rpartition("^^")
            return self._typed(quoted, datatype)
        return literal

    def _typed(self, quoted: str, datatype: Term) -> str:
        bare = quoted[1:-1]
        if datatype == _BOOLEAN or (datatype == _INTEGER and _CANONICAL_INTEGER.fullmatch(bare)):
            return bare
        return f"{quoted}^^{self._shorten(datatype)}"


class _Places(dict[str, str]):
    """What predicates are sorted by: themselves, but for those that come first."""

    def __missing__(self, verb: str) -> str:
        self[verb] = verb
        return verb


def _tag_first(written: str) -> tuple[str, str]:
    """Order objects so that labels always come in the same order of languages."""
    return written.rpartition('"')[2], written
