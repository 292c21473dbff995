"""Canned queries for engines of others: the same answers, and nothing of a user's words taken for SPARQL."""

from __future__ import annotations

import re

import pytest

from kg.project import QUERIES
from kg.query import Binder, Query
from kg.query.requests import own
from kg.query.special import specialised
from tests.query.test_canned import CASES

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))
TEXT = """SELECT ?lang ?x ?n
WHERE {
  VALUES (?x ?n ?kind ?lang) { (UNDEF UNDEF UNDEF "en") } # parameters
  BIND(BOUND(?x) AS ?asked)
  ?x a ?class ; rdfs:label ?l FILTER(LANG(?l) = ?lang && (?asked || !BOUND(?kind)))
}
GROUP BY ?lang ?x ?n
"""


def form(*lines: str) -> str:
    return "".join(f"{line}\n" for line in ("SELECT ?x ?n", "WHERE {", *lines, "}", "GROUP BY ?x ?n"))


FORMS = [
    (
        "nothing asked",
        [("UNDEF", "UNDEF", "UNDEF", '"fr"')],
        form('  ?x a ?class ; rdfs:label ?l FILTER(LANG(?l) = "fr" && (false || !false))'),
    ),
    (
        "one asked",
        [("<urn:x>", "UNDEF", "UNDEF", '"fr"')],
        form(
            "  VALUES (?x) { (<urn:x>) }", '  ?x a ?class ; rdfs:label ?l FILTER(LANG(?l) = "fr" && (true || !false))'
        ),
    ),
    (
        "several rows",
        [("<urn:x>", "1.0", "UNDEF", '"en"'), ("<urn:y>", "2.0", "UNDEF", '"en"')],
        form(
            "  VALUES (?x ?n) { (<urn:x> 1.0) (<urn:y> 2.0) }",
            '  ?x a ?class ; rdfs:label ?l FILTER(LANG(?l) = "en" && (true || !false))',
        ),
    ),
    (
        "words that look like variables",
        [('"?lang ?n BOUND(?x)"', "UNDEF", '"?lang"', '"fr"')],
        form(
            '  VALUES (?x) { ("?lang ?n BOUND(?x)") }',
            '  ?x a ?class ; rdfs:label ?l FILTER(LANG(?l) = "fr" && (true || !true))',
        ),
    ),
]


@pytest.mark.parametrize(("why", "rows", "wanted"), FORMS, ids=[case[0] for case in FORMS])
def test_the_form(why: str, rows: list[tuple[str, ...]], wanted: str) -> None:
    assert specialised(TEXT, ("x", "n", "kind", "lang"), rows) == wanted, why


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_are_the_same(name: str, queries: dict[str, Query], small: Binder) -> None:
    other = Binder(small.engine, small.base, in_place=True)
    for case in [case for case in CASES if case.query == name and case.graph == "small"]:
        text = other.bind(queries[name], case.parameters, "fr")
        assert small.engine.ask(text) == small.engine.ask(small.bind(queries[name], case.parameters, "fr")), case.why
        assert not re.search(r"\?lang\b", text)
        assert "UNDEF" not in text


def test_queries_of_ones_own_stay_as_they_are(small: Binder) -> None:
    text = "SELECT ?lang WHERE { ?x ?y ?lang }"
    assert Binder(small.engine, small.base, in_place=True).bind(own(text, "SPARQL"), {}, "fr") == text
