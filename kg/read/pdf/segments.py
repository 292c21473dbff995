"""Runs of characters on one line, and rows of such runs side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.read.pdf.glyphs import Glyph

# Shares of a character's size.
_GAP = 1.2  # wider: another column, whatever stands between
_STRETCHED = 6  # wider than this is no blank of a line stretched to the margins, whose words follow each other
_WEAK_GAP = 0.25  # wider, with no blank in the file: perhaps another cell
_BLANK = 0.12  # narrower: no blank
_BACK = 0.5  # a character this far back does not go on (a ligature's parts share one box)
_RISE = 0.6  # of a raised ending, at most
_SAME_ROW = 0.35
_USUAL = 0.2  # of the characters of a line: rarer sizes are not its own
_TYPED = 0.5  # of a page's blanks: it writes them as characters


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text on one line; lengths as in `Glyph`.

    ``size`` and ``base`` are those of most of its characters; ``order`` is its place in the file.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    order: int = 0

    @property
    def middle(self) -> float:
        """The point half-way between left and right."""
        return (self.left + self.right) / 2

    @property
    def middle_height(self) -> float:
        """The height half-way up its small letters, about."""
        return self.base + 0.25 * self.size


def segments_of(glyphs: Sequence[Glyph]) -> list[Segment]:
    """Cut characters into runs, in the order given."""
    runs: list[list[Glyph]] = []
    blanks = [glyph for glyph in glyphs if glyph.blank]
    typed = sum(glyph.typed for glyph in blanks) > _TYPED * len(blanks)
    for glyph in glyphs:
        if runs and _goes_on(runs[-1], glyph, typed=typed):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_segment(run, order) for order, run in enumerate(runs)]


def _goes_on(run: Sequence[Glyph], glyph: Glyph, *, typed: bool) -> bool:
    last = run[-1]
    size = max(last.size, glyph.size)
    gap = glyph.left - last.right
    if abs(glyph.base - last.base) > _RISE * size or gap > _GAP * size:
        return False
    if gap < -_BACK * size and glyph.left < last.left - _BLANK * size:
        return False
    if typed and not glyph.typed and gap > (_BLANK if glyph.blank else _WEAK_GAP) * size:
        return False
    # Lines set close together: a raised character is smaller than those it stands beside.
    return abs(glyph.base - last.base) <= _SAME_ROW * size or glyph.size != last.size or abs(gap) < _BLANK * size


def _segment(run: Sequence[Glyph], order: int) -> Segment:
    text = run[0].text
    for last, glyph in pairwise(run):
        gap = (glyph.left - last.right) / max(last.size, glyph.size)
        text += " " * ((glyph.blank and (glyph.typed or gap > _BLANK)) or gap > _WEAK_GAP) + glyph.text
    sizes = Counter((round(glyph.size, 1), round(glyph.base, 1)) for glyph in run if glyph.text.isalnum())
    # A raised ending may be longer than its number, which is larger.
    usual = [key for key, count in sizes.items() if count >= _USUAL * sizes.total()]
    size, base = max(usual, key=lambda key: (key[0], sizes[key])) if usual else (run[0].size, run[0].base)
    bold = sum(glyph.bold for glyph in run) > len(run) / 2
    return Segment(text, min(g.left for g in run), max(g.right for g in run), base, size, bold, order)


def rows_of(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Give the rows of segments from top to bottom, each from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: (-segment.base, segment.left)):
        if rows and _beside(rows[-1][0], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.left) for row in rows]


def _beside(first: Segment, other: Segment) -> bool:
    rise = abs(first.base - other.base)
    size = max(first.size, other.size)
    # A raised ending that was torn off is smaller than its line.
    return rise <= _SAME_ROW * size or (first.size != other.size and rise <= _RISE * size)


def parted(row: Sequence[Segment]) -> list[list[Segment]]:
    """Cut a row where white parts what does not belong together."""
    parts: list[list[Segment]] = []
    for segment in row:
        follows = bool(parts) and segment.order == parts[-1][-1].order + 1
        gap = _STRETCHED if follows else _GAP
        if parts and segment.left - parts[-1][-1].right <= gap * max(segment.size, parts[-1][-1].size):
            parts[-1].append(segment)
        else:
            parts.append([segment])
    return parts


def merged(row: Sequence[Segment]) -> Segment:
    """Make one segment of those of a row."""
    text = row[0].text
    for last, segment in pairwise(row):
        torn = segment.left - last.right < _BLANK * max(last.size, segment.size)
        text += ("" if torn else " ") + segment.text
    main = max(row, key=lambda segment: len(segment.text))
    return Segment(text, row[0].left, max(s.right for s in row), main.base, main.size, main.bold, row[0].order)
