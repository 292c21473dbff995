"""The body of a DOCX: its paragraphs and tables become blocks in reading order."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from kg.read.canonical import BULLET, NUMBER, Part, clean, join_lines, without_bullet
from kg.read.document import BlockKind
from kg.read.docx.numbering import Numbering
from kg.read.docx.package import children, value
from kg.read.docx.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

# Elements that hold others of their kind: what is inside counts as if they were not there.
_WRAPPERS = (
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "bdo",
    "dir",
    "customXml",
    "AlternateContent",
    "Choice",
    "oMath",
    "oMathPara",
)
_TEXT_OF = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off")
_LONGEST_CELL = 300  # code points: in cells with more, half of them, a page is laid out
_FEWEST = 2  # rows and columns of a table
_MOST_COLUMNS = 60  # Word allows 63
_BREAK = "\n"


class Body:
    """Reads blocks; lists are counted and tables numbered on the way, so each part of a document is read once."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        """Read what the document says of its styles and lists."""
        self._styles = Styles(styles)
        self._numbering = Numbering(numbering)
        self._tables = 0

    def parts(self, root: Element) -> list[Part]:
        """Give the blocks below ``root`` in reading order; lines whose cells tabs part are a table."""
        parts: list[Part] = []
        for tabbed, run in groupby(self._blocks(root), key=_is_tabbed):
            group = list(run)
            if tabbed and len(group) >= _FEWEST:
                parts.extend(self._tabbed(group))
            else:
                parts.extend(replace(part, text=clean(part.text)) for part in group)
        return [part for part in parts if part.text]

    def notes(self, root: Element | None) -> Iterator[Part]:
        """Yield the notes of the foot or the end, none of them text of the document itself."""
        for note in children(root, "footnote", "endnote"):
            if note.get("type") in {None, "normal"}:
                yield from (replace(part, boilerplate=True) for part in self.parts(note))

    def _blocks(self, root: Element) -> Iterator[Part]:
        for element in root:
            if element.tag == "p":
                yield from self._paragraph(element)
            elif element.tag == "tbl":
                yield from self._table(element)
            elif element.tag in {"body", *_WRAPPERS}:
                yield from self._blocks(element)

    def _paragraph(self, paragraph: Element) -> Iterator[Part]:
        text = "".join(_text(paragraph)).strip()
        level = self._styles.heading(paragraph)
        item = self._styles.list_item(paragraph)
        if text and level is not None:
            yield Part(BlockKind.HEADING, join_lines(text.split(_BREAK)), level)
        elif text and item is not None:
            number = self._numbering.next(*item)
            yield Part(BlockKind.ITEM, f"{number} {join_lines(text.split(chr(10)))}".strip(), item[1] + 1)
        elif text:
            yield from _lines(text)
        for box in _boxes(paragraph):
            yield from self._blocks(box)

    def _table(self, table: Element) -> Iterator[Part]:
        """Yield the cells of a table; the blocks in them where it only lays out a page."""
        rows = [_cells(row) for row in _inside(table, "tr")]
        columns = max((len(row) for row in rows), default=0)
        texts = {id(cell): self._flat(cell) for row in rows for cell, _, _ in row}
        lengths = [len(text) for text in texts.values() if text]
        if len(rows) < _FEWEST or columns < _FEWEST or not lengths or median(lengths) > _LONGEST_CELL:
            for row in rows:
                for cell, _, _ in row:
                    yield from self._blocks(cell)
            return
        number, self._tables = self._tables, self._tables + 1
        above: dict[int, int] = {}
        cells: list[Part] = []
        for at, row in enumerate(rows):
            column = 0
            for cell, width, goes_on in row:
                whole = at == 0 and width >= sum(other[1] for other in row)
                places = [(at, column + more) for more in range(1 if whole else width)]
                if goes_on and column in above:
                    first = above[column]
                    cells[first] = replace(cells[first], spread=(*cells[first].spread, *places))
                else:
                    above[column] = len(cells)
                    cells.append(
                        Part(BlockKind.CELL, texts[id(cell)], 0, (number, *places[0]), spread=tuple(places[1:]))
                    )
                column += width
        yield from cells

    def _flat(self, cell: Element) -> str:
        """Give the text of a cell on one line."""
        texts = ["".join(_text(paragraph)) for paragraph in cell.iter("p")]
        return clean(" ".join(line for text in texts for line in [join_lines(text.split(_BREAK))] if line))

    def _tabbed(self, parts: list[Part]) -> Iterator[Part]:
        number, self._tables = self._tables, self._tables + 1
        for row, part in enumerate(parts):
            cells = re.split(r"\t+", part.text)
            for column, text in enumerate(cells):
                yield Part(BlockKind.CELL, clean(text), 0, (number, row, column))


def _is_tabbed(part: Part) -> bool:
    return part.kind is BlockKind.PARAGRAPH and "\t" in part.text


def _lines(text: str) -> Iterator[Part]:
    """Yield the blocks of a paragraph without a style: items where its lines are marked by hand, else one."""
    lines = [line.strip() for line in text.split(_BREAK) if line.strip()]
    if not any(BULLET.match(line) or NUMBER.match(line) for line in lines):
        yield Part(BlockKind.PARAGRAPH, " ".join(lines))
        return
    for line in lines:
        if BULLET.match(line):
            yield Part(BlockKind.ITEM, without_bullet(line), 1)
        elif NUMBER.match(line):
            yield Part(BlockKind.ITEM, line, 1)
        else:
            yield Part(BlockKind.PARAGRAPH, line)


def _text(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph or a run as it is read: what is deleted or hidden is left out."""
    for child in element:
        if child.tag == "t":
            yield child.text or ""
        elif child.tag in _TEXT_OF:
            yield _TEXT_OF[child.tag]
        elif child.tag in _WRAPPERS or (child.tag == "r" and not _is_hidden(child)):
            yield from _text(child)


def _is_hidden(run: Element) -> bool:
    stated = value(run, "rPr", "vanish")
    return stated is not None and stated not in _OFF


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in a paragraph; the older form of one that is there twice is left out."""
    for child in element:
        if child.tag == "txbxContent":
            yield child
        elif child.tag not in {"Fallback", "del", "moveFrom", "t"}:
            yield from _boxes(child)


def _inside(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _cells(row: Element) -> list[tuple[Element, int, bool]]:
    """Give the cells of a row: each with the columns it takes up and whether it goes on the one above."""
    cells = []
    for cell in _inside(row, "tc"):
        span = value(cell, "tcPr", "gridSpan") or "1"
        width = min(max(int(span), 1), _MOST_COLUMNS) if span.isascii() and span.isdigit() else 1
        merge = value(cell, "tcPr", "vMerge")
        cells.append((cell, width, merge is not None and merge != "restart"))
    return cells
