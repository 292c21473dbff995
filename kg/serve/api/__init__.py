"""The canned queries over HTTP with their description, their forms, and a page for visitors' own SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.serve.api import canned, own, pages, question
from kg.serve.api.office import Office

if TYPE_CHECKING:
    from starlette.routing import Route

    from kg.serve.service import Service


def routes(service: Service) -> list[Route]:
    """Give the routes of this part."""
    office = Office(service)
    return [*canned.routes(office), *question.routes(office), *own.routes(office), *pages.assets()]
