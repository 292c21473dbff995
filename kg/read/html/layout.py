"""The blocks of a page: its elements are followed as they open and close, however broken their nesting is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.read.document import BlockKind, Span
from kg.read.html.grid import Table
from kg.read.html.regions import Regions
from kg.read.html.stack import Stack, is_inline
from kg.read.html.tokens import Tag, Tokens, text_runs
from kg.read.lines import Line, Run

if TYPE_CHECKING:
    from kg.read.html.regions import Place

_VOID = frozenset("area base br col embed hr img input keygen link meta param source track wbr".split())
_HEADING = re.compile(r"h([1-6])")
_NUMBER = re.compile(r"\d{1,5}")
# Notes and powers; "24<sup>e</sup>" keeps its ending.
_NOTE_MARK = re.compile(r"[\s()\[\],;*†‡§\d]*|[a-z]?\s?\d+|\([a-z]\)|\[[^\]]*\]")
_LONGEST_ENDING = 4
_LONGEST_HEADING = 300  # code points; more is text behind a heading that is never closed


@dataclass(slots=True)
class Numbers:
    """How the items of a list are numbered: ``step`` is 0 where they are not.

    ``following`` is the next item's number; None in a list that counts down to 1, until all its ``items`` are known.
    """

    step: int = 0
    following: int | None = None
    items: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """The start of a list item: its tag, its place in the list from 0, and its number where that is known by then."""

    tag: Span
    numbers: Numbers
    place: int
    known: int | None

    @property
    def number(self) -> int | None:
        """The number shown; None where none is. To be asked when the list has been read."""
        if not self.numbers.step:
            return None
        return self.numbers.items - self.place if self.known is None else self.known


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds text itself; ``item`` is the list item that begins with it."""

    kind: BlockKind
    level: int
    lines: list[Line]
    region: int
    item: Item | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A tag that is seen on the page, for what it says of the page, and the region it stands in."""

    tag: Tag
    region: int


class Layout:
    """Reads a page; then ``leaves`` are its blocks in reading order and ``marks`` its links and times."""

    def __init__(self, source: str, tokens: Tokens) -> None:
        """Start with an empty page."""
        self._source, self._tokens = source, tokens
        self.regions = Regions()
        self.leaves: list[Leaf] = []
        self.marks: list[Seen] = []
        self._stack = Stack()
        self._runs: list[Run] = []
        self._lines: list[Line] = []
        self._lists: list[Numbers] = []
        self._tables: list[Table] = []
        self._heading = self._preformatted = 0
        self._raised: tuple[int, int] | None = None
        self._item: Item | None = None

    def take(self, token: Tag | Span) -> None:
        """Take the next token."""
        if isinstance(token, Span):
            self._text(token)
        elif not token.closing:
            self._open(token)
        elif token.name == "br" or (token.name == "p" and "p" not in self._stack):
            self._end_block()
        else:
            for name in self._stack.close(token.name):
                self._closed(name, token.span)

    def finish(self) -> list[Place]:
        """End the page; give the places of its regions."""
        end = Span(len(self._source), len(self._source))
        for name in self._stack.close_all():
            self._closed(name, end)
        self._end_block()
        return self.regions.settle()

    def _text(self, span: Span) -> None:
        if self._stack.region is None:
            return
        ends = [span.start, span.end]
        if self._preformatted:
            found = re.finditer("\n", self._source[span.start : span.end])
            ends[1:1] = [span.start + match.start() for match in found]
        for number, (start, end) in enumerate(pairwise(ends)):
            if number:
                self._end_line()
            self._runs.extend(text_runs(self._source, Span(start, end)))

    def _open(self, tag: Tag) -> None:
        if tag.name in _VOID:
            self._void(tag)
            return
        if not is_inline(tag.name):
            for name in self._stack.implied_ends(tag.name):
                self._closed(name, tag.span)
            self._end_block()
        region = self._stack.region
        if region is not None:
            inside = "article" in self._stack or "main" in self._stack
            region = self.regions.enter(tag, self._tokens, region, inside=inside)
        self._stack.open(tag.name, region)
        if region is not None:
            self._opened(tag, region)

    def _void(self, tag: Tag) -> None:
        if self._stack.region is None:
            return
        if tag.name == "br":
            if self._lines and not self._end_line():
                self._end_block()  # two in a row part paragraphs
            self._end_line()
        elif tag.name == "hr":
            self._end_block()

    def _opened(self, tag: Tag, region: int) -> None:
        match tag.name:
            case "a" | "time":
                self.marks.append(Seen(tag, region))
            case "sup":
                self._raised = (len(self._runs), tag.span.start)
            case "pre":
                self._preformatted += 1
            case "ul" | "menu" | "dir" | "dd":
                self._lists.append(Numbers())
            case "ol":
                self._lists.append(self._numbers(tag))
            case "li":
                self._open_item(tag)
            case "table" | "tr" | "td" | "th":
                self._open_table_part(tag)
            case name if match := _HEADING.fullmatch(name):
                self._heading = int(match[1])
                if self._tables:
                    self._tables[-1].for_layout = True

    def _open_table_part(self, tag: Tag) -> None:
        table = self._tables[-1] if self._tables else None
        if tag.name == "table":
            if table:
                table.for_layout = True
            self._tables.append(Table(for_layout=self._tokens.value(tag, "role") == "presentation"))
        elif table and tag.name == "tr":
            table.open_row()
        elif table:
            rows, columns = (self._whole(tag, name) or 1 for name in ("rowspan", "colspan"))
            table.open_cell(rows, columns, head=tag.name == "th" or "thead" in self._stack)

    def _closed(self, name: str, span: Span) -> None:
        """Undo what the opening of an element did."""
        if not is_inline(name):
            self._end_block()
        match name:
            case "sup":
                self._lower(span)
            case "pre":
                self._preformatted = max(0, self._preformatted - 1)
            case "ul" | "menu" | "dir" | "ol" | "dd":
                self._lists[-1:] = []
            case "li":
                self._item = None
            case "table":
                self._tables[-1:] = []
            case "tr" | "td" | "th" | "caption" if self._tables:
                self._tables[-1].cell = None
            case _ if _HEADING.fullmatch(name):
                self._heading = 0

    def _whole(self, tag: Tag, name: str) -> int | None:
        value = self._tokens.value(tag, name) or ""
        digits = value.removeprefix("-")
        return int(value) if _NUMBER.fullmatch(digits) and digits.isascii() else None

    def _numbers(self, tag: Tag) -> Numbers:
        """Read how a list counts. Letters, and numbers that the style takes away, are no ranks."""
        style = "".join((self._tokens.value(tag, "style") or "").lower().split())
        if (self._tokens.value(tag, "type") or "1") != "1" or "list-style:none" in style or "type:none" in style:
            return Numbers()
        start = self._whole(tag, "start")
        if "reversed" in tag.values:
            return Numbers(-1, start)
        return Numbers(1, 1 if start is None else start)

    def _open_item(self, tag: Tag) -> None:
        if not self._lists:
            return
        numbers = self._lists[-1]
        value = self._whole(tag, "value")
        known = numbers.following if value is None else value
        self._item = Item(tag.span, numbers, numbers.items, known)
        numbers.items += 1
        numbers.following = None if known is None else known + numbers.step

    def _lower(self, end: Span) -> None:
        """Show a raised ending beside its number; the mark of a note leaves no trace."""
        if self._raised is None:
            return
        first, start = self._raised
        raised, self._runs[first:] = self._runs[first:], []
        self._raised = None
        text = _shown(self._source, raised).strip()
        if _NOTE_MARK.fullmatch(text):
            return
        if len(text) <= _LONGEST_ENDING:
            own = self._source[end.start : end.start + len("</sup")].lower() == "</sup"
            self._runs.append(Run(start, end.end if own else end.start, text))
        else:
            self._runs.extend(raised)

    def _end_line(self) -> bool:
        """End a line; tell whether there was one."""
        text = " ".join(_shown(self._source, self._runs).split())
        if text:
            self._lines.append(Line(tuple(self._runs), text))
        self._runs = []
        self._raised = None
        return bool(text)

    def _end_block(self) -> None:
        self._end_line()
        region = self._stack.region
        if not self._lines or region is None:
            self._lines = []
            return
        kind, level = BlockKind.PARAGRAPH, 0
        if self._heading and sum(len(line.text) for line in self._lines) <= _LONGEST_HEADING:
            kind, level = BlockKind.HEADING, self._heading
        elif self._lists:
            kind, level = BlockKind.ITEM, len(self._lists)
        table = self._tables[-1] if self._tables else None
        if table and table.cell:
            table.cell.lines.extend(self._lines)
        in_cell = table if table and table.cell else None
        self.leaves.append(Leaf(kind, level, self._lines, region, self._item, in_cell))
        self.regions.count(region, " ".join(line.text for line in self._lines))
        self._lines, self._item = [], None


def _shown(source: str, runs: list[Run]) -> str:
    return "".join(source[run.start : run.end] if run.text is None else run.text for run in runs)
