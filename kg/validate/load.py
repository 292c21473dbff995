"""Turtle, N-Triples and N-Quads become one graph; broken syntax is told with its line and column."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import DataError, KgError, Text, quoted_in_french, reason_of
from kg.validate.aside import aside
from kg.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Triple: TypeAlias = tuple[Node, Node, Node]

_AT_ONCE = 1000  # triples turned into lines together
_LARGE = 4 * 1024 * 1024  # bytes of a file that is worth a process of its own

FORMATS = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
}


def read_graph(files: Iterable[Path], *, refuse: type[KgError] = DataError) -> Graph:
    """Read files into one graph; the named graphs of N-Quads are merged.

    A file that cannot be read raises ``refuse``.
    """
    graph = empty_graph()
    for file in files:
        for quad in parse(file, refuse=refuse):
            graph.add(as_triple(quad))
    return graph


def empty_graph() -> Graph:
    """Make a graph that knows our prefixes and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def parse(file: Path, *, refuse: type[KgError] = DataError) -> Iterator[pyoxigraph.Quad]:
    """Yield what a file states, in its order; blank nodes are renamed, so that two files cannot share one."""
    with _told(file, refuse):
        for quad in _quads(file, refuse):
            if isinstance(quad.object, pyoxigraph.Triple):
                raise _triple_term(file, refuse)
            yield quad


def _quads(file: Path, refuse: type[KgError]) -> Iterator[pyoxigraph.Quad]:
    rdf_format = FORMATS.get(file.suffix)
    if rdf_format is None:
        known = ", ".join(FORMATS)
        raise refuse(
            Text(en="not a format of graphs", fr="ce n’est pas un format de graphe"),
            where=str(file),
            fix=Text(en=f"give a file ending in {known}", fr=f"donner un fichier qui finit par {known}"),
        )
    return pyoxigraph.parse(path=file, format=rdf_format, rename_blank_nodes=True)


@contextmanager
def _told(file: Path, refuse: type[KgError]) -> Iterator[None]:
    """Tell what keeps a file from being read."""
    try:
        yield
    except OSError as error:
        reason = reason_of(error)
        raise refuse(
            Text(en=f"cannot be read, {reason.en}", fr=f"illisible, {reason.fr}"),
            where=str(file),
            fix=Text(en="check the path and the permissions", fr="vérifier le chemin et les droits"),
        ) from error
    except SyntaxError as error:
        raise _broken(file, error, refuse) from error


def as_triple(quad: pyoxigraph.Quad) -> Triple:
    """Give what a quad states as rdflib has it; numbers keep the form they are written in."""
    return as_node(quad.subject), as_node(quad.predicate), as_node(quad.object)


def lines_of_file(file: Path, *, refuse: type[KgError] = DataError) -> Iterator[str]:
    """Yield what a file states as lines of N-Triples without their final dot, in its order (see `parse`).

    A large file is parsed by a process beside this one.
    """
    pieces = partial(_pieces_of_file, file, refuse)
    for piece in aside(pieces) if _is_large(file) else pieces():
        for line in _lines(piece):
            if line.endswith(")>>"):
                raise _triple_term(file, refuse)
            yield line


def lines_of_graph(graph: Graph) -> Iterator[str]:
    """Yield the triples of a graph of rdflib as lines of N-Triples without their final dot, in any order."""
    text = graph.serialize(format="nt", encoding="utf-8")
    pieces = _pieces(pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES))
    return chain.from_iterable(map(_lines, pieces))


def _is_large(file: Path) -> bool:
    try:
        return file.stat().st_size >= _LARGE
    except OSError:  # whoever opens it tells
        return False


def _pieces_of_file(file: Path, refuse: type[KgError]) -> Iterator[bytes]:
    with _told(file, refuse):
        quads = _quads(file, refuse)
        # As quads of the default graph, triples are written half again as fast as when each is made an object first.
        one_graph = FORMATS[file.suffix] is not pyoxigraph.RdfFormat.N_QUADS
        yield from _pieces(quads if one_graph else (quad.triple for quad in quads))


def _pieces(statements: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple]) -> Iterator[bytes]:
    waiting: Iterator[Any] = iter(statements)
    while written := pyoxigraph.serialize(islice(waiting, _AT_ONCE), format=pyoxigraph.RdfFormat.N_QUADS):
        yield written


def _lines(piece: bytes) -> list[str]:
    return piece.decode().split(" .\n")[:-1]


def as_triples(lines: Iterable[str]) -> Iterator[Triple]:
    """Yield what lines state as rdflib has it."""
    text = "".join(f"{line} .\n" for line in lines)
    return map(as_triple, pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES))


def as_node(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> Node:
    """Give a term as rdflib has it."""
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal(language=str()):
            return Literal(term.value, lang=term.language)
        case pyoxigraph.Literal():
            datatype = term.datatype.value
            plain = datatype == f"{XSD}string"
            return Literal(term.value, datatype=None if plain else URIRef(datatype), normalize=False)
        case _:
            message = f"not a node: {term}"
            raise TypeError(message)


def _broken(file: Path, error: SyntaxError, refuse: type[KgError]) -> KgError:
    # Its place, which `where` tells, and after a colon the reason.
    _, _, reason = error.msg.partition(": ")
    language = FORMATS[file.suffix].name
    return refuse(
        Text(
            en=f"broken {language}: {reason}",
            fr=f"{language} mal formé\N{NO-BREAK SPACE}: {quoted_in_french(reason)}",
        ),
        where=f"{file}:{error.lineno}:{error.offset}",
        fix=Text(en="mend the file at this line and column", fr="corriger le fichier à cette ligne et cette colonne"),
    )


def _triple_term(file: Path, refuse: type[KgError]) -> KgError:
    return refuse(
        Text(en="a triple about a triple (RDF 1.2)", fr="un triplet sur un triplet (RDF 1.2)"),
        where=str(file),
        fix=Text(en="describe a node of its own instead", fr="décrire plutôt un nœud à part"),
    )
