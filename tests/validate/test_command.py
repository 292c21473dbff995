"""kg validate on the command line: what it reads, prints and leaves with."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kg import project
from kg.cli import main
from kg.cli.validate import FORMATS

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, words)])


@pytest.fixture
def good(root: Path) -> Path:
    return root / "tests" / "shapes" / "good" / "Scope-place.ttl"


def test_a_graph_that_conforms(good: Path) -> None:
    result = run(good)
    assert result.exit_code == 0
    assert result.stdout == "the graph conforms: 0 violations, 0 warnings, 0 remarks\n"


@pytest.mark.parametrize("form", FORMATS)
def test_a_graph_that_does_not(form: str, faults: Path) -> None:
    result = run(faults, "--format", form, "--lang", "fr")
    assert result.exit_code == 1
    assert "échanger pal:rankBest et pal:rankWorst" in result.stdout
    assert result.stderr == ""


FOREIGN = [
    # content                              language  message
    ("<http://e/a> <http://e/p> 1 .",      "en",     "note: nothing of Palmarès in this graph: "),
    ("<http://e/a> a <http://e/Result> .", "fr",     "remarque : rien de Palmarès dans ce graphe : "),
    ("",                                   "en",     "note: nothing of Palmarès in this graph: "),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("content", "language", "message"), FOREIGN)
def test_a_graph_with_nothing_of_ours(content: str, language: str, message: str, form: str, tmp_path: Path) -> None:
    file = tmp_path / "foreign.ttl"
    file.write_text(content, encoding="utf-8")
    result = run(file, "--lang", language, "--format", form)
    assert result.exit_code == 0
    assert result.stderr.replace("\N{NO-BREAK SPACE}", " ").startswith(message)
    assert "Palmarès" not in result.stdout


def test_a_graph_of_ours_needs_no_note(good: Path) -> None:
    assert run(good).stderr == ""


def test_several_files_are_one_graph(good: Path, faults: Path) -> None:
    counts = [json.loads(run(*files, "--format", "json").stdout)["counts"] for files in ([faults], [faults, good])]
    assert counts[0] == counts[1]


REFUSED = [
    # name     content  language  message
    ("a.ttl",  "x",     "en",     "a.ttl:1:1: broken Turtle: "),
    ("a.ttl",  "x",     "fr",     "a.ttl:1:1 : Turtle mal formé : « "),
    ("b.ttl",  None,    "en",     "b.ttl: cannot be read, there is no such file"),
    ("b.ttl",  None,    "fr",     "b.ttl : illisible, fichier introuvable"),
    ("c.docx", "x",     "fr",     "c.docx : ce n’est pas un format de graphe"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "language", "message"), REFUSED)
def test_refused(name: str, content: str | None, language: str, message: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = run(tmp_path / name, "--lang", language)
    assert result.exit_code == 3
    assert message in result.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert len(result.stderr.splitlines()) == 2
    assert result.stdout == ""


def test_without_files_the_built_graph(faults: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "graph_to_read", lambda: tmp_path)
    result = run()
    assert result.exit_code == 3
    assert "palmares.ttl: no graph yet\n  fix: build it with kg build, or name files" in result.stderr
    shutil.copy(faults, tmp_path / project.MERGED)
    assert run().stdout == run(faults).stdout


def test_bad_shapes(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.validate.rules.read_shapes.__defaults__", (tmp_path,))
    result = run(good)
    assert result.exit_code == 4
    assert "no shapes" in result.stderr
