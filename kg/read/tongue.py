"""Which language a text is in: its function words vote; a text of few such words is asked of a trained detector."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import DocumentError, Text
from kg.language import LANGUAGES
from kg.language.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from py3langid.langid import LanguageIdentifier

    from kg.read.document import Document

_WORD = re.compile(r"[a-z]+")
# Prose of ours has 20 % and more of words that no other language has (development texts: 18 to 37 %); tables have few.
_CLEAR_SHARE = 0.08
_FEWEST_WORDS = 15
_SURE = 0.99
# The language of each word that only one has, and of each language the words that none has but those read here.
_SPEAKER = {
    word: code
    for code, language in LANGUAGES.items()
    for word in language.stop_words
    if not any(word in other.stop_words for other in LANGUAGES.values() if other is not language)
}
_CLEAR_WORDS = tuple(language.stop_words - language.shared_words for language in LANGUAGES.values())


def vote(text: str) -> Counter[str]:
    """Count the words of each language among a text's words; a word of both counts for neither."""
    return Counter(filter(None, map(_SPEAKER.get, _WORD.findall(fold(text)))))


def main_language(votes: Sequence[Counter[str]]) -> str:
    """Give the language most words speak for; English where none does."""
    return max(sorted(LANGUAGES), key=lambda code: sum(counts[code] for counts in votes))


def check_language(document: Document, where: str) -> None:
    """Raise DocumentError where the text is long enough to tell and in none of our languages."""
    words = [word for block in document.blocks for word in _WORD.findall(fold(block.text))]
    clear = max(sum(map(own.__contains__, words)) for own in _CLEAR_WORDS)
    if len(words) < _FEWEST_WORDS or clear >= _CLEAR_SHARE * len(words):
        return
    code, share = _detector().classify(" ".join(block.text for block in document.blocks))
    if code not in LANGUAGES and share >= _SURE:
        raise DocumentError(
            Text(f"the text is in another language ({code})", f"le texte est dans une autre langue ({code})"),
            where=where,
            fix=Text("give a French or English document", "donner un document en français ou en anglais"),
        )


@cache
def _detector() -> LanguageIdentifier:
    # Imported here: its model takes 0.4 s to load, and clear texts do without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
