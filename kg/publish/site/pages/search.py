"""The page of the search; the index it reads is written by `kg.publish.site.search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish.site.page import Page
from kg.publish.site.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.publish.site.site import Site


def pages(_site: Site) -> Iterator[Page]:
    """Yield the page of the search."""
    yield Page("search", "search.html", text("search"))
