"""Entities: their keys, their order, and their labels where a language has none."""

from __future__ import annotations

import pyoxigraph
import pytest

from kg.errors import Text
from kg.publish.entities import KINDS, describe, entities, key_of
from kg.query import Engine
from kg.query.terms import Iri
from kg.vocab import PREFIXES

BASE = "https://example.org/id/"
GRAPH = """
<institution/b> a pal:Institution ; rdfs:label "Bé"@fr , "Bee"@en .
<institution/a> a pal:Institution ; rdfs:label "Seulement"@fr .
<institution/c> a pal:Institution ; rdfs:label "andere"@de .
<institution/d> a pal:Institution .
sdg:10 a pal:Goal . sdg:9 a pal:Goal .
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    head = f"@base <{BASE}> .\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store = pyoxigraph.Store()
    store.load(head + GRAPH, pyoxigraph.RdfFormat.TURTLE)
    return Engine(store)


def test_labels_and_order(engine: Engine) -> None:
    found = [(each.key, each.label) for each in entities(engine, KINDS["institution"], BASE)]
    assert found == [
        ("a", Text("Seulement", "Seulement")),
        ("b", Text("Bee", "Bé")),
        ("c", Text("andere", "andere")),
        ("d", Text("d", "d")),
    ]


def test_numbers_come_in_their_order(engine: Engine) -> None:
    assert [each.key for each in entities(engine, KINDS["goal"], BASE)] == ["9", "10"]


def test_a_kind_without_instances_has_none(engine: Engine) -> None:
    assert not list(entities(engine, KINDS["document"], BASE))


def test_what_is_stated(engine: Engine) -> None:
    rows = set(describe(engine, f"{BASE}institution/b"))
    assert (Iri(f"{PREFIXES['rdfs']}label"), "Bé", "fr") in rows
    assert len(rows) == 3


KEYS = [
    # why                        IRI                                        kind            key
    ("under the base",           f"{BASE}criterion/qs/overall",             "criterion",    "qs/overall"),
    ("another's, slash",         "http://metadata.un.org/sdg/15",           "goal",         "15"),
    ("another's, hash",          "https://example.com/terms#x",             "goal",         "x"),
    ("another's, slash at end",  "https://example.com/x/",                  "goal",         "x"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "iri", "kind", "key"), KEYS, ids=[case[0] for case in KEYS])
def test_key(why: str, iri: str, kind: str, key: str) -> None:
    assert key_of(iri, KINDS[kind], BASE) == key, why
