"""A file to offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import Text
    from kg.publish.making import Written


@dataclass(frozen=True, slots=True)
class Download:
    """A file to offer: what it is, its media type, and the file itself with its compressed twin if it has one."""

    title: Text
    media_type: str
    files: tuple[Written, ...]
