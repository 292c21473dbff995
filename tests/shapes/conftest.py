from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from kg.validate.context import known_files, read_known
from kg.validate.data import Data
from kg.validate.judge import judge
from kg.validate.rules import read_shapes

if TYPE_CHECKING:
    from collections.abc import Callable

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
def judged(shapes: Graph, known: Known) -> Callable[[str], Report]:
    """Give a judge of Turtle texts; equal texts are judged once."""

    @cache
    def judge_text(text: str) -> Report:
        data = _read(text)
        return judge(Data.of(data), known, shapes, "en")

    return judge_text


def _read(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")
