"""Where on the site anything is told of that has an IRI of ours: a page of its own, or a place on another's."""

from __future__ import annotations

from kg.publish.addresses import segment
from kg.publish.entities import KINDS, key_of
from kg.publish.site.anchors import anchor
from kg.vocab import PAL, SDG

CONCEPTS = "concepts"  # the list of kinds, and the folder of their pages
ONTOLOGY = "ontology"
DOWNLOADS = "downloads"


def whereabouts(address: str, base: str) -> str:
    """Give page and fragment of what an IRI names; nothing for an IRI of somebody else.

    >>> whereabouts("https://example.org/id/ranking/qs", "https://example.org/id/")
    'ranking/qs'
    >>> whereabouts("https://example.org/id/place/fr", "https://example.org/id/")
    'concepts/place#place/fr'
    >>> whereabouts("https://w3id.org/palmares/ontology#Result", "https://example.org/id/")
    'ontology#Result'
    """
    if address.startswith(SDG):
        return f"goal/{segment(key_of(address, KINDS['goal'], base))}"
    if address.startswith(PAL):
        return f"{ONTOLOGY}#{address.removeprefix(PAL)}"
    if not address.startswith(base):
        return ""
    kind, *key = address.removeprefix(base).split("/")
    if kind in KINDS and key:
        return "/".join((kind, *map(segment, key)))
    if kind == "dataset":
        return DOWNLOADS
    return anchor(address, base) or f"{CONCEPTS}/{segment(kind)}#{'/'.join((kind, *key))}"
