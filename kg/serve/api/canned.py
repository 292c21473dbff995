"""The canned queries over HTTP: their list, the answer of each in every format, and what parameters may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import Text
from kg.query import render
from kg.query.parameters import take_language
from kg.serve.api.binding import bind, missing_of, once
from kg.serve.api.formats import FORMAT, TABLES, format_of
from kg.serve.api.lookup import Listed
from kg.serve.api.openapi import describe
from kg.serve.api.shared import kept_or_made, query_named
from kg.serve.api.wording import LIVE
from kg.serve.refusals import Refusal
from kg.serve.web.visitor import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from kg.query import Query
    from kg.query.header import Parameter
    from kg.serve.api.formats import Format
    from kg.serve.api.model import Model
    from kg.serve.api.shared import Api
    from kg.serve.generation import Generation

_OK, _NOT_FOUND = 200, 404
_SUGGESTED = 50


def routes(api: Api) -> list[Route]:
    """Give the routes below ``/api``."""

    async def listing(request: Request) -> Response:
        _, model = await api.now()
        language = _language(request)
        queries = [_listed(query, language) for query in model.queries.values()]
        return _json({"openapi": "openapi.json", "queries": queries}, language)

    async def description(request: Request) -> Response:
        generation, model = await api.now()
        language = _language(request)
        told = await api.reading.do(lambda: describe(model, generation.site, language))
        return _json(told, language)

    async def answer(request: Request) -> Response:
        return await _answer(api, request)

    async def values(request: Request) -> Response:
        _, model = await api.now()
        language = _language(request)
        parameter = _parameter(query_named(model, request.path_params["name"]), request.path_params["parameter"])
        begun = request.query_params.get("begun", "")
        names = await api.reading.do(lambda: model.lookup.names(parameter))
        found = names.begun(begun, language, _SUGGESTED) if isinstance(names, Listed) else []
        return _json([{"value": thing.slug, "label": label} for thing, label in found], language)

    return [
        Route("/api", lambda _: RedirectResponse("api/")),
        Route("/api/", listing),
        Route("/api/openapi.json", description),
        Route("/api/queries/{name}", answer),
        Route("/api/queries/{name}/values/{parameter}", values),
    ]


async def _answer(api: Api, request: Request) -> Response:
    generation, model = await api.now()
    query = query_named(model, request.path_params["name"])
    given, language = take_language(once(request.query_params.multi_items()), language_of(request))
    format_ = format_of(request, TABLES, given.pop(FORMAT, None))

    async def made() -> bytes:
        bound = await api.reading.do(lambda: bind(model.lookup, query, given, language))
        if bound.missing:
            raise await _incomplete(api, model, query, bound.missing, language)
        return await _answered(api, generation, bound.checked(), (query, format_, language))

    asked = ("answer", query.name, format_.name, language, *_flat(given))
    headers = _headers(format_.content_type, language)
    headers["content-disposition"] = f'inline; filename="{query.name}.{format_.extension}"'
    return await kept_or_made(request, model, asked, headers, made)


async def _answered(api: Api, generation: Generation, text: str, wanted: tuple[Query, Format, str]) -> bytes:
    """Have a bound query answered in a format: by the engine if it is one of its own."""
    query, format_, language = wanted
    output = format_.output
    if output is None:
        return (await generation.ask(text, format_.media_type)).read()
    rows = await generation.rows(text)
    return await api.writing.do(lambda: render(rows, query.header.columns, output, language).encode())


async def _incomplete(api: Api, model: Model, query: Query, missing: Sequence[Parameter], language: str) -> Refusal:
    """Say all that is missing, with an address that has it, and the form in which it can be filled in."""
    example = await api.writing.do(lambda: model.example(query.name))
    address = f"{query.name}?{urlencode(example)}"
    refusal = missing_of(missing, address if example else "")
    form = f"../../{language}/queries/{query.name}"
    refusal.suggestions = [
        (form, LIVE["query_form"].in_language(language)),
        *([(address, LIVE["example"].in_language(language))] if example else []),
    ]
    return refusal


def _listed(query: Query, language: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.header.summary.in_language(language),
        "description": query.header.description.in_language(language),
        "parameters": [_told(parameter, language) for parameter in query.header.parameters],
        "columns": list(query.columns),
        "formats": list(TABLES),
        "answer": f"queries/{query.name}",
        "form": f"../{language}/queries/{query.name}",
    }


def _told(parameter: Parameter, language: str) -> dict[str, Any]:
    told = {
        "name": parameter.name,
        "type": parameter.type.value,
        "kind": parameter.kind,
        "description": parameter.text.in_language(language),
        "required": not parameter.optional and parameter.default is None,
        "default": parameter.default,
        "minimum": parameter.minimum,
        "maximum": parameter.maximum,
    }
    return {name: value for name, value in told.items() if value is not None}


def _parameter(query: Query, name: str) -> Parameter:
    for parameter in query.header.parameters:
        if parameter.name == name and (parameter.kind or parameter.values):
            return parameter
    raise Refusal(
        Text(f"{query.name} has no values for {name}", f"{query.name} n’a pas de valeurs pour {name}"),
        status=_NOT_FOUND,
    )


def _language(request: Request) -> str:
    return take_language(dict(request.query_params), language_of(request))[1]


def _headers(content_type: str, language: str) -> dict[str, str]:
    return {"content-type": content_type, "content-language": language, "vary": "accept, accept-language"}


def _flat(given: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(part for pair in sorted(given.items()) for part in pair)


def _json(content: object, language: str) -> Response:
    return JSONResponse(content, headers=_headers("application/json", language) | {"cache-control": "no-cache"})
