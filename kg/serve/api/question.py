"""The pages of the canned queries: the list of all, and for each a form with its answer below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.publish.site.pages.queries import content as listed
from kg.publish.site.words import text
from kg.query.parameters import LANGUAGES
from kg.query.sparql import with_prefixes
from kg.serve.api.fields import fields, folded
from kg.serve.api.formats import TABLES
from kg.serve.api.given import Bound, bind, once
from kg.serve.api.office import kept_or_made, query_named
from kg.serve.api.pages import Told, headers, render, sent
from kg.serve.api.shown import Shown, canned
from kg.serve.visitor import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from kg.query import Query
    from kg.serve.api.desk import Desk
    from kg.serve.api.office import Office
    from kg.serve.generation import Generation

_SEE_OTHER, _WRONG = 303, 400


def routes(office: Office) -> list[Route]:
    """Give the pages, in both languages."""

    async def questions(request: Request) -> Response:
        _, desk = await office.at()
        language = language_of(request)

        async def made() -> bytes:
            return await office.writing.do(lambda: _questions(desk, language))

        return await kept_or_made(request, desk, ("questions", language), headers(language), made)

    async def question(request: Request) -> Response:
        generation, desk = await office.at()
        query, language = query_named(desk, request.path_params["name"]), language_of(request)
        pairs = request.query_params.multi_items()
        if (clean := folded(query, pairs)) != pairs:
            return RedirectResponse(f"{query.name}?{urlencode(clean)}" if clean else query.name, _SEE_OTHER)
        given = once(pairs)
        asked = _Asked(query, given, await office.reading.do(lambda: bind(desk.lookup, query, given, language)))
        if asked.bound.faults and given:
            return sent(await office.writing.do(lambda: _page(desk, asked, language)), language, _WRONG)

        async def made() -> bytes:
            if asked.bound.faults:
                return await office.writing.do(lambda: _page(desk, asked, language))
            return await _answered(office, (generation, desk), asked, language)

        told = ("question", query.name, language, *(part for pair in sorted(given.items()) for part in pair))
        return await kept_or_made(request, desk, told, headers(language), made)

    return [
        route
        for language in LANGUAGES
        for route in (
            Route(f"/{language}/queries.html", questions),
            Route(f"/{language}/queries/{{name}}", question),
        )
    ]


def _questions(desk: Desk, language: str) -> bytes:
    known = {name: desk.example(name) for name in desk.queries}
    content = listed(desk.queries, known, language)
    told = Told("queries", "questions.html", text("queries"), content, ending=".html")
    return render(desk, told, language)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with the values that were given to it."""

    query: Query
    given: Mapping[str, str]
    bound: Bound


async def _answered(office: Office, at: tuple[Generation, Desk], asked: _Asked, language: str) -> bytes:
    """Make the page of a question that can be answered."""
    generation, desk = at
    rows = await generation.rows(asked.bound.text)
    return await office.writing.do(
        lambda: _page(desk, asked, language, canned(desk, asked.query, rows, asked.given, language))
    )


def _page(desk: Desk, asked: _Asked, language: str, shown: Shown | None = None) -> bytes:
    query, given = asked.query, asked.given
    faults = asked.bound.faults if given else {}
    content: dict[str, Any] = {
        "description": query.header.description.in_language(language),
        "query": query,
        "fields": list(fields(desk, query, given, faults, language)),
        "faults": faults,
        "given": urlencode(given),
        "example": urlencode(desk.example(query.name)),
        "shown": shown,
        "downloads": TABLES,
        "sparql": with_prefixes(asked.bound.text).strip(),
    }
    told = Told(f"queries/{query.name}", "question.html", query.header.summary, content, tuple(given.items()))
    return render(desk, told, language)
