"""What a query says of itself: the list of all, and the help of one with the values that the graph allows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kg.errors import COLON, Text
from kg.query.engine import Rows
from kg.query.header import Column, ParameterType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.query.catalogue import Query
    from kg.query.header import Parameter
    from kg.query.parameters import Binder

WIDTH = 100
_SHOWN = 12
LIST_COLUMNS = (
    Column("query", Text("query", "requête")),
    Column("parameters", Text("parameters", "paramètres")),
    Column("summary", Text("what it answers", "ce à quoi elle répond")),
)
_PARAMETERS = Text("Parameters", "Paramètres")
_VARIABLES = Text("Columns in CSV and JSON", "Colonnes en CSV et en JSON")
_QUESTION = Text("Question", "Question")
_OPTIONAL = Text("optional", "facultatif")
_DEFAULT = Text("default {}", "par défaut {}")
_MORE = Text("{} and {} more", "{} et {} autres")
_TYPES = {
    ParameterType.INTEGER: Text("whole number", "nombre entier"),
    ParameterType.DECIMAL: Text("number", "nombre"),
    ParameterType.STRING: Text("text", "texte"),
    ParameterType.WEIGHTS: Text("{}:number,…", "{}:nombre,…"),
    ParameterType.LIMIT: Text("whole number", "nombre entier"),
}


def listing(queries: Mapping[str, Query], language: str) -> Rows:
    """Give one row for each query; optional parameters stand in brackets."""
    rows = tuple(
        (query.name, " ".join(map(_bracketed, query.header.parameters)), query.header.summary.in_language(language))
        for query in queries.values()
    )
    return Rows(tuple(column.name for column in LIST_COLUMNS), rows)


def _bracketed(parameter: Parameter) -> str:
    return f"[{parameter.name}]" if parameter.optional or parameter.default else parameter.name


def help_text(query: Query, binder: Binder | None, language: str) -> str:
    """Write the help of one query; without a graph no value is listed."""
    header, colon = query.header, COLON.in_language(language)
    lines = [_usage(query), "", *_wrapped(header.summary.in_language(language)), ""]
    lines += [*_wrapped(header.description.in_language(language)), ""]
    if header.parameters:
        lines += [f"{_PARAMETERS.in_language(language)}{colon}".rstrip()]
        for parameter in header.parameters:
            lines += _parameter(parameter, binder, language)
        lines += [""]
    variables = " ".join(query.columns)
    lines += _wrapped(f"{_VARIABLES.in_language(language)}{colon}{variables}") if variables else []
    return "\n".join([*lines, f"{_QUESTION.in_language(language)}{colon}{header.question}"]) + "\n"


def _usage(query: Query) -> str:
    given = "".join(
        f" [-p {p.name}=…]" if p.optional or p.default else f" -p {p.name}=…" for p in query.header.parameters
    )
    return f"kg query {query.name}{given} [--lang fr|en] [--format FORM] [--print]"


def _parameter(parameter: Parameter, binder: Binder | None, language: str) -> Iterator[str]:
    notes = [_type(parameter, language)]
    if parameter.default:
        notes.append(_DEFAULT.in_language(language).format(parameter.default))
    elif parameter.optional:
        notes.append(_OPTIONAL.in_language(language))
    yield from _wrapped(f"{parameter.name} ({', '.join(notes)}) {parameter.text.in_language(language)}", "  ")
    if binder and (parameter.kind or parameter.values):
        yield from _wrapped(_allowed(parameter, binder, language), "      ")


def _type(parameter: Parameter, language: str) -> str:
    if parameter.type is ParameterType.IRI:
        return parameter.kind or ""
    return _TYPES[parameter.type].in_language(language).format(parameter.kind)


def _allowed(parameter: Parameter, binder: Binder, language: str) -> str:
    known = [thing.shown(language) for thing in binder.names(parameter).all]
    listed = ", ".join(known[:_SHOWN])
    more = len(known) - _SHOWN
    return _MORE.in_language(language).format(listed, more) if more > 0 else listed


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
