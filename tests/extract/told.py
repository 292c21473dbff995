"""Claims and facts in few words, so that a table can list them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.extract import extract
from kg.extract.lines import claim_line, fact_line
from kg.read import Document, read_document, read_string
from tests import read_once

if TYPE_CHECKING:
    from pathlib import Path

    from kg.extract import Extraction
    from kg.registry import Registry

Line = dict[str, Any]
# Institution, ranking and edition ("?" for an unknown one), subject ("" for the overall table), scope, position.
Told = tuple[str, str, str, str, str]


class Teller:
    """Reads texts with one registry and one lexicon."""

    def __init__(self, registry: Registry) -> None:
        self._registry, self._lexicon = registry, read_once.lexicon_of(registry)

    def extract(self, document: Document) -> Extraction:
        return extract(document, self._registry, self._lexicon)

    def claims(self, text: str, suffix: str = ".txt") -> list[Told]:
        """Give the claims of a text, sorted."""
        document = read_string(text, suffix)
        return sorted(told(line(claim_line(claim, document))) for claim in self.extract(document).claims)

    def facts(self, text: str, suffix: str = ".txt") -> list[Line]:
        """Give the facts of a text in reading order."""
        document = read_string(text, suffix)
        return [line(fact_line(fact, document)) for fact in self.extract(document).facts]

    def lines_of(self, file: Path) -> tuple[list[Line], list[Line]]:
        """Give the claims and the facts of a file."""
        document = read_document(file)
        found = self.extract(document)
        return (
            [line(claim_line(claim, document)) for claim in found.claims],
            [line(fact_line(fact, document)) for fact in found.facts],
        )


def line(printed: dict[str, object]) -> Line:
    """Give a line as it is read back from its JSON."""
    read: Line = json.loads(json.dumps(printed, ensure_ascii=False))
    return read


def told(claim: Line) -> Told:
    """Give a claim in few words."""
    edition = "?" if claim["edition"] is None else claim["edition"]
    position = _POSITIONS[claim["type"]](claim) + ("=" if claim["tied"] else "")
    return (claim["institution"], f"{claim['ranking']} {edition}", claim["subject"] or "", claim["scope"], position)


def _band(claim: Line) -> str:
    return f"{claim['low']}+" if claim["high"] is None else f"{claim['low']}-{claim['high']}"


def _score(claim: Line) -> str:
    return f"{claim['low']:g} pts" if claim["high"] is None else f"{claim['low']:g}/{claim['high']}"


def _subject_count(claim: Line) -> str:
    within = f" in top {claim['within']}" if claim.get("within") else ""
    return f"{claim['low']} of {claim.get('out_of') or '?'}{within}"


_POSITIONS = {
    "rank": lambda claim: f"{claim['low']}",
    "band": _band,
    "top": lambda claim: f"top {claim['high']}",
    "top_percent": lambda claim: f"top {claim['high']:g}%",
    "score": _score,
    "grade": lambda claim: f"{claim['grade']}",
    "grade_count": lambda claim: f"{claim['low']} x {claim['grade']}",
    "subject_count": _subject_count,
}
