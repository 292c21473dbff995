"""The load benchmark runs and prints what it promises; how quick anything is, no test says."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    "institution-profile",
    "label-coverage, all",
    "a page             kg serve",
    "a name, to Turtle  kg serve",
    "a canned query     kg serve",
    "SPARQL             kg serve",
    "a canned query     oxigraph serve",
    "SPARQL             oxigraph serve",
    "MiB at the end: kg serve",
]


@pytest.mark.slow
def test_load_is_measured(published: Path, root: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "tests" / "benchmarks" / "serve"), "--site", str(published)]
    command += ["--clients", "2", "--seconds", "0.2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not [row for row in ROWS if row not in done.stdout]
    assert "failed" not in done.stdout
