"""What results say of each other: examples, and that it is what queries that join them find."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store
from rdflib import SH, Dataset, Graph, URIRef

from kg import project, vocab
from kg.extract.claims import Position, PositionKind, Scope
from kg.graph.compare import CONTRADICTS, PREVIOUS, SHARES, Ranked, compare_cell, compare_track
from kg.validate.rules import read_shapes
from tests.graph.handmade import ALES, IMPACT, LETUDIANT, SDG_15, UNKNOWN, Text, rank
from tests.graph.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pyoxigraph import Triple

    from kg.extract.claims import Claim
    from kg.registry import Registry

Pairs: TypeAlias = set[tuple[str, str]]


def _ranked(node: str, year: int = 2024, **fields: Any) -> Ranked:  # noqa: ANN401
    """Give a result named after its interval: "3", "1-10", "1201-"."""
    low, dash, high = node.rpartition("/")[2].partition("-")
    worst = int(high) if high else None if dash else int(low)
    result = Ranked(node, "ales", "track", year, "cell", int(low), worst, exact=not dash, computed=False)
    return result._replace(**fields)


CONTRADICTIONS = [
    # why                                    results                         who names whom
    ("two ranks",                            ["3", "5"],                     {"3": "5", "5": "3"}),
    ("a rank within an interval",            ["3", "1-10"],                  {}),
    ("intervals with one rank in common",    ["1-10", "10-20"],              {}),
    ("intervals without",                    ["1-10", "11-20"],              {"1-10": "11-20", "11-20": "1-10"}),
    ("an open interval",                     ["300", "1201-"],               {"300": "1201-", "1201-": "300"}),
    ("two open intervals",                   ["801-", "1201-"],              {}),
    ("one name each: the first to end",      ["3", "5", "7"],                {"3": "7", "5": "3", "7": "3"}),
    ("who agrees with all names none",       ["3", "5", "1-10"],             {"3": "5", "5": "3"}),
    ("who agrees with the first names last", ["3", "1-10", "20"],            {"3": "20", "1-10": "20", "20": "3"}),
    ("alone",                                ["3"],                          {}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "nodes", "named"), CONTRADICTIONS, ids=[case[0] for case in CONTRADICTIONS])
def test_contradictions(why: str, nodes: Sequence[str], named: Mapping[str, str]) -> None:
    found = list(compare_track([_ranked(node) for node in nodes]))
    assert {each.node: each.other for each in found} == named, why
    assert all(each.property == CONTRADICTS for each in found)
    assert set(compare_track([_ranked(node) for node in reversed(nodes)] * 2)) == set(found)


PREVIOUS_ONES = [
    # why                              earlier results                       the previous one of 2024
    ("the latest earlier edition",     [("a/9", 2021), ("b/8", 2022)],       "b/8"),
    ("the most exact",                 [("a/9", 2022), ("b/1-10", 2022)],    "a/9"),
    ("a band rather than a top n",     [("a/2-6", 2022), ("b/1-5", 2022)],   "a/2-6"),
    ("an open interval is none",       [("a/9", 2021), ("b/1201-", 2022)],   "a/9"),
    ("the last by its IRI",            [("a/9", 2022), ("b/9", 2022)],       "b/9"),
    ("none of a later edition",        [("a/9", 2025)],                      None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "others", "previous"), PREVIOUS_ONES, ids=[case[0] for case in PREVIOUS_ONES])
def test_the_previous_result(why: str, others: Sequence[tuple[str, int]], previous: str | None) -> None:
    found = compare_track([_ranked("z/3"), *(_ranked(node, year) for node, year in others)])
    assert {e.node: e.other for e in found if e.property == PREVIOUS}.get("z/3") == previous, why


def test_what_is_stated_somewhere_comes_before_what_is_computed() -> None:
    stated, computed = _ranked("a/9", 2022), _ranked("b/9", 2022, computed=True)
    for results in ([stated, computed], [computed, stated], [stated, stated._replace(computed=True), computed]):
        found = compare_track([_ranked("z/3"), *results])
        assert [e.other for e in found if e.property == PREVIOUS] == ["a/9"]


def test_each_names_the_first_of_another_institution_at_its_rank() -> None:
    same = [_ranked("a/3"), _ranked("b/3"), _ranked("c/3", institution="lyon"), _ranked("d/3", institution="nantes")]
    found = {each.node: each.other for each in compare_cell(reversed(same))}
    assert found == {"a/3": "c/3", "b/3": "c/3", "c/3": "a/3", "d/3": "a/3"}
    assert list(compare_cell(same[:2])) == []
    assert list(compare_cell([])) == []


def test_the_only_one_in_a_top_1_is_first(registry: Registry) -> None:
    first = _SAID.claim("classée", Position(PositionKind.TOP, 1, 1))
    graph = _whole([[first, _SAID.claim("classée", rank(1), institution=UNKNOWN)]], registry)
    assert len(_pairs(_store(graph.merged), SHARES)) == 2


# Documents that say the same things of a few institutions, again and again.

_INTERVALS = [
    *map(rank, (1, 2, 3, 12)),
    Position(PositionKind.TOP, 1, 1),
    Position(PositionKind.TOP, 1, 10),
    Position(PositionKind.BAND, 2, 5),
    Position(PositionKind.BAND, 11, 20),
    Position(PositionKind.BAND, 12),
    Position(PositionKind.TOP_PERCENT, None, 10),
    Position(PositionKind.GRADE, grade="A"),
]
_SAID = Text("a.fr", (("fr", "L’école est classée"),))
_CLAIMS = st.builds(
    lambda position, **parts: _SAID.claim("classée", position, **parts),
    st.sampled_from(_INTERVALS),
    institution=st.sampled_from([ALES, UNKNOWN, replace(UNKNOWN, name="École d’Ici")]),
    ranking=st.sampled_from([IMPACT, LETUDIANT]),
    edition=st.sampled_from([None, 2022, 2023, 2024]),
    criterion=st.sampled_from([None, None, SDG_15]),
    scope=st.sampled_from([Scope("world"), Scope("FR")]),
    tied=st.booleans(),
    computed=st.booleans(),
).filter(lambda claim: claim.criterion.value is None or claim.ranking.value == IMPACT)
_DOCUMENTS = st.lists(st.lists(_CLAIMS, min_size=1, max_size=12), min_size=1, max_size=3)


def _whole(documents: Iterable[Sequence[Claim]], registry: Registry) -> Whole:
    said = (replace(_SAID, slug=f"{number}.fr") for number in range(10))
    return Whole([text.read(claims) for text, claims in zip(said, documents, strict=False)], registry)


def _store(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.load(b"".join(f"{triple} .\n".encode() for triple in triples), RdfFormat.N_TRIPLES)
    return store


def _rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return [tuple(map(str, row)) for row in found]


def _pairs(store: Store, name: str) -> Pairs:
    quads = store.quads_for_pattern(None, NamedNode(vocab.PAL + name), None)
    return {(str(quad.subject), str(quad.object)) for quad in quads}


@cache
def _rule(name: str) -> str:
    shapes = read_shapes()
    constraint = shapes.value(URIRef(vocab.PALS + name), SH.sparql)
    return str(shapes.value(constraint, SH.select))


def _without(graph: Whole) -> set[Triple]:
    """Take out what results say of each other, and that it was looked for."""
    names = {f"<{vocab.PAL}{name}>" for name in (CONTRADICTS, PREVIOUS, SHARES)}
    around = f"<{vocab.BASE}graph/comparisons>"
    return {t for t in graph.merged if str(t.predicate) not in names and around not in map(str, t)}


PROLOGUE = f"BASE <{vocab.BASE}> PREFIX pal: <{vocab.PAL}> "
SHARING = """
SELECT ?one (MIN(STR(?two)) AS ?first) WHERE {
  ?one a pal:Result ; pal:edition ?edition ; pal:criterion ?criterion ; pal:scope ?scope ;
    pal:institution ?institution ; pal:rankBest ?rank ; pal:rankWorst ?rank .
  ?two a pal:Result ; pal:edition ?edition ; pal:criterion ?criterion ; pal:scope ?scope ; pal:institution ?other ;
    pal:rankBest ?rank ; pal:rankWorst ?rank .
  FILTER(?institution != ?other)
} GROUP BY ?one
"""
EARLIER = """
SELECT ?one (STRAFTER(MAX(?key), " ") AS ?before) WHERE {
  ?one a pal:Result ; pal:institution ?institution ; pal:edition ?edition ; pal:criterion ?criterion ;
    pal:scope ?scope ; pal:rankBest ?any .
  ?edition pal:ranking ?ranking ; pal:year ?year .
  ?two a pal:Result ; pal:institution ?institution ; pal:edition ?other ; pal:criterion ?criterion ; pal:scope ?scope ;
    pal:rankBest ?best ; pal:rankWorst ?worst ; pal:basis ?basis .
  ?other pal:ranking ?ranking ; pal:year ?earlier .
  FILTER(?earlier < ?year)
  BIND(10 * (?worst - ?best) + IF(?best = 1 && ?worst > 1, 2, 0) + IF(?basis = <basis/computed>, 1, 0) AS ?looseness)
  BIND(CONCAT(STR(?earlier), STR(999999999 - ?looseness), " ", STR(?two)) AS ?key)
} GROUP BY ?one
"""


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DOCUMENTS)
def test_they_are_what_joins_of_all_results_find(registry: Registry, documents: list[list[Claim]]) -> None:
    store = _store(_whole(documents, registry).merged)
    rules = {pair for name in ("Result-conflict", "Result-band") for pair in _reported(store, name)}
    rivals = rules | {(other, one) for one, other in rules}
    contradicting = _pairs(store, CONTRADICTS)
    assert contradicting <= rivals
    assert _subjects(contradicting) == _subjects(rivals)
    assert _pairs(store, SHARES) == _named(_rows(store, PROLOGUE + SHARING))
    assert _pairs(store, PREVIOUS) == _named(_rows(store, PROLOGUE + EARLIER))
    for name in (CONTRADICTS, SHARES, PREVIOUS):
        assert len(_subjects(_pairs(store, name))) == len(_pairs(store, name)), "each names one at most"


def _reported(store: Store, rule: str) -> Pairs:
    found = store.query(_rule(rule))
    assert isinstance(found, QuerySolutions)
    return {(str(row["value"]), str(row["other"])) for row in found}


def _subjects(pairs: Pairs) -> set[str]:
    return {one for one, _ in pairs}


def _named(rows: Iterable[tuple[str, ...]]) -> Pairs:
    return {(one, f"<{other[1:-1]}>") for one, other in rows}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DOCUMENTS)
def test_queries_say_the_same_of_them(registry: Registry, documents: list[list[Claim]]) -> None:
    store = _store(_whole(documents, registry).merged)
    assert _results(store, "conflicts") == _subjects(_pairs(store, CONTRADICTS))
    ties = _canned(store, "ties")
    assert {row["result"] for row in ties if int(row["sharing"].split('"')[1]) > 1} == _subjects(_pairs(store, SHARES))
    previous = dict(_pairs(store, PREVIOUS))
    dated = _rows(store, PROLOGUE + "SELECT ?x ?year { ?x a pal:Result ; pal:edition/pal:year ?year }")
    years = {row[0]: row[1] for row in dated}
    since = {row["result"]: row["since"] for row in _canned(store, "rank-trajectory") if row["since"] != "None"}
    assert {result: years[previous[result]] for result in since} == since


def _results(store: Store, query: str) -> set[str]:
    return {row["result"] for row in _canned(store, query)}


def _canned(store: Store, name: str) -> list[dict[str, str]]:
    found = store.query((project.QUERIES / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [dict(zip(names, map(str, row), strict=True)) for row in found]


CONTRADICTING = [
    [_SAID.claim("classée", rank(3)), _SAID.claim("classée", rank(4), institution=UNKNOWN)],
    [_SAID.claim("classée", rank(5)), _SAID.claim("classée", Position(PositionKind.TOP, 1, 10))],
    [_SAID.claim("classée", rank(40), edition=None), _SAID.claim("classée", rank(41), edition=None)],
    [_SAID.claim("classée", Position(PositionKind.BAND, 12)), _SAID.claim("classée", rank(4), edition=2023)],
]


@pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
def test_conflicts_are_the_same_where_no_build_has_looked_for_them(registry: Registry, engine: str) -> None:
    graph = _whole(CONTRADICTING, registry)
    ask: Callable[[Iterable[Triple]], Sequence[Any]] = {"pyoxigraph": _by_oxigraph, "rdflib": _by_rdflib}[engine]
    found = ask(graph.merged)
    assert len(found) == 4
    assert ask(_without(graph)) == found
    # With the triples gone and the graph still called compared, it is told apart which of the two is read.
    bare = {triple for triple in graph.merged if triple.predicate.value != f"{vocab.PAL}{CONTRADICTS}"}
    assert ask(bare) == []


CONFLICTS = (project.QUERIES / "conflicts.rq").read_text(encoding="utf-8")


def _by_oxigraph(triples: Iterable[Triple]) -> Sequence[Any]:
    return _rows(_store(triples), CONFLICTS)


def _by_rdflib(triples: Iterable[Triple]) -> Sequence[Any]:
    graph = Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    return list(graph.query(CONFLICTS).bindings)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DOCUMENTS)
def test_conflicts_are_the_same_either_way(registry: Registry, documents: list[list[Claim]]) -> None:
    graph = _whole(documents, registry)
    assert _by_oxigraph(graph.merged) == _by_oxigraph(_without(graph))


def test_they_stand_in_a_graph_of_their_own_and_with_the_results(registry: Registry) -> None:
    graph = _whole(CONTRADICTING, registry)
    name = NamedNode(f"{vocab.BASE}graph/comparisons")
    apart = graph.graphs[name]
    properties = {f"{vocab.PAL}{each}" for each in (CONTRADICTS, PREVIOUS, SHARES)}
    assert {triple.predicate.value for triple in apart} == {f"{vocab.PAL}{CONTRADICTS}", f"{vocab.PAL}{PREVIOUS}"}
    assert apart == {triple for triple in graph.merged if triple.predicate.value in properties}
    others = {triple for found, triples in graph.graphs.items() if found != name for triple in triples}
    assert others | apart == graph.merged
    assert not others & apart
    assert graph.triples == len(graph.merged)
    dataset = Dataset()
    dataset.parse(data=graph.quads, format="nquads")
    assert len(dataset.graph(URIRef(name.value))) == len(apart)
