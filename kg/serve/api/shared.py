"""What the routes of this part share: the model of the generation, threads for slow work, and answers given before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.errors import KgError, Text
from kg.query.names import nearest_name
from kg.query.requests import named
from kg.serve.api.model import Model
from kg.serve.refusals import Refusal
from kg.serve.web.conditional import etag_of, not_modified
from kg.serve.worker import Prepared, Worker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from kg.query import Query
    from kg.serve.generation import Generation
    from kg.serve.service import Service

_NOT_FOUND = 404
_LISTED = Text("the page of questions lists them", "la page des questions en donne la liste")


class Api:
    """``reading`` is quick work, such as to look names up; ``writing`` is slow, such as to draw."""

    def __init__(self, service: Service) -> None:
        """Read nothing yet."""
        self._service = service
        self.reading, self.writing = Worker(), Worker()
        self._models = Prepared(Model, self.writing)

    async def now(self) -> tuple[Generation, Model]:
        """Give the generation of this moment, and its model."""
        generation = self._service.now
        return generation, await self._models.of(generation)


def query_named(model: Model, name: str) -> Query:
    """Give the canned query of this name. Raises Refusal."""
    try:
        return named(name, model.queries)
    except KgError as error:
        fix = error.fix if nearest_name(name, model.queries) else _LISTED
        raise Refusal(error.what, fix=fix, status=_NOT_FOUND) from error


async def kept_or_made(
    request: Request,
    model: Model,
    asked: tuple[str, ...],
    headers: Mapping[str, str],
    make: Callable[[], Awaitable[bytes | Response]],
) -> Response:
    """Send what was sent before to who ``asked`` the same of this generation, else make it and keep it.

    Who has these very bytes already is told so. A whole response that is made is sent as it is, and not kept.
    """
    content = model.cache.get(asked)
    if content is None:
        made = await make()
        if isinstance(made, Response):
            return made
        content = made
        model.cache.keep(asked, content)
    told = {"etag": etag_of(content), "cache-control": "no-cache", **headers}
    return not_modified(request, told) or Response(content, headers=told)
