"""Each form of report is what its readers take: valid, complete, and proof against what stands in data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from rdflib import RDF, SH, Graph, Literal
from rdflib.compare import isomorphic

from kg.validate.check import Order, check
from kg.validate.describe import Quote
from kg.validate.findings import Finding, Report, Site
from kg.validate.report import FORMS, write
from kg.validate.report.checked import Checked, Manner
from kg.validate.rules import Severity

HOSTILE = "<script>alert('&amp;')</script> ]]> \x1b[31m\x00 \u202eright to left \u200fא \"q\" {{x}} \ufffe" + "w" * 999


@pytest.fixture(scope="module", params=["en", "fr"])
def checked(request: pytest.FixtureRequest, fault_rules: tuple[str, ...]) -> Checked:
    file = Path(__file__).parent / "faults.ttl"
    return check({"faults.ttl": file}, Order(request.param, only=(*fault_rules, "Result-closed"))).checks[0]


@pytest.fixture(scope="module")
def hostile(checked: Checked) -> Checked:
    """Give findings whose every word comes from somebody who means no good."""
    quote = Quote(HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, f"{HOSTILE[:40]} a%b#c.txt", 3)
    findings = tuple(
        Finding(rule, f"http://e/{number}", HOSTILE, "pal:p", (HOSTILE,), HOSTILE, (quote,), Site("a b?.ttl", 7))
        for number, rule in enumerate(checked.rules[:3])
    )
    return Checked(("a b?.ttl",), checked.rules, Report("en", findings, Graph()))


@pytest.fixture(params=["found", "hostile", "both"])
def checks(request: pytest.FixtureRequest, checked: Checked, hostile: Checked) -> list[Checked]:
    return {"found": [checked], "hostile": [hostile], "both": [checked, hostile]}[request.param]


def findings_of(checks: list[Checked]) -> list[Finding]:
    return [finding for checked in checks for finding in checked.report.findings]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
def test_nothing_invisible_gets_through(form: str, hostile: Checked) -> None:
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", write(form, [hostile], Manner("en"))
    )


def test_json_holds_all(checks: list[Checked]) -> None:
    several = len(checks) > 1
    content = json.loads(write("json", checks, Manner("en", each=several)))
    reports = content["reports"] if several else [content]
    told = [finding for report in reports for finding in report["findings"]]
    assert [each["label"] for each in told] == [finding.label for finding in findings_of(checks)]
    assert [each["line"] for each in told] == [finding.site and finding.site.line for finding in findings_of(checks)]
    assert content["counts"]["violation"] == sum(each["severity"] == "violation" for each in told)
    assert content["conforms"] is False


def test_sarif_is_what_code_scanning_reads(checks: list[Checked]) -> None:
    log = json.loads(write("sarif", checks, Manner("en")))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.keys() >= {"shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration"}
        assert "{?" not in json.dumps(rule)
    results = run["results"]
    assert len(results) == len(findings_of(checks))
    for result, finding in zip(results, findings_of(checks), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule.id
        levels = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
        assert result["level"] == levels[finding.rule.severity]
        assert result["message"]["text"]
        check_location(result["locations"][0], finding.site.line if finding.site else 1)
        for related in result.get("relatedLocations", []):
            check_location(related, 3)
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]
    assert len(set(prints)) == len(prints)


def check_location(location: dict[str, Any], line: int) -> None:
    physical = location["physicalLocation"]
    assert re.fullmatch(r"[\w./%-]+", physical["artifactLocation"]["uri"], re.ASCII)
    assert physical["region"] == {"startLine": line}


def test_a_fingerprint_stays_when_lines_and_words_change(checked: Checked) -> None:
    findings = checked.report.findings
    moved = tuple(replace(finding, site=Site("b.ttl", 1), label="x", message="y", quotes=()) for finding in findings)
    prints = []
    for each in (findings, moved):
        log = json.loads(
            write("sarif", [replace(checked, report=replace(checked.report, findings=each))], Manner("en"))
        )
        prints.append([result["partialFingerprints"] for result in log["runs"][0]["results"]])
    assert prints[0] == prints[1]


def test_junit_counts_rules(checks: list[Checked]) -> None:
    suites = ET.fromstring(write("junit", checks, Manner("en")))  # noqa: S314 (written here)
    assert suites.tag == "testsuites"
    assert [suite.get("name") for suite in suites] == [" ".join(checked.files) for checked in checks]
    for element, cases in [(suite, list(suite)) for suite in suites] + [(suites, suites.findall("testsuite/testcase"))]:
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(sum(case.find("failure") is not None for case in cases))
    for suite, checked in zip(suites, checks, strict=True):
        assert {case.get("name") for case in suite} == {rule.id for rule in checked.rules}
        told = "".join(text for case in suite for text in case.itertext())
        assert all(finding.subject in told for finding in checked.report.findings)


class Strict(HTMLParser):
    """A parser that takes no element that is left open, no script, and no anchor that leads nowhere."""

    VOID = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = dict(attrs)
        assert tag != "script"
        assert not {"src", "style"} & stated.keys()
        assert not any(name.startswith("on") for name in stated)
        if tag not in self.VOID:
            self.open.append(tag)
        if "id" in stated:
            self.ids.append(stated["id"] or "")
        if "href" in stated:
            self.targets.append((stated["href"] or "").removeprefix("#"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_html_is_closed_and_leads_somewhere(checks: list[Checked], language: str) -> None:
    page = write("html", checks, Manner(language))
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    assert len(set(parser.ids)) == len(parser.ids)
    assert set(parser.targets) == set(parser.ids)
    assert "".join(parser.words).count("http://e/") == sum("http://e/" in each.subject for each in findings_of(checks))


def test_turtle_is_the_standard_s_report(checked: Checked) -> None:
    written = write("turtle", [checked], Manner("en"))
    standard = Graph().parse(data=written, format="turtle")
    assert list(pyoxigraph.parse(written, pyoxigraph.RdfFormat.TURTLE))
    assert isomorphic(standard, checked.report.standard)
    assert list(standard.objects(None, SH.conforms)) == [Literal(False)]  # noqa: FBT003 (a value)
    results = set(standard.subjects(RDF.type, SH.ValidationResult))
    assert results == set(standard.objects(None, SH.result))
    shapes = {str(shape).partition("#")[2] for shape in standard.objects(None, SH.sourceShape)}
    assert shapes == {finding.rule.id for finding in checked.report.findings}


def test_turtle_of_several_graphs_has_a_report_for_each(checked: Checked) -> None:
    written = write("turtle", [checked, checked], Manner("en"))
    standard = Graph().parse(data=written, format="turtle")
    assert len(set(standard.subjects(RDF.type, SH.ValidationReport))) == 2


def test_the_same_findings_are_the_same_bytes(checked: Checked, fault_rules: tuple[str, ...]) -> None:
    # Another run names its blank nodes otherwise.
    language = checked.report.language
    order = Order(language, only=(*fault_rules, "Result-closed"))
    again = check({"faults.ttl": Path(__file__).parent / "faults.ttl"}, order).checks
    for form in FORMS:
        assert write(form, again, Manner(language)) == write(form, [checked], Manner(language)), form
