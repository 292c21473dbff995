"""What is looked up in names that are kept is what `kg query` finds in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.query import Binder
from kg.query.header import ParameterType
from kg.serve.api.binding import bind
from kg.serve.api.fields import fields

if TYPE_CHECKING:
    from kg.query.names import Names
    from kg.serve.api.model import Model

pytestmark = pytest.mark.usefixtures("own_loop")


def _found(names: Names, asked: str, rankings: tuple[str, ...]) -> str:
    try:
        return str(names.find(asked, rankings))
    except UsageError as error:
        return error.message("fr")


def test_the_same_is_found(model: Model) -> None:
    binder = Binder(model.lookup.engine, model.lookup.base)
    told, seen = set(), set()
    for query in model.queries.values():
        for parameter in query.header.parameters:
            if parameter.kind == "claim" or not (parameter.kind or parameter.values) or parameter.name in seen:
                continue
            seen.add(parameter.name)
            names, kept = binder.names(parameter), model.lookup.names(parameter)
            assert kept.all == names.all
            asked = {
                word
                for thing in names.all[:2]
                for word in (str(thing.value), thing.slug, thing.path, *thing.labels.values(), *sorted(thing.names)[:2])
            }
            asked |= {each.upper() for each in asked} | {"nonsense", "", "<", "imt mines", "overall"}
            for word in sorted(asked):
                for rankings in ((), ("the-impact",)) if parameter.kind == "criterion" else ((),):
                    told.add(_found(kept, word, rankings))
                    assert _found(kept, word, rankings) == _found(names, word, rankings), (parameter.name, word)
    assert len(told) > 30


def test_a_claim_is_found_by_its_key_only(model: Model) -> None:
    (parameter,) = model.queries["evidence"].header.parameters
    names = model.lookup.names(parameter)
    key = model.example("evidence")["result"]
    assert names.find(key) == names.find(model.lookup.base + key) == model.lookup.base + key
    with pytest.raises(UsageError, match="nothing has the key IMT"):
        names.find("IMT Mines Alès")


@pytest.mark.parametrize("value", ["a:{}b:", "{}b", "a{}:1{};"])
def test_blanks_in_weights_are_tried_in_one_way(value: str, model: Model) -> None:
    query = model.queries["custom-ranking"]
    (name,) = (each.name for each in query.header.parameters if each.type is ParameterType.WEIGHTS)
    given = {name: value.format(" " * 9000, " " * 9000)}
    bound = bind(model.lookup, query, given, "en")
    assert name in bound.faults
    assert len(next(each for each in fields(model, query, given, bound.faults, "en") if each.name == name).lines) >= 2
