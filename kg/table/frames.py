"""Tables as frames of pandas, Polars and Arrow, each column with its type; the libraries are extras."""

from __future__ import annotations

import importlib
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from kg.errors import Text, UsageError, installed_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

_LARGEST = 2**63
_DIGITS = 38  # of a decimal, in Arrow and in Polars


class Kind(Enum):
    """What all values of a column are, if they are there."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"


def kind_of(values: Sequence[object]) -> Kind:
    """Tell what a column holds; one without values, or with values of several kinds, is text.

    >>> kind_of([None, 3]), kind_of([3, Decimal("2.5")]), kind_of([True, 1]), kind_of([])
    (<Kind.INTEGER: 'integer'>, <Kind.DECIMAL: 'decimal'>, <Kind.TEXT: 'text'>, <Kind.TEXT: 'text'>)
    """
    found = [value for value in values if value is not None]
    if found and all(isinstance(value, bool) for value in found):
        return Kind.BOOLEAN
    if not found or any(isinstance(value, bool) or not isinstance(value, int | Decimal) for value in found):
        return Kind.TEXT
    numbers = [Decimal(str(value)) for value in found]
    if all(isinstance(value, int) and -_LARGEST <= value < _LARGEST for value in found):
        return Kind.INTEGER
    scale = _scale(numbers)
    return Kind.DECIMAL if all(number.adjusted() + 1 + scale <= _DIGITS for number in numbers) else Kind.TEXT


def pandas_frame(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Give a pandas frame; decimals are floats, since pandas computes with no others."""
    pandas = _library("pandas")
    types = {Kind.BOOLEAN: "boolean", Kind.INTEGER: "Int64", Kind.DECIMAL: "Float64", Kind.TEXT: "string"}
    columns = {name: pandas.array(cells, dtype=types[kind]) for name, kind, cells in _columns(names, rows)}
    frame: pd.DataFrame = pandas.DataFrame(columns, columns=list(names))
    return frame


def polars_frame(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """Give a Polars frame."""
    polars = _library("polars")
    types = {Kind.BOOLEAN: polars.Boolean, Kind.INTEGER: polars.Int64, Kind.TEXT: polars.String}
    series = [
        polars.Series(name, cells, dtype=types.get(kind) or polars.Decimal(_DIGITS, _scale(cells)))
        for name, kind, cells in _columns(names, rows)
    ]
    frame: pl.DataFrame = polars.DataFrame(series)
    return frame


def arrow_table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Give an Arrow table."""
    arrow = _library("pyarrow", "arrow")
    types = {Kind.BOOLEAN: arrow.bool_(), Kind.INTEGER: arrow.int64(), Kind.TEXT: arrow.string()}
    arrays = [
        arrow.array(cells, type=types.get(kind) or arrow.decimal128(_DIGITS, _scale(cells)))
        for _, kind, cells in _columns(names, rows)
    ]
    table: pa.Table = arrow.table(arrays, names=list(names))
    return table


def _columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, Kind, list[Any]]]:
    """Give each column with its kind, and its cells as that wants them."""
    for place, name in enumerate(names):
        values = [row[place] for row in rows]
        kind = kind_of(values)
        yield name, kind, [None if value is None else _converted(kind, value) for value in values]


def _converted(kind: Kind, value: object) -> object:
    match kind:
        case Kind.DECIMAL:
            return Decimal(str(value))
        case Kind.TEXT:
            return str(value)
        case _:
            return value


def _scale(numbers: Sequence[Decimal | None]) -> int:
    """Count the digits behind the point of the number that has most."""
    return max((-int(number.as_tuple().exponent) for number in numbers if number is not None), default=0)


def _library(name: str, extra: str | None = None) -> Any:  # noqa: ANN401 (a module of an extra)
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            Text(en=f"{name} is not installed", fr=f"{name} n’est pas installé"), fix=installed_with(extra or name)
        ) from error
