"""Plain text: chunks between empty lines are prose, headings, lists or tables, told by the shape of their lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.read.document import BlockKind
from kg.read.lines import Line, Run, continues, is_ending, make_line, make_view, plain_runs, wrap_width
from kg.read.raw import RawBlock
from kg.read.tables import cell_lines, cell_per_line, is_table, views_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.read.document import View

_BULLET = re.compile(r"\s*(?:o(?= [A-ZÀ-Þ])|[-+–—*•►▪➤→▶◦‣·○●❖✓✔➢])\s+(?=\S)")
# The number of a numbered line stays in its text: it is often the rank ("15. Université Paris-Saclay").
_NUMBER = re.compile(r"\s*\d{1,4}(?:[-–]\d{1,4})?[.)]\s+(?=\S)")
_LONGEST_HEADING = 110
_FIRST_ROWS = 3  # chunks of one form before a table, such as a title of two lines
_LAST_ROWS = 12  # chunks after a table that can look like its rows; to try all made long texts quadratic
_INDENT = 2
_LONGEST_LABEL = 50
_LONGEST_CELL = 70


def read_text(source: str) -> list[RawBlock]:
    """Give the blocks of a plain text in reading order."""
    chunks = _chunks(source)
    width = wrap_width([line for chunk in chunks for line in chunk])
    blocks: list[RawBlock] = []
    tables = 0
    merged = _joined(_merged(chunks, width))
    position = 0
    while position < len(merged):
        if table := _rows_by_chunk(merged, position):
            blocks.extend(_cell_blocks(views_of(source, table), tables))
            tables += 1
            position += len(table)
            continue
        chunk = merged[position]
        position += 1
        for group in _groups(chunk, width):
            if rows := (cell_lines(source, group) or cell_per_line(source, group)):
                blocks.extend(_cell_blocks(rows, tables))
                tables += 1
            else:
                blocks.extend(_prose(source, group, chunk))
    return [block for block in blocks if block.view.text]


def _cell_blocks(rows: Sequence[Sequence[View]], table: int) -> Iterator[RawBlock]:
    for row, cells in enumerate(rows):
        for column, view in enumerate(cells):
            yield RawBlock(BlockKind.CELL, view, table=table, row=row, column=column)


def _rows_by_chunk(chunks: Sequence[list[Line]], start: int) -> list[list[Line]] | None:
    """Give the rows of a table written one cell a line, an empty line between rows; None where there is none."""
    columns = len(chunks[start])
    if start >= _FIRST_ROWS and all(len(chunk) == columns for chunk in chunks[start - _FIRST_ROWS : start]):
        return None  # tried already: the table would have begun before
    end = start
    while end < len(chunks) and len(chunks[end]) == columns:
        end += 1
    for last in range(end, max(start, end - _LAST_ROWS), -1):
        if columns > 1 and is_table(chunks[start:last]):
            return list(chunks[start:last])
    return None


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


def _joined(chunks: list[list[Line]]) -> list[list[Line]]:
    """Join chunks of one short line each where together they are a table written one cell a line."""
    joined: list[list[Line]] = []
    run: list[Line] = []
    for chunk in [*chunks, []]:
        if len(chunk) == 1 and len(chunk[0].text) <= _LONGEST_CELL:
            run.append(chunk[0])
            continue
        joined.extend([run] if cell_per_line("", run) is not None else [[line] for line in run])
        run = []
        if chunk:
            joined.append(chunk)
    return joined


def _is_marked(*lines: Line) -> bool:
    return any(_BULLET.match(line.text) or _NUMBER.match(line.text) for line in lines)


def _runs_into(group: Sequence[Line], line: Line, chunk: Sequence[Line], width: float) -> bool:
    """Tell whether a line that looks numbered goes on a full one: "worldwide for SDG", "7. The institute …"."""
    if not group or not _NUMBER.match(line.text) or _is_marked(*group):
        return False
    open_ended = len(group[-1].text) >= width and not group[-1].text.endswith((".", "!", "?", ":", ";"))
    return open_ended and sum(bool(_NUMBER.match(other.text)) for other in chunk) == 1


def _groups(chunk: list[Line], width: float) -> Iterator[list[Line]]:
    """Split a chunk where a line end means a break; lines of a table stay together."""
    if cell_lines("", chunk) is not None or cell_per_line("", chunk) is not None:
        yield chunk
        return
    table: list[Line] = []
    group: list[Line] = []
    printed = 0
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
        marked = _is_marked(line) and not _runs_into(group, line, chunk, width)
        if group and (marked or not continues(group[-1], line, width, printed)):
            yield group
            group = []
        torn = bool(group) and (is_ending(line) or is_ending(group[-1]))
        printed = (printed if torn else 0) + len(line.text)
        group.append(line)
    if table or group:
        yield table or group


def _prose(source: str, lines: Sequence[Line], chunk: Sequence[Line]) -> Iterator[RawBlock]:
    first = lines[0]
    raw = _raw(source, first)
    indent = _indent(raw)
    if bullet := _BULLET.match(raw):
        cut = _cut(first, bullet.end())
        yield RawBlock(BlockKind.ITEM, make_view(source, [cut, *lines[1:]]), level=1 + indent // _INDENT)
    elif _NUMBER.match(raw):
        yield RawBlock(BlockKind.ITEM, make_view(source, lines), level=1)
    elif first is not chunk[0] and indent >= _INDENT and indent >= _INDENT + _indent(_raw(source, chunk[0])):
        # "Brackets", then indented lines: what stands under a line belongs to it.
        yield RawBlock(BlockKind.ITEM, make_view(source, lines), level=1)
    else:
        view = make_view(source, lines)
        opens = first is chunk[0]
        alone = len(chunk) == 1
        heading = len(lines) == 1 and (is_heading(view.text, alone=alone) or (opens and _heads(view.text, chunk)))
        yield RawBlock(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, view, level=1 if heading else 0)


def _raw(source: str, line: Line) -> str:
    """Give a line as the source has it, from the start of the line on."""
    return source[line.runs[0].start : line.runs[-1].end]


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip())


def _heads(text: str, chunk: Sequence[Line]) -> bool:
    """Tell whether the first line of a chunk heads the others: "QS 2023", "Le Figaro Étudiant 2023"."""
    if text[-1] in ".,;:!?…" or len(text) > _LONGEST_LABEL or text[0] in '(«"“*@' or not text[0].isupper():
        return False
    if text.isupper():
        return True
    longest = max(len(line.text) for line in chunk)
    return len(chunk) > 1 and len(text) < longest / 2 + 10 and sum(point.isalpha() for point in text) > len(text) / 2


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
