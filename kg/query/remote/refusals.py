"""What a server's refusal means, and how to mend it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kg.errors import Text, quoted_in_french

if TYPE_CHECKING:
    import httpx

_MARKUP = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LONGEST = 200  # characters of what a server says
_LOG = Text(
    "see the server’s log: is its disk full?",
    "voir le journal du serveur\N{NO-BREAK SPACE}: disque plein\N{NARROW NO-BREAK SPACE}?",
)
_RIGHTS = Text(
    "ask for the right to do so, or name a server that is not read-only",
    "obtenir le droit de le faire, ou nommer un serveur qui n’est pas en lecture seule",
)
_USER = Text(
    "set PALMARES_STORE_USER and PALMARES_STORE_PASSWORD", "définir PALMARES_STORE_USER et PALMARES_STORE_PASSWORD"
)
_WAIT = Text("wait until it is less busy", "attendre qu’il soit moins occupé")
_SMALLER = Text("let the server take larger requests", "permettre au serveur de plus grandes requêtes")
_KNOWN: dict[int, tuple[Text, Text]] = {
    401: (Text("the user or the password is refused, or missing", "nom ou mot de passe refusé ou absent"), _USER),
    403: (Text("forbids it", "l’interdit"), _RIGHTS),
    413: (Text("takes no request of this size", "refuse une requête de cette taille"), _SMALLER),
    429: (Text("is asked too much", "est trop sollicité"), _WAIT),
    507: (Text("is full", "est plein"), Text("make room on the server", "libérer de la place sur le serveur")),
}
_BUSY = range(502, 505)
SEE_OTHER = 303  # which leads to a page to read, where nothing can be sent
_ABSENT = frozenset({SEE_OTHER, 404, 405, 410, 415, 501})  # 415: a store's address for graphs, asked a query


def refused(status: int, body: str, paths: str) -> tuple[Text, Text]:
    """Say what an answer with an error's status means; ``paths`` are those that servers of the kind answer at."""
    said, mend = told(body)
    if status in _KNOWN:
        what, fix = _KNOWN[status]
    elif status in _BUSY:
        what, fix = Text("is down or too busy", "est arrêté ou trop occupé"), _WAIT
    elif status in _ABSENT:
        what = Text("does not answer such requests here", "ne répond pas à de telles requêtes ici")
        fix = Text(f"name the right address: {paths}", f"nommer la bonne adresse\N{NO-BREAK SPACE}: {paths}")
        mend = ""
    elif status >= 500:  # noqa: PLR2004 (where the server is at fault)
        what, fix = Text("failed", "a échoué"), _LOG
    else:
        what = Text("refuses this request", "refuse cette requête")
        fix = Text(
            f"mend what the server says, or name the right address: {paths}",
            f"corriger ce que dit le serveur, ou nommer la bonne adresse\N{NO-BREAK SPACE}: {paths}",
        )
    words = Text(f", {said}", f", {quoted_in_french(said)}") if said else Text("", "")
    return (
        Text(f"the server {what.en} ({status}{words.en})", f"le serveur {what.fr} ({status}{words.fr})")
        if status != 401  # noqa: PLR2004 (which is about the user)
        else Text(f"{what.en} ({status})", f"{what.fr} ({status})"),
        Text(mend, quoted_in_french(mend)) if mend else fix,
    )


def moved(address: str) -> tuple[Text, Text]:
    """Say that a request would have to go elsewhere: it is not sent on, for it may hold a password."""
    return (
        Text("the server sends this request elsewhere", "le serveur renvoie cette requête ailleurs"),
        Text(f"if you trust it, name {address}", f"en cas de confiance, nommer {address}"),
    )


def timed_out(error: httpx.TimeoutException, patience: float) -> tuple[Text, Text]:
    """Say what took too long."""
    import httpx  # noqa: PLC0415 (it is there, since it timed out)

    if isinstance(error, httpx.ConnectTimeout):
        return (
            Text("nobody answers", "personne ne répond"),
            Text("check host, port and firewall", "vérifier hôte, port et pare-feu"),
        )
    return (
        Text(f"no answer within {patience:.0f} s", f"pas de réponse en {patience:.0f}\N{NO-BREAK SPACE}s"),
        Text(
            "wait until the server is less busy, or ask for less",
            "attendre que le serveur soit moins occupé, ou demander moins",
        ),
    )


def failed(error: httpx.TransportError) -> tuple[Text, Text]:
    """Say how a connection failed."""
    said = excerpt(str(error)) or type(error).__name__
    return (
        Text(f"the server cannot be reached, {said}", f"serveur injoignable, {quoted_in_french(said)}"),
        Text("start it, or check host and port", "le démarrer, ou vérifier hôte et port"),
    )


def told(body: str) -> tuple[str, str]:
    """Give what a server says, and how it says to mend it, which may be nothing: kg serve does, in JSON (RFC 9457).

    >>> told('{"title": "Busy", "detail": "two queries at a time", "fix": "wait"}')
    ('two queries at a time', 'wait')
    """
    try:
        problem = json.loads(body)
    except (ValueError, RecursionError):
        return excerpt(body), ""
    if not isinstance(problem, dict) or not isinstance(problem.get("detail"), str):
        return excerpt(body), ""
    where, fix = problem.get("where"), problem.get("fix")
    said = f"{where}: {problem['detail']}" if isinstance(where, str) else problem["detail"]
    return excerpt(said), excerpt(fix) if isinstance(fix, str) else ""


def excerpt(body: str) -> str:
    """Give the first words of what a server says, without markup.

    >>> excerpt("<html><head><title>400</title></head><body><h1>Bad</h1>  data</body></html>")
    'Bad data'
    """
    words = " ".join(_MARKUP.sub(" ", body[: 20 * _LONGEST]).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
