"""The canned queries as RDF: SHACL's executable queries, each with what it asks for, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SH, XSD, Graph, Literal, Namespace, URIRef

from kg import vocab
from kg.errors import Text
from kg.publish.addresses import DOWNLOAD
from kg.publish.downloads.download import Download
from kg.publish.downloads.tables.terms import title_of
from kg.query import load_queries
from kg.query.catalogue import LANG
from kg.query.header import MARK, ParameterType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.publish.source import Source
    from kg.publish.tree import Tree
    from kg.query import Query
    from kg.query.header import Parameter

_TITLE = Text("The canned queries, as SHACL in Turtle", "Les requêtes prêtes à l’emploi, en SHACL, en Turtle")
_TRUE = Literal("true", datatype=XSD.boolean)
_SCHEMA = Namespace(vocab.SCHEMA)
_BASE = re.compile(r"^BASE <[^>]*>$", re.MULTILINE)
_PREFIX = re.compile(r"^PREFIX (?P<prefix>[\w-]*): <(?P<namespace>[^>]*)>$", re.MULTILINE)
_PREFIXES = Text("prefixes of the canned queries", "préfixes des requêtes prêtes à l’emploi")
_LANGUAGE = Text("the language of labels, fr or en", "la langue des libellés, fr ou en")
_WEIGHT = Text("its weight, above 0", "son poids, supérieur à 0")
_DATATYPES = {
    ParameterType.INTEGER: XSD.integer,
    ParameterType.DECIMAL: XSD.decimal,
    ParameterType.STRING: XSD.string,
    ParameterType.LIMIT: XSD.integer,
}


def write_queries(source: Source, tree: Tree) -> Iterator[Download]:
    """Write all canned queries."""
    content = queries_graph(source.base).serialize(format="turtle", encoding="utf-8")
    yield Download(_TITLE, "text/turtle", tree.stream(f"{DOWNLOAD}/queries.ttl", [content], twin=True))


def queries_graph(base: str) -> Graph:
    """Describe the queries as they are put to a graph under a base."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in vocab.PREFIXES.items():
        graph.bind(prefix, namespace)
    queries = load_queries()
    declared = _declare(graph, base, queries.values())
    for query in queries.values():
        _describe(graph, base, query, declared)
    return graph


def _declare(graph: Graph, base: str, queries: Iterable[Query]) -> URIRef:
    """Declare every prefix that a query uses, each a node of its own."""
    prefixes = URIRef(f"{base}query-prefixes")
    graph.add((prefixes, RDF.type, OWL.Ontology))
    _say(graph, prefixes, RDFS.label, _PREFIXES)
    found = {match["prefix"]: match["namespace"] for query in queries for match in _PREFIX.finditer(query.text)}
    for prefix, namespace in found.items():
        node = URIRef(f"{prefixes}/{prefix}")
        graph.add((prefixes, SH.declare, node))
        graph.add((node, RDF.type, SH.PrefixDeclaration))
        graph.add((node, SH.prefix, Literal(prefix)))
        graph.add((node, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))
    return prefixes


def _describe(graph: Graph, base: str, query: Query, prefixes: URIRef) -> None:
    node = URIRef(f"{base}query/{query.name}")
    for kind in (SH.SPARQLExecutable, SH.SPARQLSelectExecutable):
        graph.add((node, RDF.type, kind))
    _say(graph, node, RDFS.label, query.header.summary)
    _say(graph, node, RDFS.comment, query.header.description)
    graph.add((node, SH.prefixes, prefixes))
    graph.add((node, SH.select, Literal(_select(query, base))))
    graph.add((node, _SCHEMA.identifier, Literal(query.header.question)))
    for parameter in query.header.parameters:
        if parameter.kind:
            _say(graph, node, _SCHEMA.keywords, _kind(parameter))
    for order, variable in enumerate(_variables(query)):
        _parameter(graph, node, order, variable)


def _select(query: Query, base: str) -> str:
    """Give the text without its header; values go where the lines are marked, which stand for all as they are."""
    body = "".join(line for line in query.text.splitlines(keepends=True) if not line.startswith(MARK))
    return _BASE.sub(f"BASE <{base}>", body)


def _variables(query: Query) -> Iterator[tuple[str, Parameter | None]]:
    """Yield what values are bound to: the variables of each parameter, and the language."""
    for parameter in query.header.parameters:
        for name in parameter.variables or (parameter.name,):
            yield name, parameter
    yield LANG, None


def _parameter(graph: Graph, query: URIRef, order: int, variable: tuple[str, Parameter | None]) -> None:
    name, parameter = variable
    node = URIRef(f"{query}/{name}")
    graph.add((query, SH.parameter, node))
    graph.add((node, RDF.type, SH.Parameter))
    # The variable is the last part of the path's IRI.
    graph.add((node, SH.path, URIRef(f"{query.rpartition('/')[0]}-parameter/{name}")))
    graph.add((node, SH.order, Literal(order)))
    if parameter is None:
        _say(graph, node, SH.name, Text("language", "langue"))
        _say(graph, node, SH.description, _LANGUAGE)
        graph.add((node, SH.datatype, XSD.string))
        graph.add((node, SH.pattern, Literal("^(fr|en)$")))
        graph.add((node, SH.optional, _TRUE))
        return
    weight = parameter.type is ParameterType.WEIGHTS and name != parameter.kind
    _say(graph, node, SH.name, Text("weight", "poids") if weight else _kind(parameter))
    _say(graph, node, SH.description, _WEIGHT if weight else parameter.text)
    if parameter.optional or parameter.default:
        graph.add((node, SH.optional, _TRUE))
    if weight:
        graph.add((node, SH.datatype, XSD.decimal))
        graph.add((node, SH.minExclusive, Literal(0)))
    else:
        _allow(graph, node, parameter)


def _allow(graph: Graph, node: URIRef, parameter: Parameter) -> None:
    datatype = _DATATYPES.get(parameter.type)
    if datatype:
        graph.add((node, SH.datatype, datatype))
        if parameter.default:
            graph.add((node, SH.defaultValue, Literal(parameter.default, datatype=datatype)))
    else:
        graph.add((node, SH.nodeKind, SH.IRI))
        if parameter.kind and not parameter.values:
            graph.add((node, SH["class"], URIRef(f"{vocab.PAL}{_class(parameter.kind)}")))
    for bound, constraint in ((parameter.minimum, SH.minInclusive), (parameter.maximum, SH.maxInclusive)):
        if bound is not None:
            graph.add((node, constraint, Literal(bound)))


def _kind(parameter: Parameter) -> Text:
    """Name what a parameter is: as the ontology names the class, else by the parameter's own name."""
    if parameter.kind and not parameter.values:
        return title_of(_class(parameter.kind))
    return Text(parameter.name, parameter.name)


def _class(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("-"))


def _say(graph: Graph, subject: URIRef, predicate: URIRef, text: Text) -> None:
    for language in Text._fields:
        graph.add((subject, predicate, Literal(text.in_language(language), lang=language)))
