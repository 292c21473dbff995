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
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))

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

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.fixture(scope="module")
def nodes() -> dict[Path, list[ast.AST]]:
    """Give what each module consists of, parsed once for all tests."""
    return {module: list(ast.walk(ast.parse(module.read_text(encoding="utf-8")))) for module in MODULES}


def named(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


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


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def language_comparisons(nodes: Iterable[ast.AST]) -> Iterator[int]:
    """Yield the lines that compare something with a language's code."""
    for node in nodes:
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Constant) and side.value in LANGUAGE_CODES for side in sides):
                yield node.lineno


def test_imports_run_one_way() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml")) == 0


def test_a_module_is_short() -> None:
    lengths = {named(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert {module: lines for module, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_are_short(nodes: dict[Path, list[ast.AST]]) -> None:
    functions = ((module, node) for module, found in nodes.items() for node in found if isinstance(node, Function))
    lengths = ((f"{named(module)}: {function.name}", length(function)) for module, function in functions)
    assert [(name, lines) for name, lines in lengths if lines > FUNCTION_LINES] == []


def test_a_module_is_named_for_what_it_holds() -> None:
    vague = [module for module in MODULES if VAGUE_NAMES.intersection(module.relative_to(ROOT).with_suffix("").parts)]
    assert [named(module) for module in vague] == []


def test_a_library_stays_at_home(nodes: dict[Path, list[ast.AST]]) -> None:
    imports = ((module, name) for module, found in nodes.items() for name in imported(found))
    strangers = {
        (named(module), name) for module, name in imports if AT_HOME.get(name, part_of(module)) != part_of(module)
    }
    assert strangers == set()


def test_only_the_language_part_asks_which_language(nodes: dict[Path, list[ast.AST]]) -> None:
    asked = {named(module): list(language_comparisons(found)) for module, found in nodes.items()
             if part_of(module) != "language"}  # fmt: skip
    assert {module: lines for module, lines in asked.items() if lines} == {}


def test_what_is_imported_is_declared(nodes: dict[Path, list[ast.AST]]) -> None:
    """Of what extras bring, one is a program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = ("arrow", "cluster", "pandas", "plot", "polars", "publish", "remote", "serve")
    wanted = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    declared = {DISTRIBUTION.match(each)[0].lower().removesuffix("-python") for each in wanted}  # type: ignore[index]
    names = {name for found in nodes.values() for name in imported(found)} - sys.stdlib_module_names - {"kg"}
    names |= {"oxigraph"}
    assert {name.lower().replace("_", "-") for name in names} == {name.replace("_", "-") for name in declared}


def test_every_folder_is_a_package() -> None:
    folders = {module.parent for module in MODULES}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []
