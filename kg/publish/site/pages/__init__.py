"""The makers of pages: each yields the pages of one kind, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
    from collections.abc import Callable, Iterator, Sequence

    from kg.publish.site.page import Page
    from kg.publish.site.site import Site


class Each(NamedTuple):
    """Makes the pages of things of which there may be many, of any part of them alone."""

    pages: Callable[[Site, Sequence[Any]], Iterator[Page]]
    things: Callable[[Site], Sequence[Any]]


MAKERS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home.pages,
    search.pages,
    lists.pages,
    ontology.pages,
    concepts.pages,
    downloads.pages,
    queries.pages,
    withdrawn.pages,
)


def _of_kind(name: str, pages: Callable[[Site, Sequence[Any]], Iterator[Page]]) -> Each:
    return Each(pages, lambda site: site.entities[name])


OF_EACH: tuple[Each, ...] = (
    _of_kind("institution", institution.pages),
    Each(comparison.pages, lambda site: site.rivals.pairs),
    _of_kind("ranking", ranking.pages),
    _of_kind("edition", edition.pages),
    _of_kind("criterion", criterion.pages),
    _of_kind("goal", goal.pages),
    _of_kind("document", document.pages),
)
