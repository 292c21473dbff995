"""How far a push is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.errors import Text


class Progress(NamedTuple):
    """How far a push is: the graphs, or pieces of the merged one, of a stage so far; a total of 0 is not known."""

    stage: Text
    done: int
    total: int
