"""The words of the pages, each in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.publish.site.wording import COMMON, ENTITIES
from kg.publish.site.wording_data import DATA
from kg.publish.site.wording_documents import DOCUMENTS
from kg.publish.site.wording_reference import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

# Parts of the site add theirs here; a name is given once.
PARTS: tuple[Mapping[str, Text], ...] = (COMMON, ENTITIES, DOCUMENTS, REFERENCE, DATA)


def _joined() -> dict[str, Text]:
    words: dict[str, Text] = {}
    for part in PARTS:
        for name, text in part.items():
            if name in words:
                message = f"{name} is worded twice"
                raise ValueError(message)
            words[name] = text
    return words


_WORDS = _joined()


class Words:
    """The words in one language, by name: what a template asks for and is not here is an error."""

    def __init__(self, language: str, more: Mapping[str, Text] = MappingProxyType({})) -> None:
        """Take the language; ``more`` are words of pages that only a server has."""
        self._language, self._more = language, more

    def __getattr__(self, name: str) -> str:
        """Give the words of this name."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> str:
        """Give the words of a name that a template made."""
        return (self._more.get(name) or _WORDS[name]).in_language(self._language)


def text(name: str) -> Text:
    """Give the words of this name in both languages."""
    return _WORDS[name]


def counted(name: str, count: int) -> Text:
    """Choose between the words for one and for several; French takes none for one.

    >>> counted("results", 0)
    Text(en='results', fr='résultat')
    """
    one, several = _WORDS[f"one_{name}"], _WORDS[name]
    return Text(one.en if count == 1 else several.en, one.fr if count < 2 else several.fr)  # noqa: PLR2004 (French)
