"""Requests to one address, with patience where it helps; what fails is one error that says how to mend it."""

from __future__ import annotations

import re
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urljoin, urlsplit

from kg.errors import KgError, Text, UsageError, installed_with
from kg.query.remote.refusals import SEE_OTHER, failed, moved, refused, timed_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

TRIES = 5
# Seconds before the second try, doubled each time; and the most that a store may ask us to wait.
_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_CONNECT = 10.0  # seconds
_LATER = frozenset({429, 502, 503, 504})
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`#]+")


class RemoteError(KgError):
    """A store or an endpoint that is down, slow, full, or refuses."""


def is_address(words: str) -> bool:
    """Tell an address from a path.

    >>> is_address("http://127.0.0.1:7878/query"), is_address("data/graph")
    (True, False)
    """
    return words.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Purpose:
    """What errors say of requests: how addresses of this kind look, and what to do once the fault is mended."""

    paths: str
    again: Text


class Connection:
    """The way to one address, kept open from one request to the next."""

    def __init__(self, address: str, option: str, *, patience: float, purpose: Purpose) -> None:
        """Open nothing yet. ``option`` gave the address; an answer may take ``patience`` seconds."""
        self.address, self._purpose = _checked(address, option), purpose
        self._patience = patience
        self._client = _client(patience)
        weakref.finalize(self, self._client.close)

    def close(self) -> None:
        """Close it."""
        self._client.close()

    def send(
        self,
        method: str,
        about: str = "",
        *,
        accepted: frozenset[int] = frozenset(),
        **request: Any,  # noqa: ANN401 (httpx's parameters)
    ) -> httpx.Response:
        """Send a request and give its answer: a success, or one of the ``accepted`` status codes.

        It must be one that may be sent twice: a busy store and a lost connection are tried again. ``about`` is the
        graph at hand, for messages. Raises RemoteError.
        """
        import httpx  # noqa: PLC0415 (only who asks a server waits for it)

        pause = _PAUSE
        for left in reversed(range(TRIES)):
            try:
                response = self._client.request(method, self.address, **request)
            except httpx.TimeoutException as error:
                raise self._error(about, *timed_out(error, self._patience)) from error
            except httpx.TransportError as error:
                if not left or not _may_pass(error):
                    raise self._error(about, *failed(error)) from error
            else:
                if response.is_success or response.status_code in accepted:
                    return response
                if not left or response.status_code not in _LATER:
                    self._refuse(response, about)
                pause = max(pause, _asked_pause(response.headers))
            wait(min(pause, _LONGEST_PAUSE))
            pause *= 2
        raise AssertionError  # the last try returns or raises

    def _refuse(self, response: httpx.Response, about: str) -> NoReturn:
        if response.has_redirect_location and response.status_code != SEE_OTHER:
            raise self._error(about, *moved(urljoin(self.address, response.headers["location"])))
        raise self._error(about, *refused(response.status_code, response.text, self._purpose.paths))

    def _error(self, about: str, what: Text, fix: Text) -> RemoteError:
        named = f" <{about}>" if about else ""
        again = self._purpose.again
        return RemoteError(
            what,
            where=f"{self.address}{named}",
            fix=Text(fix.en + again.en, fix.fr + again.fr),
        )

    def strange(self, what: Text, fix: Text, about: str = "") -> RemoteError:
        """Give the error for an answer that is a success and yet not what was asked for."""
        return self._error(about, what, fix)


def wait(seconds: float) -> None:
    """Let a store recover."""
    time.sleep(seconds)


def _client(patience: float) -> httpx.Client:
    try:
        import httpx  # noqa: PLC0415 (as above)

        from kg.query.remote.credentials import credentials  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            Text("servers are asked with httpx, which is not installed", "httpx, qui interroge les serveurs, manque"),
            fix=installed_with("remote"),
        ) from error
    return httpx.Client(auth=credentials(), timeout=httpx.Timeout(patience, connect=_CONNECT))


def _checked(address: str, option: str) -> str:
    """Refuse what is no address, and one with a password in it, which is not repeated."""
    if not _ADDRESS.fullmatch(address):
        raise UsageError(
            Text(f"{address} is no address", f"{address} n’est pas une adresse"),
            where=option,
            fix=Text("write http://host:port/path", "écrire http://hôte:port/chemin"),
        )
    if "@" in urlsplit(address).netloc:
        from kg.query.remote.credentials import PASSWORD, USER  # noqa: PLC0415 (as above)

        raise UsageError(
            Text("an address must not hold user and password", "une adresse ne doit contenir ni nom ni mot de passe"),
            where=option,
            fix=Text(f"give them in {USER} and {PASSWORD}", f"les donner dans {USER} et {PASSWORD}"),
        )
    return address


def _may_pass(error: httpx.TransportError) -> bool:
    """Tell a lost connection from what fails every time: a certificate, a protocol that is not spoken."""
    import httpx  # noqa: PLC0415 (as above)

    return isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError) and "CERTIFICATE" not in str(error)


def _asked_pause(headers: Mapping[str, str]) -> float:
    asked = headers.get("retry-after", "")
    return float(asked) if asked.isdecimal() else 0.0
