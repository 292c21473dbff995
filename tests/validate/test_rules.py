"""The catalogue read from the shapes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDFS, SH, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import ShapesError, Text
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.rules import Rule, Severity, catalogue, no_rule, prepared, read_shapes, with_own
from kg.vocab import BASE, PALS

if TYPE_CHECKING:
    from pathlib import Path

    from kg.validate.context import Known

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
    # what is lacking        rule                                            what stands there instead
    ("a severity",           RULE.replace("sh:severity sh:Warning ;", ""),   {"severity": Severity.VIOLATION}),
    ("a severity we know",   RULE.replace("sh:Warning", "sh:Debug"),         {"severity": Severity.VIOLATION}),
    ("a French message",     RULE.replace(', "corriger"@fr', ""),            {"message": Text("mend", "mend")}),
    ("an English message",   RULE.replace('"mend"@en , ', ""),               {"message": Text("corriger", "corriger")}),
    ("a language",           RULE.replace('"mend"@en ,', '"fix" ,'),         {"message": Text("fix", "corriger")}),
    ("a reason",             RULE.replace("rdfs:comment", "rdfs:label"),     {"why": Text("", "")}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "parts"), LACKING, ids=[case[0] for case in LACKING])
def test_a_rule_of_a_user_that_lacks_a_part(why: str, text: str, parts: dict[str, Any]) -> None:
    rule = Rule("Thing-part", Severity.WARNING, Text("mend", "corriger"), Text("because", "parce que"))
    assert catalogue(shapes_of(text)) == {"Thing-part": replace(rule, **parts)}, why


def test_ours_lack_nothing(shapes: Graph) -> None:
    stated = {SH.Violation, SH.Warning, SH.Info}
    rules = catalogue(shapes)
    for rule in rules:
        shape = rules.shape(rule)
        assert shape == URIRef(PALS + rule)
        assert shapes.value(shape, SH.severity) in stated, rule
        for words in (SH.message, RDFS.comment):
            languages = sorted(str(each.language) for each in shapes.objects(shape, words) if isinstance(each, Literal))
            assert languages == ["en", "fr"], rule


NAMED = "ex:Person a sh:NodeShape ; sh:targetClass ex:Person ;"
UNNAMED = [
    # why, shapes, ids
    ("a constraint on a named shape", NAMED + "sh:closed true .", "Person"),
    ("what has no name belongs to its holder", NAMED + "sh:property [ sh:path ex:a ; sh:minCount 1 ] .", "Person"),
    ("unless it has a message", NAMED + 'sh:property [ sh:path ex:a ; sh:message "a" ] .', "Person Person-a"),
    ("or a severity", NAMED + "sh:property [ sh:path ex:a ; sh:severity sh:Info ] .", "Person Person-a"),
    ("what has a name is a rule", NAMED + "sh:property ex:A . ex:A sh:path ex:a ; sh:minCount 1 .", "A"),
    ("a part reports nothing", NAMED + "sh:node ex:P . ex:P sh:property [ sh:path ex:a ; sh:in () ] .", "Person"),
    ("a target without a name", "[] a sh:NodeShape ; sh:targetClass ex:Dog ; sh:closed true .", "Dog"),
    ("a path without a name", "[] sh:path ex:tail ; sh:targetClass ex:Dog ; sh:minCount 1 .", "tail"),
    ("nothing else to go by", "[] sh:path ( ex:a ex:b ) ; sh:targetClass ex:D ; sh:minCount 1 .", "D"),
    ("nothing at all to go by", "[] sh:path ( ex:a ex:b ) ; sh:targetNode 1 ; sh:minCount 1 .", "shape"),
    ("a class that is its own shape", "ex:Dog a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:IRI .", "Dog"),
    (
        "ours keep their ids",
        RULE + "<urn:Thing-part> sh:targetNode ex:a ; sh:closed true .",
        "Thing-part urn:Thing-part",
    ),
    ("two alike", "[] sh:targetClass ex:D ; sh:closed true . [] sh:targetClass ex:D ; sh:in () .", "D D-2"),
]


@pytest.mark.parametrize(("why", "text", "ids"), UNNAMED, ids=[case[0] for case in UNNAMED])
def test_rules_of_users(why: str, text: str, ids: str) -> None:
    shapes = shapes_of("@prefix ex: <http://example.org/#> ." + text)
    assert list(catalogue(shapes)) == ids.split(), why


def test_alike_rules_keep_their_ids_whatever_their_nodes_are_called() -> None:
    text = "[] sh:targetClass <urn:D> ; sh:closed true . [] sh:targetClass <urn:D> ; sh:nodeKind sh:IRI ."
    once = {rule: found.message for rule, found in catalogue(shapes_of(text)).items()}
    for _ in range(5):
        assert {rule: found.message for rule, found in catalogue(shapes_of(text)).items()} == once


def test_the_rule_of_a_shape_without_a_name() -> None:
    shapes = shapes_of("pals:Thing sh:targetClass <urn:T> ; sh:property [ sh:path <urn:a> ; sh:minCount 1 ] .")
    part = next(iter(shapes.subjects(SH.path)))
    rules = catalogue(shapes)
    assert rules.of(part) is rules.of(URIRef(f"{PALS}Thing")) is rules["Thing"]


def test_what_users_bring_is_reported(known: Known) -> None:
    shapes = with_own(read_shapes(), shapes_of(USERS))
    data = Data.of(Graph().parse(data='<urn:d> a <urn:Dog> ; <urn:legs> "four" .', format="turtle"))
    found = {(each.rule.id, each.rule.severity, each.message) for each in judge(data, known, shapes, "fr").findings}
    assert found == {
        ("Dog", Severity.VIOLATION, "Attendu de <urn:tail>\N{NO-BREAK SPACE}: au moins 1 valeur(s)."),
        ("Dog-legs", Severity.WARNING, "Un nombre."),
    }


USERS = """
<urn:s#Dog> a sh:NodeShape ; sh:targetClass <urn:Dog> ;
    sh:property [ sh:path <urn:tail> ; sh:minCount 1 ] ,
        [ sh:path <urn:s#legs> ; sh:minCount 0 ] ,
        [ sh:path <urn:legs> ; sh:datatype <http://www.w3.org/2001/XMLSchema#integer> ;
          sh:severity sh:Warning ; sh:message "Un nombre."@fr ] .
"""


def test_users_shapes_add_to_ours_and_replace_those_of_one_name() -> None:
    ours = shapes_of(
        "pals:A sh:targetClass <urn:A> ; sh:property [ sh:path <urn:p> ; sh:in ( 1 2 ) ] . pals:B sh:closed true ."
    )
    own = shapes_of("pals:A sh:targetClass <urn:A> ; sh:closed true . pals:C sh:targetClass <urn:C> .")
    expected = own + shapes_of("pals:B sh:closed true .")
    assert isomorphic(with_own(ours, own), expected)
    assert len(ours) == 9


NEAR = [
    # name           hint
    ("Result-conflit", "did you mean Result-conflict or Result-score or Result-position?"),
    ("RESULT-BAND",  "did you mean Result-band or Result-kind-band or Result-grade?"),
    ("zzz",          "kg validate --rules lists them"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "hint"), NEAR)
def test_a_rule_that_does_not_exist(name: str, hint: str, shapes: Graph) -> None:
    error = no_rule(name, catalogue(shapes), "--rule")
    assert str(error) == f"--rule: no rule {name}\n  fix: {hint}"
    assert error.exit_code == 2


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
