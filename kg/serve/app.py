"""The routes put together, and how their errors are said."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

from kg.errors import KgError, Text
from kg.serve import api, reconcile, sparql
from kg.serve.refusals import Refusal
from kg.serve.site import shortcuts
from kg.serve.site.files import Files, nothing_here
from kg.serve.web.problems import respond
from kg.serve.web.visitor import language_of, root_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.service import Service

_LOG = logging.getLogger("kg.serve")
_NOT_SO = Text("this address is not asked in this way", "cette adresse ne se demande pas de cette manière")
_NOT_FOUND = 404


def application(service: Service) -> Starlette:
    """Make the application."""
    files = Files()

    async def file(request: Request) -> Response:
        generation = service.now
        try:
            return generation.names.respond(request) or files.respond(request, generation.folder)
        except Refusal as refusal:
            if refusal.status == _NOT_FOUND:
                found = await generation.suggest(request.scope["raw_path"].decode("ascii"), language_of(request))
                refusal.suggestions = [(f"{root_of(request)}{address}", label) for address, label in found]
            raise

    async def health(_request: Request) -> Response:
        return JSONResponse(service.health(), headers={"cache-control": "no-store"})

    routes = [
        Route("/health", health),
        *sparql.routes(service),
        *api.routes(service),
        *reconcile.routes(service),
        *shortcuts.routes(),
        Route("/{path:path}", file),
    ]
    handlers = {KgError: _refused, HTTPException: _unanswered, Exception: _failed}
    return Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]


async def _refused(request: Request, error: KgError) -> Response:
    return respond(request, error)


async def _unanswered(request: Request, error: HTTPException) -> Response:
    """Say in our words what the framework refuses."""
    if error.status_code == _NOT_FOUND:
        return respond(request, nothing_here())
    return respond(request, Refusal(_NOT_SO, status=error.status_code, headers=error.headers))


async def _failed(request: Request, error: Exception) -> Response:
    """Say nothing of a bug but a reference, by which the log tells all."""
    reference = secrets.token_hex(4)
    _LOG.error("bug %s", reference, exc_info=error)
    said = Text(
        f"this is a bug of the server, which its log tells of as {reference}",
        f"c’est un bogue du serveur, que son journal décrit sous {reference}",
    )
    return respond(request, Refusal(said, status=500))
