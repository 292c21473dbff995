"""A table of typed values: rows to go through, frames to compute with, and a view for people in a notebook.

It knows nothing of graphs: who makes one says what each column is called, and how its cells are written for people.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from kg.table.frames import arrow_table, pandas_frame, polars_frame
from kg.table.view import html_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Cell", "Table"]

Cell: TypeAlias = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Table:
    """Columns by name, and rows of values; ``titles`` and ``shown`` are what people are shown, in ``language``.

    >>> table = Table(("year", "rank"), ((2021, 27), (2022, 24)), "en")
    >>> len(table), table.columns, table["rank"], table[-1]
    (2, ('year', 'rank'), (27, 24), {'year': 2022, 'rank': 24})
    >>> [row["year"] for row in table if row["rank"] < 25]
    [2022]
    >>> table
    year  rank
    ────  ────
    2021  27
    2022  24
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: str
    titles: tuple[str, ...] = field(default=(), kw_only=True)
    shown: tuple[tuple[str, ...], ...] = field(default=(), kw_only=True)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Give each row by the names of its columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    @overload
    def __getitem__(self, asked: int) -> dict[str, Cell]: ...
    @overload
    def __getitem__(self, asked: str) -> tuple[Cell, ...]: ...
    def __getitem__(self, asked: int | str) -> dict[str, Cell] | tuple[Cell, ...]:
        """Give a row by its number, from 0, or a column by its name."""
        if isinstance(asked, int):
            return dict(zip(self.columns, self.rows[asked], strict=True))
        if asked not in self.columns:
            raise KeyError(asked)
        place = self.columns.index(asked)
        return tuple(row[place] for row in self.rows)

    def to_csv(self, path: Path | str | None = None) -> str:
        r"""Write every column under its own name, and put that into a file if one is named.

        >>> Table(("name", "tied"), (("Alès", True), ("Nancy", None)), "fr").to_csv()
        'name,tied\nAlès,true\nNancy,\n'
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_bare(value) for value in row] for row in self.rows)
        if path is not None:
            with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 (a Path or its name)
                file.write(out.getvalue())
        return out.getvalue()

    def to_pandas(self) -> pd.DataFrame:
        """Give a pandas frame: Int64, boolean, Float64 and string columns, all of which may lack values."""
        return pandas_frame(self.columns, self.rows)

    def to_polars(self) -> pl.DataFrame:
        """Give a Polars frame: Int64, Boolean, Decimal and String columns."""
        return polars_frame(self.columns, self.rows)

    def to_arrow(self) -> pa.Table:
        """Give an Arrow table: int64, bool, decimal128 and string columns."""
        return arrow_table(self.columns, self.rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:  # noqa: ANN401 (a PyCapsule)
        """Hand the table to what reads Arrow's C stream (DuckDB, Polars and others), without naming either."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        """Show the first rows as text."""
        return text_of(*self._for_people(), self.language)

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook."""
        return html_of(*self._for_people(), self.language)

    def _for_people(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        if self.titles:
            return self.titles, self.shown
        return self.columns, tuple(tuple(map(_bare, row)) for row in self.rows)


def _bare(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
