"""How far a publication is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.errors import Text


class Progress(NamedTuple):
    """How far a publication is: the files of a stage made so far; a total of 0 is not known."""

    stage: Text
    done: int
    total: int
