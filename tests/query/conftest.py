"""The graphs that queries are tested on, and a second engine to compare with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode
from rdflib import Graph, URIRef

from kg.query import Binder, Rows, load_graph, load_queries
from kg.query.terms import value_of
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Identifier

    from kg.query import Query
    from kg.query.terms import Value

SMALL = Path(__file__).parent / "graph.ttl"


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep indexes out of the user's own cache."""
    folder = tmp_path_factory.mktemp("cache", numbered=True)
    monkeypatch.setenv("PALMARES_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def queries() -> dict[str, Query]:
    return load_queries()


@pytest.fixture(scope="session")
def small() -> Binder:
    return Binder(load_graph(SMALL), BASE)


@pytest.fixture(scope="session")
def built() -> Binder:
    """Give the graph that is committed."""
    return Binder(load_graph(SMALL.parents[2] / "data" / "graph"), BASE)


def asked_of_rdflib(path: Path) -> Callable[[str], Rows]:
    """Give what asks a graph with rdflib instead."""
    graph = Graph().parse(path)

    def ask(query: str) -> Rows:
        result = graph.query(query)
        columns = tuple(map(str, result.vars or ()))
        return Rows(
            columns, tuple(tuple(_value(b.get(variable)) for variable in result.vars or ()) for b in result.bindings)
        )

    return ask


def _value(term: Identifier | None) -> Value:
    if term is None:
        return None
    if isinstance(term, URIRef):
        return value_of(NamedNode(str(term)))
    language, datatype = getattr(term, "language", None), getattr(term, "datatype", None)
    if language:
        return value_of(Literal(str(term), language=language))
    return value_of(Literal(str(term), datatype=NamedNode(str(datatype)) if datatype else None))
