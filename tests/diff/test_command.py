"""kg diff on the command line: what it reads, prints, writes and leaves with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.diff import FORMS

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, words)])


@pytest.mark.parametrize("form", FORMS)
def test_graphs_that_differ(form: str, old: Path, new: Path) -> None:
    result = run(old, new, "--format", form, "--lang", "fr", "--no-findings")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "16e place ex aequo" in result.stdout
    assert "Constats" not in result.stdout


@pytest.mark.parametrize("form", FORMS)
def test_graphs_that_do_not(form: str, old: Path, tmp_path: Path) -> None:
    lines = old.read_text(encoding="utf-8").split(" .\n\n")
    other = tmp_path / "other.ttl"
    other.write_text(" .\n\n".join([lines[0], *reversed(lines[1:-1]), lines[-1]]), encoding="utf-8")
    result = run(old, other, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")


def test_our_shapes_find_what_is_new(old: Path, new: Path) -> None:
    found = json.loads(run(old, new, "--format", "json").stdout)["findings"]
    subjects = {each["subject"].rpartition("/id/")[2] for each in found["new"]}
    assert any(subject.startswith("institution/tours") for subject in subjects)
    assert {each["severity"] for each in found["mended"]} <= {"violation", "warning", "info"}


def test_folders_of_builds(old: Path, new: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder, file in zip(folders, (old, new), strict=True):
        folder.mkdir()
        shutil.copy(file, folder / "palmares.ttl")
    assert run(*folders, "--no-findings").stdout == run(old, new, "--no-findings").stdout


def test_to_a_file(old: Path, new: Path, tmp_path: Path) -> None:
    file = tmp_path / "changes.md"
    result = run(old, new, "--format", "markdown", "--lang", "fr", "--no-findings", "-o", file)
    assert (result.exit_code, result.output) == (1, "")
    assert file.read_text(encoding="utf-8").startswith("## Ce qui a changé\n\nLes graphes diffèrent")


def test_to_a_folder_that_is_not_there(old: Path, new: Path, tmp_path: Path) -> None:
    result = run(old, new, "--no-findings", "-o", tmp_path / "none" / "changes.txt", "--lang", "fr")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "changes.txt\N{NO-BREAK SPACE}: écriture impossible, dossier introuvable\n" in result.stderr


TURTLE = "<http://e.org/a> <http://e.org/b> 1 .\n"
REFUSED = [
    # why                         name      content                      message
    ("no such file",             "a.ttl",  None,                        ": cannot be read, there is no such file"),
    ("broken, line and column",  "a.ttl",  f"{TURTLE}<x> 1",            "a.ttl:2:1: broken Turtle: "),
    ("broken N-Quads",           "a.nq",   "<http://e.org/a> <b> .\n",  "a.nq:1:18: broken N-Quads: "),
    ("no format of graphs",      "a.txt",  TURTLE,                      "a.txt: not a format of graphs"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "content", "message"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused(why: str, name: str, content: str | None, message: str, tmp_path: Path) -> None:
    file, good = tmp_path / name, tmp_path / "good.ttl"
    good.write_text(TURTLE, encoding="utf-8")
    if content is not None:
        file.write_text(content, encoding="utf-8")
    for pair in ((file, good), (good, file)):
        result = run(*pair)
        assert (result.exit_code, result.stdout) == (3, ""), why
        assert message in result.stderr, why
        assert len(result.stderr.splitlines()) == 2, why


FOLDERS = [
    ("en", "{}: no palmares.ttl in this folder\n  fix: name a graph's file, or a folder that kg build wrote\n"),
    ("fr", "{}_: pas de palmares.ttl dans ce dossier\n  remède_: nommer un fichier de graphe, ou un dossier écrit"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "message"), FOLDERS)
def test_a_folder_without_a_graph(language: str, message: str, old: Path, tmp_path: Path) -> None:
    result = run(old, tmp_path, "--lang", language)
    assert result.exit_code == 3
    assert message.format(tmp_path) in result.stderr.replace("\N{NO-BREAK SPACE}", "_")


def test_help_loads_nothing_heavy() -> None:
    script = """
import sys
from kg.cli import main
try:
    main(["diff", "--help"])
except SystemExit:
    sys.exit(str(sorted({"rdflib", "pyshacl", "pyoxigraph"}.intersection(sys.modules))))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"


def test_one_graph_is_not_enough(old: Path) -> None:
    assert run(old).exit_code == 2
