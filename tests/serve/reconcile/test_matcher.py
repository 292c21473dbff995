"""What holds for matching whatever the names: laws, and cases on a few institutions made for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.serve.reconcile import preview
from kg.serve.reconcile.institutions import Institutions
from kg.serve.reconcile.judge import Judge
from kg.serve.reconcile.matcher import Matcher
from kg.serve.reconcile.properties import PROPERTIES, property_of
from kg.serve.reconcile.protocol import Query
from kg.serve.reconcile.suggest import Beginnings
from tests.serve.reconcile.handmade import BASE, FEW, NONE
from tests.serve.reconcile.test_names import MISSPELT

if TYPE_CHECKING:
    from kg.serve.reconcile.institutions import Institution

SAMPLE = 120  # of the labels, one in so many


def institution(name: str) -> Institution:
    return FEW.by_id[f"institution/{name}"]


def test_every_label_finds_its_institution_as_the_very_name(matcher: Matcher) -> None:
    labels = [(each, label) for each in matcher.institutions.by_id.values() for label in each.labels]
    for each, label in labels[::SAMPLE]:
        found = {found.institution.id: found for found in matcher.find(label.text, 100)}
        assert found[each.id].exact, label.text


def test_the_order_in_which_institutions_are_read_is_of_no_effect(matcher: Matcher) -> None:
    every = list(matcher.institutions.by_id.items())[::4]
    one, other = (
        Matcher(replace(matcher.institutions, by_id=dict(institution))) for institution in (every, every[::-1])
    )
    for written, _, _ in MISSPELT[::4]:
        assert [(found.institution.id, found.score) for found in one.find(written, 5)] == [
            (found.institution.id, found.score) for found in other.find(written, 5)
        ]


@settings(max_examples=80)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("université de l’ école ( ) [ - / , 3 Q1 aube matin".split())).map(" ".join)
)
def test_any_text_gives_a_ranking(text: str) -> None:
    judge = Judge(Matcher(FEW))
    found = judge.matcher.find(text, 3)
    assert len(found) <= 3
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(40 <= score <= 100 for score in scores)
    assert sum(each.match for each in judge.candidates(Query(text))) <= 1
    assert len(Beginnings(judge.matcher).suggest(text, 0)) <= len(FEW.by_id)


def test_without_institutions_nothing_is_found() -> None:
    judge = Judge(Matcher(NONE))
    assert judge.candidates(Query("Université de Genève")) == []
    assert Beginnings(judge.matcher).suggest("uni", 0) == []


def test_of_equals_that_of_the_graph_comes_first_and_none_is_matched() -> None:
    found = Judge(Matcher(FEW)).candidates(Query("Ecole d'Aube"))
    assert [each.institution.id for each in found] == ["institution/b", "institution/a"]
    assert [each.score for each in found] == [100, 100]
    assert not any(each.match for each in found)


def test_suggestions_begin_with_what_the_graph_has_and_with_how_names_begin() -> None:
    beginnings = Beginnings(Matcher(FEW))
    assert [each.id for each in beginnings.suggest("ecole", 0)] == ["institution/b", "institution/a"]
    assert [each.id for each in beginnings.suggest("aub", 0)][:1] == ["institution/a"], (
        "Aube School before École d’Aube"
    )


def test_a_name_that_nobody_gave_is_found_and_not_matched(judge: Judge) -> None:
    first = judge.candidates(Query("ENSM Alès"))[0]
    assert (first.institution.id, first.match) == ("institution/imt-mines-ales", False)


def test_what_graph_and_registry_say_is_one() -> None:
    both = institution("b")
    assert (both.served, both.candidate, both.founded) == (True, False, 1999)
    assert [label.text for label in both.labels] == ["Dawn School", "École d’Aube", "Aurore"]
    assert (institution("a").served, institution("a").ror, FEW.where(institution("a"), "fr")) == (
        False,
        "03e8rf594",
        "France",
    )


MATCHED = [
    ("Aurore", True),                 # a name that the graph alone has
    ("École du Matin", True),         # a former name
    ("EA", False),                    # two letters
    ("Institut Crépuscule", True),    # what a document alone knows, by its very words
    ("Institut Crepuscul", False),    # and by words that are nearly so
]  # fmt: skip


@pytest.mark.parametrize(("written", "match"), MATCHED)
def test_what_stands_out_is_matched(written: str, match: bool) -> None:
    found = Judge(Matcher(FEW)).candidates(Query(written))
    assert found[0].match is match


def test_names_with_markup_are_text_on_pages() -> None:
    for language in ("fr", "en"):
        for text in (
            preview.page(institution("c"), FEW, language, "https://x/?a=1&b=\"'"),
            preview.flyout(institution("c"), FEW, language),
        ):
            assert "<script" not in text
            assert "<img" not in text
            assert "<b>" not in text
            assert '="' not in text.partition("https://x/")[2].partition(">")[0].partition('"')[0]


def test_a_parent_that_nobody_knows_is_left_out() -> None:
    values = PROPERTIES["org:subOrganizationOf"].values
    assert values is not None
    assert values(FEW, institution("c"), "fr") == [{"id": "institution/a", "name": "École d’Aube"}]


def test_a_property_is_known_by_its_term_too() -> None:
    assert property_of("https://w3id.org/palmares/ontology#country") is PROPERTIES["pal:country"]
    assert property_of("http://www.w3.org/2004/02/skos/core#altLabel") is PROPERTIES["skos:altLabel"]
    assert property_of("http://example.org/country") is None


def test_a_candidate_is_named_in_the_language_it_has() -> None:
    assert institution("candidate-crepuscule").name("en") == "Institut Crépuscule"
    assert Institutions(BASE, {}, {}).named("", "fr") == ""
