"""What is particular to French and to English: one definition each, with the same fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.language.definition import Kind, Language, Rule
from kg.language.en import ENGLISH
from kg.language.fr import FRENCH

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Mapping[str, Language] = {language.code: language for language in (FRENCH, ENGLISH)}

__all__ = ["LANGUAGES", "Kind", "Language", "Rule"]
