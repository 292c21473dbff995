"""Tables written row by row, each as CSV and as Parquet."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.errors import Text, UsageError, installed_with
from kg.graph.terms import TYPE
from kg.publish.addresses import DOWNLOAD
from kg.publish.downloads.download import Download
from kg.publish.downloads.tables.claims import Claim
from kg.publish.downloads.tables.definitions import codebook
from kg.publish.downloads.tables.fields import Type
from kg.publish.facts import Facts
from kg.vocab import PAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from kg.graph.terms import Term
    from kg.publish.blocks import Blocks
    from kg.publish.downloads.tables.claims import Passage
    from kg.publish.downloads.tables.fields import Cell, Table
    from kg.publish.statements import Statements
    from kg.publish.tree import Tree

_GROUP = 5_000  # rows that are held in memory, and make a row group of Parquet

_CSV = Text("{table}, as CSV", "{table}, en CSV")
_PARQUET = Text("{table}, as Parquet", "{table}, en Parquet")


class Tables:
    """Takes the claims of a graph, and writes the tables."""

    def __init__(self, blocks: Blocks, tree: Tree) -> None:
        """Prepare."""
        self._facts = Facts(blocks)
        self._tables = [_Writer(table, tree) for table in codebook()]
        self._by_class: dict[Term, list[_Writer]] = {}
        for writer in self._tables:
            for name in writer.table.classes:
                self._by_class.setdefault(f"<{PAL}{name}>", []).append(writer)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Open the files."""
        for writer in self._tables:
            writer.begin(self._open)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, and close the files."""
        try:
            if error is None:
                for writer in self._tables:
                    writer.flush()
        finally:
            self._open.__exit__(kind, error, trace)

    def add(self, subject: Term, statements: Statements) -> None:
        """Take a subject of the graph; what is no claim has no row."""
        for kind in statements.get(TYPE, ()):
            for writer in self._by_class.get(kind, ()):
                writer.add(Claim(subject, statements, self._facts))

    def downloads(self) -> Iterator[Download]:
        """Yield what was written."""
        for writer in self._tables:
            yield from writer.downloads()

    def counts(self) -> dict[str, int]:
        """Give the number of rows of each table."""
        return {writer.table.name: writer.rows for writer in self._tables}


class _Writer:
    """One table; rows are written in groups."""

    def __init__(self, table: Table, tree: Tree) -> None:
        self.table, self._tree = table, tree
        self.rows = 0
        self._waiting: list[tuple[Cell, ...]] = []

    def begin(self, opened: ExitStack) -> None:
        arrow = load_arrow()
        name = f"{DOWNLOAD}/{self.table.name}"
        self._csv = opened.enter_context(self._tree.making(f"{name}.csv", twin=True))
        self._csv.write(_lines([[column.name for column in self.table.columns]]))
        self._parquet = opened.enter_context(self._tree.making(f"{name}.parquet"))
        self._schema = _schema(self.table)
        self._groups = opened.enter_context(
            arrow.parquet.ParquetWriter(self._parquet, self._schema, compression="zstd", store_schema=False)
        )

    def add(self, claim: Claim) -> None:
        passages: Sequence[Passage | None] = claim.passages
        for passage in passages if self.table.by_passage else (passages or [None])[:1]:
            row = [cell for field in self.table.fields for cell in field.read(claim, passage)]
            self._waiting.append(tuple(row))
            if len(self._waiting) == _GROUP:
                self.flush()

    def flush(self) -> None:
        if self._waiting:
            arrow = load_arrow()
            self._csv.write(_lines([list(map(_written, row)) for row in self._waiting]))
            columns = zip(self.table.columns, zip(*self._waiting, strict=True), strict=True)
            arrays = [arrow.array(list(map(_NUMBERS.get(column.type, _same), cells)), field.type)
                      for (column, cells), field in zip(columns, self._schema, strict=True)]  # fmt: skip
            self._groups.write_batch(arrow.record_batch(arrays, schema=self._schema))
            self.rows += len(self._waiting)
            self._waiting.clear()

    def downloads(self) -> Iterator[Download]:
        title = self.table.title
        forms = ((_CSV, "text/csv", self._csv), (_PARQUET, "application/vnd.apache.parquet", self._parquet))
        for form, media_type, making in forms:
            words = (form.in_language(each).format(table=title.in_language(each)) for each in Text._fields)
            yield Download(Text(*words), media_type, making.made)


def _written(cell: Cell) -> str:
    """Write a cell as CSVW has it. Words are never changed, not even where a spreadsheet might take them for a formula.

    They are quotes, and must be found again in their documents; the codebook says how to open them as text.
    """
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _same(cell: Cell) -> Any:  # noqa: ANN401 (what pyarrow takes)
    return cell


def _number(cell: Cell) -> float | None:
    return None if cell is None else float(Decimal(str(cell)))


_NUMBERS = {Type.DECIMAL: _number}


def _schema(table: Table) -> Any:  # noqa: ANN401 (pyarrow has no types)
    arrow = load_arrow()
    types = {Type.INTEGER: arrow.int64(), Type.DECIMAL: arrow.float64(), Type.BOOLEAN: arrow.bool_()}
    return arrow.schema(
        arrow.field(
            column.name,
            types.get(column.type, arrow.string()),
            metadata={
                f"{what}_{language}": text.in_language(language)
                for what, text in (("title", column.title), ("description", column.description))
                for language in Text._fields
            },
        )
        for column in table.columns
    )


def load_arrow() -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Load pyarrow. Raises UsageError where the extra is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 (an extra brings it)
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            Text("kg publish needs pyarrow", "kg publish demande pyarrow"),
            fix=installed_with("publish"),
        ) from error
    return pa
