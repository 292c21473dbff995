"""Findings of validation that are new, and findings that are mended."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.diff.difference import FindingChanges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.validate.findings import Finding, Report


def compare_findings(old: Report, new: Report) -> FindingChanges:
    """Give the findings that one report has and the other lacks, in the order of the reports.

    One rule about one value of one subject is one finding, whatever its message calls the others it names; only if it
    is found more often than before, or less often, its messages tell which are new.
    """
    return FindingChanges(_lacking(new.findings, old.findings), _lacking(old.findings, new.findings))


def _lacking(some: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    theirs = _grouped(others)
    lacking: set[Finding] = set()
    for key, findings in _grouped(some).items():
        known = {finding.message for finding in theirs.get(key, ())}
        fresh = [finding for finding in findings if finding.message not in known]
        lacking.update(fresh[: max(0, len(findings) - len(theirs.get(key, ())))])
    return tuple(finding for finding in some if finding in lacking)


def _grouped(findings: Sequence[Finding]) -> defaultdict[object, list[Finding]]:
    grouped: defaultdict[object, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[finding.rule.id, finding.subject, finding.path, finding.found].append(finding)
    return grouped
