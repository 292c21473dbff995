"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, in front of Oxigraph, which does the protocol's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from kg.errors import Text
from kg.serve.engine.answer import Sent
from kg.serve.engine.formats import FORMATS
from kg.serve.refusals import Refusal
from kg.serve.sparql.description import describe
from kg.serve.web.conditional import etag_of, not_modified
from kg.serve.web.parameters import FORM, media_type_of, of_address, of_form, text_of
from kg.serve.web.visitor import ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.generation import Generation
    from kg.serve.service import Service

_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_TYPES = Text(
    "send the query in a form, or alone as application/sparql-query",
    "envoyer la requête dans un formulaire, ou seule en application/sparql-query",
)
_OFFERED = (
    *((media, media) for media in FORMATS.values()),
    ("application/json", FORMATS["json"]),
    ("application/xml", FORMATS["xml"]),
    ("text/xml", FORMATS["xml"]),
    ("application/x-turtle", FORMATS["ttl"]),
)


def routes(service: Service) -> list[Route]:
    """Give the endpoint; without a query it tells of itself."""

    async def answer(request: Request) -> Response:
        fields = await _fields(request)
        queries = [value for name, value in fields if name == "query"]
        _ensure_asked(fields, queries)
        if not queries:
            return describe(request, service.now)
        return await _answer(request, service.now, queries[0], fields)

    return [Route("/sparql", answer, methods=["GET", "POST"])]


async def _answer(request: Request, generation: Generation, query: str, fields: Sequence[tuple[str, str]]) -> Response:
    graphs = [field for field in fields if field[0] in _GRAPHS]
    accept = accepted(request, fields)
    told = "\0".join([generation.digest, accept, query, *(f"{name}={value}" for name, value in graphs)])
    headers = {"etag": etag_of(told.encode("utf-8", "replace")), "cache-control": "no-cache", "vary": "accept"}
    if same := not_modified(request, headers):
        return same
    return Sent(await generation.ask(query, accept, graphs), headers)


def accepted(request: Request, fields: Sequence[tuple[str, str]]) -> str:
    """Give what the visitor accepts as formats of the engine: by ``?format=``, else by Accept."""
    named = next((value for name, value in fields if name in ("format", "output")), "")
    if named in FORMATS:
        return FORMATS[named]
    wanted = ranked(request.headers.get("accept", ""), _OFFERED)
    if FORMATS["json"] in wanted and FORMATS["jsonld"] not in wanted:  # triples, for who asks for any JSON
        wanted = (*wanted, FORMATS["jsonld"])
    # The engine takes any of those wanted alike: so that none are, each is wanted a little less than the one before.
    return ", ".join(f"{media};q={1 - place / 50:g}" for place, media in enumerate(wanted)) or "image/none"


def _ensure_asked(fields: Sequence[tuple[str, str]], queries: Sequence[str]) -> None:
    """Refuse what is no query, or more than one."""
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise Refusal(
            Text("nothing can be changed here", "on ne peut rien modifier ici"),
            fix=Text("ask with query=", "interroger avec query="),
        )
    if len(queries) > 1:
        raise Refusal(
            Text("one query at a time", "une requête à la fois"),
            fix=Text("send query= once", "envoyer query= une seule fois"),
        )


async def _fields(request: Request) -> list[tuple[str, str]]:
    fields = of_address(request)
    if request.method == "POST":
        fields += await _sent(request)
    if any("\0" in value for _, value in fields):
        raise Refusal(
            Text("a query holds no null character", "une requête n’a pas de caractère nul"),
            fix=Text("leave it out", "le retirer"),
        )
    return fields


async def _sent(request: Request) -> list[tuple[str, str]]:
    media = media_type_of(request)
    if media == _QUERY:
        return [("query", await text_of(request))]
    if media == FORM:
        return await of_form(request)
    if media == _UPDATE:
        return [("update", "")]
    raise Refusal(Text("this is no form of a query", "ceci n’est pas une forme de requête"), fix=_TYPES, status=415)
