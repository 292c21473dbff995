"""The hook for pre-commit: what it runs is a command of ours, with options that exist."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def hook(root: Path) -> dict[str, str]:
    """Read the only hook: flat YAML, one key a line."""
    lines = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines()
    pairs = [line.lstrip("- ").partition(": ") for line in lines if not line.startswith("#")]
    return {key: value for key, _, value in pairs}


def test_it_has_what_pre_commit_asks_for(hook: dict[str, str]) -> None:
    assert hook.keys() >= {"id", "name", "entry", "language", "files"}
    assert (hook["id"], hook["language"]) == ("kg-validate", "python")


@pytest.mark.parametrize(("name", "matches"), [("a/b.ttl", True), ("a.nq", True), ("a.ttl.md", False), ("attl", False)])
def test_its_files(hook: dict[str, str], name: str, matches: bool) -> None:
    assert bool(re.search(hook["files"], name)) is matches


def test_it_runs(hook: dict[str, str], root: Path) -> None:
    program, *words = shlex.split(hook["entry"])
    assert program == "kg"
    result = CliRunner().invoke(
        main, [*words, "--rule", "Scope-place", str(root / "tests/shapes/good/Scope-place.ttl")]
    )
    assert (result.exit_code, result.stderr) == (0, "")
