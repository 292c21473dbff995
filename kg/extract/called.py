"""What a text states, as a table: the form of extraction for notebooks and other programs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import project
from kg.errors import Text
from kg.extract.page import position_text
from kg.read import read_document, read_string
from kg.registry import load_registry, registry_lexicon
from kg.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.claims import Claim, Entity, Extraction, Scope
    from kg.read import Document
    from kg.registry import Lexicon, Registry
    from kg.registry.terms import Criterion, Ranking
    from kg.table import Cell

_COLUMNS = (
    "institution", "ranking", "edition", "subject", "scope", "population", "type", "low", "high", "grade", "tied",
    "quote", "start", "end", "rule",
)  # fmt: skip
_TITLES = (
    Text("institution", "établissement"), Text("ranking", "classement"), Text("edition", "édition"),
    Text("criterion", "critère"), Text("scope", "périmètre"), Text("position", "position"), Text("words", "passage"),
)  # fmt: skip
_OVERALL = Text("overall ranking", "classement général")  # of a claim without criterion, as the gold has it
_TIED = Text("{} (joint)", "{} (ex aequo)")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Claims(Table):
    """The claims of a document as a table: ``quote`` is ``document.source[start:end]``, in code points.

    Columns are named as in the gold. ``extraction`` holds the claims themselves, every part with the words and the rule
    behind it, and besides claims the facts and what was refused.
    """

    document: Document
    extraction: Extraction


def claims_in(source: str | Path, *, lang: str = "en") -> Claims:
    """Read what a text states, or with a Path a file of any kind that ``kg extract`` reads.

    >>> claims = claims_in("IMT Mines Alès est classée 24e du palmarès 2022 des écoles d’ingénieurs de L’Étudiant.")
    >>> claims[0]["institution"], claims[0]["edition"], claims[0]["low"]
    ('IMT Mines Alès', 2022, 24)
    >>> claims.extraction.claims[0].ranking.value.slug
    'letudiant-ingenieurs'
    """
    registry, lexicon = _known()
    document = read_document(source) if isinstance(source, Path) else read_string(source)
    from kg.extract import extract  # noqa: PLC0415 (the package is what calls this)

    extraction = extract(document, registry, lexicon)
    return Claims(
        _COLUMNS,
        tuple(_row(claim, document) for claim in extraction.claims),
        lang,
        document,
        extraction,
        titles=tuple(title.in_language(lang) for title in _TITLES),
        shown=tuple(_shown(claim, document, registry, lang) for claim in extraction.claims),
    )


@cache
def _known() -> tuple[Registry, Lexicon]:
    registry = load_registry(project.REGISTRY)
    return registry, registry_lexicon(registry)


def _row(claim: Claim, document: Document) -> tuple[Cell, ...]:
    criterion, scope, position = claim.criterion.value, claim.scope.value, claim.position
    return (
        claim.institution.value.name,
        claim.ranking.value.name,
        claim.edition.value,
        criterion.name if criterion else None,
        scope.place,
        scope.population,
        str(position.kind),
        position.low,
        position.high,
        position.grade,
        claim.tied,
        document.quote(claim.span),
        claim.span.start,
        claim.span.end,
        claim.rule,
    )


def _shown(claim: Claim, document: Document, registry: Registry, language: str) -> tuple[str, ...]:
    ranking, criterion = claim.ranking.value, claim.criterion.value
    position = position_text(claim.position)
    return (
        claim.institution.value.name,
        _short(ranking, registry.rankings, language),
        str(claim.edition.value or ""),
        _short(criterion, registry.criteria, language) if criterion else _OVERALL.in_language(language),
        _scope(claim.scope.value, registry, language),
        _TIED.in_language(language).format(position) if claim.tied else position,
        " ".join(document.quote(claim.span).split()),
    )


def _short(entity: Entity, known: Mapping[str, Ranking] | Mapping[str, Criterion], language: str) -> str:
    """Give the short name of what the registry knows, else the words of the document."""
    term = known.get(entity.slug or "")
    return term.short.get(language) or term.labels.get(language, entity.name) if term else entity.name


def _scope(scope: Scope, registry: Registry, language: str) -> str:
    places = (place for place in registry.places.values() if scope.place in map(place.scope, place.labels))
    named = next((place.labels.get(language, scope.place) for place in places), scope.place)
    return f"{named}, {scope.population}" if scope.population else named
