"""How a time is taken: by the clock on the wall, the garbage collector left on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def timed(action: Callable[[], T]) -> tuple[float, T]:
    """Give the seconds of one run, and what it gave."""
    start = time.perf_counter()
    given = action()
    return time.perf_counter() - start, given
