from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from kg.validate.context import known_files, read_known
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.rules import read_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib.query import Result

    from kg.validate.context import Known
    from kg.validate.findings import Report

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read_shapes()


@pytest.fixture(scope="session")
def known() -> Known:
    """Give the ontology, the registry and what surrounds the good and bad files."""
    return read_known([*known_files(), HERE / "around.ttl"])


@pytest.fixture(scope="session")
def each_query_parsed_once() -> Iterator[None]:
    """Spare pyshacl the parsing of the same queries for each of hundreds of small graphs."""
    prepared = cache(prepareQuery)
    plain: Callable[..., Result] = Graph.query

    def query(graph: Graph, text: str, *options: Any, **named: Any) -> Result:  # noqa: ANN401 (rdflib's options)
        return plain(graph, prepared(text), *options, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Graph, "query", query)
        yield


@pytest.fixture(scope="session")
def judged(shapes: Graph, known: Known, each_query_parsed_once: None) -> Callable[[str], Report]:  # noqa: ARG001 (its effect)
    """Give a judge of Turtle texts; equal texts are judged once."""

    @cache
    def judge_text(text: str) -> Report:
        data = _read(text)
        return judge(Data.of(data), known, shapes, "en")

    return judge_text


def _read(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")
