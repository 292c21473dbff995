"""What every response says to browsers, for their users' safety; a route that says otherwise is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.datastructures import MutableHeaders

# As the site's pages have it, and never framed; a route that is to be framed sends its own.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
# What programs in other sites' pages may fetch.
SHARED = ("/sparql", "/api", "/reconcile", "/data/", "/download/", "/id/", "/ontology", "/health")
EXPOSED = ("content-language", "etag", "link", "location", "retry-after")
_ALWAYS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
_YEAR = "max-age=31536000"


def secure(headers: MutableHeaders, site: str) -> None:
    """Add what is not said yet; ``site`` is the published address, which tells whether HTTPS is promised."""
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    if site.startswith("https://"):
        headers.setdefault("strict-transport-security", _YEAR)
