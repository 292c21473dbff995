"""A report as JUnit XML: each rule is a test, which continuous integration lists as passed or failed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg.validate.report.words import ONE, counted, quoted, reason, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.validate.findings import Finding
    from kg.validate.report.checked import Checked, Manner
    from kg.validate.rules import Rule


def write(checks: Sequence[Checked], manner: Manner) -> str:
    """Write one suite for each graph; what a rule found without failing is the output of its test."""
    suites = Element("testsuites", name="kg validate")
    for checked in checks:
        _suite(suites, checked, manner)
    for count in ("tests", "failures", "errors"):
        suites.set(count, str(sum(int(suite.get(count, 0)) for suite in suites)))
    indent(suites)
    written: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return written.decode() + "\n"


def _suite(suites: Element, checked: Checked, manner: Manner) -> None:
    found: dict[str, list[Finding]] = {rule.id: [] for rule in checked.rules}
    rules = {rule.id: rule for rule in checked.rules}
    for finding in checked.report.findings:
        found.setdefault(finding.rule.id, []).append(finding)
        rules.setdefault(finding.rule.id, finding.rule)
    suite = SubElement(suites, "testsuite", name=" ".join(checked.files))
    for name, findings in found.items():
        _case(suite, rules[name], findings, manner)
    counts = {"tests": len(suite), "failures": len(suite.findall("testcase/failure")), "errors": 0, "skipped": 0}
    for count, number in counts.items():
        suite.set(count, str(number))


def _case(suite: Element, rule: Rule, findings: Sequence[Finding], manner: Manner) -> None:
    language = manner.language
    case = SubElement(suite, "testcase", classname=f"shapes.{rule.id.partition('-')[0]}", name=rule.id)
    if not findings:
        return
    paragraphs = [*(_told(finding, language) for finding in findings), reason(rule, language)]
    if manner.fails(findings[0]):
        message = counted(len(findings), ONE[rule.severity], language)
        told = SubElement(case, "failure", type=rule.severity.value, message=message)
    else:
        told = SubElement(case, "system-out")
    told.text = "\n\n".join(filter(None, paragraphs))


def _told(finding: Finding, language: str) -> str:
    site = f"{finding.site}\n" if finding.site else ""
    subject = f"\n<{finding.subject}>" if finding.subject else ""
    quotes = "".join(f"\n{quoted(quote, language)}" for quote in finding.quotes)
    return f"{site}{sentence(finding, language)}{subject}{quotes}"
