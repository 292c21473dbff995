"""Facts as triples: sizes of editions, participations, moves, methods."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.extract.claims import EditionSize, Method, Move, Participation, PositionKind
from kg.graph.labels import in_languages, sentence
from kg.graph.labels.facts import method_label, move_label, participation_label, size_label
from kg.graph.parts import parts_of
from kg.graph.positions import RANKS, count_of, position_segment
from kg.graph.terms import TRUE, integer, pal, type_and_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.claims import Position
    from kg.graph.directory import Directory
    from kg.graph.iris import Iris
    from kg.graph.labels import Wording
    from kg.graph.parts import Parts
    from kg.graph.reading import Reading
    from kg.graph.said import Fact
    from kg.graph.terms import Term, Triple


def fact_triples(fact: Fact, reading: Reading) -> Iterator[Triple]:
    """Describe a fact."""
    directory = reading.directory
    parts = parts_of(fact, directory, reading.document.slug)
    subject = fact_iri(fact, parts, directory.iris)

    def label(wording: Wording) -> str:
        code = wording.code
        institution = parts.institution.labels[code] if parts.institution else ""
        return sentence((institution, parts.edition.short[code], _label(fact, parts, wording)))

    yield from type_and_labels(subject, pal(type(fact).__name__), in_languages(label))
    yield subject, pal("basis"), directory.iris.node("basis", "stated")
    yield subject, pal("edition"), parts.edition.iri
    if parts.institution:
        yield subject, pal("institution"), parts.institution.iri
    match fact:
        case EditionSize():
            yield from _size(subject, fact, parts, directory.iris)
        case Participation():
            yield from _participation(subject, fact, parts)
        case Move():
            yield from _move(subject, fact, parts, directory.iris)
        case Method():
            yield from _method(subject, fact, parts)
    yield from reading.attested(subject, fact)


def fact_iri(fact: Fact, parts: Parts, iris: Iris) -> Term:
    """Mint a fact's IRI: its edition, whom it is about, and what it says."""
    edition = parts.edition.segment
    who = [parts.institution.segment] if parts.institution else []
    match fact:
        case EditionSize():
            of = [part.segment for part in (parts.scope, parts.group) if part]
            count = f"at-least-{fact.count}" if fact.at_least else str(fact.count)
            return iris.node("edition-size", edition, fact.unit, *of, count)
        case Participation():
            return iris.node("participation", edition, *who, _participation_segment(fact, parts))
        case Move():
            return iris.node("move", edition, *who, _move_segment(fact))
        case Method():
            return iris.node("method", edition, _method_segment(fact, parts))


def _participation_segment(fact: Participation, parts: Parts) -> str:
    said = [
        "first" if fact.first_time else "",
        f"number-{fact.ordinal}" if fact.ordinal else "",
        f"running-{fact.consecutive}" if fact.consecutive else "",
        *_in_criteria("in", parts),
    ]
    return "-".join(filter(None, said))


def _move_segment(fact: Move) -> str:
    said = []
    if fact.places is not None:
        direction = direction_of(fact)
        said.append(f"{direction}-{abs(fact.places)}" if fact.places else "kept")
    if fact.before:
        said += ["from", position_segment(fact.before)]
    if fact.after:
        said += ["to", position_segment(fact.after)]
    return "-".join(said)


def _method_segment(fact: Method, parts: Parts) -> str:
    said = [
        f"criteria-{fact.criterion_count}" if fact.criterion_count is not None else "",
        f"points-{fact.points}" if fact.points is not None else "",
        f"before-{fact.points_before}" if fact.points_before is not None else "",
        f"new-indicators-{fact.new_indicators}" if fact.new_indicators is not None else "",
        *_in_criteria("uses", parts),
    ]
    return "-".join(filter(None, said))


def _in_criteria(word: str, parts: Parts) -> list[str]:
    names = sorted(criterion.segment for criterion in parts.criteria)
    return [word, *names] if names else []


def _label(fact: Fact, parts: Parts, wording: Wording) -> str:
    criteria = [criterion.labels[wording.code] for criterion in parts.criteria]
    match fact:
        case EditionSize():
            of = (part.labels[wording.code] for part in (parts.group, parts.scope) if part)
            return sentence((*of, size_label(fact, wording)))
        case Participation():
            return participation_label(fact, criteria, wording)
        case Move():
            return move_label(fact, wording)
        case Method():
            return method_label(fact, criteria, wording)


def _size(subject: Term, fact: EditionSize, parts: Parts, iris: Iris) -> Iterator[Triple]:
    yield parts.edition.iri, pal("size"), subject
    yield subject, pal("unit"), iris.node("unit", fact.unit)
    yield subject, pal("countAtLeast" if fact.at_least else "count"), integer(fact.count)
    if parts.scope:
        yield subject, pal("scope"), parts.scope.iri
    if parts.group:
        yield subject, pal("group"), parts.group.iri


def size_shortcut(fact: EditionSize, parts: Parts, directory: Directory) -> Term | None:
    """Give the property of the edition that says its whole size shortly, if that is what the fact states."""
    if fact.group or not directory.is_whole(parts.ranking, fact.place):
        return None
    if fact.unit == "country":
        return None if fact.at_least else pal("countryCount")
    return pal("rankedCountAtLeast" if fact.at_least else "rankedCount")


def _participation(subject: Term, fact: Participation, parts: Parts) -> Iterator[Triple]:
    yield from _integers(subject, participationNumber=fact.ordinal, consecutiveYears=fact.consecutive)
    if fact.first_time:
        yield subject, pal("firstParticipation"), TRUE
    for criterion in parts.criteria:
        yield subject, pal("inCriterion"), criterion.iri


def direction_of(move: Move) -> str | None:
    """Tell "up", "down" or "kept"; None where the document gives nothing to compare."""
    if move.places is not None:
        return "up" if move.places > 0 else "down" if move.places else "kept"
    return _direction(move.before, move.after) if move.before and move.after else None


def _move(subject: Term, fact: Move, parts: Parts, iris: Iris) -> Iterator[Triple]:
    # A position kept may be that of a group or a band: it says nothing about places.
    places = abs(fact.places) if fact.places else None
    yield from _integers(subject, places=places, previousYear=fact.before_edition)
    direction = direction_of(fact)
    for grade in parts.grades:
        yield subject, pal("grade"), grade.iri
    if direction:
        yield subject, pal("direction"), iris.node("direction", direction)
    for side, position in (("before", fact.before), ("after", fact.after)):
        count = count_of(position) if position else None
        if count:
            yield subject, pal(f"count{side.capitalize()}"), integer(count.count)
        elif position and position.kind in RANKS:
            for name, rank in (("Best", position.low), ("Worst", position.high)):
                if rank is not None:
                    yield subject, pal(side + name), integer(int(rank))


def _direction(before: Position, after: Position) -> str | None:
    """Tell "up", "down" or "kept" from two positions of comparable kinds, else None."""
    start, end = _merit(before), _merit(after)
    if start is None or end is None or start[0] != end[0]:
        return None
    return "up" if end > start else "down" if end < start else "kept"


def _merit(position: Position) -> tuple[str, float, float] | None:
    """Give what grows as a position gets better: of ranks the worse end first; an open band has no worse end."""
    count = count_of(position)
    if count:
        return "count", count.count, 0
    low = float(position.low or 0)
    high = math.inf if position.high is None else float(position.high)
    match position.kind:
        case kind if kind in RANKS:
            return "rank", -high, -low
        case PositionKind.TOP_PERCENT:
            return "percent", -high, 0
        case PositionKind.SCORE:
            return "score", low, 0
        case _:
            return None


def _method(subject: Term, fact: Method, parts: Parts) -> Iterator[Triple]:
    yield from _integers(
        subject,
        criterionCount=fact.criterion_count,
        points=fact.points,
        pointsBefore=fact.points_before,
        newIndicatorCount=fact.new_indicators,
    )
    for criterion in parts.criteria:
        yield subject, pal("usesCriterion"), criterion.iri


def _integers(subject: Term, **values: int | None) -> Iterator[Triple]:
    for name, value in values.items():
        if value is not None:
            yield subject, pal(name), integer(value)
