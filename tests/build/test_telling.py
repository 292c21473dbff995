"""What a build tells on the way and at its end: progress, the report for machines, the summary, notes."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kg.build import Progress
from kg.build.compared import BAND, CONFLICT
from kg.cli import main
from kg.cli import progress as module
from kg.cli.progress import ProgressLine
from kg.validate.rules import catalogue, read_shapes
from kg.vocab import BASE
from tests.build.releases import release, releases, words

if TYPE_CHECKING:
    from pathlib import Path


SPACES = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def _told(clock: Clock, line: ProgressLine) -> None:
    line(Progress("find"))
    line(Progress("read", total=6000))
    clock.now += 20
    line(Progress("read", 2000, 6000, read=1000, claims=4500, findings=2))
    clock.now += 0.05
    line(Progress("read", 2001, 6000, read=1001, claims=4501, findings=2))
    clock.now += 20
    line(Progress("read", 4000, 6000, read=3000, claims=13_500, findings=2, refused=1))
    clock.now += 20
    line(Progress("merge", 6000, 6000))
    line.end()


LINES = {
    "en": [
        "reading: 2,000 of 6,000 documents, 50 a second, 4,500 claims, 2 findings, 1 min 20 s left",
        "reading: 4,000 of 6,000 documents, 75 a second, 13,500 claims, 2 findings, refused: 1, 0 min 27 s left",
        "merging…",
    ],
    "fr": [
        "lecture : 2 000 documents sur 6 000, 50 par s, 4 500 énoncés, 2 constats, encore 1 min 20 s",
        "lecture : 4 000 documents sur 6 000, 75 par s, 13 500 énoncés, 2 constats, refusés : 1, encore 0 min 27 s",
        "fusion…",
    ],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_plain_lines_now_and_then_where_no_terminal_is(
    clock: Clock, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    _told(clock, ProgressLine(language))
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.translate(SPACES).splitlines() == LINES[language]


def test_one_line_that_changes_on_a_terminal(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _told(clock, ProgressLine("en"))
    said = capsys.readouterr().err
    assert "\n" not in said
    shown = [line.rstrip() for line in said.split("\r") if line.strip()]
    assert shown == LINES["en"]
    assert said.endswith(" \r"), "the line is wiped out at the end"


def test_a_short_build_says_nothing_of_itself(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine("en")
    line(Progress("read", 1, 5, read=1))
    clock.now += 3
    line(Progress("merge", 5, 5))
    line.end()
    assert capsys.readouterr().err == ""


def _run(documents: Path, *options: object) -> Result:
    output = documents.with_name("out")
    return CliRunner().invoke(main, ["build", str(documents), "-o", str(output), *map(str, options)])


def test_the_report_for_machines_is_the_same_for_the_same_build(tmp_path: Path) -> None:
    documents, file = tmp_path / "in", tmp_path / "build.json"
    releases(documents, 3)
    release(documents, "latin.fr.txt", words(2).encode("cp1252"))
    release(documents, "broken.txt", b"")
    assert _run(documents, "--report", file).exit_code == 1
    first = file.read_bytes()
    report = json.loads(first)
    counts = {name: report[name] for name in ("documents", "read", "unchanged", "withdrawn", "silent", "findings")}
    assert counts == {"documents": 4, "read": 5, "unchanged": 0, "withdrawn": 0, "silent": 0, "findings": {}}
    assert report["claims"] == sum(each["claims"] for each in report["built"]) > 0
    assert [each["what"]["fr"] for each in report["refused"]] == ["aucun texte"]
    encodings = {each["document"]: each["encoding"] for each in report["built"]}
    assert encodings == {"00-000.fr": "utf-8", "00-001.fr": "utf-8", "00-002.fr": "utf-8", "latin.fr": "cp1252"}
    _run(documents, "--report", file, "--force")
    assert file.read_bytes() == first


def test_documents_read_that_deny_others_are_told(tmp_path: Path) -> None:
    documents, file = tmp_path / "in", tmp_path / "build.json"
    told = "L’INSA Lyon est {} au palmarès THE Impact {}.\n".format
    release(documents, "a.fr.txt", told("16e", 2024))
    assert "contradict" not in _run(documents).stdout
    release(documents, "b.fr.txt", told("17e", 2024))
    release(documents, "c.fr.txt", told("16e", 2023))
    release(documents, "d.fr.txt", told("dans le top 10", 2023))
    release(documents, "e.fr.txt", told("dans le top 20", 2023))
    said = "results of the documents read that contradict another: {}; kg query conflicts tells them".format
    assert said(3) in _run(documents, "--report", file, "--lang", "en").stdout.splitlines()
    in_2023, in_2024 = (f"{BASE}result/the-impact-{year}/insa-lyon/overall/world/" for year in (2023, 2024))
    assert json.loads(file.read_bytes())["contradictions"] == [
        {"document": "b.fr", "rule": CONFLICT, "subject": f"{in_2024}17", "other": f"{in_2024}16"},
        {"document": "c.fr", "rule": BAND, "subject": f"{in_2023}16", "other": f"{in_2023}top-10"},
        {"document": "d.fr", "rule": BAND, "subject": f"{in_2023}top-10", "other": f"{in_2023}16"},
    ]
    release(documents, "f.fr.txt", told("17e", 2024))
    assert said(1) in _run(documents, "--lang", "en").stdout.splitlines()
    release(documents, "f.fr.txt", told("16e", 2024))
    french = _run(documents, "--lang", "fr").stdout.translate(SPACES)
    assert "résultats des documents lus qui en contredisent un autre : 1 ; kg query conflicts les donne" in french
    assert "contred" not in _run(documents, "--lang", "fr").stdout


def test_the_rules_that_tell_contradictions_are_rules() -> None:
    assert {CONFLICT, BAND} <= catalogue(read_shapes()).keys()


def test_what_changed_and_what_may_surprise_is_said(tmp_path: Path) -> None:
    documents = tmp_path / "in"
    files = releases(documents, 3)
    assert "unchanged" not in _run(documents).stdout
    files[0].unlink()
    release(documents, "latin.fr.txt", words(2).encode("cp1252"))
    result = _run(documents)
    assert "documents read: 1, unchanged: 2, withdrawn: 1" in result.stdout
    assert "note: latin.fr: read as windows-1252" in result.stderr


def test_many_documents_are_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.run._LISTED", 2)
    documents = tmp_path / "in"
    releases(documents, 3)
    for number in range(2):
        release(documents, f"z{number}.fr.txt", "L’école ouvre ses portes samedi et présente ses formations.\n")
    result = _run(documents)
    assert result.stdout.splitlines()[1].split() == ["5", "documents", "6", "0"]
    assert "note: 2 more documents without a position: --report lists them" in result.stderr
