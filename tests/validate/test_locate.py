"""Findings get the lines they are about, in the user's files and in the documents that are quoted."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import Text
from kg.validate.describe import Passage, Quote, quotes_of
from kg.validate.documents import Documents
from kg.validate.findings import Finding, Report, Site
from kg.validate.load import read_graph
from kg.validate.locate import located
from kg.validate.rules import Rule, Severity

RULE = Rule("Result-one", Severity.VIOLATION, Text("mend", "corriger"), Text("because", "parce que"))
PAL = "https://w3id.org/palmares/ontology#"
FIRST = f"""@prefix pal: <{PAL}> .
<http://e/a> a pal:Result ;
    pal:rankBest 1 ;
    pal:rankWorst 2 .
"""
SECOND = f"""<http://e/a> <{PAL}top> "3" .
<http://e/b> <{PAL}top> "3" .
<http://e/b> <{PAL}top> <http://e/c> .
"""

SITES = [
    # why                                       subject       path                             file      line
    ("the property",                            "http://e/a", "pal:rankWorst",                 "first",  4),
    ("the first of several that stands there",  "http://e/a", "pal:none | pal:rankBest",       "first",  3),
    ("written in full",                         "http://e/a", f"<{PAL}rankBest>",              "first",  3),
    ("a property of the second file",           "http://e/a", "pal:top",                       "second", 1),
    ("a property that is missing",              "http://e/a", "pal:none",                      "first",  2),
    ("no property at all",                      "http://e/a", None,                            "first",  2),
    ("a path of several steps",                 "http://e/a", "_:path",                        "first",  2),
    ("a subject of the second file",            "http://e/b", "pal:none",                      "second", 2),
    ("a subject that is only named",            "http://e/c", "pal:top",                       "second", 3),
    ("a subject that is not even named",        "http://e/d", "pal:top",                       None,     0),
]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "first.ttl").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.nt").write_text(SECOND, encoding="utf-8")
    return {"first": tmp_path / "first.ttl", "second": tmp_path / "second.nt"}


def report_on(subject: str, path: str | None, *quotes: Quote) -> Report:
    return Report("en", (Finding(RULE, subject, "label", path, ("1",), "mend", quotes),), Graph())


@pytest.mark.parametrize(("why", "subject", "path", "file", "line"), SITES, ids=[case[0] for case in SITES])
def test_the_site(  # noqa: PLR0917 (a row of the table and what it needs)
    why: str, subject: str, path: str | None, file: str | None, line: int, files: dict[str, Path]
) -> None:
    (finding,) = located(report_on(subject, path), files, Documents([])).findings
    assert finding.site == (Site(file, line) if file else None), why


def test_files_are_not_read_if_nothing_was_found(tmp_path: Path) -> None:
    report = Report("en", (), Graph())
    assert located(report, {"none": tmp_path / "none.ttl"}, Documents([])) is report


TEXT = "Title\n\nThe school is 24th\nin France."


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "release.txt").write_text(TEXT, encoding="utf-8")
    return Documents([folder])


LINES = [
    # why                           file           content  start                     line
    ("at hand",                     "release.txt", TEXT,    TEXT.index("24th"),       3),
    ("on a later line",             "release.txt", TEXT,    TEXT.index("France"),     4),
    ("a file of other content",     "release.txt", "other", 7,                        None),
    ("a file that is not there",    "other.txt",   TEXT,    7,                        None),
    ("an offset beyond the text",   "release.txt", TEXT,    999,                      None),
    ("no offset",                   "release.txt", TEXT,    None,                     None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "file", "content", "start", "line"), LINES, ids=[case[0] for case in LINES])
def test_the_line_of_a_quote(  # noqa: PLR0917 (a row of the table and what it needs)
    why: str, file: str, content: str, start: int | None, line: int | None, files: dict[str, Path], documents: Documents
) -> None:
    digest = hashlib.sha256(content.encode()).hexdigest()
    quote = Quote("", "24th", "", "A release", Passage(file, digest, None, start, None))
    (finding,) = located(report_on("http://e/a", None, quote), files, documents).findings
    (told,) = finding.quotes
    assert told.line == line, why
    assert (told.file is None) is (line is None)
    assert told.file is None or Path(told.file).name == file


def test_a_path_below_the_current_folder_is_relative(
    files: dict[str, Path], documents: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    quote = Quote("", "24th", "", "", Passage("release.txt", digest, None, 0, None))
    (finding,) = located(report_on("http://e/a", None, quote), files, documents).findings
    assert finding.quotes[0].file == str(Path("documents", "release.txt"))


def test_a_graph_tells_where_its_quotes_stand(root: Path) -> None:
    graph = read_graph([root / "tests" / "validate" / "faults.ttl"])
    (node,) = {subject for subject in graph.subjects() if str(subject).endswith("sdg-6/fr/3")}
    (quote,) = quotes_of(graph, node, "fr")
    empty = hashlib.sha256(b"").hexdigest()
    assert quote.passage == Passage("example.fr.txt", empty, None, 20, None)
