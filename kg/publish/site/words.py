"""The words of the pages, each in both languages."""

from __future__ import annotations

from kg.errors import Text

_WORDS = {
    "site": Text("Palmarès", "Palmarès"),
    "skip": Text("Skip to the content", "Aller au contenu"),
    "menu": Text("Contents", "Sommaire"),
    "other_language": Text("Français", "English"),
}


class Words:
    """The words in one language, by name: what a template asks for and is not here is an error."""

    def __init__(self, language: str) -> None:
        """Take the language."""
        self._language = language

    def __getattr__(self, name: str) -> str:
        """Give the words of this name."""
        try:
            return _WORDS[name].in_language(self._language)
        except KeyError:
            raise AttributeError(name) from None
