"""What the readers of the formats give: blocks in reading order, their place in the document still to be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.read.document import BlockKind, Span, View


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block before its heading, parent and language are known; fields as in `kg.read.document.Block`."""

    kind: BlockKind
    view: View
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What the reader of one format makes of a file.

    ``source`` is the file's text as received or, of a format that has none (PDF, DOCX), the canonical text made of it;
    the views of ``blocks`` map to it. ``pages`` are the points of ``source`` at which its pages begin, in order; empty
    for a format without pages. ``date``, ``address`` and ``language`` (a code as in "fr-CA") are what the file's own
    metadata state, if they do. ``links`` are the addresses of its links, where it marks them; None where any address in
    its text counts as one.
    """

    source: str
    blocks: Sequence[RawBlock]
    pages: tuple[int, ...] = ()
    date: date | None = None
    address: str | None = None
    language: str | None = None
    links: Sequence[Span] | None = None
