"""Plain text: chunks between empty lines are prose, headings, lists or tables, told by the shape of their lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.read.document import BlockKind
from kg.read.lines import Line, Run, continues, make_line, make_view, plain_runs, wrap_width
from kg.read.raw import RawBlock
from kg.read.tables import cell_lines, cell_per_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BULLET = re.compile(r"\s*[-–—*•►▪➤→▶◦‣·○●❖✓✔➢]\s+(?=\S)")
# The number of a numbered line stays in its text: it is often the rank ("15. Université Paris-Saclay").
_NUMBER = re.compile(r"\s*\d{1,4}(?:[-–]\d{1,4})?[.)]\s+(?=\S)")
_LONGEST_HEADING = 110
_INDENT = 2


def read_text(source: str) -> list[RawBlock]:
    """Give the blocks of a plain text in reading order."""
    chunks = _chunks(source)
    width = wrap_width([line for chunk in chunks for line in chunk])
    blocks: list[RawBlock] = []
    tables = 0
    for chunk in _merged(chunks, width):
        for group in _groups(chunk, width):
            if rows := (cell_lines(source, group) or cell_per_line(source, group)):
                blocks.extend(
                    RawBlock(BlockKind.CELL, view, table=tables, row=row, column=column)
                    for row, cells in enumerate(rows)
                    for column, view in enumerate(cells)
                )
                tables += 1
            else:
                blocks.extend(_prose(source, group, alone=len(chunk) == 1))
    return [block for block in blocks if block.view.text]


def _chunks(source: str) -> list[list[Line]]:
    chunks: list[list[Line]] = [[]]
    position = 0
    for raw in source.splitlines(keepends=True):
        body = raw.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")
        line = make_line(source, list(plain_runs(source, position, position + len(body))))
        if line.text:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
        position += len(raw)
    return [chunk for chunk in chunks if chunk]


def _merged(chunks: list[list[Line]], width: float) -> list[list[Line]]:
    """Join chunks that an empty line tore apart in the middle of a sentence."""
    merged: list[list[Line]] = []
    for chunk in chunks:
        last = merged[-1][-1] if merged else None
        if (
            last
            and chunk[0].text[0].islower()
            and not last.text.endswith((".", "!", "?", ":", ";", "|"))
            and not _is_marked(last, chunk[0])
            and len(last.text) >= width / 2
        ):
            merged[-1].extend(chunk)
        else:
            merged.append(list(chunk))
    return merged


def _is_marked(*lines: Line) -> bool:
    return any(_BULLET.match(line.text) or _NUMBER.match(line.text) for line in lines)


def _groups(chunk: list[Line], width: float) -> Iterator[list[Line]]:
    """Split a chunk where a line end means a break; lines of a table stay together."""
    if cell_lines("", chunk) is not None or cell_per_line("", chunk) is not None:
        yield chunk
        return
    table: list[Line] = []
    group: list[Line] = []
    for line in chunk:
        if "\t" in line.text:
            if group:
                yield group
                group = []
            table.append(line)
            continue
        if table:
            yield table
            table = []
        if group and (_is_marked(line) or not continues(group[-1], line, width)):
            yield group
            group = []
        group.append(line)
    if table or group:
        yield table or group


def _prose(source: str, lines: Sequence[Line], *, alone: bool) -> Iterator[RawBlock]:
    first = lines[0]
    raw = source[first.runs[0].start : first.runs[-1].end]
    if bullet := _BULLET.match(raw):
        indent = len(raw) - len(raw.lstrip())
        cut = _cut(first, bullet.end())
        yield RawBlock(BlockKind.ITEM, make_view(source, [cut, *lines[1:]]), level=1 + indent // _INDENT)
    elif _NUMBER.match(raw):
        yield RawBlock(BlockKind.ITEM, make_view(source, lines), level=1)
    else:
        view = make_view(source, lines)
        heading = len(lines) == 1 and is_heading(view.text, alone=alone)
        yield RawBlock(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, view, level=1 if heading else 0)


def _cut(line: Line, length: int) -> Line:
    """Drop the first ``length`` points of a line: its marker."""
    start = line.runs[0].start + length
    runs = [run for run in line.runs if run.end > start]
    first = runs[0]
    return Line((Run(max(first.start, start), first.end, first.text), *runs[1:]), line.text, line.hard)


def is_heading(text: str, *, alone: bool) -> bool:
    """Tell whether one line reads as a heading: short, not closed as a sentence; in a chunk of its own or capitals."""
    if len(text) > _LONGEST_HEADING or text.endswith((".", ",", ";", ":", "!", "…")) or text[0] in '(«"“*@':
        return False
    if "@" in text or "://" in text or not any(point.isalpha() for point in text):
        return False
    return alone or (text.upper() == text and sum(point.isalpha() for point in text) > len(text) / 2)


def line_breaks(lines: Sequence[Line], width: float) -> Iterator[list[Line]]:
    """Split the lines of one Markdown paragraph where a line end means a break."""
    group = [lines[0]]
    for line, following in pairwise(lines):
        if continues(line, following, width):
            group.append(following)
        else:
            yield group
            group = [following]
    yield group
