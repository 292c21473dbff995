"""What no rule may read: addresses of the web and of mail, telephone numbers, dates in digits, times of day."""

from __future__ import annotations

import re

from kg.read import Span

_MASKS = re.compile(
    r"https?://\S+|www\.\S+|mailto:\S+|(?<!\S)\S{1,64}@\S+"
    r"|(?<!\d)(?:\+\d{1,3} ?)?(?:\(0\) ?)?\d{1,2}(?:[ .-]\d{2}){4}(?!\d)"
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:(?:19|20)\d{2}|\d{2})(?!\d)|\d{1,2}[:h]\d{2}\b"
)
# Without one of these no mask is there: most blocks are done with at once.
_TRIGGERS = re.compile(r"\d(?:[ .-]\d\d[ .-]\d\d|[./]\d\d?[./]\d|[:h]\d)|@|://|www|mailto")


def masks_in(text: str) -> list[Span]:
    """Give the spans of a text, folded or not, that no rule and no name may lie in, left to right."""
    return [Span(*match.span()) for match in _MASKS.finditer(text)] if _TRIGGERS.search(text) else []
