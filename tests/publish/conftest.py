from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.publish.run import Order, publish

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://example.org/palmares"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the project's graph once, for all tests that only look, in whatever process they run."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # which the processes of a run share
    folder = root / "published"
    with (root / "published.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "download").is_dir():  # files come in together
            publish(Order(graph=project.graph_to_read(), site=SITE, check=False), folder, lambda _: None)
    return folder
