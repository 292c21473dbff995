"""Completion as bash does it, with the script that `kg completion bash` prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, main
from kg.plot import CHARTS
from kg.query import load_queries

FOLDER = Path(sys.executable).parent

LINES = [
    # why                      words typed                       what bash offers
    ("all commands",           ["kg", ""],                       set(COMMANDS)),
    ("a command",              ["kg", "pl"],                     {"plot"}),
    ("an option",              ["kg", "plot", "--ou"],           {"--output"}),
    ("queries that are drawn", ["kg", "plot", ""],               set(CHARTS)),
    ("one of them",            ["kg", "plot", "rank"],           {"rank-trajectory"}),
    ("a shell",                ["kg", "completion", "z"],        {"zsh"}),
    ("canned queries",         ["kg", "query", ""],              set(load_queries())),
    ("a language",             ["kg", "query", "--lang", "f"],   {"fr"}),
    ("nothing",                ["kg", "zzz"],                    set()),
]  # fmt: skip


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(("why", "words", "offered"), LINES, ids=[case[0] for case in LINES])
def test_bash_completes(why: str, words: list[str], offered: set[str]) -> None:
    script = (
        'eval "$(kg completion bash)" && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _kg_completion kg'
        ' && printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = os.environ | {"PATH": f"{FOLDER}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(
        ["bash", "-c", script, "bash", *words], capture_output=True, text=True, check=True, env=environment
    )
    assert set(run.stdout.split()) == offered, (why, run.stderr)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert "_KG_COMPLETE" in result.stdout
    assert "kg" in result.stdout


def test_a_shell_we_lack_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["completion", "tcsh"])
    assert result.exit_code == 2
    assert "choose among bash, zsh, fish" in result.stderr


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.stdout.startswith("kg ")
    assert result.stdout.strip()[3:][0].isdigit()
