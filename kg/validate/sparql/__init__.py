"""Constraints in SPARQL: Oxigraph answers their queries, and pyshacl makes the report of the answers.

A constraint that stands on a shape with targets is asked here; one within a property shape, or in a shape that others
refer to, is left to pyshacl (``kg.validate.judge``), with its shape.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, Graph, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result

from kg.validate.load import as_node, as_triples, empty_graph
from kg.validate.screen import asked_apart
from kg.validate.screen.shapes import ABOUT
from kg.validate.screen.terms import UntreatedError, iri_of, node_of
from kg.validate.screen.values import is_odd_integer
from kg.validate.shacl import prefixes_of, report_on
from kg.validate.sparql.native import native
from kg.validate.sparql.queries import query_of
from kg.validate.sparql.visible import all_visible, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rdflib.term import Identifier, Node

    from kg.validate.screen.index import Index
    from kg.validate.sparql.native import Row
    from kg.validate.sparql.visible import Visible

_SUBCLASS_OF, _TYPE = iri_of(RDFS.subClassOf), iri_of(RDF.type)


def with_queries(shapes: Graph) -> Graph:
    """Copy of the shapes those whose constraints in SPARQL are asked apart, with these and no others."""
    copy = empty_graph()
    for shape in asked_apart(shapes):
        copy += (t for t in shapes.triples((shape, None, None)) if t[1] in ABOUT | {SH.sparql, SH.deactivated})
        for constraint in shapes.objects(shape, SH.sparql):
            copy += shapes.triples((constraint, None, None))
    # The prefixes that queries may be written with.
    for ontology, declared in shapes.subject_objects(SH.declare):
        copy += shapes.triples((ontology, None, None))
        copy += shapes.triples((declared, None, None))
    return copy


def answered(index: Index, shapes: Graph, whole: Callable[[], Graph]) -> Graph:
    """Give the report on a graph by the constraints of `with_queries`; ``whole`` makes an rdflib graph of the same.

    A constraint whose query cannot be used is a ShapesError.
    """
    if not any(shapes.subjects(SH.sparql)):
        return empty_graph()
    prefixes = prefixes_of(shapes)
    queries = {str(text): native(str(text), index) for text in shapes.objects(None, SH.select)}
    seen = all_visible(visible(f"{prefixes}{text}") for text, rows in queries.items() if rows is None)
    triples = list(_visible(index, seen))
    if any(is_odd_integer(value) for _, _, value in triples):  # engines read it otherwise, or not at all
        return report_on(whole(), shapes)
    targets = as_triples([f"{s} {p} {o}" for s, p, o in _visible(index, _seen_by_targets(shapes))])
    known = {text: rows for text, rows in queries.items() if rows is not None}
    return report_on(Answers(targets, _store(triples), known, whole), shapes)


def _store(triples: Iterable[tuple[str, str, str]]) -> ox.Store:
    named: list[str] = []
    unnamed: list[str] = []
    for subject, predicate, value in triples:
        (unnamed if "_" in (subject[0], value[0]) else named).append(f"{subject} {predicate} {value} .\n")
    store = ox.Store()
    store.bulk_load("".join(named).encode(), ox.RdfFormat.N_TRIPLES)
    # Loaded as text, blank nodes would be renamed, and no query would find the one it is asked for.
    store.bulk_extend(ox.parse("".join(unnamed).encode(), ox.RdfFormat.N_TRIPLES))
    return store


def _visible(index: Index, seen: Visible | None) -> Iterator[tuple[str, str, str]]:
    """Yield the triples of a graph and its context that may be seen."""
    for subject, statements in index.with_context():
        for predicate in statements if seen is None else seen.keys() & statements.keys():
            asked = None if seen is None else seen[predicate]
            for value in statements[predicate]:
                if asked is None or value in asked:
                    yield subject, predicate, value


def _seen_by_targets(shapes: Graph) -> Visible | None:
    """Give what tells which nodes are focus nodes."""
    classes = set(shapes.objects(None, SH.targetClass))
    aimed = [each for kind in (SH.targetSubjectsOf, SH.targetObjectsOf) for each in shapes.objects(None, kind)]
    try:
        values: dict[str, frozenset[str] | None] = dict.fromkeys(map(iri_of, aimed))
    except UntreatedError:
        return None
    return {**values, _TYPE: None, _SUBCLASS_OF: None} if classes else values


class ParsedOnce(Graph):
    """A graph of rdflib that parses each query once: pyshacl puts the same query for each focus node."""

    def query(self, query_object: Any, *args: Any, **named: Any) -> Result:  # noqa: ANN401 (rdflib's options)
        """Answer a query."""
        return super().query(_prepared(query_object), *args, **named)


_prepared = cache(prepareQuery)


class Answers(Graph):
    """A graph as pyshacl sees it: it holds what tells focus nodes, and Oxigraph answers its queries."""

    def __init__(
        self, targets: Iterable[Any], store: ox.Store, known: Mapping[str, Sequence[Row]], whole: Callable[[], Graph]
    ) -> None:
        """Take the triples that tell focus nodes, all that queries can see, and the rows of queries that are known."""
        super().__init__(bind_namespaces="none")
        self += targets
        self._seen_by_queries, self._known, self._whole = store, known, whole
        self._possible: dict[str, frozenset[Node | None]] = {}

    def query(self, text: Any, *options: Any, **_: Any) -> Result:  # type: ignore[override]  # noqa: ANN401 (rdflib's)
        """Answer a query of a constraint for one focus node."""
        bindings: dict[str, Any] = next((each for each in options if isinstance(each, dict)), {})
        known = next((rows for query, rows in self._known.items() if text.endswith(query)), None)  # after prefixes
        if known is not None:
            return _result([{name: node_of(term) for name, term in row.items()} for row in known])
        query = query_of(text)
        if query.nested:
            return self._whole().query(text, initBindings=bindings)
        if query.flat and bindings.get("this") not in self._foci(text):
            return _result([])
        return self._answer(text, bindings)

    def _foci(self, text: str) -> frozenset[Node | None]:
        """Give the focus nodes for which a query may have a row."""
        if text not in self._possible:
            this = Variable("this")
            self._possible[text] = frozenset(row.get(this) for row in self._answer(text, {}).bindings)
        return self._possible[text]

    def _answer(self, text: str, bindings: Mapping[str, Any]) -> Result:
        given = {ox.Variable(name): _term(node) for name, node in bindings.items()}
        solutions = self._seen_by_queries.query(text, substitutions=given)
        if not isinstance(solutions, ox.QuerySolutions):
            message = "a constraint in SPARQL is a SELECT"
            raise SyntaxError(message)  # noqa: TRY004 (as of any query that cannot be used)
        names = [variable.value for variable in solutions.variables]
        rows = (zip(names, solution, strict=True) for solution in solutions)
        return _result([{name: as_node(term) for name, term in row if term is not None} for row in rows])


def _result(rows: Sequence[Mapping[str, Node]]) -> Result:
    result = Result("SELECT")
    result.vars = [Variable(name) for name in sorted({name for row in rows for name in row})]
    result.bindings = [{Variable(name): cast("Identifier", node) for name, node in row.items()} for row in rows]
    return result


def _term(node: Node) -> Any:  # noqa: ANN401 (a term of pyoxigraph)
    return next(iter(ox.parse(f"<urn:any> <urn:any> {node.n3()} .", ox.RdfFormat.N_TRIPLES))).object
