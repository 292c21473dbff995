"""Building a view: pieces of source text are copied, replaced or dropped, and every point remembers its source."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from kg.read.document import Piece, Span, View

# What is not taken as it is. A letter whose accent is a point of its own is made one, or names would not be found.
_CHANGED = re.compile(r"\s{2,}|(?P<ligature>[ﬀ-ﬆ])|(?P<accented>\w[\u0300-\u036f]+)")
_MAY_CHANGE = re.compile(r"\s\s|[ﬀ-ﬆ\u0300-\u036f]")  # most lines are done with at once
_ODD_BLANK = re.compile(r"[^\S ]")


class ViewBuilder:
    """Collects the readable text of one block from left to right.

    Runs of blanks become one blank; blanks at both ends go.
    """

    def __init__(self, source: str) -> None:
        """Start an empty view over ``source``."""
        self._source = source
        self._text: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def copy(self, start: int, end: int) -> None:
        """Take the source from ``start`` to ``end`` as it is, blanks folded together."""
        text = self._source[start:end]
        done = 0
        for match in _CHANGED.finditer(text) if _MAY_CHANGE.search(text) else ():
            self._take(text[done : match.start()], start + done)
            done = match.end()
            span = Span(start + match.start(), start + done)
            if match.lastgroup:
                form: Literal["NFKD", "NFC"] = "NFKD" if match["ligature"] else "NFC"
                self._add(unicodedata.normalize(form, match[0]), span)
            else:
                self.blank(span.start, span.end)
        self._take(text[done:], start + done)

    def _take(self, text: str, start: int) -> None:
        """Take text without a run of blanks as it is, but for a blank where one stands already."""
        if text[:1].isspace() and self.ends_with_blank():
            text, start = text[1:], start + 1
        if text:
            self._add(_ODD_BLANK.sub(" ", text), Span(start, start + len(text)))

    def blank(self, start: int, end: int) -> None:
        """Put one blank for the source from ``start`` to ``end``, unless one stands there already."""
        if self._text and not self._text[-1].endswith(" "):
            self._add(" ", Span(start, end))

    def replace(self, text: str, start: int, end: int) -> None:
        """Let ``text`` stand for the whole source run from ``start`` to ``end`` (markup included)."""
        if text.isspace():
            self.blank(start, end)
        elif text:
            self._add(text, Span(start, end))

    def ends_with_blank(self) -> bool:
        """Tell whether nothing or a blank stands at the end."""
        return not self._text or self._text[-1].endswith(" ")

    def _add(self, text: str, source: Span) -> None:
        view = Span(self._length, self._length + len(text))
        last = self._pieces[-1] if self._pieces else None
        straight = len(text) == source.end - source.start
        if last and straight and last.source.end == source.start and _is_straight(last):
            self._pieces[-1] = Piece(Span(last.view.start, view.end), Span(last.source.start, source.end))
        else:
            self._pieces.append(Piece(view, source))
        self._text.append(text)
        self._length = view.end

    def build(self) -> View:
        """Give the view; its text is empty when nothing was added."""
        text = "".join(self._text)
        if not text.endswith(" "):
            return View(text, tuple(self._pieces))
        last = self._pieces[-1]
        if last.view.end - last.view.start == 1:
            return View(text[:-1], tuple(self._pieces[:-1]))
        cut = Piece(
            Span(last.view.start, last.view.end - 1),
            Span(last.source.start, last.source.end - 1) if _is_straight(last) else last.source,
        )
        return View(text[:-1], (*self._pieces[:-1], cut))


def _is_straight(piece: Piece) -> bool:
    return piece.view.end - piece.view.start == piece.source.end - piece.source.start
