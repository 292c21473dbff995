"""The parameters of a request: those of its address, and those of the form it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from kg.errors import Text
from kg.serve.refusals import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
_MOST = 100  # in one form
_NOT_UTF8 = Text("the request is not UTF-8", "la demande n’est pas en UTF-8")
_UNREADABLE = Text("the form cannot be read", "le formulaire est illisible")
_AS_FORM = Text(f"send it as {FORM}, in UTF-8", f"l’envoyer en {FORM}, en UTF-8")


def media_type_of(request: Request) -> str:
    """Give the media type of what a request brings, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def of_address(request: Request) -> list[tuple[str, str]]:
    """Read the parameters of the address. Raises Refusal."""
    return _parsed(request.scope["query_string"])


async def of_form(request: Request) -> list[tuple[str, str]]:
    """Read the form that a request brings. Raises Refusal."""
    return _parsed(await request.body())


async def text_of(request: Request) -> str:
    """Give the text that a request brings. Raises Refusal."""
    return _decoded(await request.body())


def _parsed(content: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_decoded(content), keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except UnicodeError as error:
        raise Refusal(_NOT_UTF8, fix=_AS_FORM) from error
    except ValueError as error:
        raise Refusal(_UNREADABLE, fix=_AS_FORM) from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeError as error:
        raise Refusal(_NOT_UTF8) from error
