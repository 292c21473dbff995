"""Which findings are new and which are mended."""

from __future__ import annotations

import pytest
from rdflib import Graph

from kg.diff.findings import compare_findings
from kg.errors import Text
from kg.validate.findings import Finding, Report
from kg.validate.rules import Rule, Severity

CASES = [
    # why                                    old                  new                  new         mended
    ("the same",                            "r s 1 m",           "r s 1 m",           "",         ""),
    ("a new one",                           "",                  "r s 1 m",           "r s 1 m",  ""),
    ("a mended one",                        "r s 1 m",           "",                  "",         "r s 1 m"),
    ("another rule",                        "r s 1 m",           "q s 1 m",           "q s 1 m",  "r s 1 m"),
    ("another subject",                     "r s 1 m",           "r t 1 m",           "r t 1 m",  "r s 1 m"),
    ("another value",                       "r s 1 m",           "r s 2 m",           "r s 2 m",  "r s 1 m"),
    ("another name in the message",         "r s 1 m",           "r s 1 n",           "",         ""),
    ("one more about the same",             "r s 1 m",           "r s 1 m, r s 1 n",  "r s 1 n",  ""),
    ("one less about the same",             "r s 1 m, r s 1 n",  "r s 1 n",           "",         "r s 1 m"),
    ("one more, and the other is renamed",  "r s 1 m",           "r s 1 n, r s 1 o",  "r s 1 n",  ""),
]  # fmt: skip


def report(findings: str) -> Report:
    return Report("en", tuple(finding(*each.split()) for each in filter(None, findings.split(", "))), Graph())


def finding(rule: str, subject: str, found: str, message: str) -> Finding:
    known = Rule(rule, Severity.WARNING, Text("m", "m"), Text("w", "w"))
    return Finding(known, subject, subject.upper(), "pal:p", (found,), message, ())


@pytest.mark.parametrize(("why", "old", "new", "fresh", "mended"), CASES, ids=[case[0] for case in CASES])
def test_findings(why: str, old: str, new: str, fresh: str, mended: str) -> None:
    changes = compare_findings(report(old), report(new))
    assert [changes.new, changes.mended] == [report(fresh).findings, report(mended).findings], why
