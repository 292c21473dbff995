"""What clients send: batches of queries and requests for data, read from JSON of any kind, or refused in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import Text
from kg.serve.reconcile.words import LONGEST
from kg.serve.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

BATCH = 50  # queries at once, as the manifest says
IDS = 500  # institutions whose data are asked for at once
_COLUMNS = 50  # properties, and values of one, that are heard
_DEFAULT_LIMIT, _MOST = 10, 100
_LARGE = 413
_FIX = Text(
    "send it as the Reconciliation Service API 0.2 says", "l’envoyer comme le dit la Reconciliation Service API 0.2"
)


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """What a column says of an institution: a property, and values as words (of an entity, its id and its name)."""

    pid: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One name to reconcile; ``strict`` tells that other types are none of the candidates."""

    text: str
    types: tuple[str, ...] = ()
    limit: int = _DEFAULT_LIMIT
    properties: tuple[ColumnValue, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """Whose data are asked for, and which: properties, each with how many values at most (0 is all)."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, int], ...]


def read_queries(text: str) -> Mapping[str, Query]:
    """Read a batch. Raises Refusal."""
    batch = _object(text, "queries")
    if len(batch) > BATCH:
        raise _too_many(len(batch), BATCH, Text("queries", "requêtes"))
    return {key: _query(key, value) for key, value in batch.items()}


def read_extension(text: str) -> Extension:
    """Read a request for data. Raises Refusal."""
    asked = _object(text, "extend")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise _misread(
            Text("it needs ids and properties, both lists", "il faut ids et properties, deux listes"), "extend"
        )
    if len(ids) > IDS:
        raise _too_many(len(ids), IDS, Text("ids", "identifiants"))
    columns = [each for each in properties[:_COLUMNS] if isinstance(each, dict) and isinstance(each.get("id"), str)]
    return Extension(
        tuple(each for each in ids if isinstance(each, str)),
        tuple((each["id"], _count(_settings(each).get("limit"), 0)) for each in columns),
    )


def _settings(column: dict[str, Any]) -> dict[str, Any]:
    settings = column.get("settings")
    return settings if isinstance(settings, dict) else {}


def _object(text: str, field: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _misread(Text("this is not JSON", "ce n’est pas du JSON"), field) from error
    if not isinstance(found, dict):
        raise _misread(Text("this is not a JSON object", "ce n’est pas un objet JSON"), field)
    return found


def _query(key: str, value: object) -> Query:
    """Read a query; fields that are not what they should be are as if they were not there, but for the name."""
    if isinstance(value, str):
        value = {"query": value}
    if not isinstance(value, dict) or not isinstance(value.get("query", ""), str):
        raise _misread(Text(f"{key[:40]} is not a query", f"{key[:40]} n’est pas une requête"), "queries")
    types, columns = value.get("type"), value.get("properties")
    given = [_given(each) for each in columns[:_COLUMNS]] if isinstance(columns, list) else []
    return Query(
        value.get("query", ""),
        tuple(filter(None, map(_type, types if isinstance(types, list) else [types]))),
        _count(value.get("limit"), _DEFAULT_LIMIT) or _DEFAULT_LIMIT,
        tuple(each for each in given if each and each.values),
        value.get("type_strict") in ("any", "all"),
    )


def _type(value: object) -> str:
    """Read a type: its id, or an object that has one."""
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def _given(value: object) -> ColumnValue | None:
    if not isinstance(value, dict) or not isinstance(value.get("pid"), str):
        return None
    values = value.get("v")
    several = values[:_COLUMNS] if isinstance(values, list) else [values]
    return ColumnValue(value["pid"], tuple(word for each in several for word in _words(each)))


def _words(value: object) -> list[str]:
    """Read a value as words; a whole number as OpenRefine writes those of a spreadsheet, 1843.0, loses its zero."""
    if isinstance(value, dict):
        return [word for each in (value.get("id"), value.get("name")) if isinstance(each, str) for word in _words(each)]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()[:LONGEST] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return [text] if text else []


def _count(value: object, default: int) -> int:
    """Read how many are wanted, a number or, as forms send it, its digits."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value[:4])
    if isinstance(value, float) and value == value:  # noqa: PLR0124 (NaN is not)
        value = int(min(value, _MOST))
    return min(value, _MOST) if isinstance(value, int) and not isinstance(value, bool) and value > 0 else default


def _misread(what: Text, field: str) -> Refusal:
    return Refusal(what, where=field, fix=_FIX)


def _too_many(count: int, most: int, what: Text) -> Refusal:
    return Refusal(
        Text(f"{count} {what.en} at once", f"{count} {what.fr} à la fois"),
        fix=Text(f"send at most {most}", f"en envoyer {most} au plus"),
        status=_LARGE,
    )
