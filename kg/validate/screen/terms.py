"""Terms of a document's graph as strings, in the form that N-Triples gives them.

``<https://example.org>`` is an IRI, ``_:b0`` a blank node; ``"text"``, ``"text"@fr`` and ``"24"^^<datatype>`` are
literals. A term has one form only, that of `kg.graph.write.n_triples`, so two are the same if their strings are; the
first character tells the kind, what follows the last quotation mark the datatype or the language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode
from rdflib import XSD, BNode, Literal, URIRef

from kg.validate.load import as_triples

if TYPE_CHECKING:
    from rdflib.term import Node


Term: TypeAlias = str
Statements: TypeAlias = dict[Term, list[Term]]  # of one subject: its values, by predicate

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class UntreatedError(Exception):
    """This shape cannot be judged here: something in it is not known, or not as it should be."""


def value_of(term: Term) -> str:
    """Give the characters of an IRI, or of a literal without its datatype and language."""
    if term[0] == "<":
        return term[1:-1]
    text = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(escape[3], escape[3])


def language_of(term: Term) -> str | None:
    """Give the language of a literal in lower case, or None for what has none."""
    if term[0] != '"' or term[-1] in '">':
        return None
    return term[term.rindex('"') + 2 :].lower()


def without_text(literal: Term) -> Term:
    """Give the literal that has the datatype and language of this one, and no text."""
    return '"' + literal[literal.rindex('"') :]


def term_of(node: Node) -> Term:
    """Give a term of a shape as a document's graph has it; UntreatedError for a blank node, which no data can mean."""
    match node:
        case URIRef():
            return str(NamedNode(node))
        case Literal(language=str()):
            return str(OxLiteral(str(node), language=str(node.language)))
        case Literal(datatype=datatype) if datatype != XSD.string:
            # rdflib tells "a" from "a"^^xsd:string, so what the data has is not surely the same.
            return str(OxLiteral(str(node), datatype=NamedNode(datatype) if datatype else None))
        case _:
            raise UntreatedError


def written_term(node: Node) -> Term:
    """Give any node of a graph as lines of N-Triples have it."""
    match node:
        case URIRef():
            return f"<{node}>"
        case BNode():
            return f"_:{node}"
        case _:
            return str(OxLiteral(str(node)))


def inverse(predicate: Term) -> Term:
    """Name a property that is looked at from its values: ``^<iri>``."""
    return f"^{predicate}"


def iri_of(node: Node) -> Term:
    """Give an IRI of a shape as a document's graph has it; UntreatedError for anything else."""
    if not isinstance(node, URIRef):
        raise UntreatedError
    return term_of(node)


def node_of(term: Term) -> Node:
    """Give a term as rdflib has it."""
    return next(as_triples([f"<urn:any> <urn:any> {term}"]))[2]
