from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.validate.context import known_files, read_known
from tests.validate.mutations.graphs import AROUND
from tests.validate.plain import queries_parsed_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.validate.context import Known


@pytest.fixture(scope="session")
def known() -> Known:
    """Give the ontology, the registry and what surrounds the good and bad files."""
    return read_known([*known_files(), AROUND])


@pytest.fixture(scope="session", autouse=True)
def _each_query_parsed_once() -> Iterator[None]:
    with queries_parsed_once():
        yield
