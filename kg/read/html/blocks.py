"""The leaves of a page become blocks: prose, items with their numbers, tables row by row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.read.document import BlockKind
from kg.read.html.regions import Place
from kg.read.lines import Line, Run, make_view, wrap_width
from kg.read.prose import paragraphs
from kg.read.raw import RawBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.read.html.layout import Leaf

_BULLET = re.compile(r"\s*[-–—•►▪▶◦‣·●❖✓✔➢*]\s+(?=\S)")


def blocks_of(source: str, leaves: Sequence[Leaf], places: Sequence[Place]) -> Iterator[RawBlock]:
    """Yield the blocks of a page in reading order; ``places`` are those of its regions."""
    leaves = [leaf for leaf in leaves if places[leaf.region] is not Place.APART]
    width = wrap_width([line for leaf in leaves for line in leaf.lines])
    tables: dict[int, bool] = {}  # whether a table is one of data, by its identity
    number = 0
    for leaf in leaves:
        if places[leaf.region] is Place.NOTE:
            # No headings and no tables there: what follows does not stand under them, and they state nothing.
            for block in _prose(source, leaf, width):
                yield replace(block, kind=BlockKind.PARAGRAPH, level=0, boilerplate=True)
        elif leaf.table is None:
            yield from _prose(source, leaf, width)
        elif id(leaf.table) not in tables:
            tables[id(leaf.table)] = not leaf.table.is_prose()
            if tables[id(leaf.table)]:
                yield from leaf.table.blocks(source, number)
                number += 1
            else:
                yield from _prose(source, leaf, width)
        elif not tables[id(leaf.table)]:
            yield from _prose(source, leaf, width)


def _prose(source: str, leaf: Leaf, width: float) -> Iterator[RawBlock]:
    if leaf.kind is not BlockKind.PARAGRAPH:
        yield RawBlock(leaf.kind, make_view(source, _numbered(leaf)), leaf.level)
        return
    lines: list[Line] = []
    for line in leaf.lines:
        cut = _without_bullet(source, line)
        if cut is None:
            lines.append(line)
            continue
        if lines:
            yield from paragraphs(source, lines, width)
            lines = []
        yield RawBlock(BlockKind.ITEM, make_view(source, [cut]), 1)
    if lines:
        yield from paragraphs(source, lines, width)


def _numbered(leaf: Leaf) -> list[Line]:
    """Put an item's number before it, where its text does not give it itself: it is often the rank."""
    item, number = leaf.item, leaf.item.number if leaf.item else None
    first, *rest = leaf.lines
    if item is None or number is None or re.match(rf"{number}(?!\d)", first.text):
        return leaf.lines
    return [Line((Run(item.tag.start, item.tag.end, f"{number}. "), *first.runs), f"{number}. {first.text}"), *rest]


def _without_bullet(source: str, line: Line) -> Line | None:
    """Give a line that begins with a bullet without it; None for any other."""
    bullet = _BULLET.match(line.text + " ")
    if bullet is None:
        return None
    sign = line.text[0]
    runs = list(line.runs)
    while runs:
        run = runs.pop(0)
        at = source.find(sign, run.start, run.end) if run.text is None else -1
        if at >= 0:
            return Line((Run(at + 1, run.end), *runs) if at + 1 < run.end else tuple(runs), line.text[1:].strip())
        if run.text is not None and run.text.strip() == sign:
            return Line(tuple(runs), line.text[1:].strip())
    return None
