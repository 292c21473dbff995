"""Rules are general: no institution, file or figure of the five documents is in the code; and every run reads alike."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import project
from kg.language.fold import fold_name
from kg.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
# The institutions that the five documents speak of have a file of their own.
OF_THE_DOCUMENTS = (ROOT / "data" / "registry" / "institutions.ttl").read_text(encoding="utf-8")
FILES = [path.name.partition(".")[0] for path in (ROOT / "data" / "documents").iterdir()]
# Sizes, years of ranks and ranks that no general rule has a reason to hold.
FIGURES = {172, 169, 776, 1115}

WORD = re.compile(r"[a-z0-9]+")
Words = tuple[str, ...]


@pytest.fixture(scope="module")
def names() -> set[Words]:
    """Give, word by word, every name of these institutions, and every name of several words of all others."""
    registry = load_registry(project.REGISTRY)
    found: set[Words] = set()
    for institution in registry.institutions.values():
        of_the_documents = f"<institution/{institution.slug}> a " in OF_THE_DOCUMENTS
        for name in institution.names:
            words = tuple(WORD.findall(fold_name(name.text)))
            if words and (of_the_documents or len(words) > 1):
                found.add(words)
    return found


def named_in(text: str, names: set[Words]) -> list[str]:
    words = WORD.findall(fold_name(text))
    longest = max(map(len, names))
    runs = (tuple(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + longest + 1))
    return sorted({" ".join(run) for run in runs if run in names})


def code_strings(module: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts in a module's code; docstrings and the examples of a rule are proof, not code."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    proof: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                proof.add(id(first.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "rule":
            # rule(id, kind, pattern, examples, *counter-examples): the pattern is code.
            proof |= {id(part) for argument in node.args[3:] for part in ast.walk(argument)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in proof:
            yield node.lineno, node.value


def test_names_are_noticed(names: set[Words]) -> None:
    text = r"(?:about (?:the |imt)?|l'ecole des mines d'ales|Télécom-Paris|l’Université de Lille|nord|sciences)"
    assert {"ecole des mines d ales", "imt", "telecom paris", "universite de lille"} <= set(named_in(text, names))
    assert named_in("nord|sciences|mines|institut|paris", names) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_institution_is_named_in_code(module: Path, names: set[Words]) -> None:
    found = [(line, name) for line, text in code_strings(module) for name in named_in(text, names)]
    assert found == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_named_in_code(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert [name for name in FILES if name in text] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_figure_of_the_documents_is_in_code(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    numbers = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is int}
    assert numbers & FIGURES == set()
    texts = " ".join(text for _, text in code_strings(module))
    assert re.findall(rf"(?<!\d)(?:{'|'.join(map(str, FIGURES))}|1[ ,.]115)(?!\d)", texts) == []


SCRIPT = """
import json, sys
from pathlib import Path
from kg import project
from kg.extract import extract
from kg.extract.lines import claim_line, fact_line
from kg.read import read_document
from kg.registry import load_registry
registry = load_registry(project.REGISTRY)
for path in sys.argv[1:]:
    document = read_document(Path(path))
    found = extract(document, registry)
    for line in (*(claim_line(c, document) for c in found.claims), *(fact_line(f, document) for f in found.facts)):
        print(json.dumps(line, ensure_ascii=False))
    for refusal in found.refusals:
        print(refusal)
    for candidate in found.candidates:
        print(candidate)
"""

MORE = """The THE Impact Rankings 2024

| Institution | Rank |
|---|---|
| University of Leeds | 24 |
| Valdoria University | =31 |

UCL is 12th worldwide for climate action, life on land and clean water. The University of Leeds aims for the top 20.
"""


def test_every_run_reads_alike(tmp_path: Path) -> None:
    more = tmp_path / "more.md"
    more.write_text(MORE, encoding="utf-8")
    documents = [*sorted((ROOT / "data" / "documents").iterdir()), more]
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, *map(str, documents)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) > 80
