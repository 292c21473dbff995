"""Tags and text of HTML, each with its place in the source.

The trees of lxml and selectolax do not say where a text stood. The standard library's `HTMLParser` does, but before
its latest releases took time that grows with the square of broken input (20,000 unclosed tags: 48 s in Python 3.11.7),
and its releases read broken pages differently. This tokenizer is linear and the same everywhere.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.read.document import Span
from kg.read.lines import Run, plain_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEGIN = re.compile(r"<(?=[A-Za-z!?]|/[A-Za-z])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*+)")
# Possessive throughout. A quotation mark that is never closed is no longer one: its search fails once in a source.
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s>/][^\s=>/]*+)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)))?+"""
)
_REST = re.compile(r"[\s/]*+>")
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title", "textarea")}
_ESCAPABLE = frozenset({"title", "textarea"})
# Character references, and marks that are not seen: soft hyphens, zero-width blanks, byte order marks.
_UNLIKE = re.compile(
    "(?P<unseen>[\u00ad\u200b-\u200d\u2060\ufeff]+)|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
)
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at a span of the source. ``values`` are the places of its attributes' values, by name in lower case."""

    span: Span
    name: str
    closing: bool = False
    values: Mapping[str, Span] = field(default_factory=dict)


class Tokens:
    """The tags and texts of a part of a source, from left to right; comments and declarations are left out."""

    def __init__(self, source: str, part: Span | None = None) -> None:
        """Start before ``part`` (default: all of the source)."""
        self._source = source
        self._part = part or Span(0, len(source))
        self._last = source.rfind(">", self._part.start, self._part.end)
        self._comments = self._quoted = True
        self._unclosed: set[str] = set()

    def __iter__(self) -> Iterator[Tag | Span]:
        """Yield a tag as a Tag, a text as its Span."""
        position = text = self._part.start
        while begin := _BEGIN.search(self._source, position, self._part.end):
            start = begin.start()
            if start > self._last:  # no tag ends any more
                break
            found = self._markup(start)
            end = found.span.end if isinstance(found, Tag) else found
            if start > text:
                yield Span(text, start)
            position = text = end
            if isinstance(found, Tag):
                yield found
                if found.name in _RAW and not found.closing:
                    position = self._raw_end(found)
        if text < self._part.end:
            yield Span(text, self._part.end)

    def _markup(self, start: int) -> Tag | int:
        """Give the tag at ``start``, or the end of what is no tag."""
        if self._source.startswith("<!--", start) and self._comments:
            end = self._source.find("-->", start + 2, self._part.end)
            if end >= 0:
                return end + 3
            self._comments = False  # one that is never closed ends as a declaration does
        if self._source[start + 1] in "!?":
            return self._source.find(">", start) + 1
        return self._tag(start)

    def _tag(self, start: int) -> Tag:
        name = _NAME.match(self._source, start, self._part.end)
        assert name is not None  # noqa: S101 - _BEGIN has seen its first letter
        values, end = self._values(name.end(), self._part.end) if self._quoted else ({}, None)
        if end is None:
            # A quotation swallows the rest of the source: from here on tags end at their first ">".
            self._quoted = False
            end = self._source.find(">", start) + 1
            values, _ = self._values(name.end(), end - 1)
        return Tag(Span(start, end), name[1].lower(), self._source[start + 1] == "/", values)

    def _values(self, position: int, limit: int) -> tuple[dict[str, Span], int | None]:
        """Give the attributes' values from ``position`` on, and where the tag ends; None where it does not."""
        values: dict[str, Span] = {}
        while not (rest := _REST.match(self._source, position, limit)):
            match = _ATTRIBUTE.match(self._source, position, limit)
            if match is None:
                return values, None
            kind = match.lastgroup or "name"
            values.setdefault(match["name"].lower(), Span(*match.span(kind)) if kind != "name" else Span(0, 0))
            position = match.end()
        return values, rest.end()

    def _raw_end(self, tag: Tag) -> int:
        """Give the end of the text of an element in which no tags are; the start where it is never closed."""
        start = tag.span.end
        if tag.name not in self._unclosed:
            if found := _RAW[tag.name].search(self._source, start, self._part.end):
                return found.start()
            self._unclosed.add(tag.name)
        return start if tag.name in _ESCAPABLE else self._part.end

    def value(self, tag: Tag, name: str) -> str | None:
        """Give the value of a tag's attribute; empty where it has none, None where the tag has no such attribute."""
        span = tag.values.get(name)
        return None if span is None else html.unescape(self._source[span.start : span.end]).strip()


def text_runs(source: str, span: Span) -> Iterator[Run]:
    """Split a text into runs: character references are shown as what they stand for, unseen marks left out."""
    position = span.start
    for match in _UNLIKE.finditer(source, span.start, span.end):
        shown = "" if match["unseen"] else html.unescape(match[0])
        if shown == match[0]:  # "AT&T", "R&D;"
            continue
        yield from plain_runs(source, position, match.start())
        shown = "".join(point for point in shown if point not in _UNSEEN)
        if shown:
            yield Run(match.start(), match.end(), shown)
        position = match.end()
    yield from plain_runs(source, position, span.end)
