"""Drawings of a page, where the answer allows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.plot import CHARTS, draw
from kg.query.terms import Iri

if TYPE_CHECKING:
    from kg.plot import Figure
    from kg.publish.site.names import Names
    from kg.query import Rows


def drawn(query: str, answer: Rows, names: Names, language: str, **given: str) -> Figure | None:
    """Draw an answer; ``given`` are the IRIs that the query was asked about, by parameter.

    A drawing cannot say that some of its words are in another language: with such names nothing is drawn.
    """
    about = {name: names.of(iri, language) for name, iri in given.items()}
    shown = (value for row in answer.rows for value in row if isinstance(value, Iri) and names.known(value))
    foreign = any(name.tongue for name in about.values()) or any(names.of(each, language).tongue for each in shown)
    if query not in CHARTS or foreign:
        return None
    return draw(query, answer, language, {parameter: name.text for parameter, name in about.items()})
