"""What a graph holds, counted: subjects by class, triples by property, labels by language, links to others' names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.graph.terms import LABEL, TYPE
from kg.validate.screen.terms import language_of
from kg.vocab import OA, PAL, ROR, SDG, SKOS, WIKIDATA

if TYPE_CHECKING:
    from kg.graph.terms import Term
    from kg.publish.statements import Statements

EXACT = f"<{SKOS}exactMatch>"
# Links to names of others: by which property, and what those names begin with.
LINKS = {"ror": (EXACT, ROR), "wikidata": (EXACT, WIKIDATA), "un": (f"<{PAL}goal>", SDG)}
# The two selectors of a passage bear no labels: the passage does.
_UNLABELLED = frozenset(f"<{OA}{name}>" for name in ("TextQuoteSelector", "TextPositionSelector"))


class Counts:
    """Counts subjects as they pass."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.triples = self.subjects = self.to_label = 0
        self.classes: Counter[Term] = Counter()
        self.properties: Counter[Term] = Counter()
        self.labels: Counter[str] = Counter()
        self.labelled: Counter[str] = Counter()
        self.links: Counter[str] = Counter()

    def add(self, statements: Statements) -> None:
        """Count a subject."""
        self.subjects += 1
        for predicate, values in statements.items():
            self.properties[predicate] += len(values)
            self.triples += len(values)
        types = statements.get(TYPE, [])
        self.classes.update(types)
        if _UNLABELLED.isdisjoint(types):
            self.to_label += 1
            languages = [language_of(label) or "" for label in statements.get(LABEL, ())]
            self.labels.update(languages)
            self.labelled.update(set(languages))
        for name, (predicate, space) in LINKS.items():
            self.links[name] += sum(value.startswith(f"<{space}") for value in statements.get(predicate, ()))
