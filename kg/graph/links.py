"""Links: how each part of a claim or a fact came to it, and the words that name the part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.extract.claims import Claim, EditionSize, Linked, LinkKind, Method, Move, Participation
from kg.graph.labels import in_languages
from kg.graph.terms import pal, text, type_and_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.evidence import Passages
    from kg.graph.iris import Iris
    from kg.graph.labels import Wording
    from kg.graph.said import Fact, Said
    from kg.graph.terms import Triple
    from kg.read.document import Document, Span


class Link(NamedTuple):
    """A link as its document has it: which slot of what is stated at ``position`` it fills, how, and from where."""

    position: Span
    slot: str
    kind: LinkKind
    rule: str
    span: Span | None


def links_of(stated: Claim | Fact) -> Iterator[Link]:
    """Yield the links of a claim or a fact; a slot is the local name of the property it fills."""
    for slot, linked in _slots(stated):
        yield Link(stated.span, slot, linked.kind, linked.rule, linked.span)


def _slots(stated: Claim | Fact) -> Iterator[tuple[str, Linked[Any]]]:
    if isinstance(stated, Claim | Move | Participation):
        yield "institution", stated.institution
    yield "ranking", stated.ranking
    yield "edition", stated.edition
    match stated:
        case Claim():
            yield "criterion", stated.criterion
            yield "scope", stated.scope
        case EditionSize() if stated.group:
            yield "group", stated.group
        case Participation():
            yield from (("inCriterion", criterion) for criterion in stated.criteria)
        case Method():
            yield from (("usesCriterion", criterion) for criterion in stated.criteria)


def number_links(said: Said) -> dict[Link, int]:
    """Number the links that fill the same slot at the same words, in reading order, from 1.

    One passage can state several positions ("in the top 200 for two goals: A and B"); what they share is one link.
    """
    numbers: dict[Link, int] = {}
    last: dict[tuple[Span, str], int] = {}
    for stated in said:
        for link in links_of(stated):
            if link not in numbers:
                key = (link.position, link.slot)
                last[key] = numbers[link] = last.get(key, 0) + 1
    return numbers


def link_triples(document: Document, numbers: Mapping[Link, int], passages: Passages, iris: Iris) -> Iterator[Triple]:
    """Describe every link of a document."""
    for link, number in numbers.items():
        subject = iris.link(document.slug, link.position, link.slot, number)
        yield from type_and_labels(subject, pal("Link"), _labels(link, number, passages))
        yield subject, pal("slot"), pal(link.slot)
        yield subject, pal("linkKind"), iris.node("link-kind", link.kind)
        yield subject, pal("rule"), text(link.rule)
        for predicate, span in (("linkEvidence", link.span), ("position", link.position)):
            passage = passages.main(span) if span else None
            if passage:
                yield subject, pal(predicate), passage


def _labels(link: Link, number: int, passages: Passages) -> dict[str, str]:
    def write(wording: Wording) -> str:
        place = {"start": link.position.start, "end": link.position.end, "document": passages.title[wording.code]}
        label = wording.link.format(slot=wording.slots[link.slot], **place)
        return label if number == 1 else f"{label} ({number})"

    return in_languages(write)
