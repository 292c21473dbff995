"""What becomes a finding, and what does not."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from kg.errors import ShapesError
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.load import read_graph
from kg.validate.rules import Severity
from kg.vocab import BASE
from tests.validate.plain import with_context

if TYPE_CHECKING:
    from pathlib import Path

    from kg.validate.context import Known
    from kg.validate.findings import Report

PREFIXES = f"""
@base <{BASE}> .
@prefix pal: <https://w3id.org/palmares/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
SCOPE = """
<scope/fr> a pal:Scope ; rdfs:label "France"@fr , "France"@en ; pal:place <place/fr> .
"""


def judged(text: str, known: Known, shapes: Graph, language: str = "en") -> Report:
    data = Graph().parse(data=PREFIXES + text, format="turtle")
    return judge(Data.of(data), known, shapes, language)


def test_nothing_to_find(known: Known, shapes: Graph) -> None:
    report = judged("<document/a> a pal:Document ; rdfs:label 'a'@fr , 'a'@en .", known, shapes)
    assert report.conforms
    assert report.findings == ()
    assert list(report.standard.objects(None, SH.conforms)) == [Literal(True)]  # noqa: FBT003 (a value)


def test_findings_about_the_registry_are_not_about_the_data(known: Known, shapes: Graph) -> None:
    """The registry has no identifier for an issuer; the data, which names it, does not speak of that."""
    issuer = "pal:issuer <organization/times-higher-education>"
    document = f"<document/a> a pal:Document ; rdfs:label 'a'@fr , 'a'@en ; {issuer} ."
    data = Graph().parse(data=PREFIXES + document, format="turtle")
    whole = with_context(data, known)
    unidentified = URIRef(f"{BASE}organization/times-higher-education")
    assert (unidentified, RDF.type, None) in whole
    assert judge(Data.of(data), known, shapes, "en").findings == ()
    report = judge(Data.of(whole), known, shapes, "en")
    assert (str(unidentified), "Organization-identifier") in {(each.subject, each.rule.id) for each in report.findings}


def test_what_nothing_describes_is_found(known: Known, shapes: Graph) -> None:
    passage = "<evidence/a> <http://www.w3.org/ns/oa#hasSource> <document/missing> ."
    findings = [(each.rule.id, each.subject) for each in judged(passage, known, shapes).findings]
    assert findings == [("Document-read", f"{BASE}document/missing")]


def test_a_warning_conforms_for_us_and_not_for_the_standard(known: Known, shapes: Graph, faults: Path) -> None:
    data = read_graph([faults])
    for violation in judge(Data.of(data), known, shapes, "en").findings:
        if violation.rule.severity is Severity.VIOLATION:
            data.remove((URIRef(violation.subject), None, None))
    report = judge(Data.of(data), known, shapes, "en")
    assert report.count(Severity.WARNING) == 1
    assert report.conforms
    assert list(report.standard.objects(None, SH.conforms)) == [Literal(False)]  # noqa: FBT003 (a value)


def test_what_was_found(known: Known, shapes: Graph) -> None:
    one, two = "'Frankreich'@de", "'France'@fr , 'France'@en"
    (finding,) = judged(
        f"<scope/a> a pal:Scope ; rdfs:label {two} , {one} ; pal:place <place/fr> .", known, shapes
    ).findings[:1]
    assert finding.rule.id == "Label-languages"
    assert finding.path == "rdfs:label | skos:prefLabel"
    everything = ('"France"@en', '"France"@fr', '"Frankreich"@de')
    assert finding.found in {everything, ('"Frankreich"@de',)}
    (finding,) = judged(f"<scope/a> a pal:Scope ; rdfs:label {two} .", known, shapes).findings[:1]
    assert (finding.rule.id, finding.path, finding.found) == ("Scope-place", "pal:place", ())


def test_context_describes_what_the_data_only_names(known: Known) -> None:
    data = Graph().parse(data=PREFIXES + SCOPE, format="turtle")
    whole = with_context(data, known)
    assert (URIRef(f"{BASE}place/fr"), RDF.type, None) in whole
    assert set(data) < set(whole)
    assert len(data) == 4


def test_another_base(known: Known, shapes: Graph) -> None:
    """The closed lists of a graph built under another base are its own."""
    text = """
    <build/palmares> a pal:Build ; rdfs:label "a"@fr , "a"@en ; <http://www.w3.org/2002/07/owl#versionInfo> "1" .
    <position-kind/exact> a pal:PositionKind ; rdfs:label "rang exact"@fr , "exact rank"@en .
    <result/a> a pal:Result ; pal:positionKind <position-kind/exact> ; pal:rankBest 3 ; pal:rankWorst 5 .
    """.replace("<build/", "<https://example.org/id/build/").replace("<pos", "<https://example.org/id/pos")
    assert "Result-kind-exact" in {finding.rule.id for finding in judged(text, known, shapes).findings}


SELECT = 'sh:sparql pals:q . pals:q sh:select "SELECT $this ?value WHERE'
BAD_SHAPES = [
    # why                    shape
    ("a query not SPARQL",   f'{SELECT} {{ ?x a }}"'),
    ("a query with MINUS",   f'{SELECT} {{ ?value a ?x MINUS {{ ?value a 1 }} }}"'),
    ("no query at all",      "sh:sparql pals:q"),
    ("a bad list",           "sh:or 3"),
    ("a bad pattern",        'sh:property [ sh:path rdfs:label ; sh:pattern "(" ]'),
    ("an undefined shape",   "sh:property pals:missing"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "shape"), BAD_SHAPES, ids=[case[0] for case in BAD_SHAPES])
def test_bad_shapes(why: str, shape: str, known: Known) -> None:
    shapes = Graph().parse(
        format="turtle",
        data="@prefix pals: <https://w3id.org/palmares/shapes#> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
        f"{PREFIXES} pals:Thing-part a sh:NodeShape ; sh:targetNode <scope/fr> ; {shape} .",
    )
    with pytest.raises(ShapesError, match="the shapes are not SHACL: ") as caught:
        judged(SCOPE, known, shapes)
    assert len(str(caught.value).splitlines()) == 2, why
    assert caught.value.exit_code == 4
    assert caught.value.where == ("Thing-part" if why == "a query not SPARQL" else "")


@pytest.mark.parametrize("form", ["text", "json", "turtle"])
def test_same_bytes_under_other_hash_seeds(form: str, faults: Path) -> None:
    reports = {
        subprocess.run(
            [sys.executable, "-m", "kg", "validate", str(faults), "--lang", "en", "--format", form],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(reports) == 1
    assert reports != {b""}


STOPPING = [
    # why                      score                 out of
    ("no number",              '"x"^^xsd:decimal',   "3.5"),
    ("no number out of",       "3.5",                '"x"^^xsd:decimal'),
    ("not a number",           "3.5",                '"NaN"^^xsd:double'),
    ("a node without a name",  "3.5",                "[]"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "score", "most"), STOPPING, ids=[case[0] for case in STOPPING])
def test_values_that_stop_pyshacl(why: str, score: str, most: str, known: Known, shapes: Graph) -> None:
    """They are told as values of a wrong kind, and keep no other node from being judged."""
    results = f"""@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <result/a> a pal:Result ; pal:score {score} ; pal:scoreOutOf {most} .
    <result/b> a pal:Result ; pal:rankBest 5 ; pal:rankWorst 3 .
    <result/c> a pal:Result ; pal:score 5.0 ; pal:scoreOutOf 3.0 ."""
    findings = {(each.rule.id, each.subject.removeprefix(BASE)) for each in judged(results, known, shapes).findings}
    assert findings & {("Result-score", "result/a"), ("Result-scoreOutOf", "result/a")}, why
    assert findings >= {("Result-interval", "result/b"), ("Result-score-range", "result/c")}


@pytest.mark.parametrize("end", ["9", "9" * 19, "9" * 30, '" 9"^^xsd:integer', '"1_0"^^xsd:integer'])
def test_numbers_that_only_pyshacl_reads(end: str, known: Known, shapes: Graph) -> None:
    """Oxigraph has none beyond 64 bits, with spaces or with underscores; rules in SPARQL find fault with them."""
    passage = f"""@prefix oa: <http://www.w3.org/ns/oa#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <evidence/a> a pal:Evidence ; oa:hasSelector <evidence/a/quote> , <evidence/a/position> .
    <evidence/a/quote> a oa:TextQuoteSelector ; oa:exact "3e en France" .
    <evidence/a/position> a oa:TextPositionSelector ; oa:start 0 ; oa:end {end} ."""
    assert "Evidence-length" in {each.rule.id for each in judged(passage, known, shapes).findings}
