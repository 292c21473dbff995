from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.registry import load_registry
from tests.extract.told import Teller

if TYPE_CHECKING:
    from kg.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Give the project's registry."""
    return load_registry(project.REGISTRY)


@pytest.fixture(scope="session")
def teller(registry: Registry) -> Teller:
    """Give what reads a text and tells its claims."""
    return Teller(registry)
