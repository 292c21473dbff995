"""The pages of the canned queries: the list of all, and for each a form with its answer below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.publish.site.pages.queries import content as listed
from kg.publish.site.words import text
from kg.query.sparql import with_prefixes
from kg.serve.api.binding import Bound, bind, once
from kg.serve.api.display import Display, display_rows
from kg.serve.api.fields import fields, folded
from kg.serve.api.formats import TABLES
from kg.serve.api.pages import LivePage, headers, render, sent
from kg.serve.api.shared import kept_or_made, query_named
from kg.serve.web.visitor import LANGUAGES, language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from kg.query import Query
    from kg.serve.api.model import Model
    from kg.serve.api.shared import Api
    from kg.serve.generation import Generation

_SEE_OTHER, _WRONG = 303, 400


def routes(api: Api) -> list[Route]:
    """Give the pages, in both languages."""

    async def questions(request: Request) -> Response:
        _, model = await api.now()
        language = language_of(request)

        async def made() -> bytes:
            return await api.writing.do(lambda: _questions(model, language))

        return await kept_or_made(request, model, ("questions", language), headers(language), made)

    async def question(request: Request) -> Response:
        generation, model = await api.now()
        query, language = query_named(model, request.path_params["name"]), language_of(request)
        pairs = request.query_params.multi_items()
        if (clean := folded(query, pairs)) != pairs:
            return RedirectResponse(f"{query.name}?{urlencode(clean)}" if clean else query.name, _SEE_OTHER)
        given = once(pairs)

        async def made() -> bytes | Response:
            asked = _Asked(query, given, await api.reading.do(lambda: bind(model.lookup, query, given, language)))
            if not asked.bound.faults:
                return await _answered(api, (generation, model), asked, language)
            page = await api.writing.do(lambda: _page(model, asked, language))
            return sent(page, language, _WRONG) if given else page

        told = ("question", query.name, language, *(part for pair in sorted(given.items()) for part in pair))
        return await kept_or_made(request, model, told, headers(language), made)

    return [
        route
        for language in LANGUAGES
        for route in (
            Route(f"/{language}/queries.html", questions),
            Route(f"/{language}/queries/{{name}}", question),
        )
    ]


def _questions(model: Model, language: str) -> bytes:
    known = {name: model.example(name) for name in model.queries}
    content = listed(model.queries, known, language)
    told = LivePage("queries", "questions.html", text("queries"), content, ending=".html")
    return render(model, told, language)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with the values that were given to it."""

    query: Query
    given: Mapping[str, str]
    bound: Bound


async def _answered(api: Api, now: tuple[Generation, Model], asked: _Asked, language: str) -> bytes:
    """Make the page of a question that can be answered."""
    generation, model = now
    rows = await generation.rows(asked.bound.text)
    return await api.writing.do(
        lambda: _page(model, asked, language, display_rows(model, asked.query, rows, asked.given, language))
    )


def _page(model: Model, asked: _Asked, language: str, shown: Display | None = None) -> bytes:
    query, given = asked.query, asked.given
    faults = asked.bound.faults if given else {}
    content: dict[str, Any] = {
        "description": query.header.description.in_language(language),
        "query": query,
        "fields": list(fields(model, query, given, faults, language)),
        "faults": faults,
        "given": urlencode(given),
        "filled": lambda field, choice: urlencode({**given, field.name: choice.value}),
        "example": urlencode(model.example(query.name)),
        "shown": shown,
        "downloads": TABLES,
        "sparql": with_prefixes(asked.bound.text).strip(),
    }
    told = LivePage(f"queries/{query.name}", "question.html", query.header.summary, content, tuple(given.items()))
    return render(model, told, language)
