"""A renewed publication takes over without a failed request; what cannot be opened is told, and the old one stays."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from typing import TYPE_CHECKING

import httpx
import pytest

from kg.errors import DataError
from kg.serve.limits import Limits
from kg.serve.service import Settings
from tests.serve.renewing import put, republish
from tests.serve.running import Server, engines, in_thread, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW = "<https://example.org/new> <https://example.org/p> <https://example.org/{}> <https://example.org/graph> .\n"
COUNT = "SELECT (COUNT(*) AS ?count) { <https://example.org/new> ?p ?o }"
LIMITS = Limits(quick=1, slow=1, seconds=5)


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    """Copy what a server of a publication needs, and what visitors ask for here."""
    folder = tmp_path / "site"
    for name in ("download", "data/ranking", "en/ranking"):
        shutil.copytree(published / name, folder / name)
    quads = folder / "download" / "palmares.nq"
    lines = quads.read_text("utf-8").splitlines(keepends=True)
    quads.write_text("".join(line for line in lines if "dcat#" in line or "/ranking/" in line), "utf-8")
    put(folder, quads.read_bytes())
    return folder


@pytest.fixture
def swapping(site: Path) -> Iterator[Server]:
    with in_thread(Settings(site=site, limits=LIMITS, every=0.1)) as running:
        yield running


def count(server: Server) -> int:
    answer = server.client.get("/sparql", params={"query": COUNT}, headers={"accept": "text/csv"})
    return int(answer.text.splitlines()[1])


def health(server: Server) -> dict[str, object]:
    told: dict[str, object] = server.client.get("/health").json()
    return told


def test_no_request_fails_during_three_swaps(swapping: Server, site: Path) -> None:
    statuses: set[int] = set()
    done = threading.Event()
    first, quads = health(swapping), (site / "download" / "palmares.nq").read_bytes()

    def hammer() -> None:
        with httpx.Client(base_url=swapping.url, timeout=60) as client:
            while not done.is_set():
                for path in ("/en/ranking/the-impact.html", "/id/ranking/the-impact", f"/sparql?query={COUNT}"):
                    statuses.add(client.get(path).status_code)
                    done.wait(0.005)

    hammering = threading.Thread(target=hammer)
    hammering.start()
    try:
        for number in range(1, 4):
            quads += NEW.format(number).encode()
            put(site, quads)
            wait_for(lambda number=number: count(swapping) == number)  # type: ignore[misc]
    finally:
        done.set()
        hammering.join()
    assert statuses == {200, 303}
    last = health(swapping)
    assert last["status"] == "ok"
    assert (last["triples"], last["digest"] != first["digest"]) == (int(str(first["triples"])) + 3, True)


def test_what_is_old_goes(site: Path) -> None:
    before = engines(os.getpid())
    with in_thread(Settings(site=site, limits=Limits(quick=1, slow=1, seconds=0.1, linger=0.1), every=0.1)) as server:
        old = server.service.now
        mine = engines(os.getpid()) - before
        put(site, (site / "download" / "palmares.nq").read_bytes() + NEW.format(1).encode())
        wait_for(lambda: server.service.now is not old)
        wait_for(lambda: not mine & engines(os.getpid()) and not old.index.exists())
        assert count(server) == 1
    assert server.service.now.index.exists()
    assert engines(os.getpid()) <= before


BROKEN = [
    # why                     what is put in                    what is said
    ("another digest",        (b"", "0" * 64),                  "is not the file that SHA256SUMS tells of"),
    ("no N-Quads",            (b"<a> <b> .\n", ""),             "broken RDF"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "put_in", "said"), BROKEN, ids=[case[0] for case in BROKEN])
def test_what_is_broken_is_told_and_not_served(
    why: str, put_in: tuple[bytes, str], said: str, swapping: Server, site: Path
) -> None:
    quads = (site / "download" / "palmares.nq").read_bytes()
    put(site, *put_in)
    wait_for(lambda: health(swapping)["status"] == "stale")
    reason = health(swapping)["reason"]
    assert isinstance(reason, dict)
    assert said in reason["en"], why
    assert reason["fr"] != reason["en"]
    assert swapping.client.get("/sparql", params={"query": "ASK { ?x a pal:Ranking }"}).json()["boolean"] is True
    with pytest.raises(DataError, match=said), in_thread(Settings(site=site, limits=LIMITS, every=0.1)):
        pass
    put(site, quads + NEW.format(1).encode())
    wait_for(lambda: health(swapping)["status"] == "ok")
    assert count(swapping) == 1


def test_a_description_that_is_no_turtle_is_told_and_not_served(swapping: Server, site: Path) -> None:
    (site / "download" / "dataset.ttl").write_bytes(b"<a> <b> .\n")
    put(site, (site / "download" / "palmares.nq").read_bytes() + NEW.format(1).encode())
    wait_for(lambda: health(swapping)["status"] == "stale")
    assert "dataset.ttl:1:" in str(health(swapping)["reason"])
    assert count(swapping) == 0


def test_a_bug_in_renewing_is_told(swapping: Server, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_site: Path) -> str:
        return str(1 // 0)

    monkeypatch.setattr("kg.serve.service.digest_of", broken)
    put(site, (site / "download" / "palmares.nq").read_bytes() + NEW.format(1).encode())
    wait_for(lambda: health(swapping)["status"] == "stale")
    assert "a bug of the server" in str(health(swapping)["reason"])
    assert count(swapping) == 0


def test_a_publication_that_vanishes_is_told(swapping: Server, site: Path) -> None:
    site.rename(site.with_name("elsewhere"))
    wait_for(lambda: health(swapping)["status"] == "stale")
    assert "no publication here" in str(health(swapping)["reason"])
    assert swapping.client.get("/sparql", params={"query": "ASK { ?x a pal:Ranking }"}).json()["boolean"] is True
    site.with_name("elsewhere").rename(site)
    wait_for(lambda: health(swapping)["status"] == "ok")


def test_a_graph_that_is_built_anew_is_published_and_served(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = tmp_path / "graph"
    graph.mkdir()
    quads = (site / "download" / "palmares.nq").read_bytes()
    for name in ("palmares.nq", "palmares.ttl"):
        (graph / name).write_bytes(quads)
    monkeypatch.setattr("kg.serve.service.publish_graph", republish)
    with in_thread(Settings(site=site, graph=graph, limits=LIMITS, every=0.1)) as server:
        (graph / "palmares.nq").write_bytes(b"")
        wait_for(lambda: health(server)["status"] == "stale")
        assert health(server)["reason"] == {"en": "nothing was built", "fr": "rien n’a été construit"}
        (graph / "palmares.nq").write_bytes(quads)
        wait_for(lambda: health(server)["status"] == "ok")
        assert count(server) == 0
        (graph / "palmares.nq").write_bytes(quads + NEW.format(1).encode())
        wait_for(lambda: count(server) == 1)
        assert health(server)["status"] == "ok"


NB = "\N{NO-BREAK SPACE}"
NOTED = {
    "en": [
        "stale: {site}: no publication here – fix: name with --site the folder that kg publish -o wrote",
        "up to date again: {digest}",
        "renewed: ",
    ],
    "fr": [
        f"périmé{NB}: {{site}}{NB}: pas de publication ici – remède{NB}: nommer avec --site le dossier que",
        f"de nouveau à jour{NB}: {{digest}}",
        f"renouvelé{NB}: ",
    ],
}


@pytest.mark.parametrize("language", NOTED)
def test_the_log_tells_each_change_in_one_line_of_the_language(
    language: str, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kg.serve")
    with in_thread(Settings(site=site, limits=LIMITS, every=0.1, language=language)) as server:
        digest = str(health(server)["digest"])
        site.rename(site.with_name("elsewhere"))
        wait_for(lambda: health(server)["status"] == "stale")
        site.with_name("elsewhere").rename(site)
        wait_for(lambda: health(server)["status"] == "ok")
        put(site, (site / "download" / "palmares.nq").read_bytes() + NEW.format(1).encode())
        wait_for(lambda: health(server)["digest"] != digest)
    lines = [record.getMessage() for record in caplog.records if record.name == "kg.serve"]
    for line, expected in zip(lines, NOTED[language], strict=True):
        assert line.startswith(expected.format(site=site, digest=digest))
        assert "\n" not in line


def test_a_damaged_index_is_made_anew(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PALMARES_CACHE", str(tmp_path / "cache"))  # others serve from the one they share
    with in_thread(Settings(site=site, limits=LIMITS, every=0.1)) as server:
        index = server.service.now.index
    for file in index.glob("*.sst"):
        file.write_bytes(b"")
    with in_thread(Settings(site=site, limits=LIMITS, every=0.1)) as server:
        assert server.client.get("/sparql", params={"query": "ASK { ?x a pal:Ranking }"}).json()["boolean"] is True


def test_a_store_that_cannot_be_written_is_told(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PALMARES_CACHE", str(tmp_path / "file"))
    with pytest.raises(DataError, match="Not a directory"), in_thread(Settings(site=site, limits=LIMITS, every=0.1)):
        pass
