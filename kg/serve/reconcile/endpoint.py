"""The addresses of the reconciliation service, /reconcile/en and /reconcile/fr, as OpenRefine asks them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import Text
from kg.publish import addresses
from kg.serve.reconcile import preview
from kg.serve.reconcile.answers import extended, reconciled, suggested
from kg.serve.reconcile.manifest import manifest, types
from kg.serve.reconcile.protocol import read_extension, read_queries
from kg.serve.reconcile.reconciler import reconciler_of
from kg.serve.reconcile.suggest import begins, properties
from kg.serve.reconcile.words import LONGEST
from kg.serve.refusals import Refusal
from kg.serve.web.parameters import FORM, media_type_of, of_address, of_form
from kg.serve.web.visitor import LANGUAGES
from kg.serve.worker import Prepared, Worker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from kg.serve.generation import Generation
    from kg.serve.reconcile.institutions import Institution
    from kg.serve.reconcile.reconciler import Reconciler
    from kg.serve.service import Service

_NOT_A_FORM = Text("this is not a form", "ceci n’est pas un formulaire")
_FORM = Text(f"send queries or extend as {FORM}", f"envoyer queries ou extend en {FORM}")
_NO_SUCH = Text("no institution has this id", "aucun établissement n’a cet identifiant")
_SUGGEST = Text("search for it by its name", "le chercher par son nom")


def routes(service: Service) -> list[Route]:
    """Give all addresses, each in both languages."""
    worker = Worker()
    reconcilers = Prepared(reconciler_of, worker)
    return [route for language in LANGUAGES for route in _Language(service, language, worker, reconcilers).routes()]


class _Language:
    """The service in one language."""

    def __init__(self, service: Service, language: str, worker: Worker, reconcilers: Prepared[Reconciler]) -> None:
        self._service, self._language = service, language
        self._worker, self._reconcilers = worker, reconcilers

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

    async def _now(self) -> tuple[Generation, Reconciler]:
        generation = self._service.now
        return generation, await self._reconcilers.of_latest(generation)

    async def _answer(self, request: Request) -> Response:
        """Answer a batch of queries, a request for data, or with the manifest."""
        fields = await _fields(request)
        if "queries" in fields:
            queries = read_queries(fields["queries"])
            _, reconciler = await self._now()
            return _json(await self._worker.do(lambda: reconciled(queries, reconciler.judge, self._language)))
        if "extend" in fields:
            asked = read_extension(fields["extend"])
            generation, reconciler = await self._now()
            return _json(await extended(asked, generation, reconciler.institutions, self._language))
        generation = self._service.now
        self._reconcilers.begin(generation)  # queries will come
        return _json(manifest(_root(request, generation), generation.base, self._language))

    async def _suggest_entity(self, request: Request) -> Response:
        _, reconciler = await self._now()
        found = await self._worker.do(lambda: reconciler.beginnings.suggest(_prefix(request), _cursor(request)))
        return _json({"result": suggested(found, reconciler.institutions, self._language)})

    async def _suggest_property(self, request: Request) -> Response:
        found = properties(_prefix(request), self._language)
        return _json({"result": found[_cursor(request) :]})

    async def _suggest_type(self, request: Request) -> Response:
        _, reconciler = await self._now()
        every = types(reconciler.institutions, self._language)
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
        institution, _, reconciler = await self._institution(request)
        return _json(
            {"id": institution.id, "html": preview.flyout(institution, reconciler.institutions, self._language)}
        )

    async def _preview(self, request: Request) -> Response:
        institution, generation, reconciler = await self._institution(request)
        root = _root(request, generation)
        address = f"{root}/{self._page(institution)}" if institution.served else ""
        return self._previewed(institution, reconciler, address)

    async def _view(self, request: Request) -> Response:
        """Lead to the institution's page; what the registry alone knows has but the preview."""
        institution, _, reconciler = await self._institution(request)
        if institution.served:
            return RedirectResponse(f"../../{self._page(institution)}", 303)
        return self._previewed(institution, reconciler, "")

    def _previewed(self, institution: Institution, reconciler: Reconciler, address: str) -> Response:
        content = preview.page(institution, reconciler.institutions, self._language, address)
        return HTMLResponse(content, headers={"content-security-policy": preview.POLICY})

    def _page(self, institution: Institution) -> str:
        return addresses.page("/".join(map(addresses.segment, institution.id.split("/"))), self._language)

    async def _institution(self, request: Request) -> tuple[Institution, Generation, Reconciler]:
        generation, reconciler = await self._now()
        institution = reconciler.matcher.identified(request.query_params.get("id", ""))
        if institution is None:
            raise Refusal(_NO_SUCH, fix=_SUGGEST, status=404)
        return institution, generation, reconciler


async def _fields(request: Request) -> Mapping[str, str]:
    """Read the parameters of the address and of a form, the first of a name."""
    pairs = of_address(request)
    if request.method == "POST":
        if media_type_of(request) != FORM:
            raise Refusal(_NOT_A_FORM, fix=_FORM, status=415)
        pairs += await of_form(request)
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
