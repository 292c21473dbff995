"""Why a query is not answered, in words, with what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.serve.problems import BrokenError, BusyError, TooLargeError, TooLongError

if TYPE_CHECKING:
    from kg.serve.limits import Limits

_RETRY = {"retry-after": "5"}
_MEGA = 1_000_000
_LATER = Text("ask again in a few seconds", "redemander dans quelques secondes")
_LESS = Text(
    "ask for less: name what you look for before you join, sort or gather it, and add a LIMIT; the whole graph is"
    " among the downloads",
    "demander moins\N{NO-BREAK SPACE}: nommer ce que l’on cherche avant de joindre, de trier ou de réunir, et ajouter"
    " un LIMIT\N{NARROW NO-BREAK SPACE}; le graphe entier est parmi les téléchargements",
)


def none_starts() -> BusyError:
    """Say that no engine can be started."""
    return BusyError(
        Text("no query engine can be started now", "aucun moteur ne peut démarrer à présent"),
        fix=_LATER,
        headers=_RETRY,
    )


def too_long(limits: Limits) -> TooLongError:
    """Say that a query was stopped."""
    seconds = f"{limits.seconds:g}"
    return TooLongError(
        Text(
            f"a query has {seconds} seconds, and this one was stopped",
            f"une requête dispose de {seconds} secondes, celle-ci a été arrêtée",
        ),
        fix=_LESS,
    )


def excess(limits: Limits) -> TooLargeError:
    """Say that an answer is too long."""
    most = f"{limits.answer / _MEGA:g}"
    return TooLargeError(
        Text(
            f"the answer is longer than {most} MB, and was not sent",
            f"la réponse dépasse {most} Mo et n’a pas été envoyée",
        ),
        fix=_LESS,
    )


def busy() -> BusyError:
    """Say that too many wait."""
    return BusyError(
        Text("too many queries wait already", "trop de requêtes attendent déjà"), fix=_LATER, headers=_RETRY
    )


def busy_with_long() -> BusyError:
    """Say that too many long queries run."""
    return BusyError(
        Text(
            "this query takes long, and as many long ones as may run are running",
            "cette requête est longue, et le nombre permis de longues requêtes est atteint",
        ),
        fix=_LATER,
        headers=_RETRY,
    )


def lost(*, out_of_memory: bool) -> BrokenError | TooLargeError:
    """Say that the engine ended."""
    if out_of_memory:
        return TooLargeError(
            Text("the query needs more memory than is allowed", "la requête demande plus de mémoire que permis"),
            fix=_LESS,
        )
    return BrokenError(Text("the query engine ended before it answered", "le moteur s’est arrêté avant de répondre"))
