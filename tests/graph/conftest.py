from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.graph import ontology_graph

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.registry import Registry


@pytest.fixture(scope="session")
def ontology(registry: Registry) -> frozenset[Triple]:
    """Give the project's ontology."""
    return ontology_graph(project.ONTOLOGY, registry.base)
