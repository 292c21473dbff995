"""What validation found: findings, gravest first, and the same as the standard's report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.validate.rules import Severity

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.validate.describe import Quote
    from kg.validate.rules import Rule


class Site(NamedTuple):
    """A line of a file; ``file`` is the path as the user gave it, lines are counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """Write it as compilers do: ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of validation: which rule, about what, and what was found there.

    ``subject`` is the IRI the finding is about and ``label`` its name. ``path`` and ``found`` are as Turtle writes
    them: the property, and its wrong value or all its values (none if it is missing); a finding about the subject as a
    whole has no path. ``quotes`` are the words of the documents behind the subject and what else the message names.
    ``site`` is where the user wrote it: the property if it stands in a file, else the subject; None until it is looked
    for (``kg.validate.locate``).
    """

    rule: Rule
    subject: str
    label: str
    path: str | None
    found: tuple[str, ...]
    message: str
    quotes: tuple[Quote, ...]
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, gravest first, and the same as a standard SHACL validation report (``standard``).

    The standard calls a graph conforming only if there is no finding at all; we do if there is no violation.
    """

    language: str
    findings: tuple[Finding, ...]
    standard: Graph

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation."""
        return self.count(Severity.VIOLATION) == 0

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.rule.severity is severity for finding in self.findings)
