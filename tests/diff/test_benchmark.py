"""The benchmark runs and prints what it promises; how quick anything is, no test says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_differences_are_measured(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "diff"), "--sizes", "2", "--findings"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for row in ("2 documents, as built ", "2 documents, as N-Triples", "2 documents, as built, with findings"):
        assert row in done.stdout
