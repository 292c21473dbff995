"""A fault in the engine does not pass: where it overlooks something, graphs of users' shapes and our own tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rdflib import SH, Graph

from kg.validate import judge
from kg.validate.data import Data
from kg.validate.load import empty_graph
from kg.validate.screen import Screen
from kg.validate.screen import shapes as screened
from kg.validate.screen.properties import OfAll
from tests.validate.mutations import users
from tests.validate.mutations.graphs import as_graph, lines_of, merged, of_rules
from tests.validate.plain import plain, results

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.validate.context import Known

pytestmark = pytest.mark.filterwarnings("ignore")
CHECKS: list[tuple[str, str, Callable[[Any], Any]]] = [
    # where the checks are      of what      one that always conforms
    *(("_OF_A_VALUE",         name, lambda _: lambda _index, _node: True)
      for name in ("class", "datatype", "nodeKind", "pattern", "minLength",
                   "minInclusive", "minExclusive", "maxInclusive")),
    *(("_OF_A_VALUE_BY_LIST", name, lambda _: lambda _index, _node: True) for name in ("in", "languageIn")),
    *(("_OF_ALL_VALUES",      name, lambda _: OfAll(lambda _index, _node, _values: True))
      for name in ("hasValue", "uniqueLang", "equals", "disjoint", "lessThan", "lessThanOrEquals")),
]  # fmt: skip
SEEDS = 200


def test_all_checks_are_tried() -> None:
    checks = {(table, name) for table in ("_OF_A_VALUE", "_OF_A_VALUE_BY_LIST", "_OF_ALL_VALUES")
              for name in vars(screened)[table]}  # fmt: skip
    assert checks == {(table, SH[name]) for table, name, _ in CHECKS}


def is_found_out(seed: int) -> bool:
    number, found = users.expected(seed)
    shapes = Graph().parse(data=users.TURTLE + users.shapes_of(number), format="turtle")
    report = judge.judge(Data.of_lines(lines_of(users.graph_of(number))), users.known(), shapes, "en")
    return results(report.standard, shapes) != found


@pytest.mark.parametrize(("table", "name", "check"), CHECKS, ids=[name for _, name, _ in CHECKS])
def test_a_check_that_always_conforms(
    table: str, name: str, check: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(vars(screened)[table], SH[name], check)
    of_it = (seed for seed in range(SEEDS) if any(f"sh:{name} " in kind for _, kind in users.kinds_of(seed)))
    assert any(is_found_out(seed) for seed in of_it)


FAULTS: list[tuple[str, Any, str, Callable[..., Any]]] = [
    # why                            where    what           instead
    ("nothing is suspicious",        Screen,  "suspicious",  lambda _screen, _index: ()),
    ("no query is answered",         judge,   "answered",    lambda _index, _shapes, _whole: empty_graph()),
]  # fmt: skip


@pytest.mark.parametrize(("why", "where", "what", "instead"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_stage_left_out(  # noqa: PLR0917 (the columns of a table)
    why: str, where: object, what: str, instead: Callable[..., Any], shapes: Graph, known: Known,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    graph = merged(of_rules("bad")[::12])
    found = plain(as_graph(graph), known, shapes)
    data = Data.of_lines(lines_of(graph))
    assert results(judge.judge(data, known, shapes, "en").standard, shapes) == found
    monkeypatch.setattr(where, what, instead)
    assert results(judge.judge(data, known, shapes, "en").standard, shapes) < found, why
