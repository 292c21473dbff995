"""How much a visitor may ask for: none of it can be exceeded, and what would is refused in words."""

from __future__ import annotations

import os
from dataclasses import dataclass

_MEGA = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one server.

    A query that is not answered soon moves to a slow lane, and is stopped when ``seconds`` have passed; at most
    ``waiting`` queries wait for a lane. In bytes: ``memory`` is that of one query, ``answer`` the length of one answer,
    ``spool`` that of all answers not yet fetched, ``body`` and ``line`` what a request may bring in its body and in its
    head. At most ``connections`` are open at once, and a request must have come after ``idle``
    seconds. What was renewed is kept for requests under way, for ``seconds`` and ``linger``.
    """

    quick: int = max(4, min(16, 2 * (os.cpu_count() or 1)))
    slow: int = max(2, min(8, os.cpu_count() or 1))
    waiting: int = 100
    seconds: float = 30.0
    memory: int = 1000 * _MEGA
    answer: int = 100 * _MEGA
    spool: int = 2000 * _MEGA
    body: int = _MEGA
    line: int = 32_768
    connections: int = 500
    idle: float = 20.0
    linger: float = 15.0

    @property
    def patience(self) -> float:
        """Give the seconds that a query may stay in a quick lane."""
        return min(1.0, self.seconds / 4)
