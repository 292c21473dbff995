from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.publish import Order, publish

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://example.org/palmares"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the project's graph once, for all tests that only look."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(Order(graph=project.graph_to_read(), site=SITE, check=False), folder, lambda _: None)
    return folder
