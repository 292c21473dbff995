"""Answers to draw, as canned queries give them: a school by years, tables, goals, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.errors import Text
from kg.query import Rows
from kg.query.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.terms import Value

STATED, COMPUTED = Iri("https://w3id.org/palmares/id/basis/stated"), Iri("https://w3id.org/palmares/id/basis/computed")
BASES = {STATED: Text("stated", "énoncé"), COMPUTED: Text("computed", "calculé")}
SDG = "http://metadata.un.org/sdg/"


@dataclass(frozen=True)
class Answer:
    """Rows whose texts are in both languages, and the names of what was asked about."""

    query: str
    columns: str
    rows: tuple[tuple[Value | Text, ...], ...]
    about: Mapping[str, Text] = field(default_factory=dict)

    def rows_in(self, language: str) -> Rows:
        return Rows(
            tuple(self.columns.split()),
            tuple(tuple(_in(language, value) for value in row) for row in self.rows),
        )

    def about_in(self, language: str) -> dict[str, str]:
        return {name: text.in_language(language) for name, text in self.about.items()}


def _in(language: str, value: Value | Text) -> Value:
    return value.in_language(language) if isinstance(value, Text) else value


def _same(text: str) -> Text:
    return Text(text, text)


def _year(
    year: int, best: int | None = None, worst: int | None = None, **more: Value | Text
) -> tuple[Value | Text, ...]:
    basis = more.get("basis", STATED)
    assert isinstance(basis, Iri)
    return (year, best, worst, more.get("tied"), more.get("percent"), more.get("grade"), basis, BASES[basis])


ALES, NANCY = _same("IMT Mines Alès"), _same("Mines Nancy")
WORLD, FRANCE = Text("world", "monde"), _same("France")
OVERALL = Text("Overall ranking", "Classement général")
WATER = Text("SDG 6 Clean water and sanitation", "ODD 6 Eau propre et assainissement")
IMPACT = _same("THE Impact 2024")

TRAJECTORY = Answer(
    "rank-trajectory",
    "year rankBest rankWorst tied topPercent gradeLabel basis basisLabel",
    (
        _year(2014, 120, 120),
        _year(2015, 101, 150),
        _year(2016, 95, 95, basis=COMPUTED),
        _year(2017, 90, 90, tied=True),
        _year(2019, 201, None),
        _year(2020, percent=Decimal(15)),
        _year(2021, grade=Text("group A", "groupe A")),
        _year(2022, 1, 100),
        _year(2023, 60, 60, tied=True),
    ),
    {"institution": ALES, "ranking": Text("L’Étudiant engineering", "L’Étudiant ingénieurs")},
)
EDITION = Answer(
    "edition-table",
    "institutionLabel criterionLabel scopeLabel rankBest rankWorst tied topPercent gradeLabel basis basisLabel",
    (
        (ALES, OVERALL, FRANCE, 5, 5, True, None, None, STATED, BASES[STATED]),
        (NANCY, OVERALL, FRANCE, 7, 7, None, None, None, COMPUTED, BASES[COMPUTED]),
        (ALES, WATER, WORLD, 101, 200, None, None, None, STATED, BASES[STATED]),
        (ALES, OVERALL, WORLD, 1, 300, None, None, None, STATED, BASES[STATED]),
        (NANCY, OVERALL, WORLD, 1201, None, None, None, None, STATED, BASES[STATED]),
        (NANCY, WATER, WORLD, None, None, None, Decimal(10), None, STATED, BASES[STATED]),
    ),
    {"edition": IMPACT},
)
TOP = Answer(
    "top-n",
    "institutionLabel rankBest rankWorst sure",
    ((ALES, 16, 16, True), (NANCY, 1, 20, True), (_same("CentraleSupélec"), 15, 30, False)),
    {"n": _same("20"), "edition": Text("L’Étudiant engineering 2023", "L’Étudiant ingénieurs 2023")},
)
COMPARISON = Answer(
    "compare-institutions",
    "editionLabel criterionLabel scopeLabel firstBest firstWorst secondBest secondWorst",
    (
        (IMPACT, OVERALL, WORLD, 1, 300, 601, 800),
        (IMPACT, WATER, WORLD, 88, 88, 101, 200),
        (IMPACT, WATER, FRANCE, 3, 3, 2, 2),
        (_same("THE Impact 2021"), OVERALL, WORLD, 1, 400, 401, None),
    ),
    {"first": ALES, "second": NANCY},
)
PROFILE = Answer(
    "sdg-profile",
    "goal goalLabel editionLabel scopeLabel rankBest rankWorst",
    (
        (Iri(SDG + "6"), Text("Clean water and sanitation", "Eau propre et assainissement"), IMPACT, WORLD, 101, 200),
        (Iri(SDG + "15"), Text("Life on land", "Vie terrestre"), IMPACT, WORLD, 88, 88),
    ),
    {"institution": ALES},
)
STRENGTHS = Answer(
    "sdg-strengths",
    "goalLabel editionLabel scopeLabel rankBest rankWorst",
    (
        (Text("Life on land", "Vie terrestre"), IMPACT, WORLD, 8, 8),
        (Text("Life on land", "Vie terrestre"), _same("THE Impact 2022"), WORLD, 12, 12),
    ),
    {"institution": ALES},
)
LEADERS = Answer(
    "sdg-leaders",
    "editionLabel scopeLabel institutionLabel rankBest rankWorst",
    ((IMPACT, WORLD, ALES, 101, 200), (IMPACT, WORLD, NANCY, 301, 400)),
    {"sdg": Text("Life on land", "Vie terrestre")},
)
ANSWERS = {answer.query: answer for answer in (TRAJECTORY, EDITION, TOP, COMPARISON, PROFILE, STRENGTHS, LEADERS)}
