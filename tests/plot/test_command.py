"""kg plot: what it writes, where, and what it says when it does not."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.plot import CHARTS

SMALL = Path(__file__).parents[1] / "query" / "graph.ttl"
ASKED = ["rank-trajectory", "-p", "institution=imt-mines-ales", "-p", "ranking=letudiant-ingenieurs"]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["plot", "--graph", str(SMALL), *map(str, words)])


BEGINNINGS = {
    ".svg": b"<svg ",
    ".png": b"\x89PNG",
    ".html": b"<!DOCTYPE html>",
    ".json": b'{\n "$schema"',
    ".SVG": b"<svg ",
}


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_the_ending_decides_the_form(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"out{ending}"
    result = run(*ASKED, "-o", file)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert file.read_bytes().startswith(BEGINNINGS[ending])
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_without_a_name_it_lists_what_can_be_drawn() -> None:
    listed = run().stdout.splitlines()[2:]
    assert [line.split()[0] for line in listed if not line.startswith(" ")] == list(CHARTS)


def test_without_a_file_it_is_svg_on_standard_output() -> None:
    result = run(*ASKED, "--lang", "fr")
    root = ET.fromstring(result.stdout)  # noqa: S314 (our own)
    assert root.get("lang") == "fr"


def test_the_same_as_from_python(tmp_path: Path) -> None:
    import kg  # noqa: PLC0415 (only here)

    run(*ASKED, "-o", tmp_path / "out.json", "--lang", "fr")
    figure = kg.open(SMALL, lang="fr").plot(
        "rank-trajectory", institution="imt-mines-ales", ranking="letudiant-ingenieurs"
    )
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == figure.spec()


REFUSED = [
    # why, words, code, English, French
    ("not drawn", ["ties"], 2, "these can: rank-trajectory", "ne se dessine pas"),
    ("no such query", ["rank-trajektory"], 2, "nearest: rank-trajectory", "le plus proche"),
    ("no such school", ["sdg-profile", "-p", "institution=imt-mine-ales"], 2, "nearest: imt-mines", "ne s’appelle"),
    ("no such parameter", ["sdg-profile", "-p", "school=x"], 2, "has no parameter school", "n’a pas de paramètre"),
    ("not a parameter", ["sdg-profile", "-p", "school"], 2, "write -p name=value", "écrire -p nom=valeur"),
    ("no rank", ["sdg-profile", "-p", "institution=imt-atlantique", "-p", "scope=fr"], 1, "no rank", "aucun rang"),
    ("another ending", [*ASKED, "-o", "out.pdf"], 2, "choose among .svg", "choisir parmi"),
    ("no such folder", [*ASKED, "-o", "nowhere/out.svg"], 2, "cannot be written", "écriture impossible"),
    ("a folder", [*ASKED, "-o", "folder.svg"], 2, "cannot be written", "écriture impossible"),
    ("no base", [*ASKED, "--base", "<>"], 2, "no base for IRIs", "ne peut pas commencer"),
    ("no graph", [*ASKED, "--graph", "nowhere"], 3, "no graph here", "pas de graphe ici"),
]


@pytest.mark.parametrize(("why", "words", "code", "en", "fr"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused_leaves_nothing(  # noqa: PLR0917 (the columns of the table)
    why: str, words: list[str], code: int, en: str, fr: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.svg").mkdir()
    english, french = run(*words), run(*words, "--lang", "fr")
    assert (english.exit_code, french.exit_code) == (code, code), (why, english.stderr)
    assert (english.stdout, french.stdout) == ("", ""), why
    assert en in english.stderr, why
    assert fr in french.stderr, why
    assert [each.name for each in tmp_path.rglob("*")] == ["folder.svg"], why


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    result = run(*ASKED, "-o", tmp_path / "out.png", "--lang", "fr")
    assert result.exit_code == 2
    assert "pip install 'palmares[plot]'" in result.stderr
    assert not list(tmp_path.iterdir())
    for needs_none in ("out.json", "out.svg"):
        assert run(*ASKED, "-o", tmp_path / needs_none).exit_code == 0
