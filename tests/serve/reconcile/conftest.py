from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.project import graph_to_read
from kg.query import load_graph
from kg.serve.reconcile.judge import Judge
from kg.serve.reconcile.matcher import Matcher
from kg.serve.reconcile.read import read_institutions, registry_engine
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.serve.reconcile.institutions import Institutions


@pytest.fixture(scope="session")
def institutions() -> Institutions:
    """Give those of the registry and of the project's graph."""
    return read_institutions(load_graph(graph_to_read(), index=False), registry_engine(BASE), BASE)


@pytest.fixture(scope="session")
def matcher(institutions: Institutions) -> Matcher:
    return Matcher(institutions)


@pytest.fixture(scope="session")
def judge(matcher: Matcher) -> Judge:
    return Judge(matcher)
