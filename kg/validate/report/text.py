"""A report as people read it in a terminal: by rule, gravest first, the verdict last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kg.errors import COLON, Text
from kg.validate.report.words import ONE, found_at, quoted, reason, shorten, verdict, visible
from kg.validate.rules import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.validate.findings import Finding
    from kg.validate.report.checked import Checked, Manner
    from kg.validate.rules import Rule

_MORE = Text(en="… and {left} more: --all shows them", fr="… et {left} de plus\N{NO-BREAK SPACE}: --all les montre")
_TOTAL = Text(en="{passed} of {all} graphs conform", fr="graphes conformes\N{NO-BREAK SPACE}: {passed} sur {all}")

_BOLD, _DIM = 1, 2
_COLOURS = {Severity.VIOLATION: 31, Severity.WARNING: 33, Severity.INFO: 36}  # red, yellow, cyan
_GREEN = 32


def write(checks: Sequence[Checked], manner: Manner) -> str:
    """Write the report; with ``each`` one after the other, with the names of the files and how many of them pass."""
    lines = [line for checked in checks for line in _report(checked, manner, named=manner.each)]
    if manner.each:
        passed = sum(map(manner.passes, checks))
        lines.append(_TOTAL.in_language(manner.language).format(passed=passed, all=len(checks)))
    return "\n".join(lines) + "\n"


def _report(checked: Checked, manner: Manner, *, named: bool) -> Iterator[str]:
    name = _painted(" ".join(map(visible, checked.files)), manner, _BOLD)
    told = _painted(verdict(checked, manner), manner, _GREEN if manner.passes(checked) else _BOLD)
    if manner.quiet:
        yield f"{name}{COLON.in_language(manner.language)}{told}" if named else told
        return
    if named:
        yield name
    for rule, group in groupby(checked.report.findings, key=lambda finding: finding.rule):
        yield from _group(rule, list(group), manner)
        yield ""
    yield told
    if named:
        yield ""


def _group(rule: Rule, findings: Sequence[Finding], manner: Manner) -> Iterator[str]:
    language = manner.language
    severity = _painted(ONE[rule.severity].in_language(language), manner, _BOLD, _COLOURS[rule.severity])
    yield f"{severity} {_painted(rule.id, manner, _BOLD)} ({len(findings)})"
    shared = len({finding.message for finding in findings}) == 1
    if shared:
        yield f"  {visible(findings[0].message)}"
    why = reason(rule, language)
    if why:
        yield _painted(f"  {why}", manner, _DIM)
    for finding in findings[: manner.most]:
        yield from _lines(finding, manner, told=shared)
    left = len(findings) - len(findings[: manner.most])
    if left:
        yield f"  {_MORE.in_language(language).format(left=left)}"


def _lines(finding: Finding, manner: Manner, *, told: bool) -> Iterator[str]:
    site = f"{visible(str(finding.site))}  " if finding.site else "- "
    yield f"  {site}{_painted(shorten(visible(finding.label)), manner, _BOLD)}"
    if not told:
        yield f"    {visible(finding.message)}"
    found = found_at(finding, manner.language)
    if found:
        yield f"    {found}"
    for quote in finding.quotes:
        yield f"    {quoted(quote, manner.language)}"
    if finding.subject:
        yield _painted(f"    <{visible(finding.subject)}>", manner, _DIM)


def _painted(words: str, manner: Manner, *codes: int) -> str:
    return f"\x1b[{';'.join(map(str, codes))}m{words}\x1b[0m" if manner.colour else words
