"""Markdown: pyromark says where each piece of text lies; markup goes, the text's place in the file stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Any

import pyromark

from kg.read.document import BlockKind, Span
from kg.read.lines import Line, Run, make_line, make_view, plain_runs, wrap_width
from kg.read.prose import paragraphs
from kg.read.raw import RawBlock

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
_HEADING = re.compile(r"^#{1,4} \S", re.MULTILINE)
_BOLD = re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,80}(?<=\S)\*\*(?![\w*])")
_FEWEST_BOLD = 2
_NUMBER = re.compile(r"\d+[.)]\s")
_SUP = re.compile(r"<(/?)sup\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NOTE = re.compile(r"[\d*†‡§,;\s]+|\[[^\]]*\](?:\([^)]*\))?|\(\w\)")  # raised: the mark of a note, or a power
_UNDEFINED = re.compile(r"\[\^[^\]\s^]{1,30}\]")  # the mark of a footnote that is not there
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)


def looks_like_markdown(source: str) -> bool:
    """Tell whether a text, whatever its file is called, is written in Markdown: headings, or words set in bold."""
    return bool(_HEADING.search(source)) or len(_BOLD.findall(source)) >= _FEWEST_BOLD


def read_markdown(source: str) -> list[RawBlock]:
    """Give the blocks of a Markdown text in reading order."""
    reader = _Reader(source)
    for event, place in pyromark.events_with_range(source, options=_OPTIONS):
        reader.take(event, place["start"], place["end"])
    return reader.blocks()


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A block and its lines; ``cell`` is a cell's table, row and column."""

    kind: BlockKind
    level: int
    cell: tuple[int, int, int] | None
    lines: list[Line]
    boilerplate: bool


class _Reader:
    """Follows the events; a leaf block (paragraph, heading, item, cell) collects lines until it ends."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._offsets = _byte_offsets(source)
        self._leaves: list[_Leaf | list[RawBlock]] = []
        self._runs: list[Run] = []
        self._lines: list[Line] = []
        self._lists: list[bool] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._table, self._row, self._column = -1, 0, 0
        self._raised: int | None = None
        self._quiet = self._in_note = False
        self._marks = [Span(*match.span()) for match in _UNDEFINED.finditer(source)]
        self._html: int | None = None  # where a table begins that blank lines part into several blocks of HTML
        self._open_tables = 0
        self._last_table = max((match.start() for match in _TABLE.finditer(source) if match[1]), default=-1)

    def take(self, event: Any, first: int, last: int) -> None:  # noqa: ANN401 - pyromark's events are untyped
        """Take one event; ``first`` and ``last`` are its UTF-8 byte range."""
        start, end = self._point(first), self._point(last)
        name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        if name == "End" and value == "HtmlBlock":
            self._end_html(start, end)
            return
        if self._html is not None:
            return
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
            case "InlineHtml" if _BREAK.fullmatch(self._source[start:end]):
                self._end_line(hard=True)
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
            case "CodeBlock" | "HtmlBlock" | "MetadataBlock" | "FootnoteDefinition":
                self._end_block()
                self._quiet, self._in_note = name != "FootnoteDefinition", name == "FootnoteDefinition"
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
                self._lists[-1:] = []
            case "TableCell":
                self._end_block(keep_empty=True)
                self._column += 1
            case "TableHead" | "TableRow":
                self._row += 1
            case "Paragraph" | "Heading" | "Item":
                self._end_block()
            case "CodeBlock" | "MetadataBlock" | "Link":
                self._quiet = False
            case "FootnoteDefinition":
                self._end_block()
                self._in_note = False

    def _end_html(self, start: int, end: int) -> None:
        """Read a block of HTML, or wait for the rest of the table that it begins."""
        self._quiet = False
        for match in _TABLE.finditer(self._source, start, end):
            self._open_tables += -1 if match[1] else 1
        start = start if self._html is None else self._html
        if self._open_tables > 0 and not self._lists and self._last_table >= end:
            self._html = start
            return
        self._html, self._open_tables = None, 0
        self._read_html(Span(start, end))

    def _read_html(self, part: Span) -> None:
        from kg.read.html import read_fragment  # noqa: PLC0415 - few texts hold HTML

        blocks = [
            block if block.table is None else replace(block, table=block.table + self._table + 1)
            for block in read_fragment(self._source, part)
        ]
        self._table = max((block.table for block in blocks if block.table is not None), default=self._table)
        self._leaves.append(blocks)

    def _text(self, start: int, end: int) -> None:
        if self._quiet or self._raised is not None:
            return
        first = bisect_right(self._marks, start, key=lambda mark: mark.end)
        for mark in self._marks[first:]:
            if mark.start >= end:
                break
            if mark.start > start:
                self._runs.extend(plain_runs(self._source, start, mark.start))
            start = min(end, mark.end)
        self._runs.extend(plain_runs(self._source, start, end))

    def _sup(self, start: int, end: int, *, closing: bool) -> None:
        if not closing:
            self._raised = start
        elif self._raised is not None:
            inner = _TAG.sub("", self._source[self._raised : start])
            if not _NOTE.fullmatch(inner):
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
            self._leaves.append(_Leaf(self._kind, self._level, cell, self._lines, self._in_note))
        self._lines = []
        self._kind = BlockKind.ITEM if self._lists else BlockKind.PARAGRAPH
        self._level = len(self._lists)

    def blocks(self) -> list[RawBlock]:
        """Give the blocks, the lines of wrapped prose joined."""
        if self._html is not None:
            self._read_html(Span(self._html, len(self._source)))
        self._end_block()
        width = wrap_width([line for leaf in self._leaves if isinstance(leaf, _Leaf) for line in leaf.lines])
        blocks: list[RawBlock] = []
        for leaf in self._leaves:
            if isinstance(leaf, list):
                blocks.extend(leaf)
            elif leaf.boilerplate:
                blocks.append(RawBlock(BlockKind.PARAGRAPH, make_view(self._source, leaf.lines), boilerplate=True))
            elif leaf.cell is not None:
                blocks.append(RawBlock(leaf.kind, make_view(self._source, leaf.lines), 0, *leaf.cell))
            elif leaf.kind is BlockKind.PARAGRAPH:
                blocks.extend(paragraphs(self._source, leaf.lines, width))
            else:
                blocks.append(RawBlock(leaf.kind, make_view(self._source, leaf.lines), leaf.level))
        return [block for block in blocks if block.view.text or block.kind is BlockKind.CELL]


def _byte_offsets(source: str) -> list[int] | None:
    """Give the UTF-8 byte offset of each code point, or None where bytes and points are the same."""
    if source.isascii():
        return None
    offsets, position = [], 0
    for point in source:
        offsets.append(position)
        position += len(point.encode("utf-8", "surrogatepass"))
    return [*offsets, position]
