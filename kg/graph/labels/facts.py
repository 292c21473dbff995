"""Labels of facts: what each says of its edition and institution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.labels import agree, number, sentence
from kg.graph.labels.positions import count_label, position_label
from kg.graph.positions import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.claims import EditionSize, Method, Move, Participation, Position
    from kg.graph.labels import Wording


def size_label(fact: EditionSize, wording: Wording) -> str:
    """Write how many are ranked."""
    noun = wording.countries if fact.unit == "country" else wording.institutions
    size = agree(noun, fact.count, wording).format(count=number(fact.count, wording))
    return wording.at_least.format(size=size) if fact.at_least else size


def participation_label(fact: Participation, criteria: Sequence[str], wording: Wording) -> str:
    """Write which participation it is."""
    named = ", ".join(criteria)
    said = [
        wording.participation.format(ordinal=wording.ordinal(fact.ordinal)) if fact.ordinal else "",
        wording.running.format(ordinal=wording.ordinal(fact.consecutive)) if fact.consecutive else "",
        wording.first_time if fact.first_time and not named else "",
        wording.first_time_in.format(criteria=named) if fact.first_time and named else "",
        named if named and not fact.first_time else "",
    ]
    return sentence(said)


def move_label(fact: Move, wording: Wording) -> str:
    """Write what changed since the edition before."""
    before, after = (_position_label(position, wording) for position in (fact.before, fact.after))
    ends = wording.then.format(before=before, after=after) if before and after else before or after
    return sentence((_places_label(fact.places, wording), ends))


def _places_label(places: int | None, wording: Wording) -> str:
    if places is None:
        return ""
    if places == 0:
        return wording.kept
    noun = wording.gained if places > 0 else wording.lost
    return agree(noun, abs(places), wording).format(count=abs(places))


def _position_label(position: Position | None, wording: Wording) -> str:
    if position is None:
        return ""
    count = count_of(position)
    return count_label(count, "", wording) if count else position_label(position, wording)


def method_label(fact: Method, criteria: Sequence[str], wording: Wording) -> str:
    """Write how an edition ranks."""
    said = [wording.method]
    if fact.criterion_count is not None:
        said.append(agree(wording.criteria, fact.criterion_count, wording).format(count=fact.criterion_count))
    if fact.points is not None:
        scale = agree(wording.scale, fact.points, wording).format(count=fact.points)
        before = fact.points_before
        said.append(scale if before is None else wording.scale_before.format(scale=scale, before=before))
    if fact.new_indicators is not None:
        said.append(agree(wording.new_indicators, fact.new_indicators, wording).format(count=fact.new_indicators))
    if criteria:
        said.append(wording.criteria_named.format(criteria=", ".join(criteria)))
    return sentence(said)
