from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from kg.serve.limits import Limits
from kg.serve.service import Settings
from tests.publish.conftest import published
from tests.serve.running import Server, in_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["published", "server"]


@pytest.fixture(autouse=True, scope="session")
def _shared_index(tmp_path_factory: pytest.TempPathFactory, _own_cache: None) -> Iterator[None]:
    """Have the index of a publication made once, in whatever process a test runs."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PALMARES_CACHE", str(root / "served"))
        yield


@pytest.fixture(scope="session")
def server(published: Path) -> Iterator[Server]:
    """Serve the project's graph, for all tests that only ask."""
    with in_thread(Settings(site=published, limits=Limits(quick=2, slow=1, waiting=20))) as running:
        yield running


@pytest.fixture
def own_loop() -> Iterator[None]:
    """Let a test run a loop of its own: a browser that another test left open marks its loop as running here."""
    running = asyncio._get_running_loop()  # noqa: SLF001 (meant for authors of loops)
    asyncio._set_running_loop(None)  # noqa: SLF001
    yield
    asyncio._set_running_loop(running)  # noqa: SLF001
