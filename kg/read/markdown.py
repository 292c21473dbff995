"""Markdown: pyromark says where each piece of text lies; markup goes, the text's place in the file stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import pyromark

from kg.read.document import BlockKind
from kg.read.lines import Line, Run, make_line, make_view, plain_runs, wrap_width
from kg.read.raw import RawBlock
from kg.read.text import is_heading, line_breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
_HEADING = re.compile(r"^#{1,4} \S", re.MULTILINE)
_BOLD = re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,80}(?<=\S)\*\*(?![\w*])")
_FEWEST_BOLD = 2
_NUMBER = re.compile(r"\d+[.)]\s")
_SUP = re.compile(r"<(/?)sup\s*>", re.IGNORECASE)


def looks_like_markdown(source: str) -> bool:
    """Tell whether a text, whatever its file is called, is written in Markdown: headings, or words set in bold."""
    return bool(_HEADING.search(source)) or len(_BOLD.findall(source)) >= _FEWEST_BOLD


def read_markdown(source: str) -> list[RawBlock]:
    """Give the blocks of a Markdown text in reading order."""
    reader = _Reader(source)
    for event, place in pyromark.events_with_range(source, options=_OPTIONS):
        reader.take(event, place["start"], place["end"])
    return reader.blocks()


class _Reader:
    """Follows the events; a leaf block (paragraph, heading, item, cell) collects lines until it ends."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._offsets = _byte_offsets(source)
        self._leaves: list[tuple[BlockKind, int, tuple[int, int, int] | None, list[Line]]] = []
        self._runs: list[Run] = []
        self._lines: list[Line] = []
        self._lists: list[bool] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._table, self._row, self._column = -1, 0, 0
        self._raised: int | None = None
        self._quiet = False

    def take(self, event: Any, first: int, last: int) -> None:  # noqa: ANN401 - pyromark's events are untyped
        """Take one event; ``first`` and ``last`` are its UTF-8 byte range."""
        start, end = self._point(first), self._point(last)
        name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        match name:
            case "Start":
                self._open(value, start)
            case "End":
                self._close(value)
            case "Text":
                self._text(start, end)
            case "Code":
                ticks = len(self._source[start:end]) - len(self._source[start:end].lstrip("`"))
                self._text(start + ticks, end - ticks)
            case "InlineHtml" if found := _SUP.fullmatch(self._source[start:end]):
                self._sup(start, end, closing=bool(found[1]))
            case "SoftBreak" | "HardBreak":
                self._end_line(hard=name == "HardBreak")

    def _point(self, byte: int) -> int:
        return byte if self._offsets is None else bisect_right(self._offsets, byte) - 1

    def _open(self, value: Any, start: int) -> None:  # noqa: ANN401
        name, detail = (value, {}) if isinstance(value, str) else next(iter(value.items()))
        if name in ("Paragraph", "Heading", "Item", "TableCell"):
            self._end_block()
        match name:
            case "Heading":
                self._kind, self._level = BlockKind.HEADING, int(detail["level"][1:])
            case "List":
                self._end_block()
                self._lists.append(detail is not None)
            case "Item":
                self._open_item(start)
            case "Table":
                self._table, self._row = self._table + 1, 0
            case "TableHead" | "TableRow":
                self._column = 0
            case "TableCell":
                self._kind = BlockKind.CELL
            case "CodeBlock" | "HtmlBlock" | "MetadataBlock":
                self._end_block()
                self._quiet = True
            case "Link" if detail["link_type"] in ("Autolink", "Email"):
                self._quiet = True

    def _open_item(self, start: int) -> None:
        self._kind, self._level = BlockKind.ITEM, len(self._lists)
        # A numbered item keeps its number: it is often the rank.
        if self._lists[-1] and (number := _NUMBER.match(self._source, start)):
            self._runs.append(Run(number.start(), number.end()))

    def _close(self, value: Any) -> None:  # noqa: ANN401
        name = value if isinstance(value, str) else next(iter(value))
        match name:
            case "List":
                self._end_block()
                self._lists.pop()
            case "TableCell":
                self._end_block(keep_empty=True)
                self._column += 1
            case "TableHead" | "TableRow":
                self._row += 1
            case "Paragraph" | "Heading" | "Item":
                self._end_block()
            case "CodeBlock" | "HtmlBlock" | "MetadataBlock" | "Link":
                self._quiet = False

    def _text(self, start: int, end: int) -> None:
        if not self._quiet and self._raised is None:
            self._runs.extend(plain_runs(self._source, start, end))

    def _sup(self, start: int, end: int, *, closing: bool) -> None:
        if not closing:
            self._raised = start
        elif self._raised is not None:
            inner = self._source[self._raised : start].partition(">")[2]
            self._runs.append(Run(self._raised, end, inner))
            self._raised = None

    def _end_line(self, *, hard: bool) -> None:
        if self._runs:
            self._lines.append(make_line(self._source, self._runs, hard=hard))
        self._runs = []

    def _end_block(self, *, keep_empty: bool = False) -> None:
        self._end_line(hard=True)
        if self._lines or keep_empty:
            cell = (self._table, self._row, self._column) if self._kind is BlockKind.CELL else None
            self._leaves.append((self._kind, self._level, cell, self._lines))
        self._lines = []
        self._kind = BlockKind.ITEM if self._lists else BlockKind.PARAGRAPH
        self._level = len(self._lists)

    def blocks(self) -> list[RawBlock]:
        """Give the blocks, the lines of wrapped prose joined."""
        self._end_block()
        width = wrap_width([line for *_, lines in self._leaves for line in lines])
        blocks: list[RawBlock] = []
        for kind, level, cell, lines in self._leaves:
            if cell is not None:
                blocks.append(RawBlock(kind, make_view(self._source, lines), 0, *cell))
            elif kind is BlockKind.PARAGRAPH:
                blocks.extend(_paragraphs(self._source, lines, width))
            else:
                blocks.append(RawBlock(kind, make_view(self._source, lines), level))
        return [block for block in blocks if block.view.text or block.kind is BlockKind.CELL]


def _paragraphs(source: str, lines: Sequence[Line], width: float) -> list[RawBlock]:
    blocks = []
    groups = list(line_breaks(lines, width))
    for group in groups:
        view = make_view(source, group)
        heading = bool(view.text) and len(group) == 1 and is_heading(view.text, alone=len(groups) == 1)
        # A line that stands for a heading without being marked as one lies below all marked headings.
        blocks.append(RawBlock(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, view, 7 if heading else 0))
    return blocks


def _byte_offsets(source: str) -> list[int] | None:
    """Give the UTF-8 byte offset of each code point, or None where bytes and points are the same."""
    if source.isascii():
        return None
    offsets, position = [], 0
    for point in source:
        offsets.append(position)
        position += len(point.encode("utf-8", "surrogatepass"))
    return [*offsets, position]
