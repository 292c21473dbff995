"""Pages that only a server has, in the frame of the site's own: the same head, menu and foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from kg.publish import addresses
from kg.publish.site.environment import environment
from kg.publish.site.page import Frame, Page
from kg.publish.site.whereabouts import ONTOLOGY, whereabouts
from kg.publish.site.words import Words
from kg.serve.api.wording import LIVE
from kg.serve.site.files import media_type
from kg.serve.web.conditional import etag_of, not_modified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from kg.errors import Text
    from kg.serve.api.model import Model

HERE = Path(__file__).parent
ASSETS = ("live.css", "live.js")
_templates = cache(environment)


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page to be shown: its address without the language, what is asked of it there, and what its template takes."""

    name: str
    template: str
    title: Text
    content: dict[str, Any]
    asked: Sequence[tuple[str, str]] = ()
    ending: str = ""


@dataclass(frozen=True, slots=True)
class LiveFrame(Frame):
    """The frame of a page without a file: its address may have no extension, and ask something."""

    asked: Sequence[tuple[str, str]] = ()
    ending: str = ""

    def itself(self, language: str) -> str:
        """Give the way to this page in a language, with what is asked."""
        return self.to(self._place(language)) + self._question

    def absolute(self, language: str) -> str:
        """Give the full address of this page, or nothing where the site's is not known."""
        site = self.site.source.site
        return f"{site}/{addresses.link(self._place(language), '')}{self._question}" if site else ""

    def _place(self, language: str) -> str:
        return f"{language}/{self.page.name}{self.ending}"

    @property
    def _question(self) -> str:
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def to_thing(self, iri: str) -> str:
        """Give the way to the page of a thing, or to its place on one; nothing for what has neither."""
        place = whereabouts(iri, self.site.base)
        known = iri in self.site.by_iri or self.site.names.known(iri) or place.startswith(f"{ONTOLOGY}#")
        return self.to_place(place) if known else self.to_anchor(iri)


def render(model: Model, told: LivePage, language: str) -> bytes:
    """Write a page."""
    page = Page(told.name, told.template, told.title)
    here = f"{language}/{told.name}{told.ending}"
    frame = LiveFrame(model.site, page, language, here, told.asked, told.ending)
    template = _templates(HERE / "templates").get_template(told.template)
    names = frame.names() | {"words": Words(language, LIVE), "json_ld": ""}
    return template.render(names | told.content).encode("utf-8", "replace")


def headers(language: str) -> dict[str, str]:
    """Give the headers of a page; what answers a question is not for the indexes of search engines."""
    return {"content-type": "text/html; charset=utf-8", "content-language": language, "x-robots-tag": "noindex"}


def sent(content: bytes, language: str, status: int = 200) -> Response:
    """Send a page that nobody shall keep."""
    return Response(content, status, headers(language) | {"cache-control": "no-store"})


def assets() -> list[Route]:
    """Give the routes of what the pages look like and what helps in them."""

    def route(name: str) -> Route:
        content = (HERE / "assets" / name).read_bytes()
        told = {
            "content-type": media_type(HERE / name),
            "etag": etag_of(content),
            "cache-control": "no-cache",
        }

        async def asset(request: Request) -> Response:
            return not_modified(request, told) or Response(content, headers=told)

        return Route(f"/assets/{name}", asset)

    return [route(name) for name in ASSETS]
