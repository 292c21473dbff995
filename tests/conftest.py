"""Fixtures and settings that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# The same examples on every run, and no failure because a machine is slow.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


# Tests that run again, thousands of times, what others cover: without counting lines they take half the time.
REPEATING = [
    ROOT / "tests" / name
    for name in (
        "build/test_incremental.py",
        "extract/test_fuzz.py",
        "graph/test_compare.py",
        "shapes/test_pairs.py",
        "validate/mutations",
    )
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests that repeat out of the coverage."""
    for item in items:
        if any(item.path.is_relative_to(path) for path in REPEATING):
            item.add_marker("no_cover")


@pytest.fixture
def root() -> Path:
    """Give the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give ``../shared`` (documents, gold, score.py); without it the test is skipped, or fails where it must not be.

    ``.ci/run`` sets PALMARES_REQUIRE_SHARED, so that a skip cannot pass for a success there.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        reason = "needs ../shared beside the checkout (documents and gold)"
        if os.environ.get("PALMARES_REQUIRE_SHARED"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(autouse=True)
def _english_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
