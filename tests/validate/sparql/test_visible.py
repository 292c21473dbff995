"""What a query can see is told from its words: no less than rdflib's algebra has, all where words do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rdflib import SH, URIRef, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.validate.rules import read_shapes
from kg.validate.sparql.visible import all_visible, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

QUERIES = sorted(str(text) for text in read_shapes().objects(None, SH.select))
E, A = "PREFIX e: <urn:e:>\n", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

SEEN = [
    # query                                                                       what is seen
    ("SELECT $this WHERE { $this e:p ?v }",                                       {"p": None}),
    ("SELECT $this WHERE { $this <urn:e:p> e:a , e:b ; e:q 3 . ?x e:r true }",    {"p": {*"ab"}, "q": None, "r": None}),
    ("SELECT $this { $this a e:C . FILTER (?x < 3 && ?y > 4) $this e:p e:a }",    {A: {"C"}, "p": {"a"}}),
    ("SELECT $this { $this e:p e:a . ?x e:p ?y }",                                {"p": None}),
    ("SELECT $this { $this e:p e:a . ?x e:p 'a'@en }",                            {"p": None}),
    ("SELECT ($this AS ?x) (COUNT(?y) AS ?n) { $this e:p ?y } GROUP BY ?y",       {"p": None}),
    ("SELECT $this { { SELECT ?x { ?x e:p ?y } } UNION { ?x e:q ?y } }",          {"p": None, "q": None}),
    ("SELECT $this { OPTIONAL { ?x e:p ?y } FILTER NOT EXISTS { ?y e:q ?z } }",   {"p": None, "q": None}),
    ("SELECT $this { FILTER (EXISTS { ?x e:p ?y } || ?x = 3) ?x e:q ?y }",        {"p": None, "q": None}),
    ("SELECT $this { FILTER regex(?x, '{ ?s ?p ?o }') ?x e:q ?y } # ?s ?p ?o",    {"q": None}),
    ('SELECT $this { ?x e:q """{ " ?s ?p ?o }""" , "3"^^e:t }',                   {"q": None}),
    ("SELECT $this { BIND (?x + 1 AS ?y) } ORDER BY ?y LIMIT 3",                  {}),
]  # fmt: skip
UNTOLD = [
    # why                       query
    ("a variable property",     "SELECT $this { ?s ?p ?o }"),
    ("after a semicolon",       "SELECT $this { ?s e:p ?o ; ?q ?r }"),
    ("within EXISTS",           "SELECT $this { FILTER (1 = 2 || EXISTS { ?s ?p ?o }) }"),
    ("a sequence",              "SELECT $this { ?s e:p/e:q ?o }"),
    ("any number of steps",     "SELECT $this { ?s e:p* ?o }"),
    ("backwards",               "SELECT $this { ?s ^e:p ?o }"),
    ("any other property",      "SELECT $this { ?s !e:p ?o }"),
    ("a path in parentheses",   "SELECT $this { ?s (e:p|e:q) ?o }"),
    ("a list",                  "SELECT $this { ?s e:p ( ?a ?b ) }"),
    ("a list first",            "SELECT $this { ( ?a ?b ) e:p ?s }"),
    ("a node without a name",   "SELECT $this { ?s e:p [ e:q ?o ] }"),
    ("a named graph",           "SELECT $this { GRAPH ?g { ?s e:p ?o } }"),
    ("values",                  "SELECT $this { VALUES ?x { e:a } ?s e:p ?x }"),
    ("an undeclared prefix",    "SELECT $this { ?s f:p ?o }"),
]  # fmt: skip


def iri(name: str) -> str:
    return name if name.startswith("<") else f"<urn:e:{name}>"


@pytest.mark.parametrize(("query", "seen"), SEEN, ids=[query for query, _ in SEEN])
def test_seen(query: str, seen: dict[str, set[str] | None]) -> None:
    wanted = {iri(verb): values if values is None else {iri(each) for each in values} for verb, values in seen.items()}
    assert visible(f"{E}{query}") == wanted


@pytest.mark.parametrize(("why", "query"), UNTOLD, ids=[why for why, _ in UNTOLD])
def test_untold(why: str, query: str) -> None:
    assert visible(f"{E}{query}") is None, why


@pytest.mark.parametrize("query", QUERIES + [f"{E}{query}" for query, _ in SEEN])
def test_nothing_that_the_algebra_has_is_overlooked(query: str) -> None:
    seen = visible(query)
    assert seen is not None
    for _, predicate, value in patterns(prepareQuery(query).algebra):
        assert isinstance(predicate, URIRef)
        values = seen[predicate.n3()]
        assert values is None or value.n3() in values, (predicate, value)


def patterns(algebra: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 (a tree of values of any kind)
    if isinstance(algebra, CompValue):
        if algebra.name == "BGP":
            yield from algebra["triples"]
        for value in algebra.values():
            yield from patterns(value)
    elif isinstance(algebra, list | tuple):
        for value in algebra:
            yield from patterns(value)


def test_patterns_are_found_in_the_algebra() -> None:
    (pattern,) = patterns(prepareQuery(f"{E}SELECT * {{ ?x e:p ?y }}").algebra)
    assert pattern == (Variable("x"), URIRef("urn:e:p"), Variable("y"))


def test_several_queries() -> None:
    one, other = (visible(f"{E}SELECT * {{ ?x e:p {value} }}") for value in ("e:a", "e:b"))
    anything, untold = (visible(f"{E}SELECT * {{ ?x {verb} ?y }}") for verb in ("e:p", "?v"))
    assert all_visible([one, other]) == {iri("p"): frozenset({iri("a"), iri("b")})}
    assert all_visible([one, anything]) == all_visible([anything, one]) == {iri("p"): None}
    assert all_visible([one, untold]) is None
