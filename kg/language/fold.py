"""Folding: one code point in, one code point out, so that every offset in folded text holds in the text itself.

Case, accents and typographic variants go; length stays. ``str.lower`` or NFKD over a whole text would shift offsets
("İ" becomes two points).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SAME = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\ufffe": "-", "\u00ad": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "œ": "o", "Œ": "o", "æ": "a", "Æ": "a", "ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ı": "i",
    "º": "o", "ª": "a",
}  # fmt: skip


def _fold_point(point: str) -> str:
    """Fold until nothing changes: "Đ" gives "đ", and that "d"."""
    folded = _fold_once(point)
    return folded if folded == point else _fold_point(folded)


def _fold_once(point: str) -> str:
    if point in _SAME:
        return _SAME[point]
    if point.isspace():
        return " "
    for candidate in unicodedata.normalize("NFKD", point.casefold()):
        if not unicodedata.combining(candidate):
            # One point stands for all ("½" gives "1"): lengths must not change.
            return candidate if len(candidate.casefold()) == 1 else point
    return point


class _Table(dict[int, str]):
    """A translation table that learns each code point when it first meets it."""

    def __missing__(self, code: int) -> str:
        """Fold one code point and remember it."""
        folded = self[code] = _fold_point(chr(code))
        return folded


class _WordTable(_Table):
    """The same, letters and digits only: all else is a blank."""

    def __missing__(self, code: int) -> str:
        """Fold one code point and remember it."""
        folded = _TABLE[code]
        self[code] = folded if folded.isalnum() else " "
        return self[code]


_TABLE = _Table()
_WORD_TABLE = _WordTable()
_HYPHENS = str.maketrans("-", " ")


@lru_cache(maxsize=256)  # reading and extraction fold the same blocks several times
def fold(text: str) -> str:
    """Fold case, accents, apostrophes, dashes, quotation marks and blanks; the length stays.

    >>> fold("L’ÉTUDIANT – 24ᵉ")
    "l'etudiant - 24e"
    """
    return text.translate(_TABLE)


def fold_words(text: str) -> str:
    """Fold as `fold` does, and all but letters and digits to blanks; the length stays.

    >>> fold_words("d’IMT-Atlantique (Brest)")
    'd imt atlantique  brest '
    """
    return text.translate(_WORD_TABLE)


def fold_name(text: str) -> str:
    """Fold as `fold` does, and hyphens to blanks: the form in which names are compared.

    >>> fold_name("Mines Saint-Étienne")
    'mines saint etienne'
    """
    return fold(text).translate(_HYPHENS)
