"""Start the benchmark from anywhere: ``python tests/benchmarks/serve`` (see ``command.py``)."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    # Started as a folder, Python looks for modules in it alone; ours are named from the checkout.
    sys.path[0] = str(Path(__file__).parents[3])
    runpy.run_module("tests.benchmarks.serve.command", run_name="__main__")
