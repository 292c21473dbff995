"""The values reading makes: a document is a sequence of blocks, each a text with a map back to the file as received."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval of Unicode code points."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of view text that stands for a run of source text.

    Where the two runs have one length they correspond point by point; else the whole source run (say
    ``<sup>e</sup>``) stands behind each of the view's points.
    """

    view: Span
    source: Span


@dataclass(frozen=True, slots=True)
class View:
    """Readable text, markup and line ends smoothed away, that knows where each point came from."""

    text: str
    pieces: tuple[Piece, ...]

    def to_source(self, span: Span) -> Span:
        """Give the source span behind a non-empty span of ``text``."""
        first, last = self._piece(span.start), self._piece(span.end - 1)
        start, end = first.source.start, last.source.end
        if first.view.end - first.view.start == first.source.end - first.source.start:
            start += span.start - first.view.start
        if last.view.end - last.view.start == last.source.end - last.source.start:
            end = last.source.start + span.end - last.view.start
        return Span(start, end)

    def _piece(self, point: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, point, key=lambda piece: piece.view.start) - 1]


class BlockKind(StrEnum):
    """What a block is in the layout of its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph, list item or table cell.

    ``level`` is a heading's depth (title 0) or an item's depth (from 1); ``heading`` and ``parent`` are positions in
    the document's blocks: the heading a block stands under, and the line that introduces a list or a table.
    ``row`` and ``column`` count a cell's place in its ``table`` (all from 0; the table's number in the document).
    ``boilerplate`` marks "About", contact lines and notes. ``language`` is a code of ``kg.language.LANGUAGES``.
    """

    kind: BlockKind
    view: View
    language: str
    level: int = 0
    heading: int | None = None
    parent: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    boilerplate: bool = False

    @property
    def text(self) -> str:
        """The readable text."""
        return self.view.text


@dataclass(frozen=True, slots=True)
class Citation:
    """A link of a document to another document: the target's title as its file name tells it, never the address.

    Addresses in press releases are wrapped by tracking services; what identifies the target is its name.
    """

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. Spans are code points of ``source``.

    That is the file's decoded text or, where ``canonical`` is set, the text made of a file that has none (PDF, DOCX).
    ``encoding`` is the name Python gives to the file's character encoding; None for a file that is no text. ``pages``
    are the points of ``source`` at which the pages begin; empty for a format without pages.
    """

    slug: str
    file: str
    source: str
    sha256: str
    media_type: str
    language: str
    blocks: tuple[Block, ...]
    title: str | None = None
    date: date | None = None
    date_span: Span | None = None
    address: str | None = None
    publisher: str | None = None
    citations: tuple[Citation, ...] = ()
    encoding: str | None = None
    pages: tuple[int, ...] = ()
    canonical: bool = False

    def page(self, span: Span) -> int | None:
        """Give the page, counted from 1, on which ``span`` begins; None in a format without pages."""
        return bisect_right(self.pages, span.start) or None

    def quote(self, span: Span) -> str:
        """Give the document's own words at ``span``."""
        return self.source[span.start : span.end]
