"""Lines become blocks: titles and headings by size and weight, items by their marks, paragraphs by gaps and indents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.read.canonical import BULLET, NUMBER, UNMARKED_LEVEL, Part, is_contact, join_with_starts, without_bullet
from kg.read.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.read.pdf.columns import Line

_BULLET_ALONE = re.compile(r"[-–—*•►▪➤→▶◦‣·○●❖✓✔➢■□o\uf0a7\uf0b7\uf0d8\uf0fc\x7f]")
_CLOSED = (".", "!", "?", ":", ";", "…")
_LONGEST_HEADING = 200
_LARGER = 1.08  # of a heading, against the size of most text
_PARTED = 0.35  # more white than within paragraphs, in sizes
_INDENT = 0.8  # sizes
_SAME_SIZE = 0.08
_HALF = 0.5


@dataclass(slots=True)
class Block:
    """Lines that belong together, as they are gathered; ``pages`` are those that begin with each line."""

    lines: list[Line]
    pages: list[int]
    mark: str = ""
    inset: float = 0.0
    texts: list[str] = field(default_factory=list)


class Blocks:
    """Gathers lines into blocks."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Learn from all ``lines`` of the document its usual size and its usual distance of lines."""
        lines = list(lines)
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.segment.size, 1)] += len(line.segment.text)
        self.body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0
        self._pitch = self._usual_pitch(lines)
        large = {round(line.segment.size, 1) for line in lines if line.segment.size > _LARGER * self.body}
        self._levels = {size: level for level, size in enumerate(sorted(large, reverse=True), start=1)}

    def _usual_pitch(self, lines: Sequence[Line]) -> float:
        pitches: Counter[float] = Counter()
        for last, line in pairwise(lines):
            pitch = (last.segment.base - line.segment.base) / max(line.segment.size, 1.0)
            if 0.8 < pitch < 2.2 and line.segment.text[:1].islower():  # noqa: PLR2004 - sizes: set solid to double
                pitches[round(pitch, 1)] += 1
        return max(pitches, key=lambda pitch: (pitches[pitch], -pitch)) if pitches else 1.25

    def gather(self, lines: Iterable[tuple[Line, int]]) -> list[Part]:
        """Give the blocks of lines in reading order; with each line comes the number of pages that begin with it."""
        blocks: list[Block] = []
        for line, pages in lines:
            text, mark = line.segment.text, ""
            if blocks and _BULLET_ALONE.fullmatch(blocks[-1].mark) and not blocks[-1].texts:
                self._fill(blocks[-1], line, pages, text)
                continue
            found = BULLET.match(text) or NUMBER.match(text)
            if found and not (blocks and self._runs_into(blocks[-1], line)):
                mark = found[0].strip()
            elif _BULLET_ALONE.fullmatch(text):
                blocks.append(Block([line], [pages], text, line.segment.left))
                continue
            if blocks and blocks[-1].texts and not mark and self._goes_on(blocks[-1], line):
                self._fill(blocks[-1], line, pages, text)
            else:
                blocks.append(Block([], [], mark, line.segment.left))
                self._fill(blocks[-1], line, pages, without_bullet(text))
        parts = [self._part(block) for block in blocks]
        close = [False, *(self._is_close(*pair) for pair in pairwise(blocks)), False]
        # A line right above or below another of its kind is no heading, however short.
        return [
            replace(part, aside=part.kind is BlockKind.PARAGRAPH and (close[at] or close[at + 1]))
            for at, part in enumerate(parts)
        ]

    def _is_close(self, block: Block, following: Block) -> bool:
        if block.mark or following.mark or not (block.texts and following.texts):
            return False
        old, new = block.lines[-1].segment, following.lines[0].segment
        alike = abs(old.size - new.size) <= _SAME_SIZE * new.size and old.bold == new.bold
        return alike and 0 < (old.base - new.base) / max(new.size, 1.0) <= self._pitch + _PARTED

    def _fill(self, block: Block, line: Line, pages: int, text: str) -> None:
        if not block.texts and block.lines:  # the bullet came alone
            pages += block.pages[0]
            block.lines.clear()
            block.pages.clear()
        block.lines.append(line)
        block.pages.append(pages)
        block.texts.append(text)

    def _goes_on(self, block: Block, line: Line) -> bool:
        last, new = block.lines[-1], line.segment
        old = last.segment
        if abs(old.size - new.size) > _SAME_SIZE * max(old.size, new.size):
            return False
        if old.bold != new.bold and not (new.text[:1].islower() and not old.text.endswith(_CLOSED)):
            return False
        if is_contact(old.text) or is_contact(new.text):
            return False  # such lines are left out, and what stands beside them is not
        full = _is_full(last, new.text)
        drop = (old.base - new.base) / max(new.size, 1.0)
        if drop <= 0 or drop > 4 * self._pitch:  # the next column or page
            return not old.text.endswith(_CLOSED) and (new.text[:1].islower() or (full and not self._is_large(line)))
        if drop > self._pitch + _PARTED:
            return False
        if self._is_large(line):
            return not old.text.endswith((".", "!", "?"))  # lines of one title, set to the middle or not
        if block.mark and new.left < block.inset + _HALF and len(block.lines) == 1 and not new.text[:1].islower():
            return False
        if block.mark and new.left > block.inset + _HALF * new.size:
            return True  # hung under the text of an item
        if not block.mark and new.left > old.left + _INDENT * new.size and new.left < line.column[0] + 4 * new.size:
            return new.text[:1].islower()
        return full or (new.text[:1].islower() and not old.text.endswith(_CLOSED))

    def _runs_into(self, block: Block, line: Line) -> bool:
        """Tell whether a line that looks numbered only goes on: "pour l’ODD", "7. L’école …"."""
        last = block.lines[-1] if block.lines else None
        text = line.segment.text
        if last is None or not text[0].isdigit() or last.segment.text.endswith(_CLOSED):
            return False
        level = abs(last.segment.left - line.segment.left) < _HALF * line.segment.size
        return level and not block.mark and _is_full(last, text) and self._goes_on(block, line)

    def _is_large(self, line: Line) -> bool:
        return round(line.segment.size, 1) in self._levels

    def _part(self, block: Block) -> Part:
        text, starts = join_with_starts(block.texts)
        # A bullet that came alone has a line and no text.
        pages = [at for at, count in zip(starts or [0], block.pages, strict=True) for _ in range(count)]
        kind, level = BlockKind.PARAGRAPH, 0
        if block.mark and not (NUMBER.match(text) and self._is_large(block.lines[0])):
            kind, level = BlockKind.ITEM, 1
        elif 0 < len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ",")):
            size = round(block.lines[0].segment.size, 1)
            bold = all(line.segment.bold for line in block.lines)
            if size in self._levels:
                kind, level = BlockKind.HEADING, self._levels[size]
            elif bold and not text.endswith(":") and any(point.isalpha() for point in text):
                kind, level = BlockKind.HEADING, min(len(self._levels) + 1, UNMARKED_LEVEL)
        return Part(kind, text, level, None, tuple(pages))


def _is_full(line: Line, following: str) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    segment = line.segment
    width = (segment.right - segment.left) / max(len(segment.text), 1)
    word = following.split(" ", 1)[0]
    return line.column[1] - segment.right < width * (len(word) + 1) + 1
