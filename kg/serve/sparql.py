"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, in front of Oxigraph, which does the protocol's work."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.routing import Route

from kg.errors import Text, UsageError, quoted_in_french
from kg.query.sparql import check_harmless
from kg.serve.answer import Sent
from kg.serve.description import describe
from kg.serve.files import not_modified, unchanged
from kg.serve.problems import Refusal
from kg.serve.visitor import ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.answer import Answer
    from kg.serve.generation import Generation
    from kg.serve.service import Service

_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_BAD, _OK, _UNACCEPTABLE = 400, 200, 406
_WORDS = 300  # characters of what the engine says of a wrong query
_TYPES = Text(
    "send the query in a form, or alone as application/sparql-query",
    "envoyer la requête dans un formulaire, ou seule en application/sparql-query",
)
# What the engine writes, with the courtesy names of ?format=: of formats wanted alike, the first.
FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
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
    headers = {
        "etag": f'"{hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()}"',
        "cache-control": "no-cache",
        "vary": "accept",
    }
    if unchanged(request, headers["etag"]):
        return not_modified(headers)
    found = await generation.ask(query, accept, graphs)
    if found.status != _OK:
        raise refusal(query, found)
    return Sent(found, headers)


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


def refusal(query: str, answer: Answer) -> Refusal:
    """Say why the engine refuses a query."""
    words = answer.read().decode("utf-8", "replace").strip().partition("\n")[0][:_WORDS]
    if answer.status == _UNACCEPTABLE:
        return Refusal(
            Text("the answer cannot be had in this format", "la réponse n’existe pas dans ce format"),
            fix=Text(f"ask for one of {', '.join(FORMATS.values())}", f"demander {', '.join(FORMATS.values())}"),
            status=_UNACCEPTABLE,
        )
    try:
        check_harmless(query)
    except UsageError as error:
        return Refusal(error.what, fix=error.fix)
    words = words.removeprefix("error at ")
    said = Text(f"this is not SPARQL 1.1, {words}", f"ce n’est pas du SPARQL 1.1, {quoted_in_french(words)}")
    return Refusal(said, status=answer.status if answer.status < 500 else 502)  # noqa: PLR2004 (HTTP)


def _ensure_asked(fields: Sequence[tuple[str, str]], queries: Sequence[str]) -> None:
    """Refuse what is no query, or more than one."""
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise Refusal(
            Text("nothing can be changed here", "on ne peut rien modifier ici"),
            fix=Text("ask with query=", "interroger avec query="),
            status=403,
        )
    if len(queries) > 1:
        raise Refusal(Text("one query at a time", "une requête à la fois"))


async def _fields(request: Request) -> list[tuple[str, str]]:
    try:
        fields = parse_qsl(request.scope["query_string"].decode("ascii"), keep_blank_values=True, errors="strict")
        if request.method == "POST":
            fields += await _sent(request)
    except UnicodeError as error:
        raise Refusal(Text("the request is not UTF-8", "la demande n’est pas en UTF-8")) from error
    except ValueError as error:
        raise Refusal(Text("the form cannot be read", "le formulaire est illisible")) from error
    if any("\0" in value for _, value in fields):
        raise Refusal(Text("a query holds no null character", "une requête n’a pas de caractère nul"))
    return fields


async def _sent(request: Request) -> list[tuple[str, str]]:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if media == _QUERY:
        return [("query", body.decode("utf-8"))]
    if media == _FORM:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=100)
    if media == "application/sparql-update":
        return [("update", "")]
    raise Refusal(Text("this is no form of a query", "ceci n’est pas une forme de requête"), fix=_TYPES, status=415)
