"""What `import kg` gives, and what it does not load; in processes of their own, since tests load everything."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg
from kg.errors import KgError

HEAVY = ("rdflib", "click", "pyoxigraph", "pyshacl", "altair", "vl_convert", "pandas", "polars", "pyarrow")

PROGRAMS = [
    # why, program, what it prints
    ("nothing heavy", f"import sys, kg; print([m for m in {HEAVY} if m in sys.modules])", "[]"),
    ("names when asked for", "import kg; print(kg.Table.__name__, kg.open.__module__)", "Table kg.api.opened"),
    ("a package that may be called", "import kg; print(callable(kg.extract), kg.extract.__name__)", "True kg.extract"),
    ("after a part of it was imported", "import kg.extract.lines, kg; print(callable(kg.extract))", "True"),
    ("and still a package", "from kg.extract import extract as e; import kg; print(kg.extract.extract is e)", "True"),
    ("by another name", "import kg.extract as reader; print(callable(reader))", "True"),
    ("an open graph", f"import sys, kg; kg.open(); print([m for m in {HEAVY} if m in sys.modules])", "['pyoxigraph']"),
]


@pytest.mark.parametrize(("why", "program", "printed"), PROGRAMS, ids=[case[0] for case in PROGRAMS])
def test_import(why: str, program: str, printed: str) -> None:
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.stdout == f"{printed}\n", (why, run.stderr)


def test_all_that_is_named_is_there_and_documented() -> None:
    for name in kg.__all__:
        assert getattr(kg, name).__doc__, name
    assert set(kg.__all__) <= set(dir(kg))


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        kg.opne  # type: ignore[attr-defined]  # noqa: B018
    assert kg.KgError is KgError
