"""Conditional requests: who has the very same already is told so (304)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_OF_CONTENT = ("content-type", "content-encoding", "content-disposition")


def etag_of(content: bytes) -> str:
    """Give the tag of what these bytes decide."""
    return f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'


def not_modified(request: Request, headers: Mapping[str, str]) -> Response | None:
    """Say that nothing changed to who has what has these headers, by its tag or else its date; None to anybody else."""
    if asked := request.headers.get("if-none-match"):
        known = [each.strip().removeprefix("W/") for each in asked.split(",")]
        same = headers["etag"].removeprefix("W/") in known or "*" in known
    else:
        modified = headers.get("last-modified")
        same = modified is not None and request.headers.get("if-modified-since") == modified
    if not same:
        return None
    return Response(status_code=304, headers={name: each for name, each in headers.items() if name not in _OF_CONTENT})
