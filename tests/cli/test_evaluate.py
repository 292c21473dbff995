"""kg evaluate: the scorer's figures, the errors below them, in two languages and as JSON."""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.extract import extract
from kg.extract.gold import read_corpus
from kg.extract.lines import claim_line
from kg.read import read_document
from tests import read_once
from tests.tables import names

ROOT = Path(__file__).parents[2]
SEEDS, DOCUMENTS = ROOT / "tests" / "gold" / "seeds", ROOT / "data" / "documents"

TEXT = "L’INSA Lyon est 9e du palmarès 2024 de L’Étudiant. Elle est classée 101-150 au classement de Shanghai 2023."
GOLD = [
    {
        "institution": "INSA Lyon", "ranking": "letudiant-ingenieurs", "edition": 2023, "subject": None, "scope": "FR",
        "type": "rank", "low": 9, "high": 9, "tied": False, "quote": "9e du palmarès 2024",
    },
    {
        "institution": "INSA Lyon", "ranking": "letudiant-ingenieurs", "edition": 2024, "subject": None, "scope": "FR",
        "type": "top", "low": 1, "high": 10, "tied": False, "quote": "palmarès 2024 de L’Étudiant",
    },
]  # fmt: skip


@pytest.fixture(autouse=True)
def _one_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the registry and index its names once for all runs of the command."""
    monkeypatch.setattr("kg.cli.evaluate.load_registry", read_once.registry)
    monkeypatch.setattr("kg.extract.evaluate.registry_lexicon", read_once.lexicon_of)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, words)])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a folder of one text with gold that is not what it states."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    lines = [json.dumps(line, ensure_ascii=False) for line in GOLD]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


REPORT = """\
a                                  gold   2 predicted   2 value   1 strict   0  F1 0.00
value   precision 0.500  recall 0.500  F1 0.500
strict  precision 0.000  recall 0.000  F1 0.000
slots   institution 1.00  ranking 1.00  edition 0.00  subject 1.00  scope 1.00  tied 1.00
documents 1  gold 2  predicted 2  strict F1 mean over documents 0.000

1  extra: rule R
    a  “101-150”
        gold nothing
        found institution INSA Lyon · ranking arwu · edition 2023 · scope world · type band · low 101 · high 150

1  missed: no rule
    a  “palmarès 2024 de L’Étudiant”
        gold institution INSA Lyon · ranking letudiant-ingenieurs · edition 2024 · scope FR · type top · low 1 · high 10
        found nothing

1  wrong edition: rule R
    a  “9e du palmarès 2024”
        gold 2023
        found 2024
"""

RAPPORT = """\
a                                  référence   2 lus   2 valeur   1 stricts   0  F1 0,00
valeur  précision 0,500  rappel 0,500  F1 0,500
strict  précision 0,000  rappel 0,000  F1 0,000
champs  établissement 1,00  classement 1,00  édition 0,00  critère 1,00  périmètre 1,00  ex aequo 1,00
documents 1  référence 2  lus 2  F1 strict moyen par document 0,000

1  en trop_: règle R
    a  «_101-150_»
        référence rien
        lu institution INSA Lyon · ranking arwu · edition 2023 · scope world · type band · low 101 · high 150

1  manqué_: aucune règle
    a  «_palmarès 2024 de L’Étudiant_»
        référence institution INSA Lyon · ranking letudiant-ingenieurs · edition 2024 · scope FR · type top · low 1 · high 10
        lu rien

1  valeur fausse (édition)_: règle R
    a  «_9e du palmarès 2024_»
        référence 2023
        lu 2024
"""  # noqa: E501 (lines as printed)

LANGUAGES = [("English", "en", REPORT), ("French", "fr", RAPPORT)]


@pytest.mark.parametrize(("why", "language", "report"), LANGUAGES, ids=names(LANGUAGES))
def test_a_report(why: str, language: str, report: str, corpus: Path) -> None:
    result = run(corpus, "--docs", "--lang", language)
    assert (result.exit_code, result.stderr) == (0, ""), why
    said = result.stdout.replace("\N{NO-BREAK SPACE}", "_")
    # Which rule it was, and where its words end, is told by the tests of rules.
    said = re.sub(r"(rule|règle) [\w-]+$", r"\1 R", said, flags=re.MULTILINE)
    assert re.sub(r"101-150 [^_”\n]*", "101-150", said) == report


def test_json(corpus: Path) -> None:
    plain, with_documents = (json.loads(run(corpus, "--format", "json", *more).stdout) for more in ([], ["--docs"]))
    assert plain["value"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert (plain["documents"], plain["gold"], plain["predicted"]) == (1, 2, 2)
    assert [(group["kind"], group["slot"], group["count"]) for group in plain["errors"]] == [
        ("extra", None, 1), ("missed", None, 1), ("wrong", "edition", 1),
    ]  # fmt: skip
    assert plain["errors"][2]["examples"] == [
        {"document": "a", "gold": 2023, "found": 2024, "quote": "9e du palmarès 2024"}
    ]
    assert all(group["rule"] for group in plain["errors"] if group["kind"] != "missed")
    [document] = with_documents.pop("by_document")
    assert (document["document"], document["value"], document["strict_f1"]) == ("a", 1, 0)
    assert with_documents == plain


def test_json_is_the_same_in_both_languages(corpus: Path) -> None:
    english, french = (run(corpus, "--format", "json", "--lang", code).stdout for code in ("en", "fr"))
    assert english == french


FAULTS = [
    # why             folder   English                         French
    ("no folder",     "no",    "there is no such folder",      "dossier introuvable"),
    ("no gold",       "none",  "no gold in this folder",       "aucune annotation de référence dans ce dossier"),
    ("no text",       "alone", "gold without a text",          "référence sans texte"),
    ("broken JSON",   "bad",   "a.jsonl:2: no JSON (column 1", "a.jsonl:2_: ce n’est pas du JSON (colonne 1)"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "folder", "english", "french"), FAULTS, ids=names(FAULTS))
def test_what_cannot_be_measured(why: str, folder: str, english: str, french: str, tmp_path: Path) -> None:
    for name in ("none", "alone", "bad"):
        (tmp_path / name).mkdir()
    (tmp_path / "alone" / "a.jsonl").touch()
    (tmp_path / "bad" / "a.jsonl").write_text("\nnothing", encoding="utf-8")
    (tmp_path / "bad" / "a.txt").touch()
    for language, said in (("en", english), ("fr", french)):
        result = run(tmp_path / folder, "--lang", language)
        assert (result.exit_code, result.stdout) == (3, ""), why
        assert said in result.stderr.replace("\N{NO-BREAK SPACE}", "_")


FIGURES = re.compile(r"\| `kg evaluate (?P<words>[^`]+)` \| (?P<name>\w+)[^|]*\| (?P<figures>[\d.,| ]+) \|")


def numbers(line: str) -> list[str]:
    return [number.replace(",", ".") for number in re.findall(r"[01][.,]\d{3}", line)]


def test_the_figures_of_the_readmes_are_those_of_their_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    of_both = [FIGURES.findall((ROOT / name).read_text(encoding="utf-8")) for name in ("README.md", "README.fr.md")]
    assert [len(rows) for rows in of_both] == [6, 6], "the table of figures is no longer found"
    for words in dict.fromkeys(words for words, _, _ in of_both[0]):
        if not all(Path(word).is_dir() for word in words.split()):
            continue  # the shared corpus is not part of a checkout
        value, strict, *_ = run(*words.split()).stdout.splitlines()
        for rows in of_both:
            stated = [numbers(figures) for asked, _, figures in rows if asked == words]
            assert stated == [numbers(value), numbers(strict)]


def some_of(corpus: Path, folder: Path) -> Path:
    """Copy the first of a corpus's three slices."""
    folder.mkdir()
    for file in corpus.glob("a*"):
        shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_the_figures_are_printed_as_the_scorer_does(name: str, shared: Path, tmp_path: Path) -> None:
    corpus = shared / "corpus" / name
    gold = corpus if name == "seeds" else some_of(corpus, tmp_path / "gold")
    folders = (gold, shared / "documents") if name == "seeds" else (gold,)
    for case in read_corpus(*folders):
        document = read_document(case.text)
        claims = extract(document, read_once.registry()).claims
        lines = [json.dumps(claim_line(claim, document), ensure_ascii=False) for claim in claims]
        (tmp_path / f"{case.name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        runpy.run_path(str(shared / "corpus" / "score.py"))["main"](gold, tmp_path, docs=True)
    assert run(*folders, "--docs").stdout.partition("\n\n")[0].rstrip("\n") + "\n" == printed.getvalue()
