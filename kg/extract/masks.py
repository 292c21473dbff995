"""What no rule may read: addresses of the web and of mail, telephone numbers, dates in digits, times of day."""

from __future__ import annotations

import re

MASKS = re.compile(
    r"https?://\S+|www\.\S+|mailto:\S+|\S+@\S+|(?<!\d)(?:\+\d{1,3} ?)?(?:\(0\) ?)?\d{1,2}(?:[ .-]\d{2}){4}(?!\d)"
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:(?:19|20)\d{2}|\d{2})(?!\d)|\d{1,2}[:h]\d{2}\b"
)
