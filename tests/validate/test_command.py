"""kg validate on the command line: what it reads, prints and leaves with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kg import project
from kg.cli import main
from kg.cli.validate import SEVERITIES
from kg.validate import check, rules
from kg.validate.rules import Severity, read_shapes

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from kg.validate.context import Known

BROKEN = "<a> <b> .\n"


@pytest.fixture(autouse=True)
def _few_rules(fault_rules: tuple[str, ...], shapes: Graph, known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules be those that the file of faults breaks, and one that no file breaks; read all shapes once."""

    def read(folder: Path = project.SHAPES) -> Graph:
        return shapes if folder == project.SHAPES else read_shapes(folder)

    wanted = {*fault_rules, "Scope-place"}
    every = check.wanted_rules
    monkeypatch.setattr(
        check, "wanted_rules", lambda *asked: {name: each for name, each in every(*asked).items() if name in wanted}
    )
    monkeypatch.setattr(check, "read_known", lambda _: known)
    monkeypatch.setattr(rules, "read_shapes", read)


def run(*words: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, words)], input=given)


def counts(*words: str | Path, given: str | None = None) -> dict[str, int]:
    found: dict[str, int] = json.loads(run(*words, "--format", "json", given=given).stdout)["counts"]
    return found


@pytest.fixture
def good(root: Path) -> Path:
    return root / "tests" / "shapes" / "good" / "Scope-place.ttl"


def test_a_graph_that_conforms(good: Path) -> None:
    result = run(good)
    assert result.exit_code == 0
    assert result.stdout == "the graph conforms: 0 violations, 0 warnings, 0 remarks\n"


@pytest.mark.parametrize("form", ["text", "sarif"])
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


@pytest.mark.parametrize(("content", "language", "message"), FOREIGN)
def test_a_graph_with_nothing_of_ours(content: str, language: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "foreign.ttl"
    file.write_text(content, encoding="utf-8")
    result = run(file, "--lang", language)
    assert result.exit_code == 0
    assert result.stderr.replace("\N{NO-BREAK SPACE}", " ").startswith(message)
    assert "Palmarès" not in result.stdout


def test_a_graph_of_ours_needs_no_note(good: Path, faults: Path) -> None:
    assert run(good).stderr == ""
    assert run("--each", faults, good).stderr == ""


def test_several_files_are_one_graph(good: Path, faults: Path) -> None:
    assert counts(faults) == counts(faults, good) == counts(good, faults, good)


def test_each_file_for_itself(good: Path, faults: Path) -> None:
    result = run("--each", faults, good, "--format", "json")
    assert result.exit_code == 1
    content = json.loads(result.stdout)
    assert [(report["files"], report["conforms"]) for report in content["reports"]] == [
        ([str(faults)], False),
        ([str(good)], True),
    ]
    assert content["counts"] == counts(faults)


REFUSED = [
    # name     content  language  message
    ("a.ttl",  "x",     "en",     "a.ttl:1:1: broken Turtle: "),
    ("a.ttl",  "x",     "fr",     "a.ttl:1:1 : Turtle mal formé : « "),
    ("b.ttl",  None,    "en",     "b.ttl: cannot be read, there is no such file"),
    ("b.ttl",  None,    "fr",     "b.ttl : illisible, fichier introuvable"),
    ("c.docx", "x",     "fr",     "c.docx : ce n’est pas un format de graphe"),
    ("*.nq",   None,    "en",     "*.nq: no file matches"),
    ("",       None,    "fr",     "pas de graphe dans ce dossier"),
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


def test_each_broken_file_is_told_and_the_others_are_checked(good: Path, faults: Path, tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(BROKEN, encoding="utf-8")
    files = (tmp_path / "a.ttl", good, tmp_path / "b.ttl", faults)
    each = run("--each", *files)
    assert each.exit_code == 3
    assert [line.partition(":")[0] for line in each.stderr.splitlines()] == ["error", "  fix"] * 2
    assert "a.ttl:1:" in each.stderr
    assert "b.ttl:1:" in each.stderr
    assert each.stdout.endswith("1 of 2 graphs conform\n")
    together = run(*files)
    assert (together.exit_code, together.stderr, together.stdout) == (3, each.stderr, "")


def test_standard_input(faults: Path, tmp_path: Path) -> None:
    result = run("-", given=faults.read_text(encoding="utf-8"))
    assert result.exit_code == 1
    assert result.stdout == run(faults).stdout.replace(str(faults), "-")
    assert "  -:79  IMT Mines Alès" in result.stdout
    broken = run("-", given=BROKEN)
    assert broken.exit_code == 3
    assert broken.stderr.startswith("error: -:1:")
    assert str(tmp_path.parent.parent) not in broken.stderr


def test_standard_input_in_another_format() -> None:
    line = '<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "a" <http://e/g> .\n'
    assert run("-", "--input-format", "nq", given=line).exit_code == 0
    assert run("-", "--input-format", "nt", given=line).exit_code == 3


def test_without_files_the_built_graph(faults: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "graph_to_read", lambda: tmp_path)
    result = run()
    assert result.exit_code == 3
    assert "palmares.ttl: no graph yet\n  fix: build it with kg build, or name files" in result.stderr
    shutil.copy(faults, tmp_path / project.MERGED)
    assert run().stdout == run(tmp_path / project.MERGED).stdout


def test_bad_shapes(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.validate.rules.read_shapes.__defaults__", (tmp_path,))
    result = run(good)
    assert result.exit_code == 4
    assert "no shapes" in result.stderr


FAIL_ON = [
    # options                                  code
    (("--fail-on", "violation"),               1),
    (("--off", "Label-en", "--off", "Result-interval", "--off", "Tally-closed", "--off", "Tally-count"), 0),
    (("--rule", "Result-conflict"),            0),
    (("--rule", "Result-conflict", "--fail-on", "warning"), 1),
    (("--rule", "Candidate-registered", "--fail-on", "warning"), 0),
    (("--rule", "Candidate-registered", "--fail-on", "info"), 1),
]  # fmt: skip


@pytest.mark.parametrize(("options", "code"), FAIL_ON)
def test_what_fails(options: tuple[str, ...], code: int, faults: Path) -> None:
    assert run(faults, *options, "--quiet").exit_code == code


def test_rules_are_chosen_in_every_form(faults: Path) -> None:
    for form in ("text", "turtle"):
        shown = run(
            faults, "--rule", "Label-en", "--rule", "Tally-count", "--off", "Tally-count", "--format", form
        ).stdout
        assert "Label-en" in shown or form == "text"
        assert "Tally-count" not in shown, form


NO_RULES = [
    # option    id              language  hint
    ("--rule",  "result-intrval", "en",   "did you mean Result-interval"),
    ("--off",   "Label-e",      "fr",     "vouliez-vous dire Label-en"),
    ("--off",   "zzzzzz",       "en",     "kg validate --rules lists them"),
]  # fmt: skip


@pytest.mark.parametrize(("option", "name", "language", "hint"), NO_RULES)
def test_a_rule_that_does_not_exist(option: str, name: str, language: str, hint: str, faults: Path) -> None:
    result = run(faults, option, name, "--lang", language)
    assert result.exit_code == 2
    assert name in result.stderr.splitlines()[0]
    assert hint in result.stderr.splitlines()[1]
    assert result.stdout == ""


WRONG = [
    # why                      options                                            language  said
    ("nothing left to check",  ("--rule", "Label-en", "--off", "Label-en"),       "fr",     "il ne reste aucune règle"),
    ("no folder of documents", ("--documents", "nowhere"),                        "en",     "no such folder"),
    ("a folder as output",     ("-o", "."),                                       "fr",     "c’est un dossier"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "options", "language", "said"), WRONG, ids=[case[0] for case in WRONG])
def test_a_wrong_line(why: str, options: tuple[str, ...], language: str, said: str, faults: Path) -> None:
    result = run(faults, *options, "--lang", language)
    assert (result.exit_code, result.stdout) == (2, ""), why
    assert said in result.stderr.splitlines()[0]


def test_one_of_each_is_named(good: Path) -> None:
    assert run("--each", good).stdout.startswith(f"{good}\n")
    assert len(json.loads(run("--each", good, "--format", "json").stdout)["reports"]) == 1


def test_a_report_in_a_file(faults: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    result = run(faults, "--format", "html", "-o", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert file.read_text(encoding="utf-8") == run(faults, "--format", "html").stdout
    assert list(tmp_path.iterdir()) == [file]
    refused = run(faults, "-o", tmp_path / "none" / "report.txt", "--lang", "fr")
    assert refused.exit_code == 2
    assert "écriture impossible, dossier introuvable" in refused.stderr


def test_quiet(faults: Path) -> None:
    assert run(faults, "-q").stdout == "the graph does not conform: 4 violations, 1 warning, 2 remarks\n"


def test_no_colour_but_in_a_terminal(faults: Path) -> None:
    assert "\x1b" not in run(faults).stdout


def test_the_rules_are_listed(fault_rules: tuple[str, ...]) -> None:
    listed = json.loads(run("--rules", "--format", "json").stdout)
    assert {rule["id"] for rule in listed} == {*fault_rules, "Scope-place"}
    told = run("--rules", "--rule", "Result-interval", "--lang", "fr").stdout
    assert "Result-interval" in told
    assert "Label-en" not in told
    refused = run("--rules", "--format", "html", "--lang", "fr")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "choisir parmi text, json" in refused.stderr


OWN = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix pal: <https://w3id.org/palmares/ontology#> .
<http://e/A> a sh:NodeShape ; sh:targetClass pal:Tally ; sh:property [ sh:path pal:top ; sh:maxInclusive 50 ] .
<https://w3id.org/palmares/shapes#Tally-closed> a sh:NodeShape ; sh:targetClass pal:Tally .
"""


def test_shapes_are_added_and_replace_ours(faults: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    told = run(faults, "--shapes", tmp_path, "--all").stdout
    assert "violation A" in told
    assert "pal:top: 100" in told
    assert "violation Tally-closed" not in told
    assert "violation Result-interval" in told


BAD_SHAPES = [
    # why              content
    ("no shapes",      None),
    ("no Turtle",      "x"),
    ("a broken path",  "<http://e/A> a sh:NodeShape ; sh:targetClass pal:Tally ; sh:property [ sh:path 5 ] ."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content"), BAD_SHAPES, ids=[case[0] for case in BAD_SHAPES])
def test_shapes_that_cannot_be_used(why: str, content: str | None, faults: Path, tmp_path: Path) -> None:
    if content:
        head = OWN.partition("<http://e/A>")[0]
        (tmp_path / "own.ttl").write_text(head + content, encoding="utf-8")
    refused = run(faults, "--shapes", tmp_path, "--lang", "fr")
    assert (refused.exit_code, refused.stdout) == (4, ""), why
    assert refused.stderr.startswith("erreur")


def test_help_loads_no_library_of_graphs() -> None:
    script = "import sys; from kg.cli.validate import command; sys.exit(str({'rdflib', 'pyshacl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, text=True)
    assert done.stderr.strip() == "set()"


def test_severities_are_those_of_rules() -> None:
    assert list(SEVERITIES) == list(Severity)
