"""What the readers of the formats give: blocks in reading order, their place in the document still to be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.read.document import BlockKind, View


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block before its heading, parent and language are known; fields as in `kg.read.document.Block`."""

    kind: BlockKind
    view: View
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
