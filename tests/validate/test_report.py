"""Reports as people and programs get them; GOLDEN=write in the environment writes the expected ones anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, Graph, Literal

from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.load import read_graph
from kg.validate.report import as_json, as_text, as_turtle

if TYPE_CHECKING:
    from kg.validate.context import Known
    from kg.validate.findings import Report

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module", params=["en", "fr"])
def report(request: pytest.FixtureRequest, known: Known, shapes: Graph) -> Report:
    data = read_graph([Path(__file__).parent / "faults.ttl"])
    return judge(Data.of(data), known, shapes, request.param)


def expected(name: str, found: str) -> str:
    file = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        file.write_text(found, encoding="utf-8")
    return file.read_text(encoding="utf-8")


def test_text(report: Report) -> None:
    text = as_text(report)
    assert text == expected(f"faults.{report.language}.txt", text)


def test_json(report: Report) -> None:
    text = as_json(report)
    assert text == expected(f"faults.{report.language}.json", text)
    assert [each["rule"] for each in json.loads(text)["findings"]] == [each.rule.id for each in report.findings]


def test_turtle(report: Report) -> None:
    standard = Graph().parse(data=as_turtle(report), format="turtle")
    assert list(standard.objects(None, SH.conforms)) == [Literal(False)]  # noqa: FBT003 (a value)
    results = set(standard.subjects(RDF.type, SH.ValidationResult))
    assert results == set(standard.objects(None, SH.result))
    assert len(results) >= len(report.findings)  # two constraints of one rule are one finding
    shapes = {str(shape).partition("#")[2] for shape in standard.objects(None, SH.sourceShape)}
    assert shapes == {finding.rule.id for finding in report.findings}


def test_nothing_found(shapes: Graph, known: Known) -> None:
    report = judge(Data.of(Graph()), known, shapes, "fr")
    assert as_text(report) == "le graphe est conforme\N{NO-BREAK SPACE}: 0 violation, 0 avertissement, 0 remarque\n"
    assert json.loads(as_json(report))["findings"] == []


def test_long_quotes_are_shortened(shapes: Graph, known: Known) -> None:
    data = read_graph([Path(__file__).parent / "faults.ttl"])
    quote = next(iter(data.subjects(None, Literal("5e ex aequo"))))
    exact = next(iter(data.predicates(quote, Literal("5e ex aequo"))))
    data.set((quote, exact, Literal("mot " * 200)))
    text = as_text(judge(Data.of(data), known, shapes, "en"))
    assert max(len(line) for line in text.splitlines() if "mot" in line) < 300
