"""The addresses of the reconciliation service, /reconcile/en and /reconcile/fr, as OpenRefine asks them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import Text
from kg.publish import addresses
from kg.serve.problems import Refusal
from kg.serve.reconcile import page
from kg.serve.reconcile.answers import extended, reconciled, suggested
from kg.serve.reconcile.desk import Desk
from kg.serve.reconcile.manifest import manifest, types
from kg.serve.reconcile.properties import LANGUAGES
from kg.serve.reconcile.protocol import read_extension, read_queries
from kg.serve.reconcile.suggest import begins, properties
from kg.serve.reconcile.words import LONGEST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from kg.serve.generation import Generation
    from kg.serve.reconcile.desk import Tools
    from kg.serve.reconcile.known import Known
    from kg.serve.service import Service

_FORM = "application/x-www-form-urlencoded"
_FIELDS = 20
_NOT_A_FORM = Text("POST a form with queries or extend", "envoyer un formulaire avec queries ou extend")
_UNREADABLE = Text("the form cannot be read", "le formulaire est illisible")
_NO_SUCH = Text("no institution has this id", "aucun établissement n’a cet identifiant")
_SUGGEST = Text("search for it by its name", "le chercher par son nom")


def routes(service: Service) -> list[Route]:
    """Give all addresses, each in both languages."""
    desk = Desk()
    return [route for language in LANGUAGES for route in _Language(service, language, desk).routes()]


class _Language:
    """The service in one language."""

    def __init__(self, service: Service, language: str, desk: Desk) -> None:
        self._service, self._language, self._desk = service, language, desk

    def routes(self) -> list[Route]:
        here = f"/reconcile/{self._language}"
        return [
            Route(here, self._answer, methods=["GET", "POST"]),
            Route(f"{here}/", self._answer, methods=["GET", "POST"]),
            *(Route(f"{here}/{name}", answer) for name, answer in self._others().items()),
        ]

    def _others(self) -> Mapping[str, Callable[[Request], Awaitable[Response]]]:
        return {
            "suggest/entity": self._suggest_entity,
            "suggest/property": self._suggest_property,
            "suggest/type": self._suggest_type,
            "properties": self._properties,
            "flyout": self._flyout,
            "preview": self._preview,
            "view": self._view,
        }

    async def _tools(self) -> tuple[Generation, Tools]:
        generation = self._service.now
        return generation, await self._desk.tools(generation)

    async def _answer(self, request: Request) -> Response:
        """Answer a batch of queries, a request for data, or with the manifest."""
        fields = await _fields(request)
        if "queries" in fields:
            queries = read_queries(fields["queries"])
            _, tools = await self._tools()
            return _json(await self._desk.work(reconciled, queries, tools.judge, self._language))
        if "extend" in fields:
            asked = read_extension(fields["extend"])
            generation, tools = await self._tools()
            return _json(await extended(asked, generation, tools.matcher.institutions, self._language))
        generation = self._service.now
        self._desk.begin(generation)
        return _json(manifest(_root(request, generation), generation.base, self._language))

    async def _suggest_entity(self, request: Request) -> Response:
        _, tools = await self._tools()
        found = await self._desk.work(tools.beginnings.suggest, _prefix(request), _cursor(request))
        return _json({"result": suggested(found, tools.matcher.institutions, self._language)})

    async def _suggest_property(self, request: Request) -> Response:
        found = properties(_prefix(request), self._language)
        return _json({"result": found[_cursor(request) :]})

    async def _suggest_type(self, request: Request) -> Response:
        _, tools = await self._tools()
        every = types(tools.matcher.institutions, self._language)
        found = [each for each in every if begins(_prefix(request), each["id"], each["name"])]
        return _json({"result": found[_cursor(request) :]})

    async def _properties(self, request: Request) -> Response:
        """Propose properties: those of institutions, the only type that has any."""
        limit = _number(request, "limit")
        answer: dict[str, Any] = {"properties": properties("", self._language, limit)}
        if asked := request.query_params.get("type", ""):
            answer["type"] = asked
        return _json(answer | ({"limit": limit} if limit else {}))

    async def _flyout(self, request: Request) -> Response:
        known, _, tools = await self._known(request)
        return _json({"id": known.id, "html": page.flyout(known, tools.matcher.institutions, self._language)})

    async def _preview(self, request: Request) -> Response:
        known, generation, tools = await self._known(request)
        root = _root(request, generation)
        address = f"{root}/{self._page(known)}" if known.served else ""
        content = page.page(known, tools.matcher.institutions, self._language, address)
        return HTMLResponse(content, headers={"content-security-policy": page.POLICY})

    async def _view(self, request: Request) -> Response:
        """Lead to the institution's page; what the registry alone knows has but the preview."""
        known, _, tools = await self._known(request)
        if known.served:
            return RedirectResponse(f"../../{self._page(known)}", 303)
        content = page.page(known, tools.matcher.institutions, self._language, "")
        return HTMLResponse(content, headers={"content-security-policy": page.POLICY})

    def _page(self, known: Known) -> str:
        return addresses.page("/".join(map(addresses.segment, known.id.split("/"))), self._language)

    async def _known(self, request: Request) -> tuple[Known, Generation, Tools]:
        generation, tools = await self._tools()
        known = tools.matcher.identified(request.query_params.get("id", ""))
        if known is None:
            raise Refusal(_NO_SUCH, fix=_SUGGEST, status=404)
        return known, generation, tools


async def _fields(request: Request) -> Mapping[str, str]:
    """Read the fields of the address and of a form, the first of a name."""
    texts = [request.url.query]
    if request.method == "POST":
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            raise Refusal(_NOT_A_FORM, status=415)
        texts.append((await request.body()).decode("utf-8", "replace"))
    try:
        pairs = [pair for text in texts for pair in parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS)]
    except ValueError as error:
        raise Refusal(_UNREADABLE, fix=_NOT_A_FORM) from error
    return dict(reversed(pairs))


def _prefix(request: Request) -> str:
    return request.query_params.get("prefix", "")[:LONGEST]


def _cursor(request: Request) -> int:
    return _number(request, "cursor")


def _number(request: Request, name: str) -> int:
    """Read a number of the address; what is none is 0."""
    given = request.query_params.get(name, "")
    return int(given[:6]) if given.isascii() and given.isdecimal() else 0


def _root(request: Request, generation: Generation) -> str:
    """Give the address of the server as the client has it: the published one where its host was asked."""
    site = generation.site.rstrip("/")
    asked = request.url
    return site if urlsplit(site).netloc == asked.netloc else f"{asked.scheme}://{asked.netloc}"


def _json(content: object) -> Response:
    headers = {"cache-control": "no-cache"}
    return Response(json.dumps(content, ensure_ascii=False), 200, headers, "application/json")
