"""The form of Turtle written by hand: turtlefmt, a program of its own, tells where a file differs from it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Text, UsageError
from kg.validate.findings import Finding, Site
from kg.validate.rules import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RULE = Rule(
    id="Turtle-form",
    severity=Severity.WARNING,
    message=Text(
        en="Not in the form of turtlefmt: run turtlefmt on the file.",
        fr="Pas dans la forme de turtlefmt\N{NO-BREAK SPACE}: lancer turtlefmt sur le fichier.",
    ),
    why=Text(
        en="With one form for all, a comparison of two versions shows what changed, and nothing else.",
        fr="Avec une seule forme, la comparaison de deux versions montre ce qui a changé, et rien d’autre.",
    ),
)
_MESSAGE = Text(
    en="Not in the form of turtlefmt from here on: run turtlefmt {file}",
    fr="Pas dans la forme de turtlefmt à partir d’ici\N{NO-BREAK SPACE}: lancer turtlefmt {file}",
)
_DIFFERS = 65
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_HUNK = re.compile(r"@@ -(\d+)")
# As the build writes the description of itself; what it writes is laid out for speed, and not edited.
_BUILT = re.compile(rb"^<(?:[^>\s]*/)?build/palmares> a pal:Build\b", re.MULTILINE)


def form_findings(files: Mapping[str, Path], language: str) -> Iterator[Finding]:
    """Yield one finding for each Turtle file that is in another form; those that `kg build` wrote are left alone."""
    program = _program()
    for name, file in files.items():
        if file.suffix != ".ttl" or _BUILT.search(file.read_bytes()):
            continue
        done = subprocess.run([program, "--check", file], capture_output=True, check=False)  # noqa: S603 (no shell, and a file that was read before)
        if done.returncode == _DIFFERS:
            line = _first_line(done.stdout.decode(errors="replace"))
            message = _MESSAGE.in_language(language).format(file=name)
            yield Finding(RULE, "", name, None, (), message, (), Site(name, line))


def _program() -> str:
    beside = shutil.which("turtlefmt", path=str(Path(sys.executable).parent)) or shutil.which("turtlefmt")
    if beside is None:
        raise UsageError(
            Text(en="turtlefmt is not installed", fr="turtlefmt n’est pas installé"),
            where="--form",
            fix=Text(en="pip install turtlefmt, or leave --form out", fr="pip install turtlefmt, ou ôter --form"),
        )
    return beside


def _first_line(difference: str) -> int:
    """Give the first line of the file that a unified difference changes."""
    line = 1
    for row in _COLOUR.sub("", difference).splitlines():
        hunk = _HUNK.match(row)
        if hunk:
            line = max(int(hunk[1]), 1)
        elif row[:1] in {"+", "-"} and not row.startswith(("+++", "---")):
            break
        else:
            line += 1
    return line
