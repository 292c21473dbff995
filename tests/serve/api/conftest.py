"""The server of all tests here, what it knows, and a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.serve.api.model import Model
from tests.publish.browser.conftest import chromium, opened, wrong

if TYPE_CHECKING:
    from tests.serve.running import Server

__all__ = ["chromium", "opened", "wrong"]


@pytest.fixture(scope="session")
def model(server: Server) -> Model:
    """Give what the server knows of its generation, read anew."""
    return Model(server.service.now)
