"""What the style of a paragraph tells: that it is a heading, that it is an item of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.read.docx.package import children, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_HEADING = re.compile(r"(?:heading|titre|title)\s?(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titre)", re.IGNORECASE)
_SUBTITLE = re.compile(r"(?:sub-?title|sous-titre)", re.IGNORECASE)
_DEEPEST = 9
_LONGEST_CHAIN = 20


class Styles:
    """The paragraph styles of a document, by the names they are used by."""

    def __init__(self, part: Element | None) -> None:
        """Read the styles; without ``part`` there are none."""
        self._styles = {style.get("styleId", ""): style for style in children(part, "style")}

    def _chain(self, paragraph: Element) -> Iterator[tuple[str, Element | None]]:
        """Yield a paragraph's properties and those of its style and of what that is based on, each with a name."""
        properties = next(children(paragraph, "pPr"), None)
        yield "", properties
        name = value(properties, "pStyle")
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                if name:
                    yield name, None
                return
            yield value(style, "name") or name or "", next(children(style, "pPr"), None)
            name = value(style, "basedOn")

    def heading(self, paragraph: Element) -> int | None:
        """Give the level of a heading, from 1; None of other text."""
        for name, properties in self._chain(paragraph):
            outline = value(properties, "outlineLvl")
            if outline and outline.isdigit():
                return int(outline) + 1 if int(outline) < _DEEPEST else None
            if found := _HEADING.fullmatch(name):
                return int(found[1])
            if _TITLE.fullmatch(name):
                return 1
            if _SUBTITLE.fullmatch(name):
                return 2
        return None

    def list_item(self, paragraph: Element) -> tuple[str, int] | None:
        """Give the list a paragraph is an item of and its depth in it, from 0; None of other text."""
        depth: str | None = None
        for _, properties in self._chain(paragraph):
            numbered = next(children(properties, "numPr"), None)
            if numbered is None:
                continue
            depth = depth or value(numbered, "ilvl")
            list_id = value(numbered, "numId")
            if list_id is not None:
                level = int(depth) if depth and depth.isdigit() else 0
                return None if list_id == "0" else (list_id, min(level, _DEEPEST))
        return None
