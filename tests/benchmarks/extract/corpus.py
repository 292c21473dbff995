"""The documents to measure on: real releases and, where more are wanted, the same again with other ranks."""

from __future__ import annotations

import re
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[3]

# ../shared is not part of the checkout: without it the documents are made of the others.
FOLDERS = ("data/documents", "tests/gold/own", "../shared/corpus/dev")
_NOT_A_RELEASE = "README.md"
_RANK = re.compile(r"(?<![\d.,])[1-9]\d{1,2}(?=(?:e|st|nd|rd|th)\b)")
_STEP = 7


def sources() -> list[Path]:
    """Give the releases, such that the first few of any number are about as long as the rest.

    Sorted by length and visited in steps of a golden section: else sizes would differ in their texts as well.
    """
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.*")) if _is_release(path)]
    paths.sort(key=lambda path: (path.stat().st_size, path.name))
    step = max(1, round(len(paths) * 0.618))
    while gcd(step, len(paths)) > 1:
        step += 1
    return [paths[number * step % len(paths)] for number in range(len(paths))]


def _is_release(path: Path) -> bool:
    return path.suffix in {".txt", ".md"} and path.name != _NOT_A_RELEASE


def write_corpus(folder: Path, size: int, found: Sequence[Path]) -> Path:
    """Write ``size`` documents into a new folder: the sources in turn, from the second round on with ranks moved."""
    folder.mkdir()
    for number in range(size):
        turn, position = divmod(number, len(found))
        text = found[position].read_text(encoding="utf-8")
        (folder / f"{number:06}{found[position].suffix}").write_text(with_ranks_moved(text, turn), encoding="utf-8")
    return folder


def with_ranks_moved(text: str, turn: int) -> str:
    """Give a text with its ranks of two and three digits moved on, within as many digits, so that its length stays.

    >>> with_ranks_moved("24e sur 1500, 99e en 2024", 1)
    '31e sur 1500, 16e en 2024'
    """

    def moved(match: re.Match[str]) -> str:
        lowest = 10 ** (len(match[0]) - 1)
        return str(lowest + (int(match[0]) - lowest + _STEP * turn) % (9 * lowest))

    return _RANK.sub(moved, text)
