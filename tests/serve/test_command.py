"""The command as a person meets it: where it listens, what it refuses, how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner, Result

from kg import project
from kg.cli import INTERRUPTED, main
from kg.serve.run import serve
from kg.serve.service import Settings
from tests.serve.running import PATIENCE, engines, in_process, wait_for

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_loop")

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["serve", *words])


FORMATS = {
    "text/html": "<!DOCTYPE html>",
    "text/turtle": "@base",
    "application/ld+json": '{"@context"',
    "application/n-triples": "<http",
}


def test_curl_gets_one_name_in_four_formats_and_the_log_notes_it(published: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with in_process(published, "--host", "0.0.0.0", "--log", str(log)) as (address, process):  # noqa: S104 (tried)
        name = f"{address.replace('0.0.0.0', '127.0.0.1')}id/institution/imt-mines-ales"  # noqa: S104
        for media, beginning in FORMATS.items():
            assert curl("-L", "-H", f"Accept: {media}", name).lstrip().startswith(beginning)
        assert curl("-L", name).startswith("<!DOCTYPE html>")
        assert curl("-L", f"{name}.ttl").startswith("@base")
        assert curl("-I", name).startswith("HTTP/1.1 303 See Other")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        _, said = process.communicate()
    assert said.startswith("note: anybody who reaches this machine can ask")
    assert said.count("\n") == 1
    lines = log.read_text("utf-8").splitlines()
    assert len([line for line in lines if " GET /id/institution/imt-mines-ales 303 " in line]) == 5
    assert "127.0.0.1" not in log.read_text("utf-8")


def curl(*words: str) -> str:
    return subprocess.run(["curl", "-s", *words], capture_output=True, text=True, check=True).stdout


def test_a_signal_ends_it_once_requests_under_way_are_answered(published: Path) -> None:
    with in_process(published, "--quiet", "--seconds", "2") as (address, process):
        statuses = []

        def ask() -> None:
            statuses.append(httpx.get(f"{address}sparql", params={"query": ENDLESS}, timeout=60).status_code)

        asking = threading.Thread(target=ask)
        before = engines(process.pid)
        asking.start()
        wait_for(lambda: any(nice(engine) == "19" for engine in engines(process.pid)))
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        asking.join()
        assert statuses == [504]
        assert not any(nice(engine) for engine in before | engines(process.pid))
        assert process.communicate() == ("", "")


SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_it_from_the_moment_it_says_that_it_serves(number: signal.Signals, published: Path) -> None:
    late = threading.Timer(PATIENCE, os.kill, (os.getpid(), signal.SIGINT))
    late.start()
    serve(Settings(site=published), "127.0.0.1", 0, lambda _address, _service: signal.raise_signal(number))
    assert late.is_alive()
    late.cancel()


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_during_a_first_publication_ends_both(number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(project.graph_to_read()), "--port", "0"]
    environment = os.environ | {"PALMARES_CACHE": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True, start_new_session=True
    ) as process:
        wait_for(lambda: publishing(process.pid))
        os.killpg(process.pid, number)  # as a terminal does at Ctrl-C
        assert process.wait(PATIENCE) == (INTERRUPTED if number == signal.SIGINT else -number)
        assert "".join(process.communicate()).strip() == ""
    assert not list(tmp_path.glob("sites/*/download"))


def publishing(parent: int) -> bool:
    """Tell whether a process has one that publishes for it."""
    return (
        "multiprocessing.spawn"
        in subprocess.run(
            ["ps", "--ppid", str(parent), "-o", "args="], capture_output=True, text=True, check=False
        ).stdout
    )


HURRIED = "import kg.serve.run, kg.cli; kg.serve.run.GRACE = 0.3; kg.cli.main()"


def test_who_waits_too_long_at_the_end_is_told_that_the_server_stops(published: Path) -> None:
    answers: list[httpx.Response] = []

    def ask(address: str, language: str) -> None:
        parameters = {"query": ENDLESS, "lang": language}
        answers.append(httpx.get(f"{address}sparql", params=parameters, timeout=PATIENCE))

    with in_process(published, "--quiet", begin=("-c", HURRIED)) as (address, process):
        asking = [threading.Thread(target=ask, args=(address, language)) for language in ("en", "fr")]
        for each in asking:
            each.start()
        wait_for(lambda: [nice(engine) for engine in engines(process.pid)].count("19") == len(asking))
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        for each in asking:
            each.join()
        assert process.communicate() == ("", "")
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}
    assert {answer.json()["detail"] for answer in answers} == {"the server is stopping", "le serveur s’arrête"}


def nice(process: int) -> str:
    """Give the priority of a process; nothing if it is gone."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as stat:  # noqa: PTH123 (no path of ours)
            return stat.read().rpartition(")")[2].split()[16]
    except OSError:
        return ""


def test_a_port_that_is_taken_is_told(published: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        english = run("--site", str(published), "--port", port)
        french = run("--site", str(published), "--port", port, "--lang", "fr")
    assert english.stderr == (
        f"error: 127.0.0.1:{port}: another program listens there\n"
        "  fix: name another port with --port, or 0 for any that is free\n"
    )
    assert "un autre programme y écoute" in french.stderr
    assert english.exit_code == 2


REFUSED = [
    # why                      words                                                     code  what is said
    ("nothing published",      ["--site", "{empty}"],                                    3,    "no publication here"),
    ("no build",               ["--graph", "{empty}"],                                   3,    "no palmares.ttl here"),
    ("two things at once",     ["--site", "{empty}", "--graph", "{empty}"],              2,    "own graph and address"),
    ("no address",             ["--graph", "{empty}", "--base-url", "example"],          2,    "no address of a site"),
    ("no host",                ["--site", "{empty}", "--host", "no.such.host.invalid"],  2,    "name with --host"),
    ("a log in a folder",      ["--site", "{empty}", "--log", "{empty}"],                2,    "it is a folder"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "code", "said"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused(why: str, words: list[str], code: int, said: str, tmp_path: Path) -> None:
    result = run("--port", "0", *(word.format(empty=tmp_path) for word in words))
    assert result.exit_code == code, why
    assert said in result.stderr
    assert result.stderr.startswith("error: ")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "kg.serve.run", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("--site", str(tmp_path))
    assert result.exit_code == 2
    assert "pip install 'palmares[serve]'" in result.stderr
