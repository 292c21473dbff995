"""Shapes of every kind, as users may bring them, on small graphs: what is found is what pyshacl finds alone.

PALMARES_MUTATIONS asks for more graphs than 200.
"""

from __future__ import annotations

import os

import pytest

from kg.validate.data import Data
from kg.validate.judge import judge
from tests.validate.mutations import users
from tests.validate.mutations.graphs import as_graph, lines_of
from tests.validate.mutations.told import to_be_told, told
from tests.validate.plain import plain, results

GRAPHS = int(os.environ.get("PALMARES_MUTATIONS", "200"))
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("seed", range(GRAPHS))
def test_shapes_of_users(seed: int) -> None:
    number, found = users.expected(seed)
    shapes = users.as_shapes(users.shapes_of(number))
    report = judge(Data.of_lines(lines_of(users.graph_of(number))), users.known(), shapes, "en")
    assert results(report.standard, shapes) == found, users.shapes_of(number)
    assert told(report.findings) == to_be_told(found)


@pytest.mark.parametrize("seed", range(GRAPHS // 5))
def test_shapes_that_say_nothing_to_readers(seed: int) -> None:
    number, _ = users.expected(seed)
    shapes, data = users.as_shapes(users.bare(users.shapes_of(number))), users.graph_of(number)
    found = plain(as_graph(data), users.known(), shapes)
    report = judge(Data.of_lines(lines_of(data)), users.known(), shapes, "en")
    assert results(report.standard, shapes) == found, users.bare(users.shapes_of(number))
    assert {subject for _, subject in told(report.findings)} == {subject for _, subject in to_be_told(found)}


def test_each_kind_of_constraint_is_broken() -> None:
    broken = set()
    for number, found in map(users.expected, range(200)):
        shapes = {each.shape.rpartition("#")[2].strip(">").removesuffix("-part") for each in found}
        kinds = users.kinds_of(number)
        broken |= {kind for nth, kind in enumerate(kinds) if f"S{nth}" in shapes}
        broken |= {kind for kind in kinds if shapes & users.PARTS_OF.get(kind[1], set())}
    assert [kind for kind in users.KINDS if kind not in broken and kind[1] not in users.IDLE] == []
