from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.graph import ontology_graph
from kg.registry import load_registry

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Give the project's registry."""
    return load_registry(project.REGISTRY)


@pytest.fixture(scope="session")
def ontology(registry: Registry) -> frozenset[Triple]:
    """Give the project's ontology."""
    return ontology_graph(project.ONTOLOGY, registry.base)
