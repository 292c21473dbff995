"""The pages that compare two institutions, table by table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.publish.site.drawing import drawn
from kg.publish.site.page import Page
from kg.publish.site.rivals import name_of
from kg.publish.site.tables import Wording
from kg.publish.site.words import text
from kg.query import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.publish.entities import Entity
    from kg.publish.site.rivals import Pair
    from kg.publish.site.site import Site

_COMPARE = "compare-institutions"


def pages(site: Site, pairs: Iterable[Pair]) -> Iterator[Page]:
    """Yield the page of each pair."""
    for one, two in pairs:
        both = text("comparison")
        title = Text(*(words.format(*pair) for words, *pair in zip(both, one.label, two.label, strict=True)))
        yield Page(name_of(one, two), "comparison.html", title, _Comparison(site, one, two).content)


def _with_nobody(answer: Rows, undecided: str) -> Rows:
    """Say so where nobody is ahead."""
    ahead = [place for place, name in enumerate(answer.columns) if name == "aheadLabel"]
    rows = (
        tuple(undecided if place in ahead and value is None else value for place, value in enumerate(row))
        for row in answer.rows
    )
    return Rows(answer.columns, tuple(rows))


class _Comparison:
    """What the pages of one pair share."""

    def __init__(self, site: Site, one: Entity, two: Entity) -> None:
        self._site, self._one, self._two = site, one, two

    def content(self, language: str) -> dict[str, Any]:
        site, given = self._site, {"first": self._one.iri, "second": self._two.iri}
        answer = site.answers.rows(_COMPARE, language, **given)
        told = _with_nobody(answer, text("nobody_ahead").in_language(language))
        titles = {"firstRank": self._one.label, "secondRank": self._two.label}
        columns = [
            replace(column, title=titles.get(column.name, column.title)) for column in site.answers.columns(_COMPARE)
        ]
        caption = text("comparison_caption").in_language(language)
        return {
            "pair": (self._one, self._two),
            "figure": drawn(_COMPARE, answer, site.names, language, **given),
            "table": Wording(site.names, language).table(told, columns, caption),
        }
