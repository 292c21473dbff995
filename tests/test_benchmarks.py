"""The benchmarks run and print what they promise; how quick anything is, no test says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ROWS = [
    "Reading and extraction",
    "read Mchar/s",
    "extract Mchar/s",
    "end to end Mchar/s",
    "Growth: time per document relative to 2 documents",
    "peak MiB",
    "names, registry",
    "names, enlarged",
    "kg lexicon",
    "kg, the rules mirrored",
    "kg, all rules",
    "names and values",
]


@pytest.mark.slow
def test_extraction_is_measured(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "extract")]
    command += ["--sizes", "2", "3", "--repeats", "1", "--labels", "20000"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not [row for row in ROWS if row not in done.stdout]
    # With spaCy there are ratios, without it a word on how to get it.
    assert ("with its tokeniser = 1.0" in done.stdout) != ("pip install -e .[bench]" in done.stdout)
