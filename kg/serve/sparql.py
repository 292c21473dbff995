"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, in front of Oxigraph, which does the protocol's work."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kg.errors import Text
from kg.query.sparql import with_prefixes
from kg.serve.problems import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.answer import Answer
    from kg.serve.service import Service

_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def routes(service: Service) -> list[Route]:
    """Give the endpoint."""

    async def answer(request: Request) -> Response:
        generation = service.now
        fields = await _fields(request)
        query = next((value for name, value in fields if name == "query"), "")
        graphs = [field for field in fields if field[0] in ("default-graph-uri", "named-graph-uri")]
        accept = request.headers.get("accept", "*/*")
        found = await generation.ask(with_prefixes(query), accept, graphs)
        return sent(found)

    return [Route("/sparql", answer, methods=["GET", "POST"])]


def sent(answer: Answer) -> Response:
    """Send an answer as it is."""
    return StreamingResponse(answer, answer.status, answer.headers)


async def _fields(request: Request) -> list[tuple[str, str]]:
    fields = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = (await request.body()).decode("utf-8")
        if media == _FORM:
            fields += parse_qsl(body, keep_blank_values=True)
        elif media == _QUERY:
            fields.append(("query", body))
        else:
            raise Refusal(Text("POST a form or a query", "envoyer un formulaire ou une requête"), status=415)
    return fields
