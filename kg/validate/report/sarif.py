"""A report in SARIF 2.1.0, which code review shows as annotations."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent_encoded

from kg.errors import Text
from kg.validate.report.words import ONE, quoted, reason, sentence
from kg.validate.rules import Severity
from kg.vocab import PALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.validate.findings import Finding
    from kg.validate.report.checked import Checked, Manner
    from kg.validate.rules import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://w3id.org/palmares/"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_EXPLAIN = Text(en="kg explain {id} gives examples.", fr="kg explain {id} donne des exemples.")
_VARIABLE = re.compile(r"\{[?$]\w+\}")


def write(checks: Sequence[Checked], manner: Manner) -> str:
    """Write one run with the findings about all graphs."""
    rules = {rule.id: rule for checked in checks for rule in checked.rules}
    rules |= {finding.rule.id: finding.rule for checked in checks for finding in checked.report.findings}
    places = {name: number for number, name in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = [
        _result(finding, places, _fingerprint(finding, seen), _file(finding, checked), manner.language)
        for checked in checks
        for finding in checked.report.findings
    ]
    driver = {
        "name": "Palmarès",
        "informationUri": _HOME,
        "language": manner.language,
        "rules": [_rule(rule, manner.language) for rule in rules.values()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    what = _VARIABLE.sub("…", rule.message.in_language(language))
    why = rule.why.in_language(language)
    more = _EXPLAIN.in_language(language).format(id=rule.id)
    return {
        "id": rule.id,
        "shortDescription": {"text": what},
        "fullDescription": {"text": f"{what} {why}".strip()},
        "help": {
            "text": f"{reason(rule, language)}\n{more}".strip(),
            "markdown": f"{why}\n\n`kg explain {rule.id}`".strip(),
        },
        "helpUri": rule.id if ":" in rule.id else f"{PALS}{rule.id}",
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [ONE[rule.severity].in_language(language)]},
    }


def _result(
    finding: Finding, places: dict[str, int], fingerprint: str, location: dict[str, Any], language: str
) -> dict[str, Any]:
    stated = [quoted(quote, language) for quote in finding.quotes]
    result = {
        "ruleId": finding.rule.id,
        "ruleIndex": places[finding.rule.id],
        "level": _LEVELS[finding.rule.severity],
        "message": {"text": "\n".join([sentence(finding, language), *stated])},
        "locations": [location],
        # The name under which code scanning looks for what tells that two findings are the same.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    related = [
        {"id": number, **_at(quote.file, quote.line or 1), "message": {"text": words}}
        for number, (quote, words) in enumerate(zip(finding.quotes, stated, strict=True), start=1)
        if quote.file
    ]
    return result | ({"relatedLocations": related} if related else {})


def _file(finding: Finding, checked: Checked) -> dict[str, Any]:
    # Without a line nothing is shown: a subject that no line describes is shown with the first line of the graph.
    site = finding.site
    location = _at(site.file, site.line) if site else _at(checked.files[0], 1)
    return location | (
        {"logicalLocations": [{"fullyQualifiedName": finding.subject, "kind": "resource"}]} if finding.subject else {}
    )


def _at(file: str, line: int) -> dict[str, Any]:
    path = Path(file)
    uri = path.as_uri() if path.is_absolute() else percent_encoded(path.as_posix())
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Tell findings apart by what they are about, whatever the line and the language."""
    parts = (finding.rule.id, finding.subject, finding.path or "", *finding.found)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
