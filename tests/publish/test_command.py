"""kg publish from the command line: what it says, its exit codes, and that the folder is whole whatever happens."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli import progress as module
from kg.cli.progress import PublicationLine
from kg.errors import COLON, Text
from kg.publish import check, run, workshop
from kg.publish.progress import Progress
from kg.publish.reading import pieces_of
from tests.publish.browser import hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.publish.source import Source
    from kg.publish.tree import Tree

ROOT = Path(__file__).parent.parent.parent
GRAPH = ROOT / "data" / "graph"
# Of one process, for each moment a copy that publishes and is killed then; at last it publishes itself. The site is
# left out: it takes the most time and is written as the downloads are.
KILLED = """
import os, signal
import pandas, pyarrow.parquet  # once, not in every copy
from kg.cli import main
from kg.build import swap
from kg.publish import run, workshop

def die_at(owner, name, times):
    work = getattr(owner, name)
    def counted(*given, **more):
        nonlocal times
        times -= 1
        if times < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*given, **more)
    setattr(owner, name, counted)

run.write_site = lambda *_: None
for moment in MOMENTS:
    child = os.fork()
    if not child:
        die_at(*moment)
        main()
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL, moment
main()
"""
MOMENTS = [
    "(workshop, 'write_downloads', 0)",  # nothing is made
    "(run.Tree, 'making', 3)",  # a file of several is begun
    "(run.Tree, 'write', 3)",  # some are made
    "(run.Tree, '_move_in', 0)",  # all are made
    "(swap.Swap, 'put_in', 20)",  # some are in
    "(run.Tree, '_list', 1)",  # all are in
]


def kg_publish(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["publish", *map(str, words)])


def inside(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def only_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish no more than the graph: enough to see what the command makes of it."""

    def write(source: Source, tree: Tree, _: object) -> list[object]:
        tree.stream("download/palmares.ttl", pieces_of(source.merged))
        return []

    monkeypatch.setattr(workshop, "write_downloads", write)
    monkeypatch.setattr(run, "write_site", lambda *_: None)


def graph_with(folder: Path, before: str, after: str) -> Path:
    """Copy the project's graph, with a text replaced."""
    folder.mkdir()
    for name in ("palmares.ttl", "palmares.nq"):
        (folder / name).write_text((GRAPH / name).read_text("utf-8").replace(before, after), encoding="utf-8")
    return folder


@pytest.fixture
def no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish without the site, which takes the most time."""
    monkeypatch.setattr(run, "write_site", lambda *_: None)


only_the_site_is_left_out = pytest.mark.usefixtures("no_site")
only_the_graph = pytest.mark.usefixtures("only_graph")


@only_the_graph
def test_the_summary_stands_on_stdout_and_notes_on_stderr(tmp_path: Path) -> None:
    told = kg_publish("-o", tmp_path / "out", "--graph", GRAPH, "--unchecked", "--lang", "fr")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == f"{tmp_path / 'out'}\N{NO-BREAK SPACE}: 3 fichiers écrits, 0 inchangés, 0 retirés\n"
    told = kg_publish("-o", tmp_path / "out", "--graph", GRAPH, "--unchecked")
    assert told.stdout == f"{tmp_path / 'out'}: 0 files written, 3 unchanged, 0 removed\n"
    other = graph_with(tmp_path / "graph", "88th", "86th")
    told = kg_publish("-o", tmp_path / "out", "--graph", other, "--unchecked")
    assert told.stderr.startswith("note: version 0.1.0 was published before with another content")


@only_the_graph
def test_a_graph_that_breaks_rules_is_refused_unless_told(tmp_path: Path) -> None:
    graph = graph_with(tmp_path / "graph", "pal:rankBest 88", "pal:rankBest 0")
    told = kg_publish("-o", tmp_path / "out", "--graph", graph)
    assert told.exit_code == 1
    assert not (tmp_path / "out").exists()
    assert re.search(r"violations: \d, of .*Result-rankBest \(1\)", told.stderr)
    assert "kg validate" in told.stderr
    assert "--unchecked" in told.stderr
    told = kg_publish("-o", tmp_path / "out", "--graph", graph, "--lang", "fr")
    assert re.search(r"infractions\N{NO-BREAK SPACE}: \d, à .*Result-rankBest \(1\)", told.stderr)
    assert kg_publish("-o", tmp_path / "out", "--graph", graph, "--unchecked").exit_code == 0


@only_the_graph
def test_the_same_graph_is_judged_once_by_the_same_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Path] = []

    def violations(file: Path) -> Iterator[Counter[str]]:
        judged.append(file)
        yield Counter()

    monkeypatch.setattr(check, "_violations", violations)
    monkeypatch.setattr(check, "aside", lambda work: work())
    monkeypatch.setattr(check, "fingerprint", lambda _: "rules")
    monkeypatch.setattr(run, "inputs_of", lambda *_: str(uuid4()))  # of the same none would be judged
    assert kg_publish("-o", tmp_path / "out", "--graph", GRAPH).exit_code == 0
    assert kg_publish("-o", tmp_path / "out", "--graph", GRAPH).exit_code == 0
    assert len(judged) == 1
    other = graph_with(tmp_path / "graph", "88th", "86th")
    assert kg_publish("-o", tmp_path / "out", "--graph", other).exit_code == 0
    assert len(judged) == 2
    monkeypatch.setattr(check, "fingerprint", lambda _: "other rules")
    assert kg_publish("-o", tmp_path / "out", "--graph", other).exit_code == 0
    assert len(judged) == 3


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:300_010])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _run_together(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n\n", b"\n"))


def _disordered(file: Path) -> None:
    head, first, second, rest = file.read_bytes().split(b"\n\n", 3)
    file.write_bytes(b"\n\n".join([head, second, first, rest]))


BAD = [
    # why                          what is done            to              said
    ("no Turtle",                  Path.unlink,            "palmares.ttl", "no palmares.ttl here"),
    ("no N-Quads",                 Path.unlink,            "palmares.nq",  "no palmares.nq here"),
    ("Turtle cut off",             _cut,                   "palmares.ttl", "broken"),
    ("N-Quads cut off",            _cut,                   "palmares.nq",  "broken RDF"),
    ("Turtle empty",               _empty,                 "palmares.ttl", "not laid out"),
    ("Turtle in another order",    _disordered,            "palmares.ttl", "not laid out"),
    ("Turtle laid out otherwise",  _run_together,          "palmares.ttl", "not laid out"),
]  # fmt: skip


@only_the_site_is_left_out
@pytest.mark.parametrize(("why", "spoil", "name", "said"), BAD, ids=[case[0] for case in BAD])
def test_a_graph_that_cannot_be_read_is_one_message(
    tmp_path: Path, why: str, spoil: Callable[[Path], object], name: str, said: str
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".mine").write_bytes(b"mine")
    graph = graph_with(tmp_path / "graph", "", "")
    spoil(graph / name)
    told = kg_publish("-o", tmp_path / "out", "--graph", graph, "--unchecked")
    assert (told.exit_code, told.stdout) == (3, ""), (why, told.stderr, told.exception)
    assert said in told.stderr
    assert told.stderr.count("error:") == 1
    assert inside(tmp_path / "out") == {".mine": b"mine"}


@only_the_site_is_left_out
def test_a_graph_without_a_language_is_published_with_what_it_has(tmp_path: Path) -> None:
    graph = graph_with(tmp_path / "graph", "@fr", "@en")
    told = kg_publish("-o", tmp_path / "out", "--graph", graph, "--unchecked")
    assert told.exit_code == 0, told.stderr
    with (tmp_path / "out/download/results.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["edition_label_fr"] for row in csv.DictReader(stream)} == {""}


def test_a_folder_to_write_is_asked_for() -> None:
    for language, words in (("en", "-o / --output is missing"), ("fr", "il manque -o / --output")):
        assert f"kg publish{COLON.in_language(language)}{words}\n" in kg_publish("--lang", language).stderr


@only_the_graph
def test_a_file_is_no_build(tmp_path: Path) -> None:
    for language, words in (("en", "is a file, not the folder of a build"), ("fr", "est un fichier, pas le dossier")):
        told = kg_publish("-o", tmp_path / "out", "--graph", GRAPH / "palmares.ttl", "--lang", language)
        assert told.exit_code == 3
        assert words in told.stderr


@only_the_graph
def test_a_folder_of_others_is_refused_unless_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"mine")
    words = ("-o", tmp_path, "--graph", GRAPH, "--unchecked")
    told = kg_publish(*words)
    assert told.exit_code == 2
    assert inside(tmp_path) == {"index.html": b"mine"}
    assert kg_publish(*words, "--force").exit_code == 0
    assert (tmp_path / "index.html").read_bytes() == b"mine"


@only_the_graph
def test_the_address_is_that_of_the_last_time_until_it_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites: list[str] = []
    monkeypatch.setattr(workshop, "write_downloads", lambda source, *_: sites.append(source.site))
    monkeypatch.setattr(run, "inputs_of", lambda *_: str(len(sites)))  # of the same it would be known at once
    words = ("-o", tmp_path / "out", "--graph", GRAPH, "--unchecked")
    for more in (("--base-url", "https://example.org/p/"), (), ("--base-url", ""), ()):
        assert kg_publish(*words, *more).exit_code == 0
    assert sites == ["https://example.org/p", "https://example.org/p", "", ""]


@only_the_graph
def test_what_was_withdrawn_is_told(tmp_path: Path) -> None:
    words = ("-o", tmp_path / "out", "--unchecked", "--graph")
    assert kg_publish(*words, GRAPH).exit_code == 0
    other = graph_with(tmp_path / "graph", "sdg-15/world/88>", "sdg-15/world/86>")
    told = kg_publish(*words, other)
    assert told.stdout.endswith(" since the last publication: 0 withdrawn, 1 corrected, 0 back\n")
    told = kg_publish(*words, GRAPH, "--lang", "fr")
    assert told.stdout.endswith("\N{NO-BREAK SPACE}: 0 retirés, 1 corrigés, 1 de retour\n")


ADDRESSES = ["example.org", "ftp://example.org", "https://a b", 'https://a"b', "https://a/?q"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    told = kg_publish("-o", tmp_path / "out", "--base-url", address)
    assert told.exit_code == 2
    assert "is no address of a site" in told.stderr


@only_the_graph
def test_a_target_that_cannot_be_written_is_told_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    for language, words in (("en", "is a file, not a folder"), ("fr", "est un fichier, pas un dossier")):
        told = kg_publish("-o", tmp_path / "out", "--graph", GRAPH, "--unchecked", "--lang", language)
        assert told.exit_code == 2
        assert words in told.stderr


@only_the_graph
def test_an_interruption_leaves_the_folder_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "write_site", stop)
    told = kg_publish("-o", tmp_path / "out", "--graph", GRAPH, "--unchecked", "--lang", "fr")
    assert "interrompu\N{NARROW NO-BREAK SPACE}; le dossier est intact" in told.stderr
    assert told.exit_code == 130
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_killed_at_any_moment_the_next_one_ends_as_if_undisturbed(tmp_path: Path) -> None:
    graph = hostile.write(tmp_path / "graph")
    words = ["publish", "--graph", str(graph), "--unchecked", "-o"]
    script = KILLED.replace("MOMENTS", f"[{', '.join(MOMENTS)}]")
    subprocess.run([sys.executable, "-c", script, *words, str(tmp_path / "out")], cwd=ROOT, check=True, timeout=120)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "write_site", lambda *_: None)
        assert kg_publish(*words[1:], tmp_path / "whole").exit_code == 0
    assert inside(tmp_path / "out") == inside(tmp_path / "whole")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


PAGES = Text("pages", "pages")
TOLD = [
    # why                language  progress                          line
    ("with a total",     "en",     Progress(PAGES, 3000, 12000),     "pages: 3,000 of 12,000, 100 a second"),
    ("with a total",     "fr",     Progress(PAGES, 3000, 12000),
     "pages\N{NO-BREAK SPACE}: 3\N{NARROW NO-BREAK SPACE}000 sur 12\N{NARROW NO-BREAK SPACE}000, 100 par s"),
    ("without",          "en",     Progress(PAGES, 3000, 0),         "pages: 3,000, 100 a second"),
    ("at its beginning", "fr",     Progress(PAGES, 0, 0),            "pages…"),
    ("rate not known",   "en",     Progress(PAGES, 1, 96),           "pages: 1 of 96"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "language", "now", "line"), TOLD, ids=[f"{case[0]}, {case[1]}" for case in TOLD])
def test_progress(clock: Clock, why: str, language: str, now: Progress, line: str) -> None:
    told = io.StringIO()
    show = PublicationLine(language)
    with redirect_stderr(told):
        show(now)
        assert not told.getvalue(), "too soon"
        clock.now = 30.0
        show(now)
        show.end()
    assert told.getvalue() == f"{line}\n", why


@pytest.mark.slow
def test_the_whole_command_makes_the_whole_folder(tmp_path: Path, published: Path) -> None:
    """As the fixture has it, made in another process in another order of sets, but for what notes the check."""
    shutil.copytree(published, tmp_path / "out")
    words = [sys.executable, "-m", "kg", "publish", "-o", str(tmp_path / "out"), "--graph", str(GRAPH)]
    words += ["--base-url", "https://example.org/palmares"]
    told = subprocess.run(
        words,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "LANG": "C", "PYTHONHASHSEED": "77"},
    )
    assert told.returncode == 0, told.stderr
    assert ": 1 files written" in told.stdout
    there = inside(tmp_path / "out")
    del there[".checked"], there[".published"], there[".made-from"]
    assert there == {
        name: content for name, content in inside(published).items() if name not in {".published", ".made-from"}
    }
