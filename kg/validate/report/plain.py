"""A report as JSON, for programs of one's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.validate.rules import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.validate.describe import Quote
    from kg.validate.findings import Finding
    from kg.validate.report.checked import Checked, Manner


def write(checks: Sequence[Checked], manner: Manner) -> str:
    """Write one object with the findings in the order of the text; with ``each``, an object with such reports."""
    if not manner.each:
        content = _report(checks[0], manner)
    else:
        content = {
            "conforms": all(map(manner.passes, checks)),
            "language": manner.language,
            "counts": {each.value: sum(checked.report.count(each) for checked in checks) for each in Severity},
            "reports": [_report(checked, manner) for checked in checks],
        }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _report(checked: Checked, manner: Manner) -> dict[str, object]:
    report = checked.report
    return {
        "conforms": manner.passes(checked),
        "language": manner.language,
        "failOn": manner.fail_on.value,
        "files": list(checked.files),
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "findings": [_finding(finding, manner.language) for finding in report.findings],
    }


def _finding(finding: Finding, language: str) -> dict[str, object]:
    rule, site = finding.rule, finding.site
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "why": rule.why.in_language(language),
        "subject": finding.subject,
        "label": finding.label,
        "path": finding.path,
        "found": list(finding.found),
        "message": finding.message,
        "file": site.file if site else None,
        "line": site.line if site else None,
        "quotes": [_quote(quote) for quote in finding.quotes],
    }


def _quote(quote: Quote) -> dict[str, object]:
    passage = quote.passage
    return {
        "before": quote.before,
        "text": quote.text,
        "after": quote.after,
        "document": quote.document,
        "fileName": passage.file_name if passage else None,
        "page": int(passage.page) if passage and passage.page and passage.page.isdecimal() else None,
        "file": quote.file,
        "line": quote.line,
    }
