"""The home page: what this is, how much there is, where to begin, how to take the data away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.publish.site.page import Page
from kg.publish.site.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.errors import Text
    from kg.publish.entities import Entity
    from kg.publish.site.site import Site

_NEWEST = 8
_FIGURES = {  # by word: what is counted; a document that is only cited was not read, and has no digest
    "results": "?thing a pal:Result",
    "institutions": "?thing a pal:Institution",
    "editions": "?thing a pal:Edition",
    "documents_read": "?thing a pal:Document ; pal:sha256 ?digest",
    "documents_cited": "?document pal:cites ?thing FILTER NOT EXISTS { ?thing pal:sha256 ?digest }",
    "passages": "?thing a pal:Evidence",
}


def pages(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    figures, newest = _figures(site), _newest(site)

    def content(language: str) -> dict[str, Any]:
        return {
            "figures": [(count, word.in_language(language)) for count, word in figures],
            "newest": newest,
        }

    yield Page("index", "home.html", site.name, content)


def _figures(site: Site) -> Sequence[tuple[int, Text]]:
    """Count what the graph holds; what it holds none of goes unsaid."""
    found = []
    for word, pattern in _FIGURES.items():
        ((count,),) = site.engine.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?count) {{ {pattern} }}")
        if isinstance(count, int) and count:
            found.append((count, counted(word, count)))
    return found


def _newest(site: Site) -> Sequence[tuple[Entity, int, int]]:
    """Give the newest editions of which something is known: edition, year, number of results."""
    rows = site.engine.rows(
        "SELECT ?edition ?year (COUNT(?result) AS ?count)"
        " { ?edition a pal:Edition ; pal:year ?year . ?result a pal:Result ; pal:edition ?edition }"
        f" GROUP BY ?edition ?year ORDER BY DESC(?year) DESC(?count) ?edition LIMIT {_NEWEST}"
    )
    return [
        (site.by_iri[str(edition)], year, count)
        for edition, year, count in rows
        if isinstance(year, int) and isinstance(count, int)
    ]
