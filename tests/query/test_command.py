"""`kg query` as a user types it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store

from kg.cli import main
from kg.query import load_queries
from tests.tables import names

SMALL = Path(__file__).parent / "graph.ttl"
TRAJECTORY = ("rank-trajectory", "-p", "institution=imt-mines-ales", "-p", "ranking=letudiant-ingenieurs")
OWN = """\
#+ summary: How many results an institution has
#+ summary-fr: Combien de résultats a un établissement
#+ description: A count.
#+ description-fr: Un compte.
#+ question: mine
#+ param: institution iri institution en "who" fr "qui"
#+ column: number en "results" fr "résultats"
SELECT (COUNT(DISTINCT ?result) AS ?number)
WHERE {
  VALUES (?institution ?lang) { (UNDEF "en") } # parameters
  ?result a pal:Result ; pal:institution ?institution .
}
"""


def run(*words: str, given: bytes | None = None, graph: Path | None = SMALL) -> Result:
    where = () if graph is None else ("--graph", str(graph))
    return CliRunner().invoke(main, ["query", *where, *words], input=given)


def test_without_a_name_the_queries_are_listed() -> None:
    for language, head, line in (
        ("fr", "requête", "Résultats ex aequo, et qui partage le rang"),
        ("en", "query", "Results that are tied, and who shares the rank"),
    ):
        result = run("--lang", language)
        assert result.exit_code == 0
        assert result.stdout.startswith(head)
        assert line in result.stdout
        assert "institution ranking [scope]" in result.stdout
    assert len(json.loads(run("--format", "json").stdout)) == len(load_queries())


def test_the_language_is_asked_for_in_three_ways() -> None:
    french = run(*TRAJECTORY, "--lang", "fr").stdout
    assert "16 ex aequo" in french
    assert run(*TRAJECTORY, "-p", "lang=fr").stdout == french
    assert CliRunner().invoke(main, ["--lang", "fr", "query", "--graph", str(SMALL), *TRAJECTORY]).stdout == french
    assert (
        CliRunner(env={"LANG": "fr_FR.UTF-8"}).invoke(main, ["query", "--graph", str(SMALL), *TRAJECTORY]).stdout
        == french
    )
    assert "joint 16" in run(*TRAJECTORY).stdout


def test_each_format() -> None:
    ranks = ["", "", "40", "21", "27", "24", "16"]
    assert [row["rankBest"] for row in csv.DictReader(io.StringIO(run(*TRAJECTORY, "--format", "csv").stdout))] == ranks
    rows = json.loads(run(*TRAJECTORY, "--format", "json").stdout)
    assert [row["rankBest"] for row in rows] == [int(rank) if rank else None for rank in ranks]
    assert run(*TRAJECTORY, "--format", "markdown").stdout.startswith("| edition | rank |")
    assert run(*TRAJECTORY, "--format", "table").stdout == run(*TRAJECTORY).stdout


def test_formats_for_programs_hold_the_same() -> None:
    rows = json.loads(run(*TRAJECTORY, "--format", "json").stdout)
    assert [json.loads(line) for line in run(*TRAJECTORY, "--format", "jsonl").stdout.splitlines()] == rows
    comma, tab = (run(*TRAJECTORY, "--format", form).stdout for form in ("csv", "tsv"))
    assert list(csv.reader(io.StringIO(tab), delimiter="\t")) == list(csv.reader(io.StringIO(comma)))


def test_an_answer_is_written_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    result = run(*TRAJECTORY, "--format", "csv", "-o", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_text("utf-8") == run(*TRAJECTORY, "--format", "csv").stdout
    refused = run(*TRAJECTORY, "-o", str(tmp_path / "none" / "answer.csv"))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "cannot be written" in refused.stderr
    assert "écriture impossible" in run(*TRAJECTORY, "-o", str(tmp_path), "--lang", "fr").stderr
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]


COMPLETED = [
    # why                            line                                          begun   offered
    ("the name of a query",          ["query"],                                    "nat",  ["national-firsts"]),
    ("a parameter",                  ["query", "top-n", "-p"],                     "s",    ["scope="]),
    ("none that is given",           ["query", "ties", "-p", "edition=x", "-p"],   "",     ["criterion=", "lang="]),
    ("none of an unknown query",     ["query", "nothing", "-p"],                   "",     []),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "line", "begun", "offered"), COMPLETED, ids=names(COMPLETED))
def test_a_shell_completes(_why: str, line: list[str], begun: str, offered: list[str]) -> None:
    found = ShellComplete(main, {}, "kg", "_KG_COMPLETE").get_completions(line, begun)
    assert [each.value for each in found] == offered


def test_what_is_printed_runs_elsewhere_as_it_is() -> None:
    printed = run(*TRAJECTORY, "--print", "--lang", "fr")
    assert printed.exit_code == 0
    assert "#+" not in printed.stdout
    store = Store()
    store.bulk_load(path=SMALL, format=RdfFormat.TURTLE)
    answer = store.query(printed.stdout)
    assert not isinstance(answer, bool)
    years = [row["year"] for row in json.loads(run(*TRAJECTORY, "--format", "json").stdout)]
    assert [int(solution["year"].value) for solution in answer] == years  # type: ignore[union-attr]
    assert run("ASK { ?s a pal:Result }", "--print").stdout == (
        "PREFIX pal: <https://w3id.org/palmares/ontology#>\n\nASK { ?s a pal:Result }\n"
    )


def test_help_of_a_query_tells_parameters_and_what_they_may_be() -> None:
    english = run("rank-trajectory", "--help")
    assert english.exit_code == 0
    assert english.stdout.startswith(
        "kg query rank-trajectory -p institution=… -p ranking=… [-p scope=…] [--lang fr|en]"
    )
    for line in (
        "Parameters:",
        "  institution (institution) the institution",
        "      letudiant-ingenieurs (L’Étudiant ranking of engineering schools), the-impact, u-multirank",
        "  scope (scope, optional) where the rank is counted",
        "Question: CQ2",
    ):
        assert line in english.stdout
    french = run("top-n", "-h", "--lang", "fr").stdout
    assert "Paramètres\N{NO-BREAK SPACE}:" in french
    assert "  n (nombre entier, par défaut 100) nombre de places" in french
    assert max(map(len, english.stdout.splitlines()[1:])) <= 100


def test_help_of_a_query_needs_no_graph(tmp_path: Path) -> None:
    result = run("rank-trajectory", "--help", graph=tmp_path)
    assert result.exit_code == 0
    assert "institution (institution) the institution" in result.stdout
    assert "imt-atlantique" not in result.stdout


def test_help_of_the_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: kg query [OPTIONS] [NAME | SPARQL | -]")


def test_long_lists_of_values_are_cut() -> None:
    assert re.search(r" and \d+ more$", run("evidence", "-h").stdout, re.MULTILINE)
    assert re.search(r" et \d+ autres$", run("evidence", "-h", "--lang", "fr").stdout, re.MULTILINE)


def test_own_queries_from_argument_file_and_standard_input(tmp_path: Path) -> None:
    text = "SELECT ?year WHERE { <https://w3id.org/palmares/id/edition/the-impact-2024> pal:year ?year }"
    assert run(text).stdout == "year\n────\n2024\n"
    assert run("-", given=text.encode()).stdout == run(text).stdout
    (tmp_path / "my.rq").write_text(text)
    assert run("--file", str(tmp_path / "my.rq")).stdout == run(text).stdout


def test_an_own_query_with_a_header_takes_parameters(tmp_path: Path) -> None:
    file = tmp_path / "my.rq"
    file.write_text(OWN)
    result = run("--file", str(file), "-p", "institution=IMT Atlantique", "--lang", "fr")
    assert result.stdout == "résultats\n─────────\n       11\n"
    assert "Combien de résultats a un établissement" in run("--file", str(file), "--help", "--lang", "fr").stdout
    assert run("-", "-p", "institution=imt-atlantique", given=OWN.encode()).stdout == "results\n───────\n     11\n"


def test_a_question_answered_no_leaves_with_1() -> None:
    assert (run("ASK { ?s a pal:Result }").exit_code, run("ASK { ?s a pal:Nothing }").exit_code) == (0, 1)
    assert run("ASK { ?s a pal:Nothing }", "--lang", "fr").stdout == "réponse\n───────\n    non\n"


def test_nothing_found_is_said_aside() -> None:
    result = run("conflicts", "-p", "edition=the-impact-2024", "--format", "csv", "--lang", "fr")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == "remarque\N{NO-BREAK SPACE}: rien dans ce graphe ne répond\n"


def test_triples_are_turtle() -> None:
    result = run("DESCRIBE <https://w3id.org/palmares/id/scope/fr>")
    assert 'rdfs:label "France"@en , "France"@fr' in result.stdout
    assert "a pal:Scope ;" in result.stdout


def test_named_graphs_of_the_committed_graph_can_be_asked() -> None:
    result = run("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s a pal:Document } }", "--format", "csv", graph=None)
    assert int(result.stdout.splitlines()[1]) >= 5


def test_without_a_path_the_committed_graph_is_asked() -> None:
    result = run(*TRAJECTORY, "--format", "csv", graph=None)
    assert [row["rankBest"] for row in csv.DictReader(io.StringIO(result.stdout))] == [
        "52",
        "40",
        "33",
        "27",
        "24",
        "16",
    ]


def test_another_base(tmp_path: Path) -> None:
    other = tmp_path / "graph.ttl"
    other.write_text(
        SMALL.read_text("utf-8").replace("https://w3id.org/palmares/id/", "https://example.org/id/"), "utf-8"
    )
    assert run(*TRAJECTORY, "--base", "https://example.org/id/", graph=other).stdout == run(*TRAJECTORY).stdout


REFUSED = [
    ("an unknown query", ("rank-trajctory",), 2, "no query rank-trajctory\n  fix: nearest: rank-trajectory"),
    ("nothing like it", ("xyzzy",), 2, "no query xyzzy\n  fix: kg query lists them\n"),
    ("SPARQL without a brace", ("select ?x where ?x a",), 2, 'this is not SPARQL 1.1, 1:17: expected "{"'),
    ("SPARQL after a prefix", ("\nPrefix a: <a:> ASK a:b",), 2, "this is not SPARQL 1.1, 2:"),
    ("words that begin like SPARQL", ("asked",), 2, "no query asked"),
    ("words that are no query", ("rank trajectory",), 2, "nearest: rank-trajectory"),
    ("an unknown parameter", ("ties", "-p", "editon=x"), 2, "ties has no parameter editon"),
    ("a parameter of a query without any", ("ASK {}", "-p", "n=3"), 2, "SPARQL has no parameter n"),
    ("no parameter at all", ("ties", "-p", "edition"), 2, "-p: not a parameter: edition\n  fix: write -p name=value"),
    ("a parameter without a name", ("ties", "-p", "=x"), 2, "-p: not a parameter: =x"),
    ("a parameter twice", ("ties", "-p", "edition=a", "-p", "edition=b"), 2, "-p: parameter edition given twice"),
    ("an unknown value", ("ties", "-p", "edition=the-impact-2042"), 2, "nearest: the-impact-2021, the-impact-2024"),
    ("an unknown language", ("ties", "-p", "lang=de"), 2, "lang: no language de"),
    ("two queries", ("ties", "--file", "x.rq"), 2, "two queries, by argument and by --file"),
    ("no such file", ("--file", "none.rq"), 3, "none.rq: unreadable, there is no such file"),
    ("an empty query", ("-",), 2, "stdin: the query is empty"),
    ("broken SPARQL", ("SELECT {",), 2, "this is not SPARQL 1.1, 1:"),
    ("an update", ("INSERT DATA { <a:a> <a:b> <a:c> }",), 2, "INSERT changes data"),
    ("a service", ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",), 2, "SERVICE calls another server"),
    ("triples as a table", ("DESCRIBE <a:b>", "--format", "csv"), 2, "answers with triples, not with csv"),
    ("no base", ("ties", "--base", "not a base"), 2, "--base: not a base is no base for IRIs"),
    ("an unknown format", ("ties", "--format", "xml"), 2, "choose among table, csv, tsv, json, jsonl, markdown"),
]


@pytest.mark.parametrize(("_why", "words", "code", "said"), REFUSED, ids=names(REFUSED))
def test_what_is_refused(_why: str, words: tuple[str, ...], code: int, said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    french = run(*words, "--lang", "fr")
    assert french.stderr.startswith("erreur\N{NO-BREAK SPACE}: ")
    assert french.stderr != result.stderr


def test_a_missing_file_is_told_in_french() -> None:
    french = run("--file", "none.rq", "--lang", "fr").stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert french == "erreur : none.rq : illisible, fichier introuvable\n"


def test_input_that_is_no_text_is_refused(tmp_path: Path) -> None:
    assert "stdin: not UTF-8 text" in run("-", given=b"ASK { ?s ?p '\xff' }").stderr
    (tmp_path / "my.rq").write_bytes(b"\xff")
    assert run("--file", str(tmp_path / "my.rq")).exit_code == 3


def test_a_missing_graph_is_told(tmp_path: Path) -> None:
    result = run("ties", graph=tmp_path / "none")
    assert result.exit_code == 3
    assert "no graph here\n  fix: kg build makes one" in result.stderr


def test_a_query_starts_without_the_heavy_parts() -> None:
    code = (
        "import sys; from kg.cli import main\n"
        "try: main(['query', 'ties'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('rdflib', 'pyshacl', 'rapidfuzz', 'kg.language', 'kg.build') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
