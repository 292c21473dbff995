"""One way to say to a visitor what went wrong: a page, a problem document (RFC 9457) or plain text, as Accept asks."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.errors import COLON, FIX, Text
from kg.serve.refusals import Misread, Refusal
from kg.serve.web.visitor import asked_for, language_of, root_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from kg.errors import KgError

_NOT_FOUND = 404
_HTML, _JSON, _PLAIN = "text/html", "application/problem+json", "text/plain"
_OFFERED = {_JSON: _JSON, "application/json": _JSON, _HTML: _HTML, _PLAIN: _PLAIN}
_TITLES = {
    400: Text("This request cannot be answered", "Demande impossible à satisfaire"),
    404: Text("Nothing is at this address", "Il n’y a rien à cette adresse"),
    405: Text("Not in this way", "Pas de cette manière"),
    406: Text("Not in this format", "Pas dans ce format"),
    408: Text("The request took too long to come", "La demande a mis trop longtemps à venir"),
    413: Text("Too much is asked for", "C’est trop demander"),
    414: Text("The address is too long", "L’adresse est trop longue"),
    415: Text("Not in this form", "Pas sous cette forme"),
    431: Text("The request’s head is too long", "L’en-tête de la demande est trop long"),
    500: Text("A fault of the server", "Une panne du serveur"),
    502: Text("The query broke the engine", "La requête a brisé le moteur"),
    503: Text("The server is busy", "Le serveur est occupé"),
    504: Text("The query took too long", "La requête a duré trop longtemps"),
}
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{root}assets/icon.svg">
<link rel="stylesheet" href="{root}assets/site.css">
</head>
<body>
<main>
<h1>{title}</h1>
{paragraphs}
<p>{ways}</p>
</main>
</body>
</html>
"""
_WAYS = {
    "index": Text("Home", "Accueil"),
    "search": Text("Search", "Rechercher"),
    "queries": Text("Questions", "Questions"),
}
_MEANT = Text("Perhaps this was meant:", "Peut-être vouliez-vous\N{NO-BREAK SPACE}:")


def status_of(error: KgError) -> int:
    """Give the status of an error: a `Refusal` has its own, any other is a bad request."""
    return error.status if isinstance(error, Refusal) else 400


def respond(request: Request, error: KgError) -> Response:
    """Say an error to the visitor."""
    status = status_of(error)
    language = language_of(request)
    title = _TITLES.get(status, _TITLES[400]).in_language(language)
    form = asked_for(request, _OFFERED) or _JSON
    headers = {"vary": "accept, accept-language", "content-language": language, "cache-control": "no-store"}
    headers |= error.headers if isinstance(error, Refusal) else {}
    body = {_HTML: _page, _JSON: _document, _PLAIN: _plain}[form](request, error, title, status)
    media = form if form == _JSON else f"{form}; charset=utf-8"
    return Response(body, status, headers, media)


def _said(error: KgError, language: str) -> str:
    what = error.what.in_language(language)
    return f"{error.where}{COLON.in_language(language)}{what}" if error.where else what


def _ways(request: Request) -> list[tuple[str, str]]:
    """Give address and label of where to go from anywhere."""
    language, root = language_of(request), root_of(request)
    return [(f"{root}{language}/{page}.html", label.in_language(language)) for page, label in _WAYS.items()]


def _suggestions(error: KgError) -> Sequence[tuple[str, str]]:
    return error.suggestions if isinstance(error, Refusal) else ()


def _offered(request: Request, error: KgError, status: int) -> Sequence[tuple[str, str]]:
    """Give what is suggested; who asked for what is not there is led on in any case."""
    return _suggestions(error) or (_ways(request) if status == _NOT_FOUND else ())


def _link(address: str, label: str) -> str:
    return f'<a href="{escape(address)}">{escape(label)}</a>'


def _page(request: Request, error: KgError, title: str, _status: int) -> str:
    language = language_of(request)
    said = [_said(error, language), *([error.fix.in_language(language)] if error.fix else [])]
    paragraphs = "\n".join(f"<p>{escape(text[:1].upper() + text[1:])}.</p>" for text in said)
    if suggestions := _suggestions(error):
        items = "".join(f"<li>{_link(*each)}</li>" for each in suggestions)
        paragraphs += f"\n<p>{_MEANT.in_language(language)}</p>\n<ul>{items}</ul>"
    return _PAGE.format(
        language=language,
        title=escape(title),
        root=root_of(request),
        paragraphs=paragraphs,
        ways=" · ".join(_link(*each) for each in _ways(request)),
    )


def _document(request: Request, error: KgError, title: str, status: int) -> str:
    language = language_of(request)
    told: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    told["detail"] = error.what.in_language(language)
    if error.where:
        told["where"] = error.where
    if error.fix:
        told["fix"] = error.fix.in_language(language)
    if isinstance(error, Misread):
        told["engine"] = error.mistake.words
    if suggestions := _offered(request, error, status):
        told["suggestions"] = [{"address": address, "label": label} for address, label in suggestions]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _plain(request: Request, error: KgError, title: str, status: int) -> str:
    language = language_of(request)
    lines = [title, _said(error, language)]
    if error.fix:
        lines.append(f"{FIX.in_language(language)}{COLON.in_language(language)}{error.fix.in_language(language)}")
    lines += [f"{label}{COLON.in_language(language)}{address}" for address, label in _offered(request, error, status)]
    return "\n".join(lines) + "\n"
