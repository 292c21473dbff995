"""The makers of pages: each yields the pages of one kind, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.publish.site.pages import (
    comparison,
    concepts,
    criterion,
    document,
    downloads,
    edition,
    goal,
    home,
    institution,
    lists,
    ontology,
    queries,
    ranking,
    search,
    withdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.publish.site.page import Page
    from kg.publish.site.site import Site

MAKERS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home.pages,
    search.pages,
    lists.pages,
    institution.pages,
    comparison.pages,
    ranking.pages,
    edition.pages,
    criterion.pages,
    goal.pages,
    document.pages,
    ontology.pages,
    concepts.pages,
    downloads.pages,
    queries.pages,
    withdrawn.pages,
)
