"""What the routes of this part share: the service, the desk of its generation, and threads for slow work."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.errors import KgError
from kg.query.requests import named
from kg.serve.api.desk import Desks, Worker
from kg.serve.files import not_modified, unchanged
from kg.serve.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from kg.query import Query
    from kg.serve.api.desk import Desk
    from kg.serve.generation import Generation
    from kg.serve.service import Service

_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Office:
    """``reading`` is quick work, such as to look names up; ``writing`` is slow, such as to draw."""

    service: Service
    desks: Desks = field(default_factory=Desks)
    reading: Worker = field(default_factory=Worker)
    writing: Worker = field(default_factory=Worker)

    async def at(self) -> tuple[Generation, Desk]:
        """Give the generation of this moment, and its desk."""
        generation = self.service.now
        return generation, await self.desks.at(generation, self.writing)


def query_named(desk: Desk, name: str) -> Query:
    """Give the canned query of this name. Raises Refusal."""
    try:
        return named(name, desk.queries)
    except KgError as error:
        raise Refusal(error.what, fix=error.fix, status=_NOT_FOUND) from error


async def kept_or_made(
    request: Request,
    desk: Desk,
    asked: tuple[str, ...],
    headers: Mapping[str, str],
    make: Callable[[], Awaitable[bytes]],
) -> Response:
    """Send what was sent before to who ``asked`` the same of this generation, else make it and keep it.

    Who has these very bytes already is told so.
    """
    content = desk.kept.get(asked)
    if content is None:
        content = await make()
        desk.kept.keep(asked, content)
    told = {"etag": f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"', "cache-control": "no-cache", **headers}
    return not_modified(told) if unchanged(request, told["etag"]) else Response(content, headers=told)
