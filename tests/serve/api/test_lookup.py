"""What is looked up in names that are kept is what `kg query` finds in the graph."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.query import Binder
from kg.serve.api.desk import Kept, Worker
from kg.serve.problems import BusyError

if TYPE_CHECKING:
    from kg.query.names import Names
    from kg.serve.api.desk import Desk

pytestmark = pytest.mark.usefixtures("own_loop")


def _found(names: Names, asked: str, rankings: tuple[str, ...]) -> str:
    try:
        return str(names.find(asked, rankings))
    except UsageError as error:
        return error.message("fr")


def test_the_same_is_found(desk: Desk) -> None:
    binder = Binder(desk.lookup.engine, desk.lookup.base)
    told, seen = set(), set()
    for query in desk.queries.values():
        for parameter in query.header.parameters:
            if parameter.kind == "claim" or not (parameter.kind or parameter.values) or parameter.name in seen:
                continue
            seen.add(parameter.name)
            names, kept = binder.names(parameter), desk.lookup.names(parameter)
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


def test_a_claim_is_found_by_its_key_only(desk: Desk) -> None:
    (parameter,) = desk.queries["evidence"].header.parameters
    names = desk.lookup.names(parameter)
    key = desk.example("evidence")["result"]
    assert names.find(key) == names.find(desk.lookup.base + key) == desk.lookup.base + key
    with pytest.raises(UsageError, match="nothing has the key IMT"):
        names.find("IMT Mines Alès")


def test_what_is_kept_is_bounded() -> None:
    kept = Kept()
    for number in range(40):
        kept.keep(number, b"x" * 900_000)
    assert kept.get(0) is None
    assert kept.get(39)
    kept.keep("large", b"x" * 2_000_000)
    assert kept.get("large") is None


def test_what_waits_is_bounded() -> None:
    async def ask(count: int) -> list[object]:
        worker = Worker()
        return list(await asyncio.gather(*(worker.do(lambda: 1) for _ in range(count)), return_exceptions=True))

    answers = asyncio.run(ask(100))
    assert {each for each in answers if isinstance(each, int)} == {1}
    assert len([each for each in answers if isinstance(each, BusyError)]) == 36
