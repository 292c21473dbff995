"""Where on the site a claim or a passage stands: a page's name and, after ``#``, the fragment that finds it there.

It follows from the IRI alone, so that rules of redirection can say it too. A claim stands on the page of its
institution, on that of its edition if it speaks of no institution; a passage, with all that is said of it, on the page
of its document. The fragment is what follows the base in the IRI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish.addresses import segment

if TYPE_CHECKING:
    from collections.abc import Mapping

_INSTITUTION, _EDITION, _DOCUMENT = "institution", "edition", "document"
# By kind: segments of the shortest key that names an institution, which is then its second.
_OF_INSTITUTION: Mapping[str, int] = {"result": 4, "tally": 4, "move": 3, "participation": 3}
_OF_EDITION = (*_OF_INSTITUTION, "method", "edition-size")
_OF_PASSAGE = ("evidence", "link")  # their keys begin with a document and a span


def part_of(start: int) -> int:
    """Give the part of a document's page on which a passage stands that starts at this character; most have only 0."""
    return start // 100_000


def anchor(iri: str, base: str) -> str:
    """Give page and fragment of what has no page of its own; nothing for any other IRI.

    >>> anchor("https://example.org/id/result/qs-2024/imt/overall/world/24", "https://example.org/id/")
    'institution/imt#result/qs-2024/imt/overall/world/24'
    >>> anchor("https://example.org/id/evidence/a.fr/1-20/quote", "https://example.org/id/")
    'document/a.fr#evidence/a.fr/1-20'
    >>> anchor("https://example.org/id/evidence/a.fr/123456-123470", "https://example.org/id/")
    'document/a.fr/1#evidence/a.fr/123456-123470'
    """
    kind, *key = iri.removeprefix(base).split("/") if iri.startswith(base) else [""]
    if kind in _OF_PASSAGE and len(key) > 1:
        start = key[1].partition("-")[0]
        part = f"/{part_of(int(start))}" if start.isdecimal() and part_of(int(start)) else ""
        return f"{_DOCUMENT}/{segment(key[0])}{part}#evidence/{key[0]}/{key[1]}"
    if kind in _OF_INSTITUTION and len(key) >= _OF_INSTITUTION[kind]:
        return f"{_INSTITUTION}/{segment(key[1])}#{'/'.join((kind, *key))}"
    if kind in _OF_EDITION and len(key) > 1:
        return f"{_EDITION}/{segment(key[0])}#{'/'.join((kind, *key))}"
    return ""


def fragment(iri: str, base: str) -> str:
    """Give the fragment alone, as the ``id`` of the element that shows it."""
    return anchor(iri, base).partition("#")[2]
