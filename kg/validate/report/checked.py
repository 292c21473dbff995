"""What a report is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.validate.rules import Severity

if TYPE_CHECKING:
    from kg.validate.findings import Finding, Report
    from kg.validate.rules import Rule


@dataclass(frozen=True, slots=True)
class Checked:
    """One graph that was checked: its files, as the user calls them, the rules it was held to, and what was found."""

    files: tuple[str, ...]
    rules: tuple[Rule, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class Manner:
    """How to report.

    A finding as grave as ``fail_on`` or graver makes a graph fail. With ``each``, every graph is a file of its own, and
    there may be any number of them. Only text heeds the rest: ``most`` findings of a rule are written out (None: all),
    and none with ``quiet``, which leaves the verdict.
    """

    language: str
    fail_on: Severity = Severity.VIOLATION
    each: bool = False
    most: int | None = None
    quiet: bool = False
    colour: bool = False

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding alone makes a graph fail."""
        return finding.rule.severity.rank <= self.fail_on.rank

    def passes(self, checked: Checked) -> bool:
        """Tell whether a graph passes."""
        return not any(map(self.fails, checked.report.findings))
