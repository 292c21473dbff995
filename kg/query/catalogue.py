"""The canned queries: one ``.rq`` file each, valid SPARQL as it stands, with a header that introduces it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING, NoReturn

from kg.errors import DataError, Text
from kg.project import QUERIES
from kg.query.header import MARK, Header, ParameterType, read_header
from kg.query.special import specialised
from kg.query.terms import UNDEF, integer, string

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LANG = "lang"
_VALUES = re.compile(r"^(?P<indent> *)VALUES \((?P<names>[^)\n]*)\) \{ (?P<rows>.*) \} # parameters$", re.MULTILINE)
_LIMIT = re.compile(r"^LIMIT (?P<number>\d+) # parameter (?P<name>\w+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its header. Every line marked ``# parameters`` is where its values go."""

    name: str
    header: Header
    text: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the VALUES clause, the language last."""
        return (*(variable for parameter in self.header.parameters for variable in parameter.variables), LANG)

    @property
    def columns(self) -> tuple[str, ...]:
        """The variables that the SELECT gives, in its order."""
        select, where, _ = _body(self.text).partition("WHERE")
        return tuple(re.findall(r"\?(\w+)", select)) if where else ()

    def with_values(self, rows: Sequence[Sequence[str]], limit: int | None = None) -> str:
        """Put serialised terms in place of the marked lines; the rest of the text stays, header left out.

        Each row has one term for each of ``variables``. Terms are SPARQL already: nothing is escaped here.
        """
        clause = _clause(self.variables, rows)
        text = _VALUES.sub(lambda match: match["indent"] + clause, _body(self.text))
        return self._limited(text, limit)

    def with_values_in_place(self, rows: Sequence[Sequence[str]], limit: int | None = None) -> str:
        """Put the same terms where `with_values` puts them, in the form that every engine understands (`special`)."""
        return self._limited(specialised(_body(self.text), self.variables, rows), limit)

    @staticmethod
    def _limited(text: str, limit: int | None) -> str:
        return text if limit is None else _LIMIT.sub(f"LIMIT {limit}", text)


def _clause(variables: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    names = " ".join(f"?{variable}" for variable in variables)
    tuples = " ".join(f"({' '.join(row)})" for row in rows)
    return f"VALUES ({names}) {{ {tuples} }}"


def _body(text: str) -> str:
    """Give what follows the header."""
    return "".join(dropwhile(lambda line: line.startswith(MARK), text.splitlines(keepends=True)))


def read_query(name: str, text: str, where: str) -> Query:
    """Read a query with a header; header and marked lines must agree."""
    query = Query(name, read_header(text, where), text)
    _check_marks(query, where)
    _check_columns(query, where)
    return query


def names(folder: Path = QUERIES) -> list[str]:
    """Name the queries, by the alphabet; none is read."""
    return sorted(path.stem for path in folder.glob("*.rq"))


def load_one(name: str, folder: Path = QUERIES) -> Query:
    """Read the one query of this name, which must be one of ``names``."""
    path = folder / f"{name}.rq"
    return read_query(name, path.read_text("utf-8"), str(path))


def load(folder: Path = QUERIES) -> dict[str, Query]:
    """Read every ``.rq`` file of a folder, in the order of their questions, by name."""
    queries = [load_one(name, folder) for name in names(folder)]
    queries.sort(key=lambda query: (len(query.header.question), query.header.question))
    return {query.name: query for query in queries}


def _check_marks(query: Query, where: str) -> None:
    if any(line.startswith(MARK) for line in _body(query.text).splitlines()):
        _refuse(where, Text(en="header line after the header", fr="ligne d’en-tête hors de l’en-tête"))
    expected = _clause(query.variables, [_standing_row(query)])
    marks = [match[0].strip() for match in _VALUES.finditer(query.text)]
    if not marks or any(mark != f"{expected} # parameters" for mark in marks):
        _refuse(
            where,
            Text(
                en=f"the marked lines must read: {expected} # parameters",
                fr=f"les lignes marquées doivent se lire\N{NO-BREAK SPACE}: {expected} # parameters",
            ),
        )
    limits = [(match["name"], match["number"]) for match in _LIMIT.finditer(query.text)]
    if limits != [(p.name, p.default) for p in query.header.parameters if p.type is ParameterType.LIMIT]:
        _refuse(
            where,
            Text(
                en="a limit parameter needs one line: LIMIT default # parameter name",
                fr="un paramètre limit veut une ligne\N{NO-BREAK SPACE}: LIMIT défaut # parameter nom",
            ),
        )


def _standing_row(query: Query) -> list[str]:
    """Give the terms that the file itself holds: defaults, else UNDEF."""
    row = []
    for parameter in query.header.parameters:
        match parameter.type:
            case ParameterType.INTEGER if parameter.default:
                row.append(integer(int(parameter.default)))
            case ParameterType.STRING if parameter.default:
                row.append(string(parameter.default))
            case _:
                row.extend(UNDEF for _ in parameter.variables)
    return [*row, string("en")]


def _check_columns(query: Query, where: str) -> None:
    for column in query.header.columns:
        for variable in column.of or (column.name,):
            if variable not in query.columns:
                _refuse(
                    where, Text(en=f"column of no variable: {variable}", fr=f"colonne d’aucune variable, {variable}")
                )


def _refuse(where: str, what: Text) -> NoReturn:
    raise DataError(what, where=where)
