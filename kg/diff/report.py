"""A difference in the three forms it is asked for: text for people, Markdown for a page, JSON for programs."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.diff import words
from kg.diff.compare import added, withdrawn
from kg.diff.difference import Status
from kg.diff.outline import outline
from kg.errors import COLON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.diff.difference import Difference, Entry, Said
    from kg.diff.outline import Item, Listing, Section
    from kg.validate.findings import Finding

_MANY = 10  # items after which Markdown folds a list

# What Markdown or HTML would take for more than itself, wherever it stands in a line.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|#~&]|^(?:[-+]|\d+(?=[.)]))", re.MULTILINE)


def write(difference: Difference, form: str) -> str:
    """Write a difference in the form of that name: text, json or markdown."""
    return {"text": as_text, "json": as_json, "markdown": as_markdown}[form](difference)


def as_text(difference: Difference) -> str:
    """Write the verdict, how much changed of what, and then each change."""
    content = outline(difference)
    colon = COLON.in_language(difference.language)
    lines = [content.verdict, *(f"  {section.heading}{colon}{section.summary}" for section in content.sections)]
    for section in content.sections:
        lines += ["", section.heading, *_listed(section)]
    return "\n".join(lines) + "\n"


def _listed(section: Section) -> Iterator[str]:
    for listing in section.listings:
        if listing.title:
            yield f"  {listing.title}"
        for item in listing.items:
            yield f"  - {item.line}"
            yield from (f"      {detail}" for detail in item.details)
        if listing.rest:
            yield f"  {listing.rest}"


def as_markdown(difference: Difference) -> str:
    """Write the same for a release note or a pull request; long lists are folded."""
    content = outline(difference)
    colon = COLON.in_language(difference.language)
    title = words.TITLE.in_language(difference.language)
    lines = [f"## {title}", "", _escaped(content.verdict)]
    for section in content.sections:
        lines += ["", f"### {_escaped(section.heading)}{colon}{section.summary}"]
        for listing in section.listings:
            lines += _folded(listing)
    return "\n".join(lines) + "\n"


def _folded(listing: Listing) -> Iterator[str]:
    title = listing.title[:1].upper() + listing.title[1:]
    folds = len(listing.items) > _MANY
    if folds:
        number = f"{len(listing.items)}{'+' if listing.rest else ''}"
        yield from ("", "<details>", f"<summary>{f'{title} ({number})' if title else number}</summary>")
    elif title:
        yield from ("", f"**{title}**")
    yield ""
    for item in listing.items:
        yield from _bullets(item)
    if listing.rest:
        yield from ("", _escaped(listing.rest))
    if folds:
        yield from ("", "</details>")


def _bullets(item: Item) -> Iterator[str]:
    yield f"- {_escaped(item.line)}"
    yield from (f"  - {_escaped(detail)}" for detail in item.details)


def _escaped(line: str) -> str:
    r"""Write words so that Markdown shows them as they are.

    >>> print(_escaped("1. [24e] <b> & *"))
    1\. \[24e\] \<b\> \& \*
    """
    return _SPECIAL.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)


def as_json(difference: Difference) -> str:
    """Write all there is as one JSON object: what people are told, and every statement."""
    content = {
        "language": difference.language,
        "differ": not difference.is_empty,
        "groups": [
            {
                "class": group.iri,
                "heading": group.heading,
                **{status.value: [_entry(each) for each in group.of(status)] for status in Status},
            }
            for group in difference.groups
        ],
        "labels": [asdict(label) for label in difference.labels],
        "findings": difference.findings
        and {
            "new": [_finding(each) for each in difference.findings.new],
            "mended": [_finding(each) for each in difference.findings.mended],
        },
        "others": [asdict(count) for count in difference.others],
        "statements": {"added": added(difference.changes), "withdrawn": withdrawn(difference.changes)},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "label": entry.label,
        "old": _said(entry.old),
        "new": _said(entry.new),
        "properties": [asdict(change) for change in entry.properties],
    }


def _said(said: Said | None) -> dict[str, object] | None:
    if said is None:
        return None
    return {"iri": said.iri, "words": said.words, "quotes": [quote._asdict() for quote in said.quotes]}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule.id,
        "severity": finding.rule.severity.value,
        "subject": finding.subject,
        "label": finding.label,
        "path": finding.path,
        "found": list(finding.found),
        "message": finding.message,
    }
