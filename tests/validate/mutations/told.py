"""What a user is told, for comparison with the results of the standard's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib.util import from_n3

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.validate.findings import Finding
    from tests.validate.plain import Result


def told(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """Give the findings as the rule and what it is about."""
    return {(finding.rule.id, finding.subject) for finding in findings}


def to_be_told(found: set[Result]) -> set[tuple[str, str]]:
    """Give what a user must be told of results."""
    return {(each.shape.strip("<>").rpartition("#")[2], _plainly(each.subject)) for each in found}


def _plainly(term: str) -> str:
    if term.startswith('"'):
        return str(from_n3(term[: term.rindex('"') + 1]))
    return term.strip("<>").removeprefix("_:")
