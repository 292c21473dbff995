"""What releases speak of: rankings, institutions, subjects and places of the registry, drawn as the press draws them.

A few names are in every second release and most are in hardly any, so documents state the same results again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING, TypeVar

from kg import project
from kg.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.registry import Institution, Registry
    from kg.registry.terms import Criterion, Grade, Ranking

T = TypeVar("T")

# The law's shift (Mandelbrot's): without it one institution would be in a tenth of all releases.
_SHIFT = 30
_FRENCH_SPEAKING = frozenset("fr be ch ca lu ma tn dz sn ci cm bj tg bf ml mg lb mc".split())
_UNKNOWN = 4000
_HEADS = (
    "Bel",
    "Cor",
    "Mont",
    "Val",
    "Ar",
    "Ros",
    "Tré",
    "Ker",
    "Lun",
    "Fon",
    "Gar",
    "Mar",
    "Sor",
    "Cha",
    "Per",
    "Vig",
)
_MIDDLES = ("a", "e", "o", "i", "ande", "ève", "osse", "uli", "iné", "ervo", "oba", "ime", "ou", "alde")
_TAILS = ("ville", "court", "gnac", "nne", "tte", "vre", "mont", "bourg", "zac", "ry", "lles", "cey", "don", "ston")
_WITH_THE = ("United", "Netherlands", "Philippines", "Democratic")
# A name in each language; {} is a town.
_SCHOOLS = {
    "fr": ("Université de {}", "École supérieure d’ingénieurs de {}", "Institut polytechnique de {}", "Université {}"),
    "en": ("University of {}", "{} School of Engineering", "{} Polytechnic Institute", "{} University"),
}


def one(random: Random, values: Sequence[T]) -> T:
    """Draw a value, each as likely; in half the time that ``random.choice`` needs."""
    return values[int(random.random() * len(values))]


def between(random: Random, low: int, high: int) -> int:
    """Draw a number, both ends included."""
    return low + int(random.random() * (high + 1 - low))


def zipf(random: Random, values: Sequence[T]) -> T:
    """Draw a value by the law of Zipf and Mandelbrot: the nth with a weight near 1 / (n + 30)."""
    ratio = (len(values) + _SHIFT) / _SHIFT
    return values[min(int(_SHIFT * ratio ** random.random()) - _SHIFT, len(values) - 1)]


def town(random: Random) -> str:
    """Make the name of a town; there are some three thousand."""
    return one(random, _HEADS) + one(random, _MIDDLES) + one(random, _TAILS)


@dataclass(frozen=True, slots=True)
class Holder:
    """An institution as a release names it; ``key`` is its slug, or its name where the registry does not know it.

    ``country`` is an ISO code, empty for an unknown one; ``region`` and ``land`` are names, empty where there is none.
    """

    key: str
    name: str
    country: str = ""
    land: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """All that can be drawn, the most spoken of first: holders by language and ranking, the others by ranking.

    ``ranked`` holds the key of each institution with the slug of each ranking it can be in.
    """

    rankings: tuple[Ranking, ...]
    holders: Mapping[tuple[str, str], tuple[Holder, ...]]
    ranked: frozenset[tuple[str, str]]
    unknown: Mapping[str, tuple[Holder, ...]]
    criteria: Mapping[str, tuple[Criterion, ...]]
    grades: Mapping[str, tuple[Grade, ...]]


@cache
def load_world(seed: int) -> World:
    """Read the shipped registry; who is spoken of most depends on ``seed`` alone."""
    registry = load_registry(project.REGISTRY)
    random = Random(f"world {seed}")  # noqa: S311 (the same corpus for the same seed is what is wanted)
    rankings, institutions = list(registry.rankings.values()), list(registry.institutions.values())
    random.shuffle(rankings)
    random.shuffle(institutions)
    named = {(language, each.slug): _holder(each, language, registry) for language in _SCHOOLS for each in institutions}
    holders = {
        (language, ranking.slug): tuple(
            named[language, each.slug]
            for each in sorted(institutions, key=lambda each: (each.country in _FRENCH_SPEAKING) != (language == home))
            if _is_ranked(each, ranking, registry)
        )
        for language, home in ((language, next(iter(_SCHOOLS))) for language in _SCHOOLS)
        for ranking in rankings
    }
    criteria = {
        ranking.slug: tuple(
            each for each in registry.criteria.values() if each.ranking == ranking.slug and each.kind != "overall"
        )
        for ranking in rankings
    }
    # Halves of a group are not spoken of.
    whole = [each for each in registry.grades.values() if "/" not in each.notation]
    grades = {
        ranking.slug: tuple(sorted((each for each in whole if each.ranking == ranking.slug), key=_order))
        for ranking in rankings
    }
    ranked = frozenset((holder.key, ranking) for (_, ranking), found in holders.items() for holder in found)
    return World(tuple(rankings), holders, ranked, _unknown(random, registry), criteria, grades)


def _order(grade: Grade) -> int:
    return grade.order


def _unknown(random: Random, registry: Registry) -> dict[str, tuple[Holder, ...]]:
    known = {name.casefold() for each in registry.institutions.values() for name in each.all_names}
    return {
        language: tuple(
            Holder(name, name)
            for name in dict.fromkeys(_elided(one(random, forms), town(random)) for _ in range(_UNKNOWN))
            if name.casefold() not in known
        )
        for language, forms in _SCHOOLS.items()
    }


def _elided(form: str, name: str) -> str:
    return (form.replace(" de {}", " d’{}") if name.startswith("A") else form).format(name)


def _with_article(country: str) -> str:
    return f"the {country}" if country.startswith(_WITH_THE) else country


def _holder(institution: Institution, language: str, registry: Registry) -> Holder:
    country = registry.places[institution.country] if institution.country else None
    region = registry.places[institution.region] if institution.region else None
    return Holder(
        institution.slug,
        institution.labels[language],
        (country.notation or "") if country else "",
        _with_article(country.labels[language]) if country else "",
        region.labels[language] if region else "",
    )


def _is_ranked(institution: Institution, ranking: Ranking, registry: Registry) -> bool:
    """Tell whether a ranking could hold an institution, by what it ranks and where."""
    country = registry.places[institution.country] if institution.country else None
    if ranking.own_scope not in {"world", "europe"} and (not country or country.notation != ranking.own_scope):
        return False
    if ranking.own_scope == "europe" and (not country or country.broader != "europe"):
        return False
    everything = "etablissements" in ranking.categories
    return everything or not ranking.categories or bool(set(ranking.categories) & set(institution.categories))
