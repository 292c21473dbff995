"""The group `kg`: languages, errors, exit codes, what it loads."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import BUG, COMMANDS, NO_READER, main
from kg.cli.options import language_in, language_option, locale_language, print_note
from kg.errors import DataError, DocumentError, KgError, ShapesError, Text, UsageError

HEAVY = ("rdflib", "pyshacl", "pyoxigraph", "ahocorasick_rs", "pyromark", "text_to_num", "rapidfuzz")

MENDABLE = Text(en="no date", fr="pas de date")
REMEDY = Text(en="add it", fr="l’ajouter")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def give_build(monkeypatch: pytest.MonkeyPatch, outcome: BaseException | None) -> None:
    """Put a command in the place of `kg build` that prints its language and ends with `outcome`."""

    @click.command()
    @language_option
    @click.option("--format", "form", type=click.Choice(["table", "csv"]))
    @click.option("--output", required=False, type=int)
    @click.argument("file", required=False)
    def command(language: str, form: str | None, output: int | None, file: str | None) -> None:  # noqa: ARG001
        click.echo(language)
        if outcome is not None:
            raise outcome

    module = ModuleType("kg.cli.build")
    module.__dict__["command"] = command
    monkeypatch.setitem(sys.modules, "kg.cli.build", module)


LOCALES = [
    # why                              environment                                       language
    ("nothing set",                    {},                                               "en"),
    ("LANG",                           {"LANG": "fr_FR.UTF-8"},                          "fr"),
    ("another French country",         {"LANG": "fr-CA"},                                "fr"),
    ("the language alone",             {"LANG": "fr.UTF-8"},                             "fr"),
    ("messages before LANG",           {"LC_MESSAGES": "fr_FR", "LANG": "en_GB.UTF-8"},  "fr"),
    ("LC_ALL before all",              {"LC_ALL": "C", "LC_MESSAGES": "fr_FR"},          "en"),
    ("an empty variable says nothing", {"LC_ALL": "", "LANG": "fr_FR"},                  "fr"),
    ("a language we lack",             {"LANG": "de_DE.UTF-8"},                          "en"),
    ("a language that begins alike",   {"LANG": "frr_DE"},                               "en"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "environment", "language"), LOCALES, ids=[case[0] for case in LOCALES])
def test_locale(why: str, environment: dict[str, str], language: str) -> None:
    assert locale_language(environment) == language, why


LANG_WORDS = [
    # why                     words                                          language
    ("before the command",    ["--lang", "fr", "build"],                     "fr"),
    ("after the command",     ["build", "--lang", "fr"],                     "fr"),
    ("in one word",           ["build", "--lang=fr"],                        "fr"),
    ("the last one wins",     ["--lang", "fr", "build", "--lang", "en"],     "en"),
    ("else the locale",       ["build"],                                     "en"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "language"), LANG_WORDS, ids=[case[0] for case in LANG_WORDS])
def test_language_of_a_command(why: str, words: list[str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    give_build(monkeypatch, None)
    assert run(*words).stdout == f"{language}\n", why


def test_a_french_locale_gives_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert run("bild").stderr.startswith("erreur")


ERRORS = [
    # why                   error                                               code  said in English
    ("usage",               UsageError(MENDABLE),                               2,    "no date"),
    ("unreadable document", DocumentError(MENDABLE, where="a.md", fix=REMEDY),  3,    "a.md: no date\n  fix: add it"),
    ("unreadable data",     DataError(MENDABLE, where="a.ttl"),                 3,    "a.ttl: no date"),
    ("bad shapes",          ShapesError(MENDABLE, fix=REMEDY),                  4,    "no date\n  fix: add it"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "error", "code", "said"), ERRORS, ids=[case[0] for case in ERRORS])
def test_a_mendable_error_is_one_message(
    why: str, error: KgError, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_build(monkeypatch, error)
    result = run("build")
    assert (result.exit_code, result.stderr) == (code, f"error: {said}\n"), why


def test_a_mendable_error_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    give_build(monkeypatch, DocumentError(MENDABLE, where="a.md", fix=REMEDY))
    said = run("build", "--lang", "fr").stderr.replace("\N{NO-BREAK SPACE}", "_")
    assert said == "erreur_: a.md_: pas de date\n  remède_: l’ajouter\n"


OUTCOMES = [
    # why                 outcome               code
    ("done",              None,                 0),
    ("the answer is no",  click.exceptions.Exit(1), 1),
    ("interrupted",       KeyboardInterrupt(),  130),
]  # fmt: skip


@pytest.mark.parametrize(("why", "outcome", "code"), OUTCOMES, ids=[case[0] for case in OUTCOMES])
def test_exit_code(why: str, outcome: BaseException | None, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    give_build(monkeypatch, outcome)
    assert run("build").exit_code == code, why


def test_a_bug_shows_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    give_build(monkeypatch, ZeroDivisionError("a bug"))
    result = run("build")
    assert result.exit_code == BUG
    assert "Traceback" in result.stderr
    assert "ZeroDivisionError: a bug" in result.stderr


WRONG_LINES = [
    # why                     words                          in English, line 1          in French, line 2
    ("command, near one",     ["bild"],                      "kg: no command bild",      "vouliez-vous dire build"),
    ("command, near none",    ["zzz"],                       "kg: no command zzz",       "voir kg --help"),
    ("option of the group",   ["--vrsion"],                  "kg: no option --vrsion",   "vouliez-vous dire --version"),
    ("option of a command",   ["build", "--formt"],          "kg build: no option",      "vouliez-vous dire --format"),
    ("value of a choice",     ["build", "--format", "xml"],  "--format: not an allowed", "choisir parmi table, csv"),
    ("value of another type", ["build", "--output", "x"],    "not a valid integer",      "voir kg build --help"),
    ("too many words",        ["build", "a", "b"],           "extra argument",           "voir kg build --help"),
    ("no value",              ["build", "--format"],         "requires an argument",     "voir kg --help"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "en", "fr"), WRONG_LINES, ids=[case[0] for case in WRONG_LINES])
def test_a_wrong_line(why: str, words: list[str], en: str, fr: str, monkeypatch: pytest.MonkeyPatch) -> None:
    give_build(monkeypatch, None)
    english, french = run(*words), run("--lang", "fr", *words)
    assert (english.exit_code, french.exit_code) == (2, 2), why
    assert en in english.stderr.splitlines()[0], why
    assert fr in french.stderr.splitlines()[1], why


def test_the_language_is_found_on_a_line_that_was_not_parsed() -> None:
    assert run("bild", "--lang", "fr").stderr.startswith("erreur")


def test_a_missing_argument_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    @click.argument("file")
    def command(file: str) -> None:
        raise AssertionError(file)

    module = ModuleType("kg.cli.extract")
    module.__dict__["command"] = command
    monkeypatch.setitem(sys.modules, "kg.cli.extract", module)
    assert run("extract").stderr.startswith("error: kg extract: FILE is missing\n")


def test_notes_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    print_note(Text(en="no position found", fr="aucune position trouvée"), "en")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "note: no position found\n")


def test_words_that_only_look_like_a_language() -> None:
    assert language_in(["--language", "fr", "--lang", "de"]) is None


def test_help_without_a_command() -> None:
    assert run().exit_code == 2
    assert "Commands:" in run().stderr


def test_help_lists_the_commands_in_pipeline_order() -> None:
    help_text = run("--help").stdout
    places = [help_text.index(f"  {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_list_begins_as_the_command_s_own_help(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.get_short_help_str().split()[0] == COMMANDS[name].split()[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_lang(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert "--lang" in {option for parameter in command.params for option in parameter.opts}


def test_version() -> None:
    assert run("--version").stdout == "kg 0.1.0\n"


def test_help_loads_nothing_heavy() -> None:
    script = f"""
import sys
from kg.cli import main
try:
    main(["--help"])
except SystemExit:
    sys.exit(str(sorted(set(sys.modules).intersection({HEAVY!r}))))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"


def test_nobody_reads_the_output() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == NO_READER


def test_output_is_utf_8_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = subprocess.run([sys.executable, "-m", "kg", "--lang", "fr", "bild"], capture_output=True, check=False)
    assert "remède" in done.stderr.decode("utf-8")
