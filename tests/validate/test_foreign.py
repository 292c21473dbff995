"""Shapes of others become rules with all that a report needs, and keep what they state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from rdflib import SH, Graph, URIRef

from kg.cli import main
from kg.validate.foreign import completed
from kg.validate.rules import catalogue

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix pal: <https://w3id.org/palmares/ontology#> .
@prefix ex: <http://e/> .
"""
NODE = "ex:A a sh:NodeShape ; sh:targetClass pal:Tally "
ASKED = "sh:property [ sh:path pal:top ; sh:maxInclusive 50 ]"
TOP = "pal:top, expected: sh:maxInclusive 50."
KIND = "expected: sh:nodeKind sh:IRI."
UNKNOWN = "Does not keep this rule."

CASES = [
    # why                         of the shape ex:A                   rule     severity     message in English, in French
    ("a property without name",   ASKED,                              "A-top", "violation", TOP, ""),
    ("words without a language",  'sh:message "No."',                 "A",     "violation", "No.",    "No."),
    ("one language",              'sh:message "Non."@fr',             "A",     "violation", "Non.",   "Non."),
    ("another language",          'sh:message "No."@en , "Nein."@de', "A",     "violation", "No.",    "Nein."),
    ("both languages",            'sh:message "No."@en , "Non."@fr',  "A",     "violation", "No.",    "Non."),
    ("a description",             'sh:description "About."@en',       "A",     "violation", "About.", "About."),
    ("its severity",              "sh:severity sh:Info",              "A",     "info",      UNKNOWN,  ""),
    ("a constraint in two words", "sh:nodeKind sh:IRI",               "A",     "violation", KIND,     ""),
]  # fmt: skip


def shapes(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


@pytest.mark.parametrize(("why", "text", "rule", "severity", "en", "fr"), CASES, ids=[case[0] for case in CASES])
def test_a_rule(why: str, text: str, rule: str, severity: str, en: str, fr: str) -> None:  # noqa: PLR0917 (a row)
    found = catalogue(completed(shapes(f"{NODE}; {text} ."), "folder"))[f"http://e/{rule}"]
    assert (found.severity, found.message.en) == (severity, en), why
    assert found.message.fr == fr or not fr
    assert found.why.fr == "Une règle des formes de folder."


def test_names_do_not_depend_on_blank_nodes() -> None:
    text = f"""{NODE};
        sh:property [ sh:path pal:top ; sh:maxInclusive 5 ] , [ sh:path pal:top ; sh:minInclusive 1 ] ,
            [ sh:path ( pal:top ex:b ) ; sh:property [ sh:path ex:c ; sh:minCount 1 ] ] .
        [] a sh:NodeShape ; sh:targetClass ex:Other ; sh:closed true ."""
    first, second = (catalogue(completed(shapes(text), "folder")) for _ in range(2))
    assert first == second
    names = ["A", "A-shape", "A-shape-c", "A-top", "A-top-2"]
    assert list(first) == [*(f"http://e/{name}" for name in names), "urn:shape:Other"]


def test_what_is_stated_stays() -> None:
    given = shapes(f'{NODE}; sh:or ( [ sh:path ex:a ; sh:minCount 1 ] [ sh:path ex:b ] ) ; sh:message "No."@en .')
    kept = completed(given, "folder")
    assert len(list(kept.objects(URIRef("http://e/A"), SH["or"]))) == 1
    assert len(kept) == len(given) + 4  # the French message, the severity, and the reason in both languages


def test_our_own_rules_stay(root: Path) -> None:
    ours = Graph()
    for file in sorted((root / "shapes").glob("*.ttl")):
        ours.parse(file)
    rules = catalogue(ours)
    assert {name: catalogue(completed(ours, "shapes"))[name] for name in rules} == rules


def check(folder: Path, faults: Path, *words: str) -> str:
    return CliRunner().invoke(main, ["validate", str(faults), "--shapes", str(folder), "--all", *words]).stdout


def test_shapes_are_added_and_replace_ours(faults: Path, tmp_path: Path) -> None:
    replacing = "<https://w3id.org/palmares/shapes#Tally-closed> a sh:NodeShape ; sh:targetClass pal:Tally ."
    own = f"{NODE}; sh:property [ sh:path pal:top ; sh:maxInclusive 50 ] ."
    (tmp_path / "own.ttl").write_text(HEAD + own + replacing, encoding="utf-8")
    told = check(tmp_path, faults)
    assert "violation http://e/A-top (1)" in told
    assert "Tally-closed" not in told
    assert "Result-interval" in told
    assert "Tally-closed" in check(tmp_path / ".." / tmp_path.name, faults, "--rules")


def test_shapes_that_cannot_be_used(faults: Path, tmp_path: Path) -> None:
    refused = CliRunner().invoke(main, ["validate", str(faults), "--shapes", str(tmp_path)])
    assert (refused.exit_code, refused.stdout) == (4, "")
    (tmp_path / "own.ttl").write_text(f"{HEAD}{NODE}; sh:property [ sh:path 5 ] .", encoding="utf-8")
    refused = CliRunner().invoke(main, ["validate", str(faults), "--shapes", str(tmp_path), "--lang", "fr"])
    assert (refused.exit_code, refused.stdout) == (4, "")
