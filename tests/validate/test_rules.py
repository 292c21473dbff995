"""The catalogue read from the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import SH, Graph, Literal, URIRef

from kg.errors import ShapesError, Text
from kg.validate.rules import Rule, Severity, catalogue, prepared, read_shapes
from kg.vocab import BASE

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
@prefix pals: <https://w3id.org/palmares/shapes#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
RULE = """
pals:Thing-part a sh:NodeShape ;
    sh:severity sh:Warning ;
    sh:message "mend"@en , "corriger"@fr ;
    rdfs:comment "because"@en , "parce que"@fr .
"""


def shapes_of(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def test_a_rule() -> None:
    rule = Rule("Thing-part", Severity.WARNING, Text("mend", "corriger"), Text("because", "parce que"))
    assert catalogue(shapes_of(RULE)) == {"Thing-part": rule}


def test_shapes_without_a_message_are_no_rules() -> None:
    assert catalogue(shapes_of("pals:Thing a sh:NodeShape ; sh:property pals:Thing-part .")) == {}


def test_rules_come_in_the_order_of_their_ids(shapes: Graph) -> None:
    rules = catalogue(shapes)
    assert list(rules) == sorted(rules)


LACKING = [
    # what is lacking        rule                                               message
    ("a severity",           RULE.replace("sh:severity sh:Warning ;", ""),      "sh:severity"),
    ("a French message",     RULE.replace(', "corriger"@fr', ""),               "sh:message in French and English"),
    ("an English message",   RULE.replace('"mend"@en , ', ""),                  "sh:message in French and English"),
    ("a reason",             RULE.replace('"because"@en , ', ""),               "rdfs:comment in French and English"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "missing"), LACKING, ids=[case[0] for case in LACKING])
def test_a_rule_that_lacks_a_part(why: str, text: str, missing: str) -> None:
    with pytest.raises(ShapesError) as caught:
        catalogue(shapes_of(text))
    assert str(caught.value) == f"Thing-part: the rule lacks {missing}", why


def test_no_shapes(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="no shapes"):
        read_shapes(tmp_path)


def test_broken_shapes_are_a_shapes_error(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("x", encoding="utf-8")
    with pytest.raises(ShapesError, match=r"a\.ttl:1:1: broken Turtle"):
        read_shapes(tmp_path)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_prepared_speaks_one_language(language: str, shapes: Graph) -> None:
    messages = list(prepared(shapes, language, BASE).objects(None, SH.message))
    assert {message.language for message in messages if isinstance(message, Literal)} == {language}


def test_prepared_for_another_base(shapes: Graph) -> None:
    copy = prepared(shapes, "en", "https://example.org/id/")
    assert len(copy) == len(prepared(shapes, "en", BASE))
    assert not any(BASE in term for triple in copy for term in triple if isinstance(term, URIRef | Literal))
    assert any(
        "https://example.org/id/position-kind/" in text
        for text in copy.objects(None, SH.select)
        if isinstance(text, Literal)
    )
