"""How much a document may hold: what is larger is refused, whatever it claims to be."""

from __future__ import annotations

MAX_FILE = 64 * 1024 * 1024  # bytes of one file or member
MAX_TEXT = 2_000_000  # code points of one document
MAX_PAGES = 2_000
MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all that one archive or package holds
MAX_RATIO = 1_000  # bytes unpacked for each byte packed
MAX_MEMBERS = 10_000
