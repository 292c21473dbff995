"""Tables of a page: which cell stands in which row and column, and which tables only lay a page out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.read.document import BlockKind
from kg.read.lines import Line, make_view
from kg.read.raw import RawBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 60  # columns that a cell may span, or stand in to span rows
_LONGEST_CELL = 400  # code points; more is prose
_COPIES = 4  # for each cell: what spans more rows and columns than that holds no data
_SOME_COPIES = 100


@dataclass(slots=True)
class Cell:
    """A cell: its place, how far it spans, and its lines."""

    row: int
    column: int
    rows: int
    columns: int
    head: bool
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table as it is read, row by row. ``cell`` is the open one."""

    for_layout: bool = False
    row: int = -1
    column: int = 0
    cells: list[Cell] = field(default_factory=list)
    cell: Cell | None = None
    _spanning: dict[int, int] = field(default_factory=dict)

    def open_row(self) -> None:
        """Begin the next row."""
        self.cell = None
        self.row, self.column = self.row + 1, 0

    def open_cell(self, rows: int, columns: int, *, head: bool) -> None:
        """Begin the next cell of the row, behind what spans into it from above."""
        if self.row < 0:
            self.open_row()
        while self._spanning.get(self.column, 0) > self.row:
            self.column += 1
        columns = min(columns, _WIDEST)
        self.cell = Cell(self.row, self.column, rows, columns, head)
        self.cells.append(self.cell)
        if rows > 1 and self.column < _WIDEST:
            self._spanning.update(dict.fromkeys(range(self.column, self.column + columns), self.row + rows))
        self.column += columns

    def is_prose(self) -> bool:
        """Tell whether it only lays out text: a column or a row alone, or cells with pages of text."""
        rows, columns = {cell.row for cell in self.cells}, {cell.column for cell in self.cells}
        longest = max((sum(len(line.text) for line in cell.lines) for cell in self.cells), default=0)
        return self.for_layout or len(rows) < 2 or len(columns) < 2 or longest > _LONGEST_CELL  # noqa: PLR2004

    def blocks(self, source: str, number: int) -> Iterator[RawBlock]:
        """Yield its cells row by row; one that spans rows is in each, a head that spans columns too."""
        rows: dict[int, dict[int, RawBlock]] = {}
        last = max(cell.row for cell in self.cells)
        copies = _SOME_COPIES + _COPIES * len(self.cells)
        for cell in self.cells:
            view = make_view(source, cell.lines)
            for row in range(cell.row, min(cell.row + cell.rows, last + 1)):
                for column in range(cell.column, cell.column + (cell.columns if cell.head else 1)):
                    if (row, column) != (cell.row, cell.column):
                        copies -= 1
                    if copies >= 0 or (row, column) == (cell.row, cell.column):
                        block = RawBlock(BlockKind.CELL, view, 0, number, row, column)
                        rows.setdefault(row, {}).setdefault(column, block)
                if copies < 0:
                    break
        for row in sorted(rows):
            yield from (rows[row][column] for column in sorted(rows[row]))
