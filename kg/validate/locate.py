"""Findings get the lines they are about: in the files of the user, and in the documents that are quoted."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.validate.findings import Site
from kg.validate.places import find_in_file
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.validate.describe import Quote
    from kg.validate.documents import Documents
    from kg.validate.findings import Finding, Report
    from kg.validate.places import Place

Sites = tuple[str, "Mapping[str, Place]"]


def located(report: Report, files: Mapping[str, Path], documents: Documents) -> Report:
    """Give the report with the lines of its findings.

    ``files`` are those that were judged, by the names that the user knows them by. They are read again only if there
    is something to look for.
    """
    if not report.findings:
        return report
    wanted: dict[str, dict[str, None]] = {}
    for finding in report.findings:
        wanted.setdefault(finding.subject, {}).update(dict.fromkeys(properties_of(finding)))
    found = [(name, find_in_file(file, wanted)) for name, file in files.items()]
    # What nothing describes is shown where it is named.
    missing = {subject: () for subject in wanted if not any(subject in places for _, places in found)}
    found += [(name, find_in_file(file, missing, as_values=True)) for name, file in files.items()]
    return replace(
        report,
        findings=tuple(
            replace(
                finding,
                site=_site(finding, found),
                quotes=tuple(_in_document(quote, documents) for quote in finding.quotes),
            )
            for finding in report.findings
        ),
    )


def properties_of(finding: Finding) -> Iterator[str]:
    """Yield the IRIs of the properties that a finding names."""
    for step in (finding.path or "").split(" | "):
        prefix, colon, local = step.partition(":")
        if step.startswith("<"):
            yield step.strip("<>")
        elif colon and prefix in PREFIXES:
            yield PREFIXES[prefix] + local


def _site(finding: Finding, found: Sequence[Sites]) -> Site | None:
    """Give the first line of a property that the finding names; without one the first line of the subject."""
    places = [(name, lines[finding.subject]) for name, lines in found if finding.subject in lines]
    for step in properties_of(finding):
        for name, place in places:
            if step in place.properties:
                return Site(name, place.properties[step])
    return next((Site(name, place.line) for name, place in places), None)


def _in_document(quote: Quote, documents: Documents) -> Quote:
    passage = quote.passage
    if passage is None or passage.start is None:
        return quote
    found = documents.find(passage.file_name, passage.sha256, passage.canonical)
    if found is None or passage.start > len(found.text):
        return quote
    return quote._replace(file=from_here(found.path), line=found.line_of(passage.start))


def from_here(path: Path) -> str:
    """Write a path from the current folder on, if it lies there."""
    return os.path.relpath(path) if path.is_absolute() and path.is_relative_to(Path.cwd()) else str(path)
