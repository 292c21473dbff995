"""Letters that documents raise or lower by marks of formatting, which a quote keeps as they stand in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = re.compile(
    r"""
    <(?P<tag>su[pb])>(?P<within>[^<>]{1,20})</(?P=tag)>   # HTML, which Markdown takes too
    | (?<=\d)\^(?P<brace>\{)?(?P<ending>er|re|ère|ème|e|st|nd|rd|th)(?(brace)\}|(?![\w^]))   # endings of ordinals
    """,
    re.VERBOSE | re.IGNORECASE,
)


def pieces(words: str) -> Iterator[tuple[str, str]]:
    """Cut words into pieces, each with the element that it stands in, ``sup`` or ``sub``, or with none.

    >>> list(pieces("24<sup>e</sup> et 16^e <b>"))
    [('', '24'), ('sup', 'e'), ('', ' et 16'), ('sup', 'e'), ('', ' <b>')]
    """
    last = 0
    for mark in _MARKS.finditer(words):
        yield "", words[last : mark.start()]
        yield (mark["tag"] or "sup").lower(), mark["within"] or mark["ending"]
        last = mark.end()
    yield "", words[last:]
