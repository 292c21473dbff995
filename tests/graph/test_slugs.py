from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.graph.slugs import document_slug, slug

CASES = [
    # why                           words                              slug
    ("accents and capitals",        "École des Mines d’ALÈS",          "ecole-des-mines-d-ales"),
    ("both apostrophes",            "L'Étudiant – L’Étudiant",         "l-etudiant-l-etudiant"),
    ("ligatures",                   "Œuvres et Æther, Straße",         "oeuvres-et-aether-strasse"),
    ("dots join nothing",           "U.S. News & World Report",        "u-s-news-world-report"),
    ("superscripts are letters",    "24ᵉ, nº 2, m²",                   "24e-no-2-m2"),
    ("dotted capital",              "İstanbul",                        "istanbul"),
    ("other scripts stay",          "Пример 東京",                     "пример-東京"),
    ("never empty",                 "+",                               "u2b"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "expected"), CASES, ids=[case[0] for case in CASES])
def test_slug(why: str, words: str, expected: str) -> None:
    assert slug(words) == expected, why


@given(st.text(min_size=1))
def test_a_slug_is_its_own_slug_and_part_of_an_iri(words: str) -> None:
    found = slug(words)
    assert slug(found) == found
    assert NamedNode(f"https://example.org/{found}").value.endswith(found)
    assert not set(found) & set(" /.#?%")


@given(st.text(min_size=1))
def test_a_document_slug_is_its_own_slug_and_one_segment(path: str) -> None:
    found = document_slug(path)
    assert document_slug(found) == found
    assert "/" not in found
    assert found.strip(".") == found != ""


def test_document_slugs_keep_dots() -> None:
    assert document_slug("the-impact-2024-imt-mines-ales.fr") == "the-impact-2024-imt-mines-ales.fr"
    assert document_slug("Presse 2024/L’Étudiant.fr") == "presse-2024-l-etudiant.fr"
