"""Number words: each language lists its cardinals and ordinals from 1 to 100 and the round numbers above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def words_pattern(words: Iterable[str]) -> str:
    """Write an alternation of words and phrases, longest first; a blank in a phrase also matches a hyphen.

    >>> words_pattern(["vingt", "vingt et un"])
    'vingt[- ]et[- ]un|vingt'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", "[- ]") for word in ordered)


def read_number(text: str, words: Mapping[str, int]) -> int:
    """Give the value of folded digits ("1 115", "1,115", "1.115") or number words; raise KeyError for others."""
    digits = re.sub(r"[ .,](?=\d{3}(?!\d))", "", text)
    return int(digits) if digits.isdigit() else words[text.replace("-", " ").strip()]
