"""The canonical text of a file that has none of its own (PDF, DOCX): one block a line, an empty line between blocks.

Blanks are folded, ligatures resolved, words broken at line ends whole again. Lines that give a mail address or a
telephone number are left out: nothing of ours needs them, and the text may be published.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kg.read.document import BlockKind, Piece, Span, View
from kg.read.limits import check_text
from kg.read.lines import Run, make_line, make_view
from kg.read.private import MAIL, TELEPHONE
from kg.read.raw import RawBlock, RawDocument
from kg.read.text import is_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Above this a paragraph with an address in it is prose: only the address goes.
_LONGEST_CONTACT = 160
# Control characters, soft hyphens, zero-width marks, surrogates, non-characters: unseen, and RDF may not hold some.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LONGEST_LETTERHEAD = 6  # parts
_HYPHENS = re.compile("[\u2010\u2011]")  # those of typesetting; names are written with the other
BULLET = re.compile(r"(?:[-–—*•►▪➤→▶◦‣·○●❖✓✔➢■□\uf0a7\uf0b7\uf0d8\uf0fc\x7f]|o(?= [A-ZÀ-Þ]))\s?(?=\S)")
NUMBER = re.compile(r"\d{1,4}(?:[-–]\d{1,4})?[.)]\s+(?=\S)")
UNMARKED_LEVEL = 7  # of a line that stands for a heading without being marked as one: below all that are


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a document before its place in the canonical text is known.

    ``pages`` are the points of ``text`` at which pages of the document begin; one that begins with the part is 0.
    ``cell`` is a cell's table, row and column, all from 0; cells of a table come row by row. ``spread`` are the further
    rows and columns that a merged cell takes up: its text is written once and stands in each of them. What is ``aside``
    is no heading, however it reads.
    """

    kind: BlockKind
    text: str
    level: int = 0
    cell: tuple[int, int, int] | None = None
    pages: tuple[int, ...] = ()
    spread: tuple[tuple[int, int], ...] = ()
    boilerplate: bool = False
    aside: bool = False


def join_lines(lines: Sequence[str]) -> str:
    """Join the lines of one block: a blank for a line end, nothing inside a broken word.

    >>> join_lines(["recherche scienti-", "fique à Saint-", "Étienne, classée 201-", "250 ex", "æquo"])
    'recherche scientifique à Saint-Étienne, classée 201-250 ex æquo'
    """
    return join_with_starts(lines)[0]


def join_with_starts(lines: Sequence[str]) -> tuple[str, list[int]]:
    """Join lines as `join_lines` does, and give where in the whole each begins."""
    lines = [clean(line[:-1] + "-" if line.endswith("\u00ad") else line) for line in lines]
    source, made, starts = "\n".join(lines), [], []
    position = 0
    for line in lines:
        starts.append(position)
        made.append(make_line(source, [Run(position, position + len(line))]))
        position += len(line) + 1
    view = make_view(source, made)
    return view.text, [_shown_at(view, start) for start in starts]


def _shown_at(view: View, point: int) -> int:
    """Give where a view shows what its source has at ``point``, or what follows that."""
    at = bisect_right(view.pieces, point, key=lambda piece: piece.source.start) - 1
    if at < 0:
        return 0
    piece = view.pieces[at]
    return min(piece.view.start + point - piece.source.start, piece.view.end)


def clean(text: str) -> str:
    """Take out what is not seen, fold blanks, resolve ligatures, make a letter and its accent one.

    >>> clean("e\N{COMBINING ACUTE ACCENT}cole e\N{LATIN SMALL LIGATURE FFI}cace, 2\N{SUPERSCRIPT TWO}\N{SOFT HYPHEN}")
    'école efficace, 2²'
    """
    seen = _HYPHENS.sub("-", _UNSEEN.sub("", text))
    whole = re.sub("[ﬀ-ﬆ]", lambda match: unicodedata.normalize("NFKD", match[0]), seen)
    return " ".join(unicodedata.normalize("NFC", whole).split())


def without_bullet(text: str) -> str:
    """Take the mark off an item; the number of a numbered one stays: it is often the rank."""
    mark = BULLET.match(text)
    return text[mark.end() :] if mark else text


def is_contact(text: str) -> bool:
    """Tell whether a text holds a mail address or a telephone number."""
    return bool(MAIL.search(text) or TELEPHONE.search(text))


def without_contact(text: str) -> str:
    """Leave out mail addresses and telephone numbers: the whole of a short text, else the words themselves.

    >>> without_contact("Contact presse : 04 66 78 50 00"), without_contact("24e mondiale")
    ('', '24e mondiale')
    """
    if not is_contact(text):
        return text
    if len(text) <= _LONGEST_CONTACT:
        return ""
    # What remains may read as a number again ("+33 1 (…) 0123456789"): until nothing does.
    while (rest := TELEPHONE.sub("", MAIL.sub("", text))) != text:
        text = rest
    return " ".join(text.split())


def compose(parts: Iterable[Part], where: str, *, paged: bool = False) -> RawDocument:
    """Write the canonical text and place the blocks in it.

    A paragraph that reads as a heading becomes one. Raises DocumentError where the text is too long.
    """
    source: list[str] = []
    blocks: list[RawBlock] = []
    pages: list[int] = []
    length, last, waiting = 0, None, 0
    for part in _letterhead(list(parts)):
        text = without_contact(part.text)
        if not text:
            waiting += len(part.pages)
            continue
        gap = _gap(last, part) if last else ""
        length += len(gap)
        pages += [length] * waiting + [length + min(at, len(text)) for at in part.pages]
        waiting = 0
        source += (gap, text)
        blocks.extend(_blocks(replace(part, text=text), length))
        length += len(text)
        last = part
    pages += [length] * waiting
    whole = "".join(source)
    check_text(whole, where)
    return RawDocument(whole, tuple(_by_row(blocks)), tuple(pages) if paged else ())


def _letterhead(parts: list[Part]) -> Iterator[Part]:
    """Keep what stands above a marked title from being taken for one."""
    levels = [part.level for part in parts if part.kind is BlockKind.HEADING]
    title = next(
        (at for at, part in enumerate(parts) if part.kind is BlockKind.HEADING and part.level == min(levels)), 0
    )
    above = parts[:title]
    if title <= _LONGEST_LETTERHEAD and all(len(part.text) <= _LONGEST_CONTACT for part in above):
        above = [replace(part, aside=True) for part in above]
    yield from (*above, *parts[title:])


def _gap(last: Part, part: Part) -> str:
    """Give what parts two blocks: cells of a row by tabs, rows and items of a list by a line end."""
    if last.cell and part.cell and last.cell[0] == part.cell[0]:
        return "\t" if last.cell[1] == part.cell[1] else "\n"
    return "\n" if last.kind is part.kind is BlockKind.ITEM else "\n\n"


def _blocks(part: Part, start: int) -> Iterator[RawBlock]:
    length = len(part.text)
    view = View(part.text, (Piece(Span(0, length), Span(start, start + length)),))
    if part.cell:
        table, *place = part.cell
        for row, column in (tuple(place), *part.spread):
            yield RawBlock(BlockKind.CELL, view, 0, table, row, column, part.boilerplate)
    elif part.kind is BlockKind.PARAGRAPH and not part.aside and is_heading(part.text, alone=True):
        yield RawBlock(BlockKind.HEADING, view, UNMARKED_LEVEL, boilerplate=part.boilerplate)
    else:
        yield RawBlock(part.kind, view, part.level, boilerplate=part.boilerplate)


def _by_row(blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    """Put the cells of each table in order: a merged one has come with its first row."""
    for _, group in groupby(blocks, key=lambda block: block.table):
        yield from sorted(group, key=lambda block: (block.row or 0, block.column or 0))
