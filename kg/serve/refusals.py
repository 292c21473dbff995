"""Why a visitor is refused an answer, in words, with what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError, Text, UsageError
from kg.query.sparql import check_harmless
from kg.serve.engine.formats import FORMATS
from kg.serve.engine.mistakes import mistake_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.serve.engine.mistakes import Mistake
    from kg.serve.limits import Limits

_RETRY = {"retry-after": "5"}
_MEGA = 1_000_000
_UNACCEPTABLE, _LARGE, _FAULT, _BROKEN, _BUSY, _LONG = 406, 413, 500, 502, 503, 504
_LATER = Text("ask again in a few seconds", "redemander dans quelques secondes")
_LESS = Text(
    "ask for less: name what you look for before you join, sort or gather it, and add a LIMIT; the whole graph is"
    " among the downloads",
    "demander moins\N{NO-BREAK SPACE}: nommer ce que l’on cherche avant de joindre, de trier ou de réunir, et ajouter"
    " un LIMIT\N{NARROW NO-BREAK SPACE}; le graphe entier est parmi les téléchargements",
)


class Refusal(KgError):  # noqa: N818 (it is the visitor’s fault as a rule)
    """What a visitor is refused, with the status of HTTP; ``suggestions`` are addresses and labels to offer instead."""

    def __init__(
        self,
        what: Text,
        *,
        fix: Text | None = None,
        where: str = "",
        status: int = 400,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep them."""
        super().__init__(what, where=where, fix=fix)
        self.status, self.headers = status, dict(headers or {})
        self.suggestions: Sequence[tuple[str, str]] = ()


class Misread(Refusal):
    """A query that the engine does not read, and why."""

    def __init__(self, mistake: Mistake, status: int) -> None:
        """Tell the place too, unless the engine's own words do."""
        super().__init__(mistake.what, fix=mistake.fix, where=mistake.place if mistake.fix else "", status=status)
        self.mistake = mistake


def _later(what: Text) -> Refusal:
    """Refuse what may be had in a moment."""
    return Refusal(what, fix=_LATER, status=_BUSY, headers=_RETRY)


def none_starts() -> Refusal:
    """Say that no engine can be started."""
    return _later(
        Text("no query engine can be started now", "aucun moteur ne peut démarrer à présent"),
    )


def too_long(limits: Limits) -> Refusal:
    """Say that a query was stopped."""
    seconds = f"{limits.seconds:g}"
    return Refusal(
        Text(
            f"a query has {seconds} seconds, and this one was stopped",
            f"une requête dispose de {seconds} secondes, celle-ci a été arrêtée",
        ),
        fix=_LESS,
        status=_LONG,
    )


def excess(limits: Limits) -> Refusal:
    """Say that an answer is too long."""
    most = f"{limits.answer / _MEGA:g}"
    return Refusal(
        Text(
            f"the answer is longer than {most} MB, and was not sent",
            f"la réponse dépasse {most}\N{NO-BREAK SPACE}Mo et n’a pas été envoyée",
        ),
        fix=_LESS,
        status=_LARGE,
    )


def stopping() -> Refusal:
    """Say that the server ends before there is an answer."""
    return _later(
        Text("the server is stopping", "le serveur s’arrête"),
    )


def busy() -> Refusal:
    """Say that too many wait."""
    return _later(
        Text("too many requests wait already", "trop de demandes attendent déjà"),
    )


def no_room() -> Refusal:
    """Say that there is no room for an answer."""
    return _later(
        Text(
            "there is no room for this answer now: others wait to be fetched",
            "pas de place à présent pour cette réponse\N{NO-BREAK SPACE}: d’autres attendent d’être récupérées",
        ),
    )


def busy_with_long() -> Refusal:
    """Say that too many long queries run."""
    return _later(
        Text(
            "this query takes long, and as many long ones as may run are running",
            "cette requête est longue, et le nombre permis de longues requêtes est atteint",
        ),
    )


def lost(*, out_of_memory: bool) -> Refusal:
    """Say that the engine ended."""
    if out_of_memory:
        return Refusal(
            Text("the query needs more memory than is allowed", "la requête demande plus de mémoire que permis"),
            fix=_LESS,
            status=_LARGE,
        )
    return Refusal(
        Text("the query engine ended before it answered", "le moteur s’est arrêté avant de répondre"),
        fix=_LESS,
        status=_BROKEN,
    )


def refused(query: str, status: int, words: str) -> Refusal:
    """Say why the engine refuses a query; ``words`` are its own."""
    if status == _UNACCEPTABLE:
        return Refusal(
            Text("the answer cannot be had in this format", "la réponse n’existe pas dans ce format"),
            fix=Text(f"ask for one of {', '.join(FORMATS.values())}", f"demander {', '.join(FORMATS.values())}"),
            status=_UNACCEPTABLE,
        )
    try:
        check_harmless(query)
    except UsageError as error:
        return Refusal(error.what, fix=error.fix)
    return Misread(mistake_in(query, words), status if status < _FAULT else _BROKEN)
