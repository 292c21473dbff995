"""The example notebook runs, and is kept as a person reads it first: without outputs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent / "palmares.ipynb"


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return notebook


def test_it_is_kept_without_outputs(stored: dict[str, Any]) -> None:
    for cell in stored["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert set(stored["metadata"]) == {"kernelspec", "language_info"}


def test_it_names_no_machine(stored: dict[str, Any]) -> None:
    assert not re.search(r"/(?:home|root|work|tmp|Users)/|[A-Z]:\\\\", json.dumps(stored, ensure_ascii=False))


@pytest.mark.slow
def test_it_runs(tmp_path: Path) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    try:
        client.execute()
    except NoSuchKernel:
        pytest.skip("needs the kernel python3 of ipykernel to run the notebook")
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in shown if output.get("name") == "stderr"]
    kinds = [set(output.get("data", {})) for output in shown]
    assert sum("image/svg+xml" in kind for kind in kinds) == 2
    assert sum("text/html" in kind for kind in kinds) >= 7
    text = json.dumps(shown, ensure_ascii=False)
    assert "16 ex aequo" in text
    assert "SDG 15 Life on land" in text
    assert '"True"' in text
