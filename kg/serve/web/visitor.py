"""What a visitor wants: the language, the format, and the way from the address asked for to the site's first folder."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from kg.errors import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

LANGUAGES = Text._fields
_PARAMETER = re.compile(r";\s*+(?!q\s*=)[^;,=]*(?:=(?:\"[^\"]*\"|[^;,]*))?", re.IGNORECASE)
_LONGEST = 4000  # characters of a header that are read
_DEFAULT = LANGUAGES[0]  # as the rules for w3id have it


def language_of(request: Request) -> str:
    """Give the language: of the path (``/fr/``, ``/reconcile/fr``), else of ``?lang=``, else the one wanted most."""
    first = request.url.path.lstrip("/").removeprefix("reconcile/").partition("/")[0]
    if first in LANGUAGES:
        return first
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else wanted_language(request.headers.get("accept-language", ""))


@lru_cache(maxsize=512)
def wanted_language(header: str) -> str:
    """Give the language wanted most by Accept-Language, of two wanted alike the first; English where neither is.

    >>> wanted_language("de,fr;q=0.8"), wanted_language("fr;q=0.3, en-GB;q=0.5"), wanted_language("*")
    ('fr', 'en', 'en')
    """
    for tag, quality in parse_accept_header(header[:_LONGEST], LanguageAccept):
        code = tag.replace("_", "-").partition("-")[0].lower()
        if quality > 0 and code in LANGUAGES:
            return code
    return _DEFAULT


def asked_for(request: Request, offered: Mapping[str, str]) -> str:
    """Give what Accept wants most of what is ``offered`` by media type; nothing where it takes none of it."""
    return wanted(request.headers.get("accept", ""), tuple(offered.items()))


def wanted(header: str, offered: tuple[tuple[str, str], ...]) -> str:
    """Give the first that is `ranked`, or nothing.

    >>> wanted("text/turtle;q=0.5, application/*", (("text/turtle", "ttl"), ("application/ld+json", "jsonld")))
    'jsonld'
    >>> wanted("text/html, application/xml; q=0.5", (("application/xml", "rdf"), ("text/html", "html")))
    'html'
    """
    return next(iter(ranked(header, offered)), "")


@lru_cache(maxsize=1024)
def ranked(header: str, offered: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Give what an Accept header takes of the things offered by media type, what it wants most first.

    Of two wanted alike, the one named first; of those not named, the one offered first. Of several media types for the
    same thing, all but the first count only where they are named.
    """
    accepted = parse_accept_header(_PARAMETER.sub("", header[:_LONGEST]) or "*/*", MIMEAccept)
    named = [tag.lower() for tag, _ in accepted]
    first = {thing: media for media, thing in reversed(offered)}

    def rank(media: str) -> tuple[float, int]:
        return -accepted.quality(media), named.index(media) if media in named else len(named)

    counting = [each for each in offered if each[0] in named or each[0] == first[each[1]]]
    best = sorted((media for media, _ in counting if accepted.quality(media) > 0), key=rank)
    return tuple(dict.fromkeys(dict(offered)[media] for media in best))


def root_of(request: Request) -> str:
    """Give the way from the address asked for to the site's first folder, which holds behind any prefix.

    It is relative, so that what stands before the server (a proxy, a folder) need not be known.
    """
    return "../" * (request.scope["raw_path"].count(b"/") - 1) or "./"
