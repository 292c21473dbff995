"""The routes put together, and what surrounds every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from kg.errors import KgError
from kg.serve import sparql
from kg.serve.files import Files
from kg.serve.problems import respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.service import Service


def application(service: Service) -> Starlette:
    """Make the application."""
    files = Files()

    async def file(request: Request) -> Response:
        return files.respond(request, service.now.folder)

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok", "digest": service.now.digest, "triples": service.now.triples})

    routes = [
        Route("/health", health),
        *sparql.routes(service),
        # routes of kg.serve.api and kg.serve.reconcile stand here
        Route("/{path:path}", file),
    ]
    return Starlette(routes=routes, exception_handlers={KgError: _refused})


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, KgError):
        raise error
    return respond(request, error)
