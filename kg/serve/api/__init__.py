"""The canned queries over HTTP with their description, their forms, and a page for visitors' own SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.serve.api import canned, forms, pages, query_page
from kg.serve.api.shared import Api

if TYPE_CHECKING:
    from starlette.routing import Route

    from kg.serve.service import Service


def routes(service: Service) -> list[Route]:
    """Give the routes of this part."""
    api = Api(service)
    return [*canned.routes(api), *forms.routes(api), *query_page.routes(api), *pages.assets()]
