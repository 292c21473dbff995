"""Queries answered from the index alone give the rows that Oxigraph gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import SH, URIRef

from kg.validate.context import Known
from kg.validate.data import Data
from kg.validate.rules import read_shapes
from kg.validate.screen.index import Index
from kg.validate.sparql.native import native
from kg.vocab import PALS

if TYPE_CHECKING:
    from collections.abc import Mapping

SHAPES = read_shapes()
PREFIXES = """
@base <https://w3id.org/palmares/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
PLACE = "<p> oa:start 3 ; oa:end 8 ."
GRAPHS = [
    # rule               graph                                                                          rows
    ("Label-tag",        "<a> rdfs:label 'a'@fr , 'b'@en , 'c'@de , 'd' , <e> .",                       0),
    ("Label-tag",        "<a> rdfs:label 'a'@fr-FR , 'b'@en-GB , 'c'@de-DE ; skos:prefLabel 'd'@fr-x-y .", 3),
    ("Label-tag",        r"""<a> rdfs:label "a\"@fr-FR" , 'b'@EN-us , 'a'@frr . _:b rdfs:label 'a'@fr-CA .""", 2),
    ("Evidence-length",  f"<e> oa:hasSelector <q> , <p> . <q> oa:exact 'mots!' . {PLACE}",              0),
    ("Evidence-length",  f"<e> oa:hasSelector <q> , <p> . <q> oa:exact 'mot' . {PLACE}",                1),
    ("Evidence-length",  f"<e> oa:hasSelector <q> , <p> . <q> oa:exact 'é\\n\\u00e9\\U0001F600\\\"' . {PLACE}", 0),
    ("Evidence-length",  f"<e> oa:hasSelector <q> , <p> . <q> oa:exact 'mot' , 'mots' , 'mots!' . {PLACE}", 2),
    ("Evidence-length",  f"<e> oa:hasSelector <p> . <p> oa:exact 'mot' . {PLACE}",                      1),
    ("Evidence-length",  f"<e> oa:hasSelector <q> . <q> oa:exact 'mot' . {PLACE}",                      0),
    ("Evidence-length",  "<e> oa:hasSelector <q> , <p> . <q> oa:exact 'mot' . <p> oa:start 8 ; oa:end 3 .", 0),
    ("Evidence-length",  "<e> oa:hasSelector <q> , <p> . <q> oa:exact 'mot' . <p> oa:start 3 .",        0),
]  # fmt: skip
# Values of which the engine knows more than the index.
UNDECIDED = [
    "<e> oa:hasSelector <q> . <q> oa:exact 'mot' ; oa:start 3.0 ; oa:end 8 .",
    "<e> oa:hasSelector <q> . <q> oa:exact 'mot' ; oa:start -3 ; oa:end 8 .",
    "<e> oa:hasSelector <q> . <q> oa:exact 'mot' ; oa:start 'trois' ; oa:end 8 .",
    "<e> oa:hasSelector <q> . <q> oa:exact 'mot'@fr ; oa:start 3 ; oa:end 8 .",
]


def query_of(rule: str) -> str:
    return str(SHAPES.value(SHAPES.value(URIRef(PALS + rule), SH.sparql), SH.select))


def index_of(text: str) -> Index:
    store = pyoxigraph.Store()
    store.load(f"{PREFIXES}{text}".encode(), pyoxigraph.RdfFormat.TURTLE)
    written = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    return Index(Data.of_lines(line[:-2] for line in (written or b"").decode().splitlines()), Known({}, {}, ()))


def by_oxigraph(rule: str, index: Index) -> set[frozenset[tuple[str, str]]]:
    store = pyoxigraph.Store()
    lines = "".join(
        f"{subject} {predicate} {value} .\n"
        for subject, statements in index.own.items()
        for predicate, values in statements.items()
        for value in values
    )
    store.extend(pyoxigraph.parse(lines.encode(), pyoxigraph.RdfFormat.N_TRIPLES))
    solutions = store.query(query_of(rule))
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return {row({name: str(term) for name, term in zip(names, each, strict=True) if term}) for each in solutions}


def row(values: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(values.items())


@pytest.mark.parametrize(("rule", "text", "count"), GRAPHS)
def test_rows(rule: str, text: str, count: int) -> None:
    index = index_of(text)
    rows = native(query_of(rule), index)
    assert rows is not None, "the query is worded otherwise than kg/validate/sparql/native.py knows it"
    assert set(map(row, rows)) == by_oxigraph(rule, index)
    assert len(set(map(row, rows))) == count


@pytest.mark.parametrize("text", UNDECIDED)
def test_undecided(text: str) -> None:
    assert native(query_of("Evidence-length"), index_of(text)) is None


def test_another_query_is_not_known() -> None:
    assert native(query_of("Label-tag").replace("fr-", "fr"), index_of("")) is None
    assert native(query_of("Result-tie"), index_of("")) is None
