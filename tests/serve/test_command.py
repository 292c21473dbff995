"""The command as a person meets it: where it listens, what it refuses, how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests.serve.running import engines, in_process, wait_for

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
    ("no host",                ["--site", "{empty}", "--host", "no.such.host.invalid"],  2,    "cannot listen there"),
    ("a log in a folder",      ["--site", "{empty}", "--log", "{empty}"],                2,    "it is a folder"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "code", "said"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused(why: str, words: list[str], code: int, said: str, tmp_path: Path) -> None:
    result = run("--port", "0", *(word.format(empty=tmp_path) for word in words))
    assert result.exit_code == code, why
    assert said in result.stderr


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "kg.serve.run", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("--site", str(tmp_path))
    assert result.exit_code == 2
    assert "pip install 'palmares[serve]'" in result.stderr
