"""A canned query asked and drawn, with the names of what it was asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import COLON, Text, UsageError
from kg.plot import CHARTS, draw
from kg.query import Rows
from kg.query.header import ParameterType
from kg.query.requests import named
from kg.query.terms import iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.plot import Figure
    from kg.query import Binder, Query


def chartable(name: str) -> Query:
    """Give the canned query of this name, if it can be drawn."""
    query = named(name)
    if name not in CHARTS:
        listed = ", ".join(CHARTS)
        raise UsageError(
            Text(en=f"{name} cannot be drawn", fr=f"{name} ne se dessine pas"),
            fix=Text(en=f"these can: {listed}", fr=f"celles-ci se dessinent{COLON.fr}{listed}"),
        )
    return query


def figure(binder: Binder, query: Query, given: Mapping[str, str], language: str) -> Figure | None:
    """Ask a query with these values, and draw what it answers; None where no row can be drawn."""
    answer = binder.engine.ask(binder.bind(query, given, language))
    if not isinstance(answer, Rows) or not answer.rows:
        return None
    return draw(query.name, answer, language, _names(binder, query, given, language))


def _names(binder: Binder, query: Query, given: Mapping[str, str], language: str) -> dict[str, str]:
    """Name what the values stand for; a criterion is left to the rows, which name it."""
    names = {}
    for parameter in query.header.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None and parameter.type is not ParameterType.IRI:
            names[parameter.name] = value
        elif value is not None and parameter.kind != "criterion":
            names[parameter.name] = _label(binder, str(binder.names(parameter).find(value)), language)
    return names


def _label(binder: Binder, thing: str, language: str) -> str:
    """Give the short label in a language, else the label in it, else in the other, else the end of the IRI."""
    labels: dict[str, str] = {}
    for name in ("rdfs:label", "pal:shortLabel"):
        asked = f"SELECT ?label (LANG(?label) AS ?tag) {{ {iri(thing)} {name} ?label }} ORDER BY ?label"
        labels |= {str(tag): str(label) for label, tag in binder.engine.rows(asked)}
    return labels.get(language) or next(iter(labels.values()), thing.rpartition("/")[2])
