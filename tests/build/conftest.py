from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.build import run
from kg.build.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from kg.registry import Registry

_WORKERS: dict[str, Worker] = {}


@pytest.fixture(autouse=True)
def made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index the registry and compile the shapes once for all builds of a test run; it takes a second."""

    def made(registry: Registry, ontology: Iterable[Triple]) -> Worker:
        if registry.base not in _WORKERS:
            _WORKERS[registry.base] = Worker(registry, ontology)
        return _WORKERS[registry.base]

    monkeypatch.setattr(run, "Worker", made)
