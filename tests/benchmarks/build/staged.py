"""``kg`` with a clock on its progress: writes the seconds of each stage of a build to a JSON file: FILE WORDS...

It is the command itself, with nothing left out and nothing else done: the report that a build writes tells no time.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import kg.cli.build
from kg.cli import main
from kg.cli.progress import ProgressLine

if TYPE_CHECKING:
    from kg.build import Progress

_BEFORE = "start"


BEGAN: dict[str, float] = {}


class Clock(ProgressLine):
    """Notes when each stage begins, and shows progress as ever."""

    def __call__(self, now: Progress) -> None:
        BEGAN.setdefault(now.stage, time.monotonic())
        super().__call__(now)


def seconds(began: dict[str, float], end: float) -> dict[str, float]:
    """Give the seconds of each stage, which ends where the next begins.

    >>> seconds({"start": 1.0, "read": 2.5, "merge": 4.0}, 4.5)
    {'start': 1.5, 'read': 1.5, 'merge': 0.5}
    """
    ends = [*list(began.values())[1:], end]
    return {name: ends[number] - start for number, (name, start) in enumerate(began.items())}


if __name__ == "__main__":
    BEGAN[_BEFORE] = time.monotonic()
    vars(kg.cli.build)[ProgressLine.__name__] = Clock
    try:
        main(sys.argv[2:], prog_name="kg")
    finally:
        Path(sys.argv[1]).write_text(json.dumps(seconds(BEGAN, time.monotonic())), encoding="utf-8")
