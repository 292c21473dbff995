"""Claims as triples: a Result is a place, a Tally a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.claims import PositionKind
from kg.graph.iris import OVERALL
from kg.graph.labels import in_languages, sentence
from kg.graph.labels.positions import count_label, position_label
from kg.graph.parts import parts_of
from kg.graph.positions import RANKS, Count, count_of, kind_code, position_segment
from kg.graph.terms import TRUE, decimal, integer, pal, type_and_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.claims import Claim, Position
    from kg.graph.iris import Iris
    from kg.graph.labels import Wording
    from kg.graph.parts import Parts
    from kg.graph.reading import Reading
    from kg.graph.terms import Term, Triple


def claim_iri(claim: Claim, parts: Parts, iris: Iris) -> Term:
    """Mint a claim's IRI: its key and its position, so that documents which agree speak of one node."""
    key = (part.segment for part in (parts.edition, parts.institution, *parts.criteria, parts.scope) if part)
    return iris.node("tally" if count_of(claim.position) else "result", *key, position_segment(claim.position))


def claim_triples(claim: Claim, reading: Reading) -> Iterator[Triple]:
    """Describe a claim."""
    pool, directory = reading.pool, reading.directory
    parts = parts_of(claim, directory, reading.document.slug)
    subject = claim_iri(claim, parts, directory.iris)
    count = count_of(claim.position)
    counted = directory.counted(parts.ranking, count.out_of) if count and not count.grades else ""

    def position(wording: Wording) -> str:
        if count:
            return count_label(count, counted, wording)
        grade = parts.grades[0].labels[wording.code] if parts.grades and not parts.grades[0].candidate else ""
        return position_label(claim.position, wording, tied=subject in pool.tied, grade=grade)

    yield from type_and_labels(
        subject,
        pal("Tally" if count else "Result"),
        in_languages(lambda wording: sentence((*_frame(parts, wording.code), position(wording)))),
    )
    keys = (parts.institution, parts.edition, *parts.criteria, parts.scope)
    for name, part in zip(("institution", "edition", "criterion", "scope"), keys, strict=True):
        if part:
            yield subject, pal(name), part.iri
    basis = "stated" if subject in pool.stated else "computed"
    yield subject, pal("basis"), directory.iris.node("basis", basis)
    for grade in parts.grades:
        yield subject, pal("grade"), grade.iri
    if count:
        yield from _counted(subject, count)
        if counted:
            yield subject, pal("counts"), directory.iris.node("criterion-kind", counted)
    else:
        kind = directory.iris.node("position-kind", kind_code(claim.position))
        yield subject, pal("positionKind"), kind
        yield from _placed(subject, claim.position)
        if subject in pool.tied:
            yield subject, pal("tied"), TRUE
    yield from reading.attested(subject, claim)


def _frame(parts: Parts, language: str) -> Iterator[str]:
    """Yield who, in which edition, by which criterion and where; the overall criterion goes without saying."""
    if parts.institution:
        yield parts.institution.labels[language]
    yield parts.edition.short[language]
    for criterion in parts.criteria:
        yield "" if criterion.segment == OVERALL else criterion.labels[language]
    if parts.scope:
        yield parts.scope.labels[language]


def _placed(subject: Term, position: Position) -> Iterator[Triple]:
    low, high = position.low, position.high
    match position.kind:
        case kind if kind in RANKS:
            for name, rank in (("rankBest", low), ("rankWorst", high)):
                if rank is not None:
                    yield subject, pal(name), integer(int(rank))
        case PositionKind.TOP_PERCENT if high is not None:
            yield subject, pal("topPercent"), decimal(high)
        case PositionKind.SCORE:
            for name, score in (("score", low), ("scoreOutOf", high)):
                if score is not None:
                    yield subject, pal(name), decimal(score)


def _counted(subject: Term, count: Count) -> Iterator[Triple]:
    values = {"count": count.count, "countOutOf": count.out_of, "within": count.within}
    if count.within_from:
        values |= {"rankBest": count.within_from, "rankWorst": count.within}
    for name, value in values.items():
        if value is not None:
            yield subject, pal(name), integer(value)
