"""Addresses that people and programs guess, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.routing import Route

from kg.publish.previous import DESCRIPTION
from kg.serve.web.visitor import LANGUAGES, language_of, root_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_HEADERS = {"vary": "accept-language", "cache-control": "no-cache"}
# ``{}`` is the language: that of the address, else the visitor's.
_LEADS = {
    **{f"/{language}": "{}/index.html" for language in LANGUAGES},
    **{f"/{language}/queries{end}": "{}/queries.html" for language in LANGUAGES for end in ("", "/")},
    **{f"/{folder}{end}": "{}/downloads.html" for folder in ("data", "download") for end in ("", "/")},
    "/.well-known/void": DESCRIPTION,
    "/favicon.ico": "assets/icon.svg",
}


def routes() -> list[Route]:
    """Give a route for each."""

    def lead(request: Request) -> Response:
        place = _LEADS[request.url.path].format(language_of(request))
        return RedirectResponse(f"{root_of(request)}{place}", 303, _HEADERS)

    return [Route(address, lead) for address in _LEADS]
