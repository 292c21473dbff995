"""Queries that would call another server: the only harm that a query to a read-only engine could do."""

from __future__ import annotations

import re

from kg.errors import Text, UsageError
from kg.query.sparql import check_harmless
from kg.serve.problems import Refusal

_SERVICE = re.compile("service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_LAST = 0x10FFFF
# No keyword of SPARQL, and as long: what was no keyword before is none now, and stays where it was.
_OTHER = "serxice"


def may_call_out(query: str) -> bool:
    """Tell whether a query might hold SERVICE: almost none does, so this looks no closer than it must."""
    return bool(_SERVICE.search(_plain(query)))


def without_service(query: str) -> str:
    """Give the query with other letters for every SERVICE: one that held it as a keyword is then no SPARQL any more.

    So the engine's own parser tells, and nothing that it would read otherwise than we do can slip through: it takes
    ``1SERVICE`` and ``SERVICESILENT`` apart. Raises Refusal where the word is written in escapes.
    """
    if len(_SERVICE.findall(query)) != len(_SERVICE.findall(_plain(query))):
        raise _calls_out()
    return _SERVICE.sub(_OTHER, query)


def ensure_no_service(query: str) -> None:
    """Refuse a query that holds SERVICE where anybody would look for it, so that whoever wrote it is told why."""
    try:
        check_harmless(query)
    except UsageError as error:
        raise _calls_out() from error


def _calls_out() -> Refusal:
    return Refusal(
        Text(
            "SERVICE calls another server; queries stay on this graph",
            "SERVICE appelle un autre serveur\N{NARROW NO-BREAK SPACE}; on n’interroge que ce graphe",
        ),
        fix=Text("leave the SERVICE clause out", "retirer la clause SERVICE"),
    )


def _plain(query: str) -> str:
    """Undo escapes, as often as there are any."""
    while (plain := _ESCAPE.sub(_unescaped, query)) != query:
        query = plain
    return query


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= _LAST else match[0]
