"""What a user asks with: the name of a canned query, a file, or SPARQL as it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import COLON, DataError, Text, UsageError, reason_of
from kg.query.catalogue import Query, load_one, names, read_query
from kg.query.header import Header, has_header
from kg.query.names import nearest_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_NO_HEADER = Header(Text("", ""), Text("", ""), "", (), ())
_BEGINS = re.compile(r"(?:\s|#.*\n)*(?:SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)\s", re.IGNORECASE)


def is_sparql(words: str) -> bool:
    """Tell SPARQL from the name of a query: it has braces, or begins as SPARQL does.

    >>> is_sparql("rank-trajectory"), is_sparql("ASK{?s ?p ?o}"), is_sparql("describe <http://example.org/>")
    (False, True, True)
    """
    return "{" in words or _BEGINS.match(words) is not None


def named(name: str, queries: Mapping[str, Query] | None = None) -> Query:
    """Give the canned query of this name, of ``queries`` if they are read already; else no other is read."""
    known = names() if queries is None else queries
    if name in known:
        return load_one(name) if queries is None else queries[name]
    near = ", ".join(nearest_name(name, known))
    fix = (
        Text(en=f"nearest: {near}", fr=f"le plus proche{COLON.fr}{near}")
        if near
        else Text(en="kg query lists them", fr="kg query en donne la liste")
    )
    raise UsageError(Text(en=f"no query {name}", fr=f"pas de requête {name}"), fix=fix)


def own(text: str, where: str) -> Query:
    """Give a user's own query; a header makes it take parameters like a canned one."""
    if not text.strip():
        raise UsageError(Text(en="the query is empty", fr="la requête est vide"), where=where)
    return read_query(where, text, where) if has_header(text) else Query(where, _NO_HEADER, text)


def from_file(path: Path) -> Query:
    """Read a user's own query from a file."""
    try:
        return own(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error, str(path)) from error


def from_bytes(content: bytes, where: str) -> Query:
    """Read a user's own query from standard input."""
    try:
        return own(content.decode("utf-8"), where)
    except UnicodeDecodeError as error:
        raise unreadable(error, where) from error


def unreadable(error: OSError | UnicodeDecodeError, where: str) -> DataError:
    """Say why a query cannot be read."""
    if isinstance(error, UnicodeDecodeError):
        return DataError(Text(en="not UTF-8 text", fr="pas du texte UTF-8"), where=where)
    reason = reason_of(error)
    return DataError(Text(en=f"unreadable, {reason.en}", fr=f"illisible, {reason.fr}"), where=where)


def values_given(words: Sequence[str]) -> dict[str, str]:
    """Read ``name=value`` words; each name once.

    >>> values_given(["institution=imt-mines-ales", "n=3"])
    {'institution': 'imt-mines-ales', 'n': '3'}
    """
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise UsageError(
                Text(en=f"not a parameter: {word}", fr=f"pas un paramètre{COLON.fr}{word}"),
                where="-p",
                fix=Text(en="write -p name=value", fr="écrire -p nom=valeur"),
            )
        if name in given:
            raise UsageError(
                Text(en=f"parameter {name} given twice", fr=f"paramètre {name} donné deux fois"), where="-p"
            )
        given[name] = value
    return given
