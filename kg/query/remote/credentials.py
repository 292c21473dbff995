"""User and password for a store: taken from the environment, and given only in the way the store asks for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

USER, PASSWORD = "PALMARES_STORE_USER", "PALMARES_STORE_PASSWORD"


class ByChallenge(httpx.Auth):
    """Answers Digest with Digest, else Basic with Basic; nothing is given to a store that does not ask."""

    def __init__(self, user: str, password: str) -> None:
        """Keep what to answer with."""
        self._digest, self._basic = httpx.DigestAuth(user, password), httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request; what a store asked for once is given at once from then on."""
        if self._chosen is None:
            response = yield request
            self._chosen = self._asked_for(response)
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)

    def _asked_for(self, response: httpx.Response) -> httpx.Auth | None:
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return None
        asked = {word.strip().partition(" ")[0].lower() for word in response.headers.get_list("www-authenticate", True)}  # noqa: FBT003 (httpx: several in one line are told apart)
        return self._digest if "digest" in asked else self._basic if "basic" in asked else None


def credentials(environment: Mapping[str, str] = os.environ) -> ByChallenge | None:
    """Give what the environment holds, None without a user.

    >>> credentials({}) is None
    True
    """
    user = environment.get(USER)
    return ByChallenge(user, environment.get(PASSWORD, "")) if user else None
