"""The architecture as tests: one way of imports, small modules and functions, each library in its own part."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from importlinter.cli import lint_imports

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
NAMES = [module.relative_to(ROOT).as_posix() for module in MODULES]

MODULE_LINES = 300
FUNCTION_LINES = 40
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
LANGUAGE_CODES = {"fr", "en"}

# A library that only one part of the package may import.
AT_HOME = {
    "altair": "plot",
    "click": "cli",
    "distributed": "build",
    "jinja2": "publish",
    "pandas": "table",
    "pdfplumber": "read",
    "polars": "table",
    "pypdfium2": "read",
    "pyshacl": "validate",
    "sqlite3": "build",
    "vl_convert": "plot",
}

DISTRIBUTION = re.compile(r"[\w.-]+")

each_module = pytest.mark.parametrize("module", MODULES, ids=NAMES)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def part_of(module: Path) -> str:
    """Give the part of the package that a module belongs to: `kg/cli/query.py` and `kg/cli.py` to `cli`."""
    return module.relative_to(ROOT / "kg").with_suffix("").parts[0]


def length(function: Function) -> int:
    """Count the lines of a function without its decorators and docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def language_comparisons(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that compare something with a language's code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Constant) and side.value in LANGUAGE_CODES for side in sides):
                yield node.lineno


def test_imports_run_one_way() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml")) == 0


@each_module
def test_a_module_is_short(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@each_module
def test_functions_are_short(module: Path) -> None:
    functions = [node for node in ast.walk(parse(module)) if isinstance(node, Function)]
    too_long = {function.name: length(function) for function in functions if length(function) > FUNCTION_LINES}
    assert not too_long


@each_module
def test_a_module_is_named_for_what_it_holds(module: Path) -> None:
    assert not VAGUE_NAMES.intersection(module.relative_to(ROOT).with_suffix("").parts)


@each_module
def test_a_library_stays_at_home(module: Path) -> None:
    strangers = {name for name in imported(parse(module)) if AT_HOME.get(name, part_of(module)) != part_of(module)}
    assert not strangers


@each_module
def test_only_the_language_part_asks_which_language(module: Path) -> None:
    if part_of(module) != "language":
        assert not list(language_comparisons(parse(module)))


def test_what_is_imported_is_declared() -> None:
    """Of what extras bring, one is a program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = ("arrow", "cluster", "pandas", "plot", "polars", "publish", "remote", "serve")
    wanted = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    declared = {DISTRIBUTION.match(each)[0].lower().removesuffix("-python") for each in wanted}  # type: ignore[index]
    names = {name for module in MODULES for name in imported(parse(module))} - sys.stdlib_module_names - {"kg"}
    names |= {"oxigraph"}
    assert {name.lower().replace("_", "-") for name in names} == {name.replace("_", "-") for name in declared}


@pytest.mark.parametrize("folder", sorted({module.parent for module in MODULES}), ids=lambda path: path.name)
def test_every_folder_is_a_package(folder: Path) -> None:
    assert (folder / "__init__.py").is_file()
