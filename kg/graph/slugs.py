"""Slugs: how words become part of an IRI."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD does not take apart.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_BETWEEN = re.compile(r"[\W_]+")


def slug(words: str) -> str:
    """Fold words to lower-case letters and digits joined by hyphens; accents go, an apostrophe is a hyphen.

    Letters of other scripts stay. Never empty, and a slug is its own slug.

    >>> slug("École nationale de l’Œuvre – 1ʳᵉ"), slug("+")
    ('ecole-nationale-de-l-oeuvre-1re', 'u2b')
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).lower())
    letters = "".join(point for point in folded if not unicodedata.combining(point))
    return _BETWEEN.sub("-", letters.translate(_LETTERS)).strip("-") or "-".join(f"u{ord(point):x}" for point in words)


@lru_cache(maxsize=1024)  # every passage and link of a document asks for its slug
def document_slug(path: str) -> str:
    """Fold a document's slug: as `slug`, but dots stay.

    >>> document_slug("2024/The Impact.fr")
    '2024-the-impact.fr'
    """
    return ".".join(slug(part) for part in path.split(".") if part) or slug(path)
