from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.validate.context import known_files, read_known
from kg.validate.rules import read_shapes

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.validate.context import Known


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read_shapes()


@pytest.fixture(scope="session")
def known() -> Known:
    return read_known(known_files())


@pytest.fixture(scope="session")
def fault_rules() -> tuple[str, ...]:
    """Give the rules that the file of faults is meant to break: tests of reports heed no others."""
    violations = ("Label-en", "Result-interval", "Tally-closed", "Tally-count")
    return (*violations, "Result-conflict", "Candidate-registered", "Result-tie-company")


@pytest.fixture
def faults() -> Path:
    """Give the file of a small graph with faults of each severity."""
    return Path(__file__).parent / "faults.ttl"
