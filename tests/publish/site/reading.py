"""Pages as tests read them: elements with their text, attributes and language."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNSEEN = {"script", "style", "title", "meta"}
CODE = {"code", "pre"}  # names for machines are of no language


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]
    language: str
    children: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags or not tags:
                    yield child
                yield from child.all(*tags)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def in_language(self, language: str) -> Iterator[str]:
        """Yield each run of text whose nearest language is this one."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag not in UNSEEN | CODE:
                    yield from child.in_language(language)
            elif self.language == language and child.strip():
                yield child


class _Reader(HTMLParser):
    """Refuses what a page of ours never has: elements that are not closed in their order, attributes given twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, "")
        self._open = [self.root]
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"an attribute twice in <{tag}>: {names}"
        given = {name: value or "" for name, value in attrs}
        element = Element(tag, given, given.get("lang", self._open[-1].language))
        self._open[-1].children.append(element)
        if "id" in given:
            self.ids.append(given["id"])
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> ends <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        assert self._open == [self.root], f"not closed: {self._open[-1].tag}"


def read(page: Path) -> Element:
    """Read a page; it is well formed and has no id twice."""
    return parsed(page.read_text("utf-8"))


def parsed(text: str) -> Element:
    """Read the text of a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(set(reader.ids)) == len(reader.ids), [each for each in reader.ids if reader.ids.count(each) > 1]
    return reader.root
