"""The code points of a block that something has: no two names, and no two values, are read out of the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.read import Span


class Taken:
    """Marks points: to hold each span against all others would take steps that grow with their square."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        """Start with ``length`` points, those of ``spans`` taken."""
        self._points = bytearray(length)
        for span in spans:
            self.take(span)

    def take(self, span: Span) -> None:
        """Take the points of a span."""
        self._points[span.start : span.end] = b"\1" * (span.end - span.start)

    def holds(self, span: Span) -> bool:
        """Tell whether any point of a span is taken."""
        return self._points.find(1, span.start, span.end) >= 0

    def grant(self, span: Span) -> bool:
        """Take a span if it is free, and tell whether it was."""
        free = not self.holds(span)
        if free:
            self.take(span)
        return free
