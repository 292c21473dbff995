from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.errors import UsageError
from kg.query import Engine
from kg.query.sparql import check_harmless, may_call_out, names_graphs, with_prefixes
from tests.tables import names

CASES = [
    # why                           text                                                              refused
    ("a SELECT",                    "SELECT * WHERE { ?s ?p ?o }",                                    None),
    ("an ASK after a prologue",     "BASE <http://e/>\nPREFIX a: <http://e/#>\nASK { ?s a:b ?o }",    None),
    ("an insertion",                "INSERT DATA { <a> <b> <c> }",                                    "INSERT"),
    ("a deletion, small letters",   "delete where { ?s ?p ?o }",                                      "DELETE"),
    ("after a prologue",            "PREFIX a: <http://e/> # c\nCLEAR ALL",                           "CLEAR"),
    ("after a comment",             "# SELECT\nDROP ALL",                                             "DROP"),
    ("WITH … DELETE",               "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",                "WITH"),
    ("a loading",                   "LOAD <http://e/>",                                               "LOAD"),
    ("a service",                   "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",                  "SERVICE"),
    ("a silent service",            "SELECT * { service silent ?s { ?s ?p ?o } }",                    "SERVICE"),
    ("a service by prefix",         "SELECT * { SERVICE :e { ?s ?p ?o } }",                           "SERVICE"),
    ("a service, escaped",          "SELECT * { \\u0053ERVICE <http://e/> { ?s ?p ?o } }",            "SERVICE"),
    ("a service after a string",    "SELECT * { ?s ?p '''it's''' . SERVICE <http://e/> {} }",         "SERVICE"),
    ("a service after a smaller",   "SELECT * { FILTER(?a < 3) SERVICE <http://e/> {} FILTER(?b > 2) }", "SERVICE"),
    ("a service after a quote in a name", "SELECT * { ?s ?p e:it\\'s . SERVICE <http://e/> {} ?a ?b 'c' }", "SERVICE"),
    ("the word in a string",        'SELECT * { ?s ?p "SERVICE <x>" }',                               None),
    ("the word in a long string",   'SELECT * { ?s ?p """ " SERVICE <x> """ }',                       None),
    ("the word in a comment",       "SELECT * { ?s ?p ?o } # SERVICE <x>",                            None),
    ("the word in an IRI",          "SELECT * { ?s <http://e/#SERVICE> ?o }",                         None),
    ("a variable",                  "SELECT * { ?service ?p $SERVICE }",                              None),
    ("a prefixed name",             "SELECT * { ?s ex:SERVICE service:x }",                           None),
    ("an update's word inside",     "SELECT ?insert { ?insert ex:delete 'drop' }",                    None),
    ("a number no escape means",    "SELECT * { ?s ?p '\\U00110000' }",                               None),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "text", "refused"), CASES, ids=names(CASES))
def test_what_may_run(_why: str, text: str, refused: str | None) -> None:
    if refused is None:
        check_harmless(text)
        return
    with pytest.raises(UsageError) as raised:
        check_harmless(text)
    assert raised.value.message("en").startswith(refused)
    assert raised.value.message("fr").startswith(refused)


PREFIXES = [
    # why                       text                                                   added
    ("a usual one",             "ASK { ?s a pal:Result }",                             ["pal"]),
    ("two, in their order",     "ASK { ?s skos:notation ?n ; pal:year ?y }",           ["pal", "skos"]),
    ("one that is declared",    "PREFIX pal: <http://e/> ASK { ?s a pal:Result }",     []),
    ("an unknown one",          "ASK { ?s a nope:Result }",                            []),
    ("one in a string or IRI",  "ASK { ?s <pal:x> 'pal:y' } # pal:z",                  []),
    ("within another name",     "ASK { ?s a xpal:Result }",                            []),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "text", "added"), PREFIXES, ids=names(PREFIXES))
def test_usual_prefixes_are_added(_why: str, text: str, added: list[str]) -> None:
    whole = with_prefixes(text)
    assert whole.endswith(text)
    assert [line.split()[1].rstrip(":") for line in whole.removesuffix(text).split("\n") if line] == added


# Each takes hours where something in it is looked at again and again.
LONG = [
    # why                               text
    ("quotes that end no string",       '\\"' * 200_000),
    ("strings that are not closed",     '"""\\' * 100_000),
    ("escapes that escapes make",       "\\u005c" + "u005c" * 400_000),
    ("brackets",                        "<a" * 200_000),
    ("prefixes that are not told",      "PREFIX " * 100_000),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "text"), LONG, ids=names(LONG))
def test_a_text_takes_no_longer_than_it_is(_why: str, text: str) -> None:
    check_harmless(text)
    may_call_out(text)
    with_prefixes(text)


def test_whether_graphs_are_named() -> None:
    assert names_graphs("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    assert names_graphs("SELECT * FROM NAMED <http://e/> { ?s ?p ?o }")
    assert not names_graphs("SELECT ?graph { ?graph ?p 'FROM' }")


# Oxigraph reads keywords where a look at the text finds none: it takes these apart.
HIDDEN = [
    # why                       text
    ("after a number",          "SELECT * { VALUES ?n { 1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
    ("a number before",         "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"),
    ("two words in one",        "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{ ?s ?p ?o } }"),
    ("behind what is no note",  "SELECT * { ?s ex:a\\#b ?o SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"),
    ("in escapes of escapes",   f"SELECT * {{ \\u005c{'u005c' * 9}u0053ERVICE <http://127.0.0.1:9/> {{ ?a ?b ?c }} }}"),
    ("in escapes",              "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "text"), HIDDEN, ids=names(HIDDEN))
def test_no_query_calls_another_server(_why: str, text: str) -> None:
    text = text.replace("SELECT", "PREFIX ex: <http://e/> SELECT", 1)
    with pytest.raises(UsageError):
        Engine(Store()).ask(text)


ANSWERED = [(why, text) for why, text, refused in CASES if refused is None and "\\U" not in text]


@pytest.mark.parametrize(("_why", "text"), ANSWERED, ids=names(ANSWERED))
def test_what_may_run_is_answered(_why: str, text: str) -> None:
    text = text.replace("SELECT", "PREFIX ex: <http://e/> PREFIX service: <http://e/s#> SELECT", 1)
    Engine(Store()).ask(text)
