"""What documents say of one node, where it can be said only once."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.settle import settle

if TYPE_CHECKING:
    from kg.graph.write import Description, Statement

TIED, STATED, COMPUTED = ("pal:tied", "true"), ("pal:basis", "<basis/stated>"), ("pal:basis", "<basis/computed>")
RESULT, ONE, OTHER = ("a", "pal:Result"), ("pal:evidence", "<a>"), ("pal:evidence", "<b>")


def _least(count: int) -> Statement:
    return "pal:rankedCountAtLeast", str(count)


def _label(words: str, language: str = "en") -> Statement:
    return "rdfs:label", f'"{words}"@{language}'


CASES = [
    # why                               what each says                                 settled
    ("one says all",                    [(RESULT, STATED)],                            {RESULT, STATED}),
    ("what can be said twice adds up",  [(ONE,), (OTHER,)],                            {ONE, OTHER}),
    ("stated somewhere is stated",      [(COMPUTED,), (STATED,)],                      {STATED}),
    ("the highest lower bound",         [(_least(900),), (_least(1000),)],             {_least(1000)}),
    ("a tie is told by the label",      [(_label("16"),), (_label("joint 16"), TIED)], {_label("joint 16"), TIED}),
    ("capitals come last",              [(_label("AB C"),), (_label("Ab C"),)],        {_label("Ab C")}),
    ("languages are apart",             [(_label("B"),), (_label("A", "fr"),)], {_label("B"), _label("A", "fr")}),
    ("quotation marks within",          [(_label(r"Ab \"C\""),), (_label(r"ab \"C\""),)],    {_label(r"Ab \"C\"")}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "descriptions", "settled"), CASES, ids=[case[0] for case in CASES])
def test_settled(why: str, descriptions: list[Description], settled: set[Statement]) -> None:
    for order in permutations(descriptions):
        found = settle(order)
        assert set(found.description) == settled, why
        for said, (lost, gained) in zip(order, found.changes, strict=True):
            assert (set(said) - lost) | gained <= settled


_LINES = st.sampled_from([TIED, STATED, COMPUTED, _label("a"), _label("b"), _label("A", "fr"), _least(7), ONE])


@given(st.lists(st.frozensets(_LINES, min_size=1).map(sorted).map(tuple), min_size=1, max_size=4))
def test_what_documents_are_left_with_is_what_is_settled(descriptions: list[Description]) -> None:
    found = settle(descriptions)
    left = [(set(said) - lost) | gained for said, (lost, gained) in zip(descriptions, found.changes, strict=True)]
    if len(descriptions) > 1:
        assert set().union(*left) == set(found.description)
    assert len(found.description) == len(set(found.description))
