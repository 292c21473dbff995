"""Running heads and feet and page numbers: lines that come back at one place of the pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.read.pdf.segments import Segment, merged, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN = 0.13  # of the page's height
_NUMBER = re.compile(
    r"\W{0,3}(?:pages?|p\.)?\s?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:/|sur|of|-)\s?\d{1,4})?\W{0,3}", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_PLACE = 3.0  # points: two heads at one place are not further apart

Page = tuple[float, list[Segment]]  # its height, and what is printed on it


def without_running(pages: Sequence[Page]) -> list[list[Segment]]:
    """Give the segments of each page without heads and feet that stand on half of the pages, and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for height, segments in pages:
        seen.update({key for row in rows_of(segments) if (place := _place(row, height)) for key in _keys(row, place)})
    return [_rest(height, segments, seen, len(pages)) for height, segments in pages]


def _rest(height: float, segments: list[Segment], seen: Counter[tuple[str, int]], pages: int) -> list[Segment]:
    rest: list[Segment] = []
    for row in rows_of(segments):
        place = _place(row, height)
        if place and pages > 1 and max(seen[key] for key in _keys(row, place)) >= max(2, (pages + 1) // 2):
            continue
        if place and _NUMBER.fullmatch(merged(row).text) and (pages > 1 or place < 0):
            continue
        rest.extend(row)
    return rest


def _place(row: Sequence[Segment], height: float) -> int:
    """Give where in a margin a row stands: above 0 in the upper, below 0 in the lower, 0 in neither."""
    base = row[0].base
    if base >= (1 - _MARGIN) * height:
        return 1 + round((height - base) / _PLACE)
    return -1 - round(base / _PLACE) if base <= _MARGIN * height else 0


def _keys(row: Sequence[Segment], place: int) -> list[tuple[str, int]]:
    """Give what two heads have in common: words and place, which may round to either of two."""
    words = _DIGITS.sub("0", merged(row).text)
    return [(words, place), (words, place + 1)]
