"""The page of the canned queries: each with its parameters, and how to ask it from a shell, Python and any engine."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.publish.site.page import Page
from kg.publish.site.words import text
from kg.query import load_queries
from kg.query.header import MARK, ParameterType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.publish.entities import Entity
    from kg.publish.site.site import Site
    from kg.query import Query
    from kg.query.header import Parameter

_NUMBERS = {"n": "10", "sdg": "6"}  # examples of numbers


def pages(site: Site) -> Iterator[Page]:
    """Yield the page."""
    yield Page("queries", "queries.html", text("queries"), partial(_content, site))


def _content(site: Site, language: str) -> dict[str, Any]:
    queries = load_queries()
    return content(queries, {name: examples(site, query) for name, query in queries.items()}, language)


def content(queries: Mapping[str, Query], known: Mapping[str, Mapping[str, str]], language: str) -> dict[str, Any]:
    """Give what the page shows; ``known`` are values to ask each query with."""
    return {
        "description": text("queries_description").in_language(language),
        "queries": queries,
        "shell": {name: in_shell(query, known[name]) for name, query in queries.items()},
        "python": {name: in_python(query, known[name]) for name, query in queries.items()},
        "sparql": {name: without_header(query) for name, query in queries.items()},
    }


def examples(site: Site, query: Query) -> Mapping[str, str]:
    """Give values for the parameters that must be given: of what the graph knows most of."""
    values: dict[str, str] = {}
    for parameter in query.header.parameters:
        if not parameter.optional and parameter.default is None:
            values[parameter.name] = _example(site, parameter, len(values))
    return values


def _example(site: Site, parameter: Parameter, place: int) -> str:
    match parameter.type:
        case ParameterType.WEIGHTS:
            known = _best_known(site, "criterion")[:2]
            return ",".join(f"{entity.key}:{weight}" for entity, weight in zip(known, (2, 1), strict=False))
        case ParameterType.IRI if parameter.kind in site.entities:
            several = [each for each in _best_known(site, parameter.kind) if each.key]
            second = parameter.kind == "institution" and place and len(several) > 1
            return several[1 if second else 0].key if several else "…"
        case ParameterType.IRI:
            rows = site.engine.rows("SELECT ?result { ?result a pal:Result } ORDER BY ?result LIMIT 1")
            return str(rows[0][0]).removeprefix(site.base) if rows and parameter.kind == "claim" else "…"
        case _:
            return _NUMBERS.get(parameter.name, str(parameter.minimum or 1))


def _best_known(site: Site, kind: str | None) -> list[Entity]:
    counts = _passages(site) if kind == "document" else site.results
    return sorted(site.entities[str(kind)], key=lambda entity: -counts.get(entity.iri, 0))


def _passages(site: Site) -> Mapping[str, int]:
    """Count the passages of the document that has most of them."""
    counted = "SELECT ?document (COUNT(?passage) AS ?count) { ?passage oa:hasSource ?document }"
    rows = site.engine.rows(f"{counted} GROUP BY ?document ORDER BY DESC(?count) ?document LIMIT 1")
    return {str(document): count for document, count in rows if isinstance(count, int)}


def in_shell(query: Query, values: Mapping[str, str]) -> str:
    """Write how to ask from a shell."""
    return " ".join(["kg query", query.name, *(f"-p {name}={shlex.quote(value)}" for name, value in values.items())])


def in_python(query: Query, values: Mapping[str, str]) -> str:
    """Write how to ask from Python."""
    types = {parameter.name: parameter.type for parameter in query.header.parameters}
    given = "".join(f", {name}={_literal(value, types[name])}" for name, value in values.items())
    return f'graph.query("{query.name}"{given})'


def _literal(value: str, kind: ParameterType) -> str:
    if kind is ParameterType.WEIGHTS:
        pairs = (each.rpartition(":") for each in value.split(",") if each)
        return "{" + ", ".join(f'"{criterion}": {weight}' for criterion, _, weight in pairs) + "}"
    return value if kind in {ParameterType.INTEGER, ParameterType.DECIMAL, ParameterType.LIMIT} else f'"{value}"'


def without_header(query: Query) -> str:
    """Give the SPARQL alone."""
    return "".join(line for line in query.text.splitlines(keepends=True) if not line.startswith(MARK))
