"""Institutions that the registry does not know are told by their words, and never taken for one it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.read import read_string
from tests.tables import fault, names

if TYPE_CHECKING:
    from tests.extract.told import Teller

UNKNOWN = [
    # why  text  the candidate's words
    ("a university", "L’Université de Valdoré est 24e mondiale au classement THE Impact 2024.",
     "Université de Valdoré"),
    ("an institute", "L’Institut Valdorien de Technologie est 24e mondial au classement THE Impact 2024.",
     "Institut Valdorien de Technologie"),
    ("a school with a hyphen", "L’École de Haut-Valdoré est classée 24e au palmarès 2024 de L’Étudiant.",
     "École de Haut-Valdoré"),
    ("a school with adjectives", "L’École nationale supérieure de Valdoré est 24e au classement THE Impact 2024.",
     "École nationale supérieure de Valdoré"),
    ("a university in English", "The University of Valdoria is ranked 24th in the THE Impact Rankings 2024.",
     "University of Valdoria"),
    ("a college", "Northwood University College ranked 24th in the THE Impact Rankings 2024.",
     "Northwood University College"),
    ("an institute in English", "The Valdoria Institute of Technology is ranked 24th in the THE Impact Rankings 2024.",
     "Valdoria Institute of Technology"),
    ("a business school", "Nordhaven Business School is ranked 24th in the THE Impact Rankings 2024.",
     "Nordhaven Business School"),
    fault("an English name in French", "La Valdoria Business School est classée 24e au classement THE Impact 2024.",
          "Valdoria Business School", reason="French knows no name that ends in its type"),
    ("a school of some craft", "L’École supérieure des métiers de Valdoré est 24e au classement THE Impact 2024.",
          "École supérieure des métiers de Valdoré"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "words"), UNKNOWN, ids=names(UNKNOWN))
def test_an_unknown_institution_is_a_candidate(why: str, text: str, words: str, teller: Teller) -> None:
    document = read_string(text)
    found = teller.extract(document)
    assert [candidate.value.name for candidate in found.candidates] == [words], why
    assert [document.quote(candidate.span) for candidate in found.candidates if candidate.span] == [words]
    assert [claim.institution.value.slug for claim in found.claims] == [None]


def test_its_acronym_is_the_same_candidate(teller: Teller) -> None:
    text = (
        "The Valdoria Institute of Technology (VIT) is 24th in the THE Impact Rankings 2024. VIT is also 3rd in Europe."
    )
    found = teller.extract(read_string(text))
    assert {claim.institution.value.name for claim in found.claims} == {"Valdoria Institute of Technology"}
    assert len(found.claims) == 2
    assert len(found.candidates) == 1


def test_a_known_institution_is_none(teller: Teller) -> None:
    text = "L’Université de Lille (24e) devance l’Université de Valdoré (31e) au classement THE Impact 2024."
    found = teller.extract(read_string(text))
    assert [claim.institution.value.slug for claim in found.claims] == ["universite-de-lille", None]
    assert [candidate.value.name for candidate in found.candidates] == ["Université de Valdoré"]


LOOK_ALIKES = [
    # why               text                                                       slug it must not get
    ("one letter more", "IMT Mines Alèse est 24e au palmarès 2024 de L’Étudiant.", "imt-mines-ales"),
    ("another town",    "Mines Albert est 24e au palmarès 2024 de L’Étudiant.",    "imt-mines-albi"),
    ("a longer name",   "L’Université de Lilleville est 24e au THE Impact 2024.",  "universite-de-lille"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "slug"), LOOK_ALIKES, ids=names(LOOK_ALIKES))
def test_a_look_alike_is_not_taken_for_a_known_one(why: str, text: str, slug: str, teller: Teller) -> None:
    claims = teller.extract(read_string(text)).claims
    assert slug not in {claim.institution.value.slug for claim in claims}, why


def test_a_name_of_two_stays_open(teller: Teller) -> None:
    found = teller.extract(read_string("UCL is ranked 24th in the THE Impact Rankings 2024."))
    assert [claim.institution.value.slug for claim in found.claims] == [None]
    assert [candidate.value.name for candidate in found.candidates] == ["UCL"]


def test_the_full_name_decides_for_the_short_one(teller: Teller) -> None:
    text = (
        "University College London (UCL) is ranked 24th in the world in the THE Impact Rankings 2024. UCL is 3rd in the"
        " United Kingdom."
    )
    found = teller.extract(read_string(text))
    assert {claim.institution.value.slug for claim in found.claims} == {"university-college-london"}
    assert len(found.claims) == 2
