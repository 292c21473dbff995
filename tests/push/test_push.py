"""A push leaves in a store what the build holds, sends no more than what changed, and goes on where it was stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx
import pytest

from kg.errors import UsageError
from kg.push import Outcome, push
from kg.query import Engine
from kg.query.remote import Endpoint, RemoteError
from kg.query.remote.names import MERGED_GRAPH, RECORD_GRAPH
from kg.vocab import BASE
from tests.push.conftest import write_build
from tests.push.stores import PASSWORD, Addresses

if TYPE_CHECKING:
    from pathlib import Path

    from kg.push import Progress
    from tests.push.stores import Fake, Handler

THREE = {"a": "un", "b": "deux", "c": "trois"}


def say_nothing(_now: Progress) -> None:
    """Tell nobody."""


def document(name: str) -> str:
    return f"{BASE}document/{name}"


@pytest.mark.usefixtures("user")
def test_a_real_store_follows_the_build(addresses: Addresses, tmp_path: Path) -> None:
    base = "https://example.org/follows/"
    foreign = "urn:graph:of-others"
    send = {"params": {"graph": foreign}, "auth": httpx.DigestAuth("dba", PASSWORD)}
    httpx.put(addresses.graphs, content="<urn:s> <urn:p> <urn:o> .", headers={"Content-Type": "text/turtle"}, **send)  # type: ignore[arg-type]
    builds = [
        (THREE, Outcome(put=5, unchanged=0, deleted=0)),
        (THREE, Outcome(put=0, unchanged=5, deleted=0)),
        ({**THREE, "b": "corrigé"}, Outcome(put=2, unchanged=3, deleted=0)),
        ({"a": "un", "b": "corrigé"}, Outcome(put=1, unchanged=3, deleted=1)),
    ]
    for documents, outcome in builds:
        engine = Engine(Endpoint(addresses.queries, base))
        folder = write_build(tmp_path / "build", documents, base)
        assert push(folder, addresses.graphs, say_nothing) == outcome
        graphs = "SELECT ?g ?t { GRAPH ?g { ?g dct:title ?t } FILTER(STRSTARTS(STR(?g), '" + base + "document/')) }"
        assert {str(g).rpartition("/")[2]: t for g, t in engine.rows(graphs)} == documents
        assert engine.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == ((len(documents) + 2,),), "each triple once"
    assert (
        Engine(Endpoint(addresses.queries, base)).ask(f"ASK {{ GRAPH <{foreign}> {{ <urn:s> <urn:p> <urn:o> }} }}")
        is True
    )


def test_only_what_changed_is_sent(store: Fake, tmp_path: Path) -> None:
    push(write_build(tmp_path / "build", THREE), store.address, say_nothing)
    store.requests.clear()
    push(write_build(tmp_path / "build", {"a": "un", "b": "autre"}), store.address, say_nothing)
    assert store.sent("PUT") == [BASE + RECORD_GRAPH, document("b"), BASE + MERGED_GRAPH, BASE + RECORD_GRAPH]
    assert store.sent("DELETE") == [document("c")]
    store.requests.clear()
    push(tmp_path / "build", store.address, say_nothing)
    assert store.requests == [("GET", BASE + RECORD_GRAPH)]


LOST = [
    # which graph the store lost, whether it answers queries, whether all is put anew, what is put
    (document("b"), True, False, 1),
    (BASE + MERGED_GRAPH, True, False, 1),
    (document("b"), False, False, 0),
    (document("b"), False, True, 5),
    (document("b"), True, True, 5),
]


@pytest.mark.parametrize(("lost", "queries", "force", "put"), LOST)
def test_what_a_store_lost_is_put_again(  # noqa: PLR0917 (a table and fixtures)
    lost: str, queries: bool, force: bool, put: int, store: Fake, tmp_path: Path
) -> None:
    folder = write_build(tmp_path / "build", THREE)
    push(folder, store.address, say_nothing)
    whole = contents(store)
    del store.graphs[lost]
    store.answers_queries = queries
    assert push(folder, store.address, say_nothing, dry_run=True, force=force).put == put
    assert push(folder, store.address, say_nothing, force=force) == Outcome(put, 5 - put, 0)
    assert (contents(store) == whole) is bool(put)


@pytest.mark.usefixtures("user")
def test_what_a_real_store_lost_is_put_again(addresses: Addresses, tmp_path: Path) -> None:
    base = "https://example.org/lost/"
    folder = write_build(tmp_path / "build", THREE, base)
    push(folder, addresses.graphs, say_nothing)
    for graph in (f"{base}document/b", base + MERGED_GRAPH):
        httpx.delete(addresses.graphs, params={"graph": graph}, auth=httpx.DigestAuth("dba", PASSWORD))
    assert push(folder, addresses.graphs, say_nothing) == Outcome(put=2, unchanged=3, deleted=0)
    assert push(folder, addresses.graphs, say_nothing) == Outcome(put=0, unchanged=5, deleted=0)


def test_the_same_bytes_are_sent(store: Fake, tmp_path: Path) -> None:
    folder = write_build(tmp_path / "build", THREE)
    push(folder, store.address, say_nothing)
    first = dict(store.graphs)
    store.graphs.clear()
    push(folder, store.address, say_nothing)
    assert store.graphs == first


def test_a_dry_run_changes_nothing(store: Fake, tmp_path: Path) -> None:
    folder = write_build(tmp_path / "build", THREE)
    assert push(folder, store.address, say_nothing, dry_run=True) == Outcome(put=5, unchanged=0, deleted=0)
    assert not store.graphs


def test_graphs_of_others_are_left_alone(store: Fake, tmp_path: Path) -> None:
    store.graphs[document("of-others")] = b"<urn:s> <urn:p> <urn:o> .\n"
    push(write_build(tmp_path / "build", THREE), store.address, say_nothing)
    push(write_build(tmp_path / "build", {}), store.address, say_nothing)
    assert store.graphs[document("of-others")] == b"<urn:s> <urn:p> <urn:o> .\n"
    assert document("a") not in store.graphs


def test_a_killed_push_goes_on(store: Fake, tmp_path: Path) -> None:
    documents = {f"d{number:03}": f"titre {number}" for number in range(50)}
    folder = write_build(tmp_path / "build", documents)
    half, never = threading.Event(), threading.Event()

    def stop_half_way(_handler: object, _method: str, graph: str) -> bool:
        if graph == document("d040"):
            half.set()
            never.wait(60)
        return False

    store.answer = stop_half_way
    command = [sys.executable, "-m", "kg", "push", store.address, "--graph", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        assert half.wait(60)
        os.kill(process.pid, signal.SIGKILL)
    never.set()
    store.answer = lambda *_: False
    store.requests.clear()
    outcome = push(folder, store.address, say_nothing)
    assert outcome == Outcome(put=20, unchanged=32, deleted=0), "32 were put and told, in two times 16"
    assert {graph for graph in store.sent("PUT") if "/document/" in graph} == {
        document(f"d{n:03}") for n in range(32, 50)
    }
    assert push(folder, store.address, say_nothing).put == 0


def test_two_pushes_at_once_exclude_each_other(store: Fake, tmp_path: Path) -> None:
    folder = write_build(tmp_path / "build", {"a": "un"})
    refused: list[UsageError] = []

    def push_meanwhile(_handler: Handler, method: str, graph: str) -> bool:
        if method == "PUT" and graph == document("a"):
            assert push(folder, store.address, say_nothing, dry_run=True).put == 3
            with pytest.raises(UsageError) as raised:
                push(folder, f"{store.address}/", say_nothing)
            refused.append(raised.value)
        return False

    store.answer = push_meanwhile
    assert push(folder, store.address, say_nothing).put == 3
    (error,) = refused
    assert error.message("en").startswith(f"{store.address}/: process {os.getpid()} is pushing into this store")
    assert f"le processus {os.getpid()} envoie déjà vers cet entrepôt" in error.message("fr")
    store.answer = lambda *_: False
    assert push(folder, store.address, say_nothing).put == 0


def test_where_nothing_can_be_kept_nobody_is_kept_out(
    store: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PALMARES_CACHE", str(tmp_path / "file"))
    assert push(write_build(tmp_path / "build", {"a": "un"}), store.address, say_nothing).put == 3


def contents(store: Fake) -> dict[str, list[bytes]]:
    return {graph: sorted(content.splitlines()) for graph, content in store.graphs.items()}


@pytest.mark.parametrize("then", ["old", "new"])
@pytest.mark.parametrize("last", range(2, 10))
def test_a_record_never_says_what_is_not_so(last: int, then: str, store: Fake, tmp_path: Path) -> None:
    """Stop a push after each of its requests in turn: the next one, of either build, leaves what is in it."""
    old, new = write_build(tmp_path / "old", THREE), write_build(tmp_path / "new", {"a": "un", "b": "autre", "d": "4"})
    push(tmp_path / then, store.address, say_nothing)
    wanted = contents(store)
    push(old, store.address, say_nothing)
    before = len(store.requests)

    def refuse(handler: Handler, _method: str, _graph: str) -> bool:
        if len(store.requests) - before <= last:
            return False
        handler.reply(400)
        return True

    store.answer = refuse
    with suppress(RemoteError):
        push(new, store.address, say_nothing)
    store.answer = lambda *_: False
    push(tmp_path / then, store.address, say_nothing)
    assert contents(store) == wanted
