"""Every canned query answers alike from memory, from an index on disk, and on rdflib: the same rows in the same order.

A new query is covered by itself: it is asked what ``tests/queries`` asks it, and what the graphs hold most of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store, parse, serialize

from kg.project import MERGED, QUERIES
from kg.query import Binder, Engine, Output, Rows, load_graph, render
from kg.query.source import fill, source_of
from kg.vocab import BASE
from tests.benchmarks.query.cases import Case, cases
from tests.query.conftest import SMALL, asked_of_rdflib
from tests.query.test_canned import CASES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.query import Query

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))
COMMITTED = SMALL.parents[2] / "data" / "graph" / MERGED
GRAPHS = {"small": SMALL, "built": COMMITTED}
# rdflib takes long to look at every term of a graph: it is asked this on a small part of one.
EVERY_TERM = "label-coverage"
_PART = 120  # triples
_FEW = {"small": 2, "built": 1}  # how often rdflib, which takes most of the time here, is asked a query on each graph


@pytest.fixture(scope="session")
def asked() -> dict[str, list[Case]]:
    """Say what is asked of each graph: the cases of tests/queries of the small one, of the other what it holds most."""
    told = [Case(case.query, case.why, case.parameters) for case in CASES if case.graph == "small"]
    return {"small": told, "built": cases(load_graph(COMMITTED))}


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Engine]:
    """Keep each graph as an index does."""
    engines = {}
    for name, path in GRAPHS.items():
        folder = tmp_path_factory.mktemp(name)
        fill(Store(str(folder)), source_of(path))
        engines[name] = Engine(Store.read_only(str(folder)))
    return engines


@pytest.fixture(scope="session")
def on_rdflib(french_only: Path) -> dict[str, Callable[[str], Rows]]:
    return {name: asked_of_rdflib(path) for name, path in {**GRAPHS, "french": french_only}.items()}


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", NAMES)
def test_from_disk_as_from_memory(  # noqa: PLR0917 (fixtures)
    name: str,
    graph: str,
    queries: dict[str, Query],
    asked: dict[str, list[Case]],
    on_disk: dict[str, Engine],
    request: pytest.FixtureRequest,
) -> None:
    binder: Binder = request.getfixturevalue(graph)
    query = queries[name]
    for case in (case for case in asked[graph] if case.query == name):
        text = binder.bind(query, case.values, "fr")
        ours, theirs = binder.engine.ask(text), on_disk[graph].ask(text)
        for output in Output:
            wanted = render(ours, query.header.columns, output, "fr")
            assert render(theirs, query.header.columns, output, "fr") == wanted, case


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows_in_the_same_order(  # noqa: PLR0917 (fixtures)
    name: str,
    graph: str,
    queries: dict[str, Query],
    asked: dict[str, list[Case]],
    on_rdflib: dict[str, Callable[[str], Rows]],
    request: pytest.FixtureRequest,
) -> None:
    if name == EVERY_TERM:
        return
    binder: Binder = request.getfixturevalue(graph)
    for case in [case for case in asked[graph] if case.query == name][: _FEW[graph]]:
        text = binder.bind(queries[name], case.values, "fr")
        ours, theirs = binder.engine.ask(text), on_rdflib[graph](text)
        assert isinstance(ours, Rows)
        assert theirs.rows == ours.rows, case
        # rdflib names no column of an answer without rows
        assert set(theirs.columns) in (set(ours.columns), set()), case


def test_rdflib_finds_the_same_terms_without_label(queries: dict[str, Query], tmp_path: Path) -> None:
    triples = [quad.triple for quad in parse(path=str(SMALL), format=RdfFormat.TURTLE)][:_PART]
    file = tmp_path / "graph.ttl"
    serialize(triples, str(file), format=RdfFormat.TURTLE)
    binder = Binder(load_graph(file), BASE)
    text = binder.bind(queries[EVERY_TERM], {}, "fr")
    ours = binder.engine.ask(text)
    assert isinstance(ours, Rows)
    assert ours.rows
    assert asked_of_rdflib(file)(text).rows == ours.rows


@pytest.mark.parametrize("name", NAMES)
def test_every_query_is_asked(name: str, asked: dict[str, list[Case]]) -> None:
    assert [case for cases_of in asked.values() for case in cases_of if case.query == name]


@pytest.fixture(scope="session")
def french_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small graph without its English labels: what is shown in English falls back to French, then to IRIs."""
    file = tmp_path_factory.mktemp("french") / "graph.ttl"
    triples = [quad.triple for quad in parse(path=str(SMALL), format=RdfFormat.TURTLE)]
    kept = [each for each in triples if getattr(each.object, "language", None) != "en"]
    assert len(kept) < len(triples)
    serialize(kept, str(file), format=RdfFormat.TURTLE)
    return file


@pytest.mark.parametrize("name", NAMES)
def test_a_graph_without_one_of_the_languages_shows_the_other(
    name: str,
    queries: dict[str, Query],
    french_only: Path,
    small: Binder,
    on_rdflib: dict[str, Callable[[str], Rows]],
) -> None:
    binder = Binder(load_graph(french_only), BASE)
    query, case = queries[name], next(each for each in CASES if each.query == name and each.graph == "small")
    text = small.bind(query, case.parameters, "en")
    ours = binder.engine.ask(text)
    assert isinstance(ours, Rows)
    labels = [number for number, column in enumerate(ours.columns) if column.endswith("Label")]
    shown = {str(row[number]) for row in ours.rows for number in labels if row[number] is not None}
    assert not [label for label in shown if label.startswith(BASE)]
    if name != EVERY_TERM:
        assert on_rdflib["french"](text).rows == ours.rows
