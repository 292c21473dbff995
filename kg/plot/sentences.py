"""What pictures show, in words of either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import COLON, Text
from kg.query.render import TYPOGRAPHY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NAMED = 3
SEMICOLON = Text("; ", "\N{NARROW NO-BREAK SPACE}; ")

RANK = Text("Rank, edition after edition", "Rang, édition après édition")
EDITION = Text("Positions in one edition", "Positions dans une édition")
COMPARISON = Text("Two institutions compared", "Deux établissements comparés")
STRENGTHS = Text("Best SDG tables", "Meilleurs tableaux par ODD")
LEADERS = Text("Positions on one goal", "Positions sur un objectif")
PROFILE = Text("Profile over the 17 SDGs", "Profil sur les 17 ODD")
TOP = Text("Top {}", "Top {}")
TOP_OF_SOME = Text("First places", "Premières places")
SURE = Text("surely within", "à coup sûr")
MAYBE = Text("possibly within", "peut-être")

FROM_TO = Text("From {} in {} to {} in {}.", "De {} en {} à {} en {}.")
ONCE = Text("{} in {}, the only year known.", "{} en {}, seule année connue.")
EXTREMES = Text("Best {} ({}), worst {} ({}).", "Meilleur rang {} ({}), moins bon {} ({}).")
NO_RANK = Text("No rank but {}.", "Pas de rang, mais {}.")
IN = Text("{} in {}", "{} en {}")
MISSING = Text("Nothing is known of {}.", "Rien n’est connu de {}.")

ONE_PLACE = Text("{} ({}) alone", "{} ({}) seulement")
PLACES = Text("{} positions, first {} ({}), last {} ({})", "{} positions, première {} ({}), dernière {} ({})")
GROUPS = Text("and {} more groups", "et {} autres groupes")
CUT = Text("The first {} of {} positions.", "Les {} premières positions sur {}.")
UNDRAWN = Text("Positions that are no rank, not drawn", "Positions qui ne sont pas un rang, non dessinées")

AHEAD = Text(
    "Tables that rank both: {}. {first} is ahead in {}, {second} in {}.",
    "Tableaux qui classent les deux\N{NO-BREAK SPACE}: {}. {first} est devant dans {}, {second} dans {}.",
)
BEST_OF = Text("Best position, {}", "Meilleure position, {}")
RANKED = Text("Ranked on {} of 17 goals", "Classement sur {} des 17 objectifs")
BEST = Text("Best: {} ({}).", "Meilleure position\N{NO-BREAK SPACE}: {} ({}).")
BEST_AND_WORST = Text(
    "Best: {} ({}); last: {} ({}).",
    "Meilleure position\N{NO-BREAK SPACE}: {} ({})\N{NARROW NO-BREAK SPACE}; dernière\N{NO-BREAK SPACE}: {} ({}).",
)
AND_OTHERS = Text("{} and {} others", "{} et {} autres")
AND_ANOTHER = Text("{} and 1 other", "{} et 1 autre")
GOAL = Text("SDG {} {}", "ODD {} {}")


def years_of(years: Iterable[int], language: str) -> str:
    """List years, those that follow each other as one.

    >>> years_of([2016, 2017, 2018, 2020], "fr")
    '2016-2018, 2020'
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    band = TYPOGRAPHY[language].band
    return ", ".join(band.format(run[0], run[-1]) if len(run) > 1 else str(run[0]) for run in runs)


def told(text: Text, language: str, *parts: object, **named: object) -> str:
    """Say a text with its parts."""
    return text.in_language(language).format(*parts, **named)


def listed(things: Iterable[str], language: str) -> str:
    """Put semicolons between things."""
    return SEMICOLON.in_language(language).join(things)


def named(things: Sequence[str], language: str) -> str:
    """Name three things at most, and count the others.

    >>> named(["a", "b", "c", "d"], "en")
    'a, b, c and 1 other'
    """
    shown, others = ", ".join(things[:_NAMED]), len(things) - _NAMED
    if others <= 0:
        return shown
    return told(AND_ANOTHER if others == 1 else AND_OTHERS, language, shown, others)


def titled(parts: Iterable[str]) -> str:
    """Put together what a picture is about; nothing is said twice."""
    return " · ".join(dict.fromkeys(filter(None, parts)))


def of(name: str, what: str, language: str) -> str:
    """Say something of something: "world: 12 positions"."""
    return f"{name}{COLON.in_language(language)}{what}" if name else what
