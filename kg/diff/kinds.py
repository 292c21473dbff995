"""The classes that a difference is told by, what matters most first, and what makes two claims speak of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import Text
from kg.vocab import DCAT, OA, PAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.validate.screen.terms import Term

_IN_ORDER = {
    "Result": Text(en="Results", fr="Résultats"),
    "Tally": Text(en="Tallies", fr="Décomptes"),
    "Move": Text(en="Moves", fr="Évolutions"),
    "Participation": Text(en="Participations", fr="Participations"),
    "EditionSize": Text(en="Edition sizes", fr="Effectifs des éditions"),
    "Method": Text(en="Methods", fr="Méthodes"),
    "Document": Text(en="Documents", fr="Documents"),
    "Institution": Text(en="Institutions", fr="Établissements"),
    "Ranking": Text(en="Rankings", fr="Classements"),
    "Edition": Text(en="Editions", fr="Éditions"),
    "Criterion": Text(en="Criteria", fr="Critères"),
    "Scope": Text(en="Scopes", fr="Périmètres"),
    "Candidate": Text(en="Candidates", fr="Candidats"),
}
HEADINGS = {f"<{PAL}{name}>": heading for name, heading in _IN_ORDER.items()}
PASSAGE = f"<{PAL}Evidence>"
PASSAGES = Text(en="Quoted passages", fr="Passages cités")
NO_KIND = ""
UNTYPED = Text(en="Things of no class", fr="Éléments sans classe")

# What the rest is made of; people are told how many of its statements changed.
COUNTED = frozenset(
    {
        PASSAGE,
        f"<{PAL}Link>",
        f"<{PAL}Build>",
        f"<{OA}TextQuoteSelector>",
        f"<{OA}TextPositionSelector>",
        f"<{DCAT}Dataset>",
    }
)

# Two claims of a class that agree in these say the same of the same thing, or one corrects the other.
_KEYS = {
    "Result": "institution edition criterion scope",
    "Tally": "institution edition criterion scope counts grade within",
    "Move": "institution edition criterion scope",
    "Participation": "institution edition inCriterion",
    "EditionSize": "edition scope group unit",
    "Method": "edition",
}
KEYS = {f"<{PAL}{name}>": [f"<{PAL}{each}>" for each in names.split()] for name, names in _KEYS.items()}

_RANKS = {kind: place for place, kind in enumerate(HEADINGS)}


def kind_of(types: Iterable[Term]) -> Term:
    """Choose the class that a thing is told under; empty if it has none.

    >>> kind_of(["<http://www.w3.org/2004/02/skos/core#Concept>", f"<{PAL}Candidate>", f"<{PAL}Institution>"])
    '<https://w3id.org/palmares/ontology#Institution>'
    >>> kind_of(["<http://www.w3.org/2004/02/skos/core#Concept>", f"<{PAL}Unit>"])
    '<https://w3id.org/palmares/ontology#Unit>'
    """
    return min(types, key=_place, default=NO_KIND)


def rank(kind: Term) -> int:
    """Give the place of a class among those that have one; others come after."""
    return _RANKS.get(kind, len(_RANKS))


def _place(kind: Term) -> tuple[int, bool, Term]:
    return rank(kind), not kind.startswith(f"<{PAL}"), kind
