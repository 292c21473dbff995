"""A runaway query is stopped in words while others are answered; whatever ends an engine, another takes its place."""

from __future__ import annotations

import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg.serve.limits import Limits
from kg.serve.service import Settings
from tests.serve.running import Server, engines, in_process, in_thread, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

QUICK = "ASK { ?x a pal:Ranking }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def strict(published: Path) -> Iterator[Server]:
    limits = Limits(quick=2, slow=1, waiting=4, seconds=0.8, answer=500_000)
    with in_thread(Settings(site=published, limits=limits)) as running:
        yield running


def ask(server: Server, query: str) -> httpx.Response:
    return server.client.get("/sparql", params={"query": query}, headers={"accept": "application/json"})


# Counted, so that no early answer ends it: the order of the engine's hashes decides how soon there is one.
PATH = "{ ?a (!<a:a>|^!<a:a>)+ ?b . ?b (!<a:b>)+ ?c }"
PRODUCT = "{ ?a ?b ?c . ?d ?e ?f }"
LONG = "CONCAT(STR(?a), STR(?b), STR(?c), STR(?d), STR(?e), STR(?f))"
STOPPED, TOO_LONG = "0.8 seconds", "0.5 MB"
RUNAWAYS = [
    # why                       query                                                          status  what is said
    ("a cartesian product",     ENDLESS,                                                          504, STOPPED),
    ("a deep path",             f"SELECT (COUNT(*) AS ?n) {PATH}",                                504, STOPPED),
    ("a product put in order",  f"SELECT * {PRODUCT} ORDER BY ?f ?a",                             504, STOPPED),
    ("a product put in one",    f"SELECT (GROUP_CONCAT({LONG}) AS ?x) {PRODUCT}",                 504, STOPPED),
    ("a huge result",           f"SELECT * {PRODUCT}",                                            413, TOO_LONG),
    ("all triples",             "CONSTRUCT WHERE { ?a ?b ?c }",                                   413, TOO_LONG),
]  # fmt: skip


@pytest.mark.parametrize(("why", "query", "status", "said"), RUNAWAYS, ids=[case[0] for case in RUNAWAYS])
def test_a_runaway_is_stopped_while_others_are_answered(
    why: str, query: str, status: int, said: str, strict: Server
) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(ask, strict, query)
        others = [ask(strict, QUICK).status_code for _ in range(20)]
        answer = running.result()
    assert answer.status_code == status, why
    assert said in answer.json()["detail"]
    assert answer.json()["fix"].startswith("ask for less")
    assert others == [200] * 20


def test_a_query_that_needs_too_much_memory_is_stopped(published: Path) -> None:
    limits = Limits(quick=1, slow=1, memory=200_000_000)
    with in_thread(Settings(site=published, limits=limits)) as server:
        answer = ask(server, f"SELECT * {PRODUCT} ORDER BY ?f ?a")
        after = {ask(server, QUICK).status_code for _ in range(150)}  # none leaves a thread behind
    assert after == {200}
    assert answer.status_code == 413
    assert "more memory than is allowed" in answer.json()["detail"]


def test_an_answer_without_room_is_refused_and_takes_none(published: Path) -> None:
    with in_thread(Settings(site=published, limits=Limits(quick=1, slow=1, spool=500))) as server:
        large = ask(server, "SELECT * { ?ranking a pal:Ranking ; ?p ?o } LIMIT 50")
        small = [ask(server, QUICK).status_code for _ in range(20)]
    assert (large.status_code, large.headers["retry-after"]) == (503, "5")
    assert "no room for this answer" in large.json()["detail"]
    assert set(small) == {200}


def test_no_more_long_queries_run_than_may_and_one_ends_with_the_visitor_who_leaves(server: Server) -> None:
    host, port = server.url.removeprefix("http://").rstrip("/").split(":")
    lanes = server.service.now.lanes
    with socket.create_connection((host, int(port))) as visitor:
        visitor.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nhost: x\r\n\r\n".encode())
        wait_for(lambda: lanes.taken == (0, 1))
        busy = ask(server, ENDLESS)
        assert (busy.status_code, ask(server, QUICK).status_code) == (503, 200)
    assert "as many long ones as may run" in busy.json()["detail"]
    assert busy.headers["retry-after"]
    wait_for(lambda: lanes.taken == (0, 0))


def test_no_more_queries_wait_than_may(published: Path) -> None:
    limits = Limits(quick=1, slow=1, waiting=1, seconds=2)
    with in_thread(Settings(site=published, limits=limits)) as server, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(server, ENDLESS), range(8)))
    statuses = {answer.status_code for answer in answers}
    assert 503 in statuses
    assert statuses <= {503, 504}
    assert any("too many requests wait" in answer.json()["detail"] for answer in answers)


def test_an_engine_that_is_killed_is_told_and_replaced(strict: Server) -> None:
    assert ask(strict, QUICK).status_code == 200
    before = engines(os.getpid())
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(ask, strict, ENDLESS)
        for engine in before:
            os.kill(engine, signal.SIGKILL)
        answer = running.result()
    assert answer.status_code in {502, 504}
    assert ask(strict, QUICK).status_code == 200
    wait_for(lambda: not before & engines(os.getpid()))


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="needs Linux: no other system ends children with their parent")  # noqa: PTH112
def test_engines_end_with_a_server_that_is_killed(published: Path) -> None:
    with in_process(published) as (_, process):
        wait_for(lambda: bool(engines(process.pid)))
        left = engines(process.pid)
        process.kill()
        process.wait()
        wait_for(lambda: not any(os.path.exists(f"/proc/{each}/exe") for each in left))  # noqa: PTH110
