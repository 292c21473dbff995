"""The header of a ``.rq`` file: what the query says of itself, read strictly.

Lines start with ``#+ `` and hold ``key: value``; a line indented further continues the one before (so the header is
YAML, as grlc reads it). Keys:

- ``summary``, ``summary-fr``, ``description``, ``description-fr``, ``question``: once each;
- ``param: NAME TYPE [KIND] [optional | default VALUE] [minimum N] [maximum N] en "…" fr "…"``;
- ``values: PARAM QUERY``: what the parameter may be, as ``?value`` (else: the instances of its kind);
- ``column: NAME [as FORMAT [of VARIABLE…]] en "…" fr "…"``: what a table shows, in this order.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

from kg.errors import DataError, Text, quoted_in_french

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARK = "#+"
_LINE = re.compile(r"#\+ (?P<key>[a-z]+(?:-fr)?):(?: (?P<value>.*))?")
_CONTINUED = re.compile(r"#\+ {2,}(?P<value>\S.*)")
_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_ONCE = ("summary", "summary-fr", "description", "description-fr", "question")
_REPEATED = ("param", "values", "column")
# What a position column is made of, in this order; best and worst always.
POSITION_PARTS = ("best", "worst", "tied", "percent", "grade", "score", "out of")


class ParameterType(StrEnum):
    """What a parameter's value is; ``weights`` are criteria with numbers, ``limit`` is a number of rows."""

    IRI = "iri"
    INTEGER = "integer"
    DECIMAL = "decimal"
    STRING = "string"
    WEIGHTS = "weights"
    LIMIT = "limit"


class Format(StrEnum):
    """How a table writes a column; ``digits`` leaves the thousands mark out, ``position`` makes one of several."""

    PLAIN = "plain"
    DIGITS = "digits"
    PERCENT = "percent"
    POSITION = "position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: ``kind`` is the class of things an IRI may name, ``values`` a query for them."""

    name: str
    type: ParameterType
    text: Text
    kind: str | None = None
    optional: bool = False
    default: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    values: str | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables it binds: weights bind a criterion and its weight, a limit none."""
        match self.type:
            case ParameterType.WEIGHTS:
                return (self.kind or "criterion", "weight")
            case ParameterType.LIMIT:
                return ()
            case _:
                return (self.name,)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``of`` are the variables a position is made of: best, worst and so on."""

    name: str
    title: Text
    format: Format = Format.PLAIN
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read."""

    summary: Text
    description: Text
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]


def has_header(text: str) -> bool:
    """Tell whether a query introduces itself."""
    return text.startswith(MARK)


def read_header(text: str, where: str) -> Header:
    r"""Read the header at the start of ``text``; whatever is not as described above is an error.

    >>> lines = ["summary: One", "summary-fr: Un", "description: a", "description-fr: b", "question: CQ1"]
    >>> read_header("\n".join("#+ " + line for line in lines), "x.rq").summary.fr
    'Un'
    """
    single: dict[str, str] = {}
    repeated: dict[str, list[str]] = {key: [] for key in _REPEATED}
    for key, value in _entries(text, where):
        if key in _REPEATED:
            repeated[key].append(value)
        elif key not in _ONCE:
            _refuse(where, Text(en=f"unknown header key {key}", fr=f"clé d’en-tête inconnue, {key}"))
        elif key in single:
            _refuse(where, Text(en=f"header key {key} given twice", fr=f"clé d’en-tête {key} donnée deux fois"))
        else:
            single[key] = value
    for key in _ONCE:
        if not single.get(key):
            _refuse(where, Text(en=f"no {key} in the header", fr=f"pas de {key} dans l’en-tête"))
    return Header(
        summary=Text(en=single["summary"], fr=single["summary-fr"]),
        description=Text(en=single["description"], fr=single["description-fr"]),
        question=single["question"],
        parameters=_parameters(repeated, where),
        columns=tuple(_column(line, where) for line in repeated["column"]),
    )


def _entries(text: str, where: str) -> Iterator[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.startswith(MARK):
            break
        if match := _LINE.fullmatch(line):
            entries.append((match["key"], (match["value"] or "").strip()))
        elif entries and (match := _CONTINUED.fullmatch(line)):
            key, value = entries.pop()
            entries.append((key, f"{value} {match['value'].strip()}"))
        else:
            _refuse(
                where,
                Text(
                    en=f"header line not understood: {line}",
                    fr=f"ligne d’en-tête non comprise\N{NO-BREAK SPACE}: {line}",
                ),
            )
    for key, value in entries:
        if ": " in value or " #" in value:
            _refuse(
                where,
                Text(
                    en=f"no “: ” nor “ #” in {key}, for YAML",
                    fr=f"ni {quoted_in_french(':')} ni {quoted_in_french('#')} dans {key}, pour YAML",
                ),
            )
    return iter(entries)


def _parameters(repeated: Mapping[str, list[str]], where: str) -> tuple[Parameter, ...]:
    found: dict[str, Parameter] = {}
    for line in repeated["param"]:
        parameter = _parameter(line, where)
        if parameter.name in found:
            _refuse(
                where,
                Text(en=f"parameter {parameter.name} given twice", fr=f"paramètre {parameter.name} donné deux fois"),
            )
        found[parameter.name] = parameter
    for line in repeated["values"]:
        name, _, query = line.partition(" ")
        if name not in found or not query:
            _refuse(
                where,
                Text(en=f"values of no parameter: {line}", fr=f"valeurs d’aucun paramètre\N{NO-BREAK SPACE}: {line}"),
            )
        found[name] = replace(found[name], values=query)
    return tuple(found.values())


class _Words:
    """The words of one header line, taken from the left."""

    def __init__(self, line: str, where: str) -> None:
        self.line, self.where = line, where
        try:
            self._words = shlex.split(line)
        except ValueError:
            self.refuse()

    def __bool__(self) -> bool:
        return bool(self._words)

    def take(self) -> str:
        if not self._words:
            self.refuse()
        return self._words.pop(0)

    def name(self) -> str:
        name = self.take()
        if not _NAME.fullmatch(name) or name == "lang":
            self.refuse()
        return name

    def integer(self) -> int:
        word = self.take()
        if not word.lstrip("-").isdecimal():
            self.refuse()
        return int(word)

    def refuse(self) -> NoReturn:
        _refuse(
            self.where,
            Text(
                en=f"header line not understood: {self.line}",
                fr=f"ligne d’en-tête non comprise\N{NO-BREAK SPACE}: {self.line}",
            ),
        )


def _parameter(line: str, where: str) -> Parameter:
    words = _Words(line, where)
    name, code = words.name(), words.take()
    if code not in set(ParameterType):
        words.refuse()
    type_ = ParameterType(code)
    kind = words.take() if type_ in (ParameterType.IRI, ParameterType.WEIGHTS) else None
    given: dict[str, str] = {}
    numbers: dict[str, int] = {}
    optional = False
    while words:
        match words.take():
            case "optional":
                optional = True
            case "default" | "en" | "fr" as key:
                given[key] = words.take()
            case "minimum" | "maximum" as key:
                numbers[key] = words.integer()
            case _:
                words.refuse()
    if not given.keys() >= {"en", "fr"}:
        words.refuse()
    return Parameter(
        name=name,
        type=type_,
        kind=kind,
        optional=optional,
        default=given.get("default"),
        text=Text(en=given["en"], fr=given["fr"]),
        minimum=numbers.get("minimum"),
        maximum=numbers.get("maximum"),
    )


def _column(line: str, where: str) -> Column:
    words = _Words(line, where)
    name, format_, of, title = words.name(), Format.PLAIN, [], {}
    while words:
        match words.take():
            case "as":
                code = words.take()
                if code not in set(Format):
                    words.refuse()
                format_ = Format(code)
            case "en" | "fr" as key:
                title[key] = words.take()
            case "of" if format_ is Format.POSITION:
                continue
            case variable if format_ is Format.POSITION and not title and _NAME.fullmatch(variable):
                of.append(variable)
            case _:
                words.refuse()
    short = format_ is Format.POSITION and not len(POSITION_PARTS[:2]) <= len(of) <= len(POSITION_PARTS)
    if title.keys() != {"en", "fr"} or short:
        words.refuse()
    return Column(name, Text(**title), format_, tuple(of))


def _refuse(where: str, what: Text) -> NoReturn:
    raise DataError(
        what, where=where, fix=Text(en="see the other queries' headers", fr="voir les en-têtes des autres requêtes")
    )
