"""What commands that read documents say of the encoding of a text."""

from __future__ import annotations

from kg.errors import COLON, Text
from kg.read.encoding import registered_name


def encoding_note(name: str, encoding: str | None) -> Text | None:
    """Say in which encoding a text was read, where that is not the usual one."""
    if encoding in {None, "utf-8"}:
        return None
    read = registered_name(encoding or "")
    return Text(f"{name}: read as {read}", f"{name}{COLON.fr}lu en {read}")
