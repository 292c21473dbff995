"""A report in the three forms it is asked for: text for people, JSON for programs, Turtle as the standard has it."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from kg.errors import COLON, Text
from kg.validate.rules import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.validate.describe import Quote
    from kg.validate.findings import Finding, Report
    from kg.validate.rules import Rule

_ONE = {
    Severity.VIOLATION: Text(en="violation", fr="violation"),
    Severity.WARNING: Text(en="warning", fr="avertissement"),
    Severity.INFO: Text(en="remark", fr="remarque"),
}
_WHY = Text(en="why", fr="pourquoi")
_NOTHING = Text(en="nothing", fr="rien")
_QUOTE = Text(en="“{}”", fr="«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»")
_CONFORMS = Text(en="the graph conforms", fr="le graphe est conforme")
_FAILS = Text(en="the graph does not conform", fr="le graphe n’est pas conforme")
_LONGEST = 240  # characters of a quote or a value: a sentence, or the gist of a longer one


def as_text(report: Report) -> str:
    """Write the findings grouped by rule, gravest first, and the verdict as the last line."""
    lines: list[str] = []
    for rule, group in groupby(report.findings, key=lambda finding: finding.rule):
        lines += [*_group(rule, list(group), report.language), ""]
    return "\n".join([*lines, _verdict(report)]) + "\n"


def as_json(report: Report) -> str:
    """Write the findings as one JSON object, in the order of the text."""
    content = {
        "conforms": report.conforms,
        "language": report.language,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "findings": [_plain(finding, report.language) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_turtle(report: Report) -> str:
    """Write the standard's report, the same bytes for the same findings."""
    return report.standard.serialize(format="longturtle", canon=True)


def _plain(finding: Finding, language: str) -> dict[str, object]:
    rule = finding.rule
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "why": rule.why.in_language(language),
        **{key: value for key, value in asdict(finding).items() if key not in {"rule", "quotes"}},
        "quotes": [quote._asdict() for quote in finding.quotes],
    }


def _group(rule: Rule, findings: Sequence[Finding], language: str) -> Iterator[str]:
    yield f"{_ONE[rule.severity].in_language(language)} {rule.id} ({len(findings)})"
    shared = {finding.message for finding in findings}
    if len(shared) == 1:
        yield f"  {findings[0].message}"
    yield f"  {_labelled(_WHY, rule.why.in_language(language), language)}"
    for finding in findings:
        yield f"  - {finding.label}"
        yield f"    <{finding.subject}>"
        if len(shared) > 1:
            yield f"    {finding.message}"
        if finding.path:
            found = ", ".join(map(_shorten, finding.found)) or _NOTHING.in_language(language)
            yield f"    {finding.path}{COLON.in_language(language)}{found}"
        for quote in finding.quotes:
            yield f"    {_quoted(quote, language)}"


def _labelled(label: Text, value: str, language: str) -> str:
    return label.in_language(language) + COLON.in_language(language) + value


def _quoted(quote: Quote, language: str) -> str:
    before = f"…{quote.before}" if quote.before else ""
    after = f"{quote.after}…" if quote.after else ""
    stated = _shorten(quote.text)
    words = _QUOTE.in_language(language).format(f"{before}[{stated}]{after}" if before or after else stated)
    return f"{words} ({quote.document})" if quote.document else words


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _verdict(report: Report) -> str:
    language = report.language
    counts = ", ".join(_counted(report.count(severity), _ONE[severity], language) for severity in Severity)
    verdict = _CONFORMS if report.conforms else _FAILS
    return _labelled(verdict, counts, language)


def _counted(number: int, one: Text, language: str) -> str:
    plural = Text(en="" if number == 1 else "s", fr="" if number <= 1 else "s")
    return f"{number} {one.in_language(language)}{plural.in_language(language)}"
