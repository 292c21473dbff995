"""Known entities and every name they go by: the graph's labels and the recogniser's lexicon are the same triples."""

from __future__ import annotations

from kg.registry.lexicon import Lexicon, NameMatch, registry_lexicon
from kg.registry.registry import Registry, load_registry
from kg.registry.terms import (
    Category,
    Criterion,
    Goal,
    Grade,
    Institution,
    Name,
    NameMode,
    Place,
    Publisher,
    Ranking,
    Term,
)

__all__ = [
    "Category", "Criterion", "Goal", "Grade", "Institution", "Lexicon", "Name", "NameMatch", "NameMode", "Place",
    "Publisher", "Ranking", "Registry", "Term", "load_registry", "registry_lexicon",
]  # fmt: skip
