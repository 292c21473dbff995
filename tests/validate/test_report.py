"""Reports as people and programs get them; GOLDEN=write in the environment writes the expected ones anew."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import Text
from kg.validate.check import Order, check
from kg.validate.describe import Passage, Quote
from kg.validate.findings import Finding, Report, Site
from kg.validate.report import FORMS, write
from kg.validate.report.checked import Checked, Manner
from kg.validate.report.words import visible
from kg.validate.rules import Rule, Severity

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "json": "json", "sarif": "sarif", "junit": "xml", "turtle": "ttl", "html": "html"}


@pytest.fixture(scope="module", params=["en", "fr"])
def checked(request: pytest.FixtureRequest, fault_rules: tuple[str, ...]) -> Checked:
    """Give what is found in the file of faults, by the rules that it breaks and one that it keeps."""
    file = Path(__file__).parent / "faults.ttl"
    return check({"faults.ttl": file}, Order(request.param, only=(*fault_rules, "Result-closed"))).checks[0]


@pytest.mark.parametrize("form", FORMS)
def test_a_report(form: str, checked: Checked) -> None:
    language = checked.report.language
    written = write(form, [checked], Manner(language))
    file = GOLDEN / f"faults.{language}.{ENDINGS[form]}"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


def test_every_form_has_an_ending() -> None:
    assert list(ENDINGS) == list(FORMS)


# Findings made here, so that a table can say what is printed of them.

RULES = {
    severity: Rule(f"{severity.capitalize()}-one", severity, Text("mend", "corriger"), Text("because", "parce que"))
    for severity in Severity
}


def finding(severity: Severity = Severity.VIOLATION, number: int = 1, message: str = "mend") -> Finding:
    return Finding(RULES[severity], f"http://e/{number}", f"label {number}", "pal:p", ("1",), message, ())


def graph_with(*findings: Finding, name: str = "a.ttl") -> Checked:
    return Checked((name,), tuple(RULES.values()), Report("en", findings, Graph()))


def test_nothing_found() -> None:
    empty = replace(graph_with(), report=Report("fr", (), Graph()))
    nothing = "le graphe est conforme\N{NO-BREAK SPACE}: 0 violation, 0 avertissement, 0 remarque\n"
    assert write("text", [empty], Manner("fr")) == nothing


FAIL_ON = [
    # worst found         fail on               passes
    (Severity.VIOLATION,  Severity.VIOLATION,   False),
    (Severity.WARNING,    Severity.VIOLATION,   True),
    (Severity.WARNING,    Severity.WARNING,     False),
    (Severity.INFO,       Severity.WARNING,     True),
    (Severity.INFO,       Severity.INFO,        False),
]  # fmt: skip


@pytest.mark.parametrize(("found", "fail_on", "passes"), FAIL_ON)
def test_what_makes_a_graph_fail(found: Severity, fail_on: Severity, passes: bool) -> None:
    manner = Manner("en", fail_on)
    checked = graph_with(finding(found))
    assert manner.passes(checked) is passes
    verdict = write("text", [checked], manner).splitlines()[-1]
    assert verdict.startswith("the graph conforms: " if passes else "the graph does not conform: ")
    assert ("<failure" in write("junit", [checked], manner)) is not passes
    assert f'"conforms": {str(passes).lower()},' in write("json", [checked], manner)


@pytest.mark.parametrize(
    ("language", "hint"), [("en", "  … and 3 more: --all shows them"), ("fr", "  … et 3 de plus : --all les montre")]
)
def test_a_long_list_is_cut(language: str, hint: str) -> None:
    checked = graph_with(*(finding(number=number) for number in range(5)))
    cut = write("text", [checked], Manner(language, most=2)).replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert hint in cut
    assert sum("label" in line for line in cut) == 2
    whole = write("text", [checked], Manner(language))
    assert whole.count("label") == 5
    assert "--all" not in whole


def test_a_message_that_all_share_is_told_once() -> None:
    shared = write("text", [graph_with(finding(number=1), finding(number=2))], Manner("en"))
    assert shared.count("mend") == 1
    apart = write("text", [graph_with(finding(message="mend 1"), finding(message="mend 2"))], Manner("en"))
    assert [line.strip() for line in apart.splitlines() if "mend" in line] == ["mend 1", "mend 2"]


def test_a_rule_without_a_reason() -> None:
    bare = replace(finding(), rule=replace(RULES[Severity.VIOLATION], why=Text("", "")))
    checked = replace(graph_with(bare), rules=(bare.rule,))
    for form in FORMS:
        assert "why: " not in write(form, [checked], Manner("en")), form


def test_several_graphs() -> None:
    checks = [graph_with(finding()), graph_with(name="b.ttl")]
    lines = write("text", checks, Manner("en", each=True)).splitlines()
    assert lines[0] == "a.ttl"
    assert "b.ttl" in lines
    assert lines[-1] == "1 of 2 graphs conform"
    assert "graphes conformes\N{NO-BREAK SPACE}: 1 sur 2" in write("text", checks, Manner("fr", each=True))


def test_quiet_leaves_the_verdict() -> None:
    assert write("text", [graph_with(finding())], Manner("en", quiet=True)).count("\n") == 1
    several = write("text", [graph_with(finding()), graph_with(name="b.ttl")], Manner("en", each=True, quiet=True))
    assert [line.partition(": ")[0] for line in several.splitlines()] == ["a.ttl", "b.ttl", "1 of 2 graphs conform"]


def test_colour_is_by_severity() -> None:
    checked = graph_with(*map(finding, Severity))
    coloured = write("text", [checked], Manner("en", colour=True))
    assert [f"\x1b[1;{code}m{word}" in coloured for code, word in ((31, "violation"), (33, "warning"), (36, "remark"))]
    assert "\x1b" not in write("text", [checked], Manner("en"))


SOURCES = [
    # why                       page    file            line   told
    ("a line",                  None,   "docs/a.txt",   7,     "“said” (docs/a.txt:7)"),
    ("a page",                  "3",    "texts/a.txt",  70,    "“said” (a.pdf, page 3)"),
    ("the document elsewhere",  None,   None,           None,  "“said” (The release)"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "page", "file", "line", "told"), SOURCES, ids=[case[0] for case in SOURCES])
def test_where_a_quote_stands(why: str, page: str | None, file: str | None, line: int | None, told: str) -> None:
    quote = Quote("", "said", "", "The release", Passage("a.pdf", "", None, 0, page), file, line)
    checked = graph_with(replace(finding(), quotes=(quote,)))
    for form in ("text", "junit", "sarif"):
        assert told in write(form, [checked], Manner("en")), why


def test_long_quotes_are_shortened() -> None:
    checked = graph_with(replace(finding(), quotes=(Quote("", "mot " * 200, "", ""),)))
    text = write("text", [checked], Manner("en"))
    assert max(len(line) for line in text.splitlines() if "mot" in line) < 300


def test_a_finding_without_a_line_or_a_subject() -> None:
    bare = replace(finding(), subject="", path=None)
    assert "  - label 1\n" in write("text", [graph_with(bare)], Manner("en"))
    assert "  b.ttl:4  label 1\n" in write("text", [graph_with(replace(bare, site=Site("b.ttl", 4)))], Manner("en"))


UNSEEN = [
    # why                            given                  shown
    ("a terminal's commands",        "a\x1b[31mb\x07",      r"a\u001b[31mb\u0007"),
    ("what turns the direction",     "a\u202eb",            r"a\u202eb"),
    ("marks of direction are kept",  "\u200fא",             "\u200fא"),
    ("line ends",                    "a\r\n b",             "a b"),
    ("French spaces are kept",       "«\u00a0a\u202f»",     "«\u00a0a\u202f»"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "given", "shown"), UNSEEN, ids=[case[0] for case in UNSEEN])
def test_what_cannot_be_seen(why: str, given: str, shown: str) -> None:
    assert visible(given) == shown, why
