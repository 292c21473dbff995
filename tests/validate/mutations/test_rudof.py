"""A third opinion: what rudof finds is what pyshacl finds, but for differences that are known one by one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.validate.mutations import users
from tests.validate.mutations.graphs import as_graph
from tests.validate.mutations.rudof import is_installed, rudof
from tests.validate.mutations.test_whole import SKIPPED, whole
from tests.validate.plain import Result, alike, plain_if_able

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    from kg.validate.context import Known

    Kind = tuple[bool, str]

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(not is_installed(), reason="rudof is not installed: pip install -e '.[bench]'"),
]
WHOLE, OF_USERS = 18, 120


def is_literal(term: str) -> bool:
    return term.startswith('"')


def is_date(term: str) -> bool:
    return term.endswith("XMLSchema#date>")


# What only rudof finds wrong in whole graphs: these orders and datatypes are undecided, or decided otherwise.
ONLY_RUDOF: list[tuple[str, Callable[[Result], bool]]] = [
    # why                                     which results
    ("a date is neither more nor less than a number", lambda r: is_date(r.value) and r.shape.endswith("-interval>")),
    ("a space before a number",                       lambda r: r.value.startswith('" 7"')),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(WHOLE))
def test_whole_graphs(seed: int, shapes: Graph, known: Known) -> None:
    graphs = (as_graph(whole(number)[1]) for number in count(seed, SKIPPED))
    judged = ((graph, plain_if_able(graph, known, shapes)) for graph in graphs)
    graph, found = next((graph, found) for graph, found in judged if found is not None)
    theirs, ours = alike(rudof(graph, known, shapes)), alike(found)
    assert ours <= theirs
    assert [each for each in theirs - ours if not any(applies(each) for _, applies in ONLY_RUDOF)] == []


def of_property(constraint: str, kind: Kind) -> bool:
    return kind[0] and kind[1].startswith(constraint)


def of_order(kind: Kind) -> bool:
    return kind[1].startswith(("sh:minIn", "sh:minEx", "sh:maxIn", "sh:maxEx"))


def of_no_date(kind: Kind, result: Result) -> bool:
    return kind[1] == "sh:datatype xsd:date" and is_date(result.value)


def of_no_property(kind: Kind, result: Result) -> bool:
    return kind[1].startswith("sh:not [ sh:property") and is_literal(result.value)


def of_no_order(kind: Kind, result: Result) -> bool:
    return of_order(kind) and (is_date(result.value) or result.value.endswith("boolean>"))


def of_no_length(kind: Kind, result: Result) -> bool:
    return kind[1] == "sh:minLength 0" and result.value == "_:"


def of_order_of_nodes(kind: Kind, result: Result) -> bool:
    return of_property("sh:lessThan", kind) and result.value.startswith("<")


DIFFERENT: list[tuple[str, str, Callable[[Kind, Result], bool]]] = [
    # why                                               who finds it  of which constraints and results
    ("a literal has no properties: none is missing",     "pyshacl", lambda kind, r: kind[0] and is_literal(r.focus)),
    ("… and it lacks them all",                          "rudof",   of_no_property),
    ("a property shape that is closed closes its focus", "pyshacl", lambda kind, _: of_property("sh:closed", kind)),
    ("… or closes its values",                           "rudof",   lambda kind, _: of_property("sh:closed", kind)),
    ("a day that no month has",                          "pyshacl", of_no_date),
    ("a date is neither more nor less than a number",    "rudof",   of_no_order),
    ("a blank node has no length, not even 0",           "rudof",   of_no_length),
    ("IRIs are compared by their letters",               "pyshacl", of_order_of_nodes),
]  # fmt: skip


def differences(seed: int) -> list[tuple[str, Kind, Result]]:
    """Give who finds what the other does not, of a seed of users' shapes; queries are left out."""
    number, found = users.expected(seed)
    kinds = users.kinds_of(number)
    if any("sh:sparql" in constraint for _, constraint in kinds):
        return []  # rudof writes focus nodes into queries, and a blank node or a literal breaks them
    data, shapes = as_graph(users.graph_of(number)), users.as_shapes(users.shapes_of(number))
    theirs, ours = alike(rudof(data, users.known(), shapes)), alike(found)
    each = (("pyshacl", ours - theirs), ("rudof", theirs - ours))
    return [(who, kind_of(result, kinds), result) for who, results in each for result in sorted(results)]


def kind_of(result: Result, kinds: list[Kind]) -> Kind:
    name = result.shape.rpartition("#")[2].strip(">").removesuffix("-part")
    return kinds[int(name[1:])] if name[1:].isdigit() else (True, name)


def test_shapes_of_users() -> None:
    found = [each for seed in range(OF_USERS) for each in differences(seed)]
    explained = [
        {why for why, finder, applies in DIFFERENT if finder == who and applies(kind, result)}
        for who, kind, result in found
    ]
    assert [each for each, reasons in zip(found, explained, strict=True) if not reasons] == []
    assert set().union(*explained) == {why for why, _, _ in DIFFERENT}
