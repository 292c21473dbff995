from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.told import Teller

if TYPE_CHECKING:
    from kg.registry import Registry


@pytest.fixture(scope="session")
def teller(registry: Registry) -> Teller:
    """Give what reads a text and tells its claims."""
    return Teller(registry)
