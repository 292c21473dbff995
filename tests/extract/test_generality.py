"""Rules are general: no institution, file or figure of the five documents is in the code; and every run reads alike."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.language.fold import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.registry import Registry

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
# The institutions that the five documents speak of have a file of their own.
OF_THE_DOCUMENTS = (ROOT / "data" / "registry" / "institutions.ttl").read_text(encoding="utf-8")
FILES = [path.name.partition(".")[0] for path in (ROOT / "data" / "documents").iterdir()]
# Sizes, years of ranks and ranks that no general rule has a reason to hold.
FIGURES = {172, 169, 776, 1115}

WORD = re.compile(r"[a-z0-9]+")
Words = tuple[str, ...]


Names = dict[str, set[Words]]


@pytest.fixture(scope="module")
def names(registry: Registry) -> Names:
    """Give, by its first word, every name of these institutions, and every name of several words of all others."""
    found: defaultdict[str, set[Words]] = defaultdict(set)
    for institution in registry.institutions.values():
        of_the_documents = f"<institution/{institution.slug}> a " in OF_THE_DOCUMENTS
        for name in institution.names:
            words = tuple(WORD.findall(fold_name(name.text)))
            if words and (of_the_documents or len(words) > 1):
                found[words[0]].add(words)
    return found


def named_in(text: str, names: Names) -> list[str]:
    words = tuple(WORD.findall(fold_name(text)))
    found = ((start, name) for start, word in enumerate(words) for name in names.get(word, ()))
    return sorted({" ".join(name) for start, name in found if words[start : start + len(name)] == name})


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


def test_names_are_noticed(names: Names) -> None:
    text = r"(?:about (?:the |imt)?|l'ecole des mines d'ales|Télécom-Paris|l’Université de Lille|nord|sciences)"
    assert {"ecole des mines d ales", "imt", "telecom paris", "universite de lille"} <= set(named_in(text, names))
    assert named_in("nord|sciences|mines|institut|paris", names) == []


@pytest.fixture(scope="module")
def code() -> dict[str, list[tuple[int, str]]]:
    """Give the texts in the code of each module."""
    return {path.relative_to(ROOT).as_posix(): list(code_strings(path)) for path in MODULES}


def test_no_institution_is_named_in_code(code: dict[str, list[tuple[int, str]]], names: Names) -> None:
    found = [
        (module, line, name) for module, texts in code.items() for line, text in texts for name in named_in(text, names)
    ]
    assert found == []


def test_no_file_is_named_in_code() -> None:
    texts = {module: module.read_text(encoding="utf-8") for module in MODULES}
    assert [(module, name) for module, text in texts.items() for name in FILES if name in text] == []


def test_no_figure_of_the_documents_is_in_code(code: dict[str, list[tuple[int, str]]]) -> None:
    numbers = {
        (module, node.value)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in FIGURES
    }
    assert numbers == set()
    figures = re.compile(rf"(?<!\d)(?:{'|'.join(map(str, FIGURES))}|1[ ,.]115)(?!\d)")
    texts = {module: " ".join(text for _, text in found) for module, found in code.items()}
    assert {module: found for module, text in texts.items() if (found := figures.findall(text))} == {}


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
