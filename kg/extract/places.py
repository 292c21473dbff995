"""Which place words mean: a place by name, the world, or the institution's own country and continent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.mentions import PlaceMention
from kg.language import Kind

if TYPE_CHECKING:
    from kg.extract import slots
    from kg.extract.claims import Entity
    from kg.extract.reading import Reading
    from kg.extract.sentences import Sentence


def place_meant(sentence: Sentence, where: slots.Where, institution: Entity, reading: Reading) -> str | None:
    """Give the place that words mean; "the country" is the institution's own, None where it is not known."""
    if isinstance(where, PlaceMention):
        return where.place.scope(sentence.language.code)
    if where.kind is Kind.WORLD:
        return "world"
    places = reading.registry.places
    known = reading.registry.institutions.get(institution.slug or "")
    place = places.get((known.country if known else reading.country) or "")
    while where.kind is Kind.CONTINENT and place and place.kind != "continent":
        place = places.get(place.broader or "")
    return place.scope(sentence.language.code) if place else None
