"""Claims and facts as JSON objects, one a line, in the form of the gold."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.extract.claims import (
    Claim,
    EditionSize,
    Fact,
    Linked,
    Method,
    Move,
    Number,
    Participation,
    Position,
    StatedCount,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.read import Document, Span

Line = dict[str, object]


def claim_line(claim: Claim, document: Document) -> Line:
    """Give a claim in the gold's form, with offsets, names and how each part was found."""
    criterion, position = claim.criterion.value, claim.position
    line: Line = {
        "institution": claim.institution.value.name,
        "ranking": claim.ranking.value.name,
        "edition": claim.edition.value,
        "subject": criterion.name if criterion else None,
        "scope": claim.scope.value.place,
        "population": claim.scope.value.population,
        "type": str(position.kind),
        "low": _number(position.low),
        "high": _number(position.high),
        "tied": claim.tied,
        "quote": document.quote(claim.span),
    }
    if position.grade:
        line["grade"] = position.grade
    if position.within is not None or position.out_of is not None:
        line |= {"within": position.within, "out_of": position.out_of}
    return line | {
        "start": claim.span.start,
        "end": claim.span.end,
        "institution_names": list(claim.institution.value.names),
        "subject_names": list(criterion.names) if criterion else [],
        "rule": claim.rule,
        "links": {
            "institution": _link(claim.institution),
            "ranking": _link(claim.ranking),
            "edition": _link(claim.edition),
            "subject": _link(claim.criterion),
            "scope": _link(claim.scope),
        },
    }


def fact_line(fact: Fact, document: Document) -> Line:
    """Give a fact with its kind, edition, ranking, what it says, and its quote; what is not said is left out."""
    line: Line = {"kind": _KINDS[type(fact)]}
    if not isinstance(fact, EditionSize | Method):
        line["institution"] = fact.institution.value.name
    line |= {"ranking": fact.ranking.value.name, "edition": fact.edition.value}
    match fact:
        case EditionSize():
            line |= {"unit": fact.unit, "count": fact.count, "at_least": fact.at_least, "place": fact.place}
            line["group"] = fact.group.value.name if fact.group else None
        case Participation():
            line |= {"ordinal": fact.ordinal, "consecutive": fact.consecutive, "first_time": fact.first_time or None}
            line["subjects"] = [criterion.value.name for criterion in fact.criteria] or None
        case Move():
            line |= {"places": fact.places, "before": _position(fact.before), "after": _position(fact.after)}
            line["before_edition"] = fact.before_edition
        case Method():
            line |= {
                "criterion_count": fact.criterion_count,
                "points": fact.points,
                "points_before": fact.points_before,
            }
            line["new_indicators"] = fact.new_indicators
            line["subjects"] = [criterion.value.name for criterion in fact.criteria] or None
        case StatedCount():
            line |= {"scope": fact.scope.value.place, "count": fact.position.low, "within": fact.position.within}
            line["within_from"] = fact.position.within_from
    line = {key: value for key, value in line.items() if value is not None or key == "edition"}
    return line | {
        "quote": document.quote(fact.span),
        "start": fact.span.start,
        "end": fact.span.end,
        "rule": fact.rule,
    }


_KINDS = {
    EditionSize: "edition_size",
    Participation: "participation",
    Move: "move",
    Method: "method",
    StatedCount: "stated_count",
}


def _position(position: Position | None) -> Line | None:
    if position is None:
        return None
    line: Line = {"type": str(position.kind), "low": _number(position.low), "high": _number(position.high)}
    return line | ({"grade": position.grade} if position.grade else {})


def _link(linked: Linked[Any]) -> Mapping[str, object]:
    return {"link": str(linked.kind), "rule": linked.rule, **_offsets(linked.span)}


def _offsets(span: Span | None) -> dict[str, int]:
    return {"start": span.start, "end": span.end} if span else {}


def _number(value: Number | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
