from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg import vocab
from kg.graph import write
from kg.graph.terms import decimal, integer, text, triple_of
from kg.graph.write import PREFIXES, n_quads, order

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

BASE = "https://example.org/id/"


def n_triples(triples: Iterable[Triple]) -> list[str]:
    return write.n_triples(map(triple_of, triples))


def turtle(triples: Iterable[Triple], base: str) -> bytes:
    return write.turtle(map(triple_of, triples), base)


S, P = NamedNode(f"{BASE}a/b.fr"), NamedNode(f"{vocab.PAL}rule")

WRITTEN = [
    # why                         term                                                      in Turtle
    ("below the base",            NamedNode(f"{BASE}result/x-1/1201-"),                     "<result/x-1/1201->"),
    ("the base itself",           NamedNode(BASE),                                          f"<{BASE}>"),
    ("dots would be resolved",    NamedNode(f"{BASE}a/../b"),                               f"<{BASE}a/../b>"),
    ("a colon would be a scheme", NamedNode(f"{BASE}a:b"),                                  f"<{BASE}a:b>"),
    ("other scripts",             NamedNode(f"{BASE}place/東京"),                            "<place/東京>"),
    ("prefix",                    NamedNode(f"{vocab.SDG}15"),                              "sdg:15"),
    ("no local name",             NamedNode(f"{vocab.SKOS}a/b"),                            f"<{vocab.SKOS}a/b>"),
    ("local name ends in a dot",  NamedNode(f"{vocab.SKOS}a."),                             f"<{vocab.SKOS}a.>"),
    ("integer",                   Literal("24", datatype=NamedNode(f"{vocab.XSD}integer")), "24"),
    ("integer as written",        Literal("024", datatype=NamedNode(f"{vocab.XSD}integer")), '"024"^^xsd:integer'),
    ("boolean",                   Literal("true", datatype=NamedNode(f"{vocab.XSD}boolean")), "true"),
    ("decimal",                   Literal("15", datatype=NamedNode(f"{vocab.XSD}decimal")), '"15"^^xsd:decimal'),
    ("label",                     Literal("24e place", language="fr"),                      '"24e place"@fr'),
    ("quotation marks, line end", Literal('a "b"\n\\ \t'),                                  r'"a \"b\"\n\\ \t"'),
    ("control and separator",     Literal("\x07\x85\u2028"),                                r'"\u0007\u0085\u2028"'),
]  # fmt: skip


@pytest.mark.parametrize(("why", "term", "expected"), WRITTEN, ids=[case[0] for case in WRITTEN])
def test_terms(why: str, term: NamedNode | Literal, expected: str) -> None:
    written = turtle([Triple(S, P, term)], BASE)
    assert written.decode().splitlines()[-1] == f"<a/b.fr> pal:rule {expected} .", why
    assert [quad.triple for quad in parse(written, RdfFormat.TURTLE)] == [Triple(S, P, term)]


def test_type_and_labels_come_first() -> None:
    triples = [
        Triple(S, P, Literal("r")),
        Triple(S, NamedNode(f"{vocab.RDFS}label"), Literal("b", language="fr")),
        Triple(S, NamedNode(f"{vocab.RDFS}label"), Literal("c", language="en")),
        Triple(S, NamedNode(f"{vocab.RDF}type"), NamedNode(f"{vocab.PAL}Link")),
    ]
    written = turtle(triples, BASE).decode()
    head, block = written.split("\n\n")
    assert head.splitlines() == [
        f"@base <{BASE}> .",
        *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()),
    ]
    assert block == ('<a/b.fr> a pal:Link ;\n    rdfs:label "c"@en , "b"@fr ;\n    pal:rule "r" .\n')


# Neither lone surrogates, which are no characters, nor "\0": rdflib's parser takes its escape for its end.
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
_LITERALS = st.one_of(
    _TEXTS.map(Literal),
    _TEXTS.map(lambda text: Literal(text, language="fr")),
    st.integers().map(lambda number: Literal(str(number), datatype=NamedNode(f"{vocab.XSD}integer"))),
)
_IRIS = st.sampled_from([f"{BASE}result/a", f"{BASE}b/c.d-1", f"{vocab.SKOS}broader", f"{vocab.SDG}1"]).map(NamedNode)
_TRIPLES = st.builds(Triple, _IRIS, _IRIS, st.one_of(_IRIS, _LITERALS))


@given(st.lists(_TRIPLES, max_size=12))
def test_turtle_reads_back_the_same_in_both_parsers(triples: list[Triple]) -> None:
    written = turtle(triples, BASE)
    assert {quad.triple for quad in parse(written, RdfFormat.TURTLE)} == set(triples)
    lines = b"".join(f"{triple} .\n".encode() for triple in triples)
    assert isomorphic(Graph().parse(data=written, format="turtle"), Graph().parse(data=lines, format="nt"))


@given(st.lists(_TRIPLES, max_size=12))
def test_quads_read_back_the_same_in_both_parsers(triples: list[Triple]) -> None:
    written = n_quads(str(S), n_triples(triples)) + n_quads(str(P), n_triples(triples[:3]))
    read = list(parse(written, RdfFormat.N_QUADS))
    assert {quad.triple for quad in read if quad.graph_name == S} == set(triples)
    dataset = Dataset()
    dataset.parse(data=written, format="nquads")
    assert len(set(dataset.quads())) == len(read)


@given(st.lists(_TRIPLES, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_order_does_not_matter(triples: list[Triple], shuffler: random.Random) -> None:
    shuffled = list(triples)
    shuffler.shuffle(shuffled)
    assert turtle(triples, BASE) == turtle(shuffled, BASE)
    assert n_quads(str(S), n_triples(triples)) == n_quads(str(S), n_triples(shuffled))


@given(_TEXTS, st.sampled_from(["", "fr", "en"]))
def test_a_literal_is_written_as_a_library_writes_it(value: str, language: str) -> None:
    literal = Literal(value, language=language) if language else Literal(value)
    [read] = parse(f"{S} {P} {text(value, language)} .", RdfFormat.N_TRIPLES)
    assert read.object == literal
    assert text(value, language) == str(literal)


def test_numbers_are_written_as_a_library_writes_them() -> None:
    assert integer(24) == str(Literal("24", datatype=NamedNode(f"{vocab.XSD}integer")))
    assert decimal(Decimal("2.50")) == str(Literal("2.5", datatype=NamedNode(f"{vocab.XSD}decimal")))


def test_nothing_gives_an_empty_graph() -> None:
    nothing: Iterable[Triple] = ()
    assert list(parse(turtle(nothing, BASE), RdfFormat.TURTLE)) == []
    assert n_quads(str(S), n_triples(nothing)) == b""


def test_what_lies_below_a_node_stands_together() -> None:
    nodes = ["a", "a/x", "a/x/y", "a-b", "a-b/x", "a.c"]
    assert sorted(["a-b/x", "a.c", "a/x/y", "a", "a-b", "a/x"], key=order) == nodes
