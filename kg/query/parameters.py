"""From the values a user gives to a query ready to run: checked, found in the graph, serialised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, NoReturn

from kg.errors import COLON, Text, UsageError
from kg.query import terms
from kg.query.catalogue import LANG, names
from kg.query.header import ParameterType
from kg.query.names import Names, nearest_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query.catalogue import Query
    from kg.query.engine import Engine
    from kg.query.header import Parameter

LANGUAGES = ("fr", "en")
_INTEGER = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
# Up to a colon and a number, which a comma or the end follows: names of criteria may hold commas and colons.
_WEIGHT = re.compile(r"\s*(?P<criterion>.+?)\s*:\s*(?P<weight>\d{1,9}(?:\.\d{1,9})?)\s*(?:,|$)")
_BASE = re.compile(r"^BASE <[^>]*>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Binder:
    """Puts values into queries: found in the graph of ``engine``, whose own IRIs begin with ``base``.

    With ``in_place``, into canned ones in the form that engines of others understand too.
    """

    engine: Engine
    base: str
    in_place: bool = False

    def bind(self, query: Query, given: Mapping[str, str], language: str) -> str:
        """Give the text of ``query`` with these values, ready to run or to paste."""
        _check_names(query, given)
        rankings = self._rankings(query, given)
        columns: list[list[tuple[str, ...]]] = []
        limit = None
        for parameter in query.header.parameters:
            value = _required(query, parameter, given.get(parameter.name, parameter.default))
            if parameter.type is ParameterType.LIMIT:
                limit = _integer(parameter, value or "")
            else:
                columns.append(self._terms(parameter, value, rankings))
        columns.append([(terms.string(language),)])
        rows = [[term for cell in cells for term in cell] for cells in product(*columns)]
        put = query.with_values_in_place if self.in_place and query.name in names() else query.with_values
        return _BASE.sub(f"BASE {terms.iri(self.base)}", put(rows, limit), count=1)

    def names(self, parameter: Parameter) -> Names:
        """Give what the parameter may name."""
        return Names(self.engine, parameter, self.base)

    def _terms(self, parameter: Parameter, value: str | None, rankings: Sequence[str]) -> list[tuple[str, ...]]:
        """Serialise one value: one row of terms, or one for each weight."""
        if value is None:
            return [(terms.UNDEF,) * len(parameter.variables)]
        match parameter.type:
            case ParameterType.IRI:
                return [(terms.iri(str(self.names(parameter).find(value, rankings))),)]
            case ParameterType.INTEGER:
                return [(terms.integer(_integer(parameter, value)),)]
            case ParameterType.DECIMAL:
                return [(terms.decimal(_decimal(parameter, value)),)]
            case ParameterType.WEIGHTS:
                return self._weights(parameter, value, rankings)
            case _:
                found = self.names(parameter).find(value) if parameter.values else value
                return [(terms.string(str(found)),)]

    def _weights(self, parameter: Parameter, value: str, rankings: Sequence[str]) -> list[tuple[str, ...]]:
        names = self.names(parameter)
        weights: dict[str, tuple[str, ...]] = {}
        value, position = " ".join(value.split()), 0  # a run of blanks would be tried in every way
        while position < len(value):
            match = _WEIGHT.match(value, position)
            if not match or not (weight := Decimal(match["weight"])):
                _refuse(
                    parameter,
                    value,
                    Text(
                        en="write criterion:weight,criterion:weight, weights above 0",
                        fr="écrire critère:poids,critère:poids, poids supérieurs à 0",
                    ),
                )
            criterion = terms.iri(str(names.find(match["criterion"], rankings)))
            if criterion in weights:
                _refuse(
                    parameter,
                    value,
                    Text(en=f"weigh {match['criterion']} once", fr=f"ne peser {match['criterion']} qu’une fois"),
                )
            weights[criterion] = (criterion, terms.decimal(weight))
            position = match.end()
        if not weights:
            _refuse(
                parameter,
                value,
                Text(en="write criterion:weight,criterion:weight", fr="écrire critère:poids,critère:poids"),
            )
        return list(weights.values())

    def _rankings(self, query: Query, given: Mapping[str, str]) -> tuple[str, ...]:
        """Give the key of the ranking that other values speak of: it tells equal names of criteria apart."""
        for parameter in query.header.parameters:
            value = given.get(parameter.name)
            if value is None or parameter.kind not in ("ranking", "edition"):
                continue
            iri = str(self.names(parameter).find(value))
            if parameter.kind == "edition":
                found = self.engine.rows(f"SELECT ?ranking WHERE {{ {terms.iri(iri)} pal:ranking ?ranking }}")
                iri = str(found[0][0]) if found else iri
            return (iri.rpartition("/")[2],)
        return ()


def check_base(base: str, where: str) -> None:
    """Refuse what cannot begin the IRIs of instances; ``where`` is what gave it."""
    try:
        terms.iri(base)
    except ValueError as error:
        what = Text(f"{base} is no base for IRIs", f"{base} ne peut pas commencer des IRI")
        raise UsageError(what, where=where) from error


def take_language(given: Mapping[str, str], language: str) -> tuple[dict[str, str], str]:
    """Take ``lang`` out of the values: it is a parameter of every query, and says the same as ``--lang``."""
    asked = given.get(LANG, language)
    if asked not in LANGUAGES:
        raise UsageError(
            Text(en=f"lang: no language {asked}", fr=f"lang{COLON.fr}pas de langue {asked}"),
            fix=Text(en="choose among fr, en", fr="choisir parmi fr, en"),
        )
    return {name: value for name, value in given.items() if name != LANG}, asked


def _check_names(query: Query, given: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in query.header.parameters]
    for name in given:
        if name not in known:
            listed = ", ".join(nearest_name(name, known) or known)
            fix = Text(en=f"parameters: {listed}", fr=f"paramètres{COLON.fr}{listed}")
            raise UsageError(
                Text(en=f"{query.name} has no parameter {name}", fr=f"{query.name} n’a pas de paramètre {name}"),
                fix=fix if known else None,
            )


def _required(query: Query, parameter: Parameter, value: str | None) -> str | None:
    if value is None and not parameter.optional:
        raise UsageError(
            Text(
                en=f"{query.name} needs {parameter.name}, {parameter.text.en}",
                fr=f"{query.name}\N{NO-BREAK SPACE}: paramètre {parameter.name} manquant ({parameter.text.fr})",
            ),
            fix=Text(
                en=f"add -p {parameter.name}=…; kg query {query.name} --help lists what it may be",
                fr=f"ajouter -p {parameter.name}=…\N{NARROW NO-BREAK SPACE}; kg query {query.name} --help énumère"
                " les valeurs possibles",
            ),
        )
    return value


def _integer(parameter: Parameter, value: str) -> int:
    if not _INTEGER.fullmatch(value):
        _refuse(parameter, value, Text(en="give a whole number", fr="donner un nombre entier"))
    number = int(value)
    _check_range(parameter, value, number)
    return number


def _decimal(parameter: Parameter, value: str) -> Decimal:
    if not _DECIMAL.fullmatch(value):
        _refuse(parameter, value, Text(en="give a number such as 2.5", fr="donner un nombre comme 2.5"))
    number = Decimal(value)
    _check_range(parameter, value, number)
    return number


def _check_range(parameter: Parameter, value: str, number: int | Decimal) -> None:
    if parameter.minimum is not None and number < parameter.minimum:
        _refuse(
            parameter, value, Text(en=f"give {parameter.minimum} or more", fr=f"donner {parameter.minimum} ou plus")
        )
    if parameter.maximum is not None and number > parameter.maximum:
        _refuse(
            parameter, value, Text(en=f"give {parameter.maximum} or less", fr=f"donner {parameter.maximum} ou moins")
        )


def _refuse(parameter: Parameter, value: str, fix: Text) -> NoReturn:
    name = parameter.name
    raise UsageError(Text(en=f"{name}: not allowed: {value}", fr=f"{name}{COLON.fr}valeur refusée, {value}"), fix=fix)
