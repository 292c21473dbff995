"""What texts say beside positions: sizes of editions, participations, moves and methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tables import names

if TYPE_CHECKING:
    from tests.extract.told import Line, Teller

LILLE, LYON, LEEDS, TWENTE = "Université de Lille", "INSA Lyon", "University of Leeds", "University of Twente"
ELSEWHERE = ("ranking", "quote", "start", "end", "rule")


def size(edition: int, count: int, unit: str = "institution", *, at_least: bool = False, **more: Any) -> Line:  # noqa: ANN401
    return {"kind": "edition_size", "edition": edition, "unit": unit, "count": count, "at_least": at_least, **more}


def participation(institution: str, edition: int, **said: Any) -> Line:  # noqa: ANN401
    return {"kind": "participation", "institution": institution, "edition": edition, **said}


def move(institution: str, edition: int, **said: Any) -> Line:  # noqa: ANN401
    return {"kind": "move", "institution": institution, "edition": edition, **said}


def method(edition: int, **said: Any) -> Line:  # noqa: ANN401
    return {"kind": "method", "edition": edition, **said}


def position(kind: str, low: int, high: int, **more: str) -> Line:
    return {"type": kind, "low": low, "high": high, **more}


CASES = [
    # why              text               facts
    ("how many are ranked", "Le palmarès 2024 de L’Étudiant classe 174 écoles d’ingénieurs.", [size(2024, 174)]),
    ("at least", "Le QS World University Rankings 2025 évalue plus de 1 500 universités.",
     [size(2025, 1500, at_least=True)]),
    ("out of how many", "L’Université de Lille est 24e sur 2 152 établissements au THE Impact 2024.",
     [size(2024, 2152)]),
    ("out of how many, in English",
     "The University of Leeds is 24th out of 1,115 institutions in the THE Impact Rankings 2021.", [size(2021, 1115)]),
    ("in how many countries", "Dans U-Multirank 2022, à travers 91 pays, plus de 2 000 écoles sont évaluées.",
     [size(2022, 91, "country"), size(2022, 2000, at_least=True)]),
    ("how many of a country",
     "The University of Leeds is among the 28 British institutions that are ranked in the THE Impact Rankings 2024.",
     [size(2024, 28, place="GB")]),
    ("year by year",
     "The number of institutions ranked in the THE Impact Rankings grew (1,705 in 2023 and 2,152 in 2024).",
     [size(2023, 1705), size(2024, 2152)]),
    ("how many of a group",
     "This year, the Institut Mines-Télécom has five of its schools in the THE Impact Rankings 2024.",
     [size(2024, 5, group="Institut Mines-Télécom")]),
    ("nth participation", "Pour sa 4e participation au THE Impact 2024, l’Université de Lille se réjouit.",
     [participation(LILLE, 2024, ordinal=4)]),
    ("nth participation in words",
     "In its third participation, the University of Leeds did well in the THE Impact Rankings 2024.",
     [participation(LEEDS, 2024, ordinal=3)]),
    ("nth year running", "L’INSA Lyon participe pour la 3e année consécutive au palmarès 2024 de L’Étudiant.",
     [participation(LYON, 2024, consecutive=3)]),
    ("nth year running, in English",
     "For the second consecutive year the University of Leeds is in the THE Impact Rankings 2024.",
     [participation(LEEDS, 2024, consecutive=2)]),
    ("first time", "L’INSA Lyon entre pour la première fois dans le palmarès 2024 de L’Étudiant.",
     [participation(LYON, 2024, first_time=True)]),
    ("first time in some subjects",
     "U-Multirank 2022 classe l’Université de Lille pour la première fois en Informatique et Sciences des matériaux.",
     [participation(LILLE, 2022, first_time=True, subjects=["Informatique", "Sciences des matériaux"])]),
    ("new entrant", "The University of Leeds has entered the ranking: it is in the THE Impact Rankings 2024.",
     [participation(LEEDS, 2024, first_time=True)]),
    ("places gained", "L’Université de Lille gagne 2 places au classement THE Impact 2024.",
     [move(LILLE, 2024, places=2)]),
    ("places lost",    "L’INSA Lyon recule de 5 places au palmarès 2024 de L’Étudiant.", [move(LYON, 2024, places=-5)]),
    ("places lost, in English", "The University of Leeds lost five places in the THE Impact Rankings 2024.",
     [move(LEEDS, 2024, places=-5)]),
    ("position kept", "The University of Leeds maintained its position in the THE Impact Rankings 2024.",
     [move(LEEDS, 2024, places=0)]),
    ("from rank to rank", "L’INSA Lyon passe de la 12e place en 2022 à la 9e place en 2024 au palmarès de L’Étudiant.",
     [move(LYON, 2024, before=position("rank", 12, 12), after=position("rank", 9, 9), before_edition=2022)]),
    ("from top to top", "Dans le palmarès 2024 de L’Étudiant, l’INSA Lyon passe du top 20 au top 10.",
     [move(LYON, 2024, before=position("top", 1, 20), after=position("top", 1, 10), before_edition=2023)]),
    ("from band to band",
     "The University of Leeds moved from the 201-300 band to the 101-200 band in the THE Impact Rankings 2024.",
     [move(LEEDS, 2024, before=position("band", 201, 300), after=position("band", 101, 200), before_edition=2023)]),
    ("criteria counted and named",
     "L’Étudiant 2024 compte 3 familles : excellence académique, ouverture internationale, ouverture sociale.",
     [method(2024, criterion_count=3,
             subjects=["excellence académique", "ouverture internationale", "ouverture sociale"])]),
    ("points", "Dans le palmarès 2024 de L’Étudiant, les critères sont notés sur 20 points.",
     [method(2024, points=20)]),
    ("points before and now",
     "Au palmarès 2024 de L’Étudiant, chaque critère, hier noté sur cinq points, est noté sur dix points.",
     [method(2024, points=10, points_before=5)]),
    ("new indicators", "Le palmarès 2024 de L’Étudiant compte 3 nouveaux indicateurs.",
     [method(2024, new_indicators=3)]),
    ("a position alone is no fact", "L’Université de Lille est 24e du classement THE Impact 2024.", []),
    ("no ranking named", "L’Université de Lille gagne 2 places.", []),
    ("students are no size",
     "L’Université de Lille, au classement THE Impact 2024, compte 80 000 étudiants et 12 campus.", []),
    ("another time",   "L’Université de Lille se réjouit une nouvelle fois du classement THE Impact 2024.", []),
    ("countries after a size",
          "Le QS World University Rankings 2025 évalue plus de 1 500 universités dans 105 pays.",
          [size(2025, 1500, at_least=True), size(2025, 105, "country")]),
    ("the verb in the plural",
          "The THE Impact Rankings 2024 rank 2,152 institutions, among them the University of Leeds.",
          [size(2024, 2152)]),
    ("a former count keeps its grades",
          "In U-Multirank 2022, the University of Twente has 22 A and B grades, up from 20 last year.",
          [move(TWENTE, 2022, before=position("grade_count", 20, 20, grade="A+B"),
                after=position("grade_count", 22, 22, grade="A+B"), before_edition=2021)]),
    ("schools that are no size", "L’Université de Lille compte 12 écoles, selon le classement THE Impact 2024.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), CASES, ids=names(CASES))
def test_facts(why: str, text: str, expected: list[Line], teller: Teller) -> None:
    found = [{key: value for key, value in fact.items() if key not in ELSEWHERE} for fact in teller.facts(text)]
    assert found == expected, why


def test_a_count_whose_members_are_listed_is_kept_apart(teller: Teller) -> None:
    text = (
        "Au THE Impact 2024, l’Université de Lille entre dans le top 200 mondial pour trois objectifs : « Vie"
        " aquatique », « Vie terrestre » et « Éducation de qualité »."
    )
    [stated] = teller.facts(text)
    assert (stated["kind"], stated["count"], stated["within"], stated["scope"]) == ("stated_count", 3, 200, "world")
