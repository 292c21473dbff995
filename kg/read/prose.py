"""Prose of a format that marks its blocks: where a line end means a break, and what stands for a heading unmarked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.read.document import BlockKind
from kg.read.lines import make_view
from kg.read.raw import RawBlock
from kg.read.text import is_heading, line_breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.read.lines import Line


def paragraphs(source: str, lines: Sequence[Line], width: float) -> list[RawBlock]:
    """Give the blocks of one paragraph; ``width`` is the length from which a line counts as full."""
    blocks = []
    groups = list(line_breaks(lines, width))
    for group in groups:
        view = make_view(source, group)
        heading = bool(view.text) and len(group) == 1 and is_heading(view.text, alone=len(groups) == 1)
        # A line that stands for a heading without being marked as one lies below all marked headings.
        blocks.append(RawBlock(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, view, 7 if heading else 0))
    return blocks
