"""kg extract: a table or lines for a person or a program, notes and errors on stderr, the right exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests import read_once
from tests.tables import names

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
IMPACT_2024 = DOCUMENTS / "the-impact-2024-imt-mines-ales.fr.txt"
LETUDIANT_2023 = DOCUMENTS / "letudiant-2023-imt-mines-ales.fr.md"

RANKED = "L’INSA Lyon est 9e ex aequo du palmarès 2024 de L’Étudiant."
UNKNOWN = "L’Université de Valdoré est 24e mondiale au classement THE Impact 2024."
AMBIGUOUS = "UCA est 24e mondiale au classement THE Impact 2024."
SPANISH = (
    "La universidad ocupa el puesto veinticuatro en la clasificación mundial de universidades, según el informe"
    " publicado ayer por la revista británica, que evalúa a más de mil instituciones de todo el mundo por su docencia"
    " y su investigación. Los estudiantes y los profesores celebraron el resultado en el campus."
)
SILENT = "L’INSA Lyon se réjouit du palmarès 2024 de L’Étudiant, qui est une belle fête pour les élèves."


@pytest.fixture(autouse=True)
def _one_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the registry and index its names once for all runs of the command."""
    monkeypatch.setattr("kg.cli.extract.load_registry", read_once.registry, raising=False)
    monkeypatch.setattr("kg.extract.registry_lexicon", read_once.lexicon_of)


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["extract", *words], input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(RANKED, encoding="utf-8")
    return tmp_path / "a.txt"


def test_a_table(text: Path) -> None:
    result = run(str(text))
    head, rule, row = result.stdout.splitlines()
    assert result.exit_code == 0
    assert head.split() == ["institution", "ranking", "edition", "subject", "scope", "position", "words"]
    assert set(rule) == {"─", " "}
    for cell in ("INSA Lyon", "letudiant-ingenieurs", "2024", "–", "FR", "9 tied", "9e ex aequo"):
        assert cell in row
    assert result.stderr == ""


def test_columns_stand_below_their_heads(text: Path) -> None:
    head, _, row = run(str(text)).stdout.splitlines()
    assert [row[head.index(name) - 1] for name in ("ranking", "edition", "subject", "scope", "position")] == [" "] * 5
    assert row[head.index("ranking") :].startswith("letudiant-ingenieurs")


def test_a_french_table(text: Path) -> None:
    head, _, row = run(str(text), "--lang", "fr").stdout.splitlines()
    assert head.split() == ["établissement", "classement", "édition", "critère", "périmètre", "position", "passage"]
    assert "9 ex aequo" in row


@pytest.mark.parametrize("words", [["--lang", "fr", "extract"], ["extract", "--lang", "fr"]], ids=["before", "after"])
def test_the_language_before_or_after_the_command(words: list[str], text: Path) -> None:
    assert CliRunner().invoke(main, [*words, str(text)]).stdout.startswith("établissement")


def test_long_words_are_cut_in_a_table() -> None:
    rows = run(str(IMPACT_2024)).stdout.splitlines()[2:]
    assert any(row.endswith("…") for row in rows)
    assert all(len(row) < 250 for row in rows)


CELLS = [
    # why              text                                                                         cell
    ("band",           "L’INSA Lyon est classée 101-150 au classement de Shanghai 2023.",           "101–150"),
    ("open band",      "L’INSA Lyon est classée 1201+ au QS World University Rankings 2025.",       "1201+"),
    ("top",            "L’INSA Lyon est dans le top 50 du classement de Shanghai 2023.",            "top 50"),
    ("percent",        "L’INSA Lyon est dans le top 5 % des écoles de U-Multirank 2022.",           "top 5 %"),
    ("score",          "L’INSA Lyon obtient 83,1/100 au classement THE Impact 2024.",               "83.1/100"),
    ("grade",          "L’INSA Lyon est dans le groupe A du palmarès 2024 de L’Étudiant.",          "A"),
    ("grades",         "L’INSA Lyon décroche 12 notes A et B dans U-Multirank 2022.",               "12 × A+B"),
    ("goals",          "L’INSA Lyon est présente sur 15 des 17 ODD du classement THE Impact 2024.", "15/17"),
    ("goals in a top", "L’INSA Lyon est dans le top 100 mondial pour 4 ODD au THE Impact 2024.",    "4/17 (top 100)"),
    ("no edition",     "L’INSA Lyon est 9e du palmarès de L’Étudiant.",                             "–"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "stdin", "cell"), CELLS, ids=names(CELLS))
def test_a_position_in_a_table(why: str, stdin: str, cell: str) -> None:
    row = run("-", stdin=stdin).stdout.splitlines()[2]
    assert f"  {cell}  " in row, why


def test_lines(text: Path) -> None:
    result = run(str(text), "--format", "jsonl")
    [line] = lines(result)
    assert result.exit_code == 0
    stated = {
        key: line[key] for key in ("institution", "ranking", "edition", "subject", "scope", "type", "low", "high")
    }
    assert stated == {
        "institution": "INSA Lyon", "ranking": "letudiant-ingenieurs", "edition": 2024, "subject": None, "scope": "FR",
        "type": "rank", "low": 9, "high": 9,
    }  # fmt: skip
    assert (line["population"], line["tied"]) == (None, True)
    assert RANKED[line["start"] : line["end"]] == line["quote"]
    assert "Institut national des sciences appliquées de Lyon" in line["institution_names"]
    assert set(line["links"]) == {"institution", "ranking", "edition", "subject", "scope"}


def test_lines_are_not_escaped() -> None:
    assert "Université de Valdoré" in run("-", "--format", "jsonl", stdin=UNKNOWN).stdout


def test_claims_only_unless_facts_are_asked() -> None:
    claims, both = (lines(run(str(LETUDIANT_2023), "--format", "jsonl", *more)) for more in ([], ["--facts"]))
    assert all("type" in line for line in claims)
    assert both[: len(claims)] == claims
    facts = both[len(claims) :]
    assert {fact["kind"] for fact in facts} == {"edition_size", "move", "method"}
    assert not any("type" in fact for fact in facts)


def test_a_table_of_facts() -> None:
    alone, both = run(str(LETUDIANT_2023)).stdout, run(str(LETUDIANT_2023), "--facts").stdout
    assert both.startswith(alone)
    head, _, *rows = both.removeprefix(alone).strip().splitlines()
    assert head.split() == ["kind", "institution", "ranking", "edition", "what", "is", "said", "words"]
    assert any("edition size" in row and "2023" in row and "169" in row for row in rows)
    assert any("5 → 10 points" in row for row in rows)
    assert run(str(LETUDIANT_2023), "--facts", "--lang", "fr").stdout.splitlines()[-len(rows) - 2].split() == [
        "nature", "établissement", "classement", "édition", "ce", "qui", "est", "dit", "passage",
    ]  # fmt: skip


def test_facts_without_claims() -> None:
    result = run("-", "--facts", stdin="Le palmarès 2024 de L’Étudiant classe 174 écoles d’ingénieurs de tout le pays.")
    assert "174 écoles" in result.stdout
    assert result.exit_code == 0


def test_help_tells_what_a_dash_means() -> None:
    assert "A subject – is the overall ranking; an edition – is not stated." in " ".join(run("--help").stdout.split())


def test_standard_input_is_read_as_plain_text() -> None:
    source = f"# Le titre\n\n{RANKED}"
    [line] = lines(run("-", "--format", "jsonl", stdin=source))
    assert source[line["start"] : line["end"]] == line["quote"]
    assert "9e" in line["quote"]


NOTES = [
    # why           text    in English                   in French
    ("no position", SILENT, "note: no position found\n", "remarque_: aucune position trouvée\n"),
    ("an unknown institution", UNKNOWN, "note: not in the registry: Université de Valdoré\n",
     "remarque_: absent du registre_: Université de Valdoré\n"),
    ("a name of several institutions", AMBIGUOUS,
     "note: UCA could be any of universite-clermont-auvergne, universite-cote-d-azur\n",
     "remarque_: UCA peut être l’un de_: universite-clermont-auvergne, universite-cote-d-azur\n"),
    ("all is well", RANKED, "",                          ""),
]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "jsonl"])
@pytest.mark.parametrize(("why", "stdin", "en", "fr"), NOTES, ids=names(NOTES))
def test_notes(why: str, stdin: str, en: str, fr: str, form: str) -> None:
    for language, said in (("en", en), ("fr", fr)):
        result = run("-", "--format", form, "--lang", language, stdin=stdin)
        assert result.stderr.replace("\N{NO-BREAK SPACE}", "_") == said, why
        assert result.exit_code == 0


def test_no_position_leaves_stdout_empty() -> None:
    assert run("-", stdin=SILENT).stdout == ""
    assert run("-", "--format", "jsonl", stdin=SILENT).stdout == ""


REFUSED = [
    # why                words                    code  in English             in French
    ("missing file",     ["missing.txt"],         3, "missing.txt: there is no", "missing.txt_: fichier introuvable"),
    ("a text",           [RANKED],                3, 'no such file\n  fix: to read a text: echo "…" | kg extract -',
     'fichier introuvable\n  remède_: pour lire un texte_: echo "…" | kg extract -'),
    ("a long text",      [RANKED * 9],            3, "fix: to read a text", "remède_: pour lire un texte_:"),
    ("no document",      ["a.pdf"],               3, "a.pdf: no text: this seems", "a.pdf_: pas un texte"),
    ("empty file",       ["empty.txt"],           3, "empty.txt: no text in it", "empty.txt_: aucun texte"),
    ("another language", ["es.txt"],              3, "another language (es)",  "une autre langue (es)"),
    ("no file named",    [],                      2, "FILE is missing",        "il manque FILE"),
    ("unknown form",     ["a.txt", "--format", "csv"], 2, "--format: not an allowed", "valeur non admise"),
    ("unknown language", ["a.txt", "--lang", "de"], 2, "--lang: not an allowed", "valeur non admise"),
    ("unknown option",   ["a.txt", "--fact"],     2, "no option --fact",       "pas d’option --fact"),
    ("two files",        ["a.txt", "b.txt"],      2, "extra argument",         "ligne de commande refusée"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "code", "en", "fr"), REFUSED, ids=names(REFUSED))
def test_refused(
    why: str, words: list[str], code: int, en: str, fr: str, *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "es.txt").write_text(SPANISH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for language, said in (("en", en), ("fr", fr)):
        monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
        result = run(*words)
        assert (result.exit_code, result.stdout) == (code, "")
        assert said in result.stderr.replace("\N{NO-BREAK SPACE}", "_"), why
        assert result.stderr.startswith({"en": "error: ", "fr": "erreur\N{NO-BREAK SPACE}: "}[language])
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["none.txt", "a pdf.pdf"])
def test_a_file_that_is_there_or_a_name_without_blanks_is_not_taken_for_a_text(name: str, tmp_path: Path) -> None:
    (tmp_path / "a pdf.pdf").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run(str(tmp_path / name))
    assert result.exit_code == 3
    assert "kg extract -" not in result.stderr


def test_an_encoding_other_than_utf8_is_noted(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(RANKED.encode("cp1252"))
    result = run(str(tmp_path / "latin.txt"), "--lang", "fr")
    assert result.exit_code == 0
    assert "remarque\N{NO-BREAK SPACE}: latin.txt\N{NO-BREAK SPACE}: lu en windows-1252" in result.stderr


def test_empty_standard_input_is_refused() -> None:
    result = run("-", stdin=" \n")
    assert result.exit_code == 3
    assert "no text in it" in result.stderr


def piped(content: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg", "extract", "-"], input=content, env=environment, capture_output=True, check=False
    )


STREAMS = [
    # why  bytes  locale
    ("no text, a usual locale", b"\x7fELF\x02\x01\x01\x00", "fr_FR.UTF-8"),
    ("no text, the plain locale", b"\x7fELF\x02\x01\x01\x00", "C.UTF-8"),
    ("another language", SPANISH.encode(), "C.UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content", "locale"), STREAMS, ids=names(STREAMS))
def test_bad_standard_input_is_refused(why: str, content: bytes, locale: str) -> None:
    done = piped(content, LANG=locale, PYTHONPATH=str(DOCUMENTS.parents[1]))
    assert (done.returncode, done.stdout) == (3, b""), why


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        (["--why"], "en", ["line 5", "rule first", "same clause: French", "IMT Atlantique"]),
        (["--why"], "fr", ["ligne 5", "règle first", "même proposition", "établissement"]),
        (["--why-not"], "en", ["4th", "counts something else", "counts-something-else"]),
        (["--why-not"], "fr", ["4th", "un ordinal qui compte autre chose"]),
    ],
)
def test_reasons_are_printed(words: list[str], language: str, said: list[str]) -> None:
    done = CliRunner().invoke(
        main, ["extract", str(DOCUMENTS / "the-impact-2021-imt-schools.en.md"), *words, "--lang", language]
    )
    assert done.exit_code == 0
    assert [part for part in said if part not in done.stdout] == []


def test_a_page_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = CliRunner().invoke(
        main, ["extract", str(DOCUMENTS / "the-impact-2021-imt-schools.en.md"), "--html", str(page), "--lang", "fr"]
    )
    assert done.exit_code == 0
    assert '<html lang="fr">' in page.read_text(encoding="utf-8")
