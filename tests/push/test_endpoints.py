"""Every canned query answers alike on a server of Oxigraph and on Virtuoso as it does here: rows, order and values.

What is asked is what ``tests/queries`` asks of the small graph, and of the graph that is committed what it holds most.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import httpx
import pytest

import kg
from kg.project import QUERIES
from kg.push import push
from kg.query import Binder, Engine, Output, load_graph, load_queries, render
from kg.query.remote import Endpoint
from kg.vocab import BASE
from tests.benchmarks.query.cases import Case, cases
from tests.push.stores import PASSWORD, Addresses
from tests.query.conftest import SMALL
from tests.query.test_canned import CASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query import Query

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))
BUILT = SMALL.parents[2] / "data" / "graph"
GRAPHS = ["small", "built"]
# Virtuoso takes seconds to compile each query: unless this is set, it is asked one case of the small graph.
_ALL = "PALMARES_EVERY_CASE" in os.environ
_SMALL_GRAPH = "urn:graph:small"


@pytest.fixture(scope="session")
def here() -> dict[str, Binder]:
    return {"small": Binder(load_graph(SMALL), BASE), "built": Binder(load_graph(BUILT), BASE)}


@pytest.fixture(scope="session")
def asked(here: Mapping[str, Binder]) -> dict[str, list[Case]]:
    told = [Case(case.query, case.why, case.parameters) for case in CASES if case.graph == "small"]
    return {"small": told, "built": cases(here["built"].engine)}


@pytest.fixture(scope="session")
def queries() -> dict[str, Query]:
    return load_queries()


@pytest.fixture(scope="session")
def there(addresses: Addresses) -> dict[str, Binder]:
    """Push the graph that is committed, and put the small one beside it, as somebody else might."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PALMARES_STORE_USER", "dba")
        patched.setenv("PALMARES_STORE_PASSWORD", PASSWORD)
        push(BUILT, addresses.graphs, lambda _now: None)
    httpx.put(
        addresses.graphs,
        params={"graph": _SMALL_GRAPH},
        content=SMALL.read_bytes(),
        headers={"Content-Type": "text/turtle"},
        auth=httpx.DigestAuth("dba", PASSWORD),
    ).raise_for_status()
    ends = {"small": f"{addresses.queries}?default-graph-uri={_SMALL_GRAPH}", "built": addresses.queries}
    return {name: Binder(Engine(Endpoint(end, BASE)), BASE, in_place=True) for name, end in ends.items()}


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_server_answers_as_we_do(  # noqa: PLR0917 (fixtures)
    name: str,
    graph: str,
    queries: dict[str, Query],
    asked: dict[str, list[Case]],
    here: dict[str, Binder],
    there: dict[str, Binder],
    addresses: Addresses,
) -> None:
    query = queries[name]
    cases_of = [case for case in asked[graph] if case.query == name]
    if addresses.queries.endswith("/sparql") and not _ALL:
        cases_of = cases_of[:1]
        if graph != "small":
            pytest.skip("Virtuoso is asked of this graph where PALMARES_EVERY_CASE is set")
    for case in cases_of:
        ours = here[graph].engine.ask(here[graph].bind(query, case.values, "fr"))
        bound = Binder(here[graph].engine, BASE, in_place=True).bind(query, case.values, "fr")
        theirs = there[graph].engine.ask(bound)
        for output in (Output.CSV, Output.TABLE):
            wanted = render(ours, query.header.columns, output, "fr")
            assert render(theirs, query.header.columns, output, "fr") == wanted, case


def test_values_are_looked_up_at_the_endpoint(
    queries: dict[str, Query], there: dict[str, Binder], here: dict[str, Binder]
) -> None:
    given = {"institution": "IMT Mines Alès", "ranking": "letudiant-ingenieurs"}
    named = {"institution": "imt-mines-ales", "ranking": "letudiant-ingenieurs"}
    query = queries["rank-trajectory"]
    text = there["built"].bind(query, given, "en")
    assert there["built"].engine.ask(text) == here["built"].engine.ask(here["built"].bind(query, named, "en"))


OWN = [
    ("a truth", "ASK { ?r a pal:Result }"),
    ("no truth", "ASK { ?r a pal:Nothing }"),
    ("each triple once", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("triples", "CONSTRUCT { ?r rdfs:label ?l } WHERE { ?r a pal:Ranking ; rdfs:label ?l }"),
    ("text with blanks at its ends", "SELECT DISTINCT ?t { ?s oa:prefix ?t FILTER(STRENDS(?t, ' ')) } ORDER BY ?t"),
    ("truths", "SELECT ?r ?tied { ?r pal:tied ?tied } ORDER BY ?r"),
    ("a decimal", "SELECT ?r ?p { ?r pal:topPercent ?p } ORDER BY ?r ?p"),
    ("languages", "SELECT (LANG(?l) AS ?tag) { ?r a pal:Ranking ; rdfs:label ?l } ORDER BY ?r LANG(?l)"),
    ("nothing", "SELECT ?x { ?x a pal:Nothing }"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text"), OWN, ids=[case[0] for case in OWN])
def test_queries_of_ones_own(why: str, text: str, there: dict[str, Binder], here: dict[str, Binder]) -> None:
    assert there["built"].engine.ask(text) == here["built"].engine.ask(text), why


def test_named_graphs_are_asked_as_they_are(there: dict[str, Binder]) -> None:
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?r a pal:Result } FILTER(STRSTARTS(STR(?g), '" + BASE + "document/')) }"
    assert len(there["built"].engine.rows(text)) == 5


def test_from_python(there: dict[str, Binder], addresses: Addresses) -> None:
    here, remote = kg.open(BUILT), kg.open(addresses.queries)
    assert there
    asked = {"institution": "imt-mines-ales", "ranking": "the-impact"}
    assert remote.query("rank-trajectory", **asked).to_csv() == here.query("rank-trajectory", **asked).to_csv()
    assert remote.sparql("ASK { ?r a pal:Result }") is True
