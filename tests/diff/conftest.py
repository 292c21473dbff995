from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def old() -> Path:
    """Give the file of a small graph."""
    return HERE / "old.ttl"


@pytest.fixture
def new() -> Path:
    """Give the file of the same graph after every kind of change."""
    return HERE / "new.ttl"
