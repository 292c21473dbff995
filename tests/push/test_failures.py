"""A store that is down, slow, full, busy or refuses: one message in each language, and no secret in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from kg.errors import KgError, UsageError
from kg.push import push
from kg.query import Engine
from kg.query.remote import Endpoint, RemoteError
from kg.query.remote import connection as connections
from kg.query.remote.credentials import PASSWORD, USER
from kg.vocab import BASE
from tests.push.conftest import write_build
from tests.push.stores import Addresses, Fake, Handler, free_port
from tests.push.test_push import document, say_nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROBLEM = """{"title": "Busy", "status": 503, "where": "queue",
 "detail": "as many as it takes", "fix": "try"}"""
STATUSES = [
    # status, the server's words, what the message says of it in English and in French
    (400, "Parse error at line 3", "refuses this request (400, Parse error at line 3)", "refuse cette requête"),
    (401, "", "the user or the password is refused, or missing (401)", "mot de passe refusé"),
    (403, "<html><body>read-only</body></html>", "forbids it (403, read-only)", "l’interdit"),
    (404, "", "does not answer such requests here (404)", "ne répond pas"),
    (405, "", "does not answer such requests here (405)", "ne répond pas"),
    (415, "", "right address: http://…:7878/store", "la bonne adresse\N{NO-BREAK SPACE}: http://…:7878/store"),
    (400, "no query", "or name the right address: http://…:7878/store", "ou nommer la bonne adresse"),
    (
        503,
        PROBLEM,
        "too busy (503, queue: as many as it takes)\n  fix: try; then",
        "remède\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}try\N{NO-BREAK SPACE}»",
    ),
    (500, '{"detail": 5}', 'failed (500, {"detail": 5})', "a échoué"),
    (500, "[1]", "failed (500, [1])", "a échoué"),
    (413, "", "takes no request of this size (413)", "de cette taille"),
    (429, "", "is asked too much (429)", "trop sollicité"),
    (500, "disk I/O error", "failed (500, disk I/O error)", "a échoué"),
    (503, "", "is down or too busy (503)", "arrêté ou trop occupé"),
    (507, "", "is full (507)", "est plein"),
]


@pytest.mark.parametrize(
    ("status", "words", "english", "french"), STATUSES, ids=[f"{case[0]} {case[1]}" for case in STATUSES]
)
def test_what_a_store_refuses(  # noqa: PLR0917 (a table and fixtures)
    status: int, words: str, english: str, french: str, store: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "someone")
    monkeypatch.setenv(PASSWORD, "the-secret-word")

    def refuse(handler: Handler, method: str, graph: str) -> bool:
        if method != "PUT" or graph != document("b"):
            return False
        handler.reply(status, words.encode())
        return True

    store.answer = refuse
    with pytest.raises(RemoteError) as raised:
        push(write_build(tmp_path / "build", {"a": "un", "b": "deux"}), store.address, say_nothing)
    told = raised.value.message("en"), raised.value.message("fr")
    assert english in told[0]
    assert french in told[1]
    assert all(f"<{document('b')}>" in each and "kg push" in each for each in told)
    assert not any("the-secret-word" in each for each in told)
    assert raised.value.exit_code == 3


SWAPPED = [
    (415, "POST application/sparql-query", "fix: name the right address: http://…:7878/query"),
    (400, PROBLEM, "refuses this query, queue: as many as it takes\n  fix: try"),
    (
        400,
        "Parse error",
        "refuses this query, Parse error\n  fix: mend the query, or name the right address: http://…:7878",
    ),
    (303, "", "fix: name the right address: http://…:7878/query"),
]


@pytest.mark.parametrize(("status", "words", "told"), SWAPPED, ids=[f"{case[0]} {case[1][:12]}" for case in SWAPPED])
def test_what_an_endpoint_refuses(status: int, words: str, told: str, store: Fake) -> None:
    def refuse(handler: Handler, _method: str, _graph: str) -> bool:
        handler.reply(status, words.encode(), Location="/a-page")
        return True

    store.answer = refuse
    with pytest.raises(KgError) as raised:
        Engine(Endpoint(store.address, BASE)).ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    assert told in raised.value.message("en")
    assert not raised.value.fix or raised.value.fix.fr


def test_a_busy_store_is_given_time(store: Fake, tmp_path: Path, pauses: list[float]) -> None:
    answers = iter([(503, {}), (429, {"Retry_After": "7"}), (502, {}), (504, {"Retry_After": "3600"})])

    def busy(handler: Handler, _method: str, _graph: str) -> bool:
        status, headers = next(answers, (0, {}))
        if status:
            handler.reply(status, b"", "text/plain", **headers)
        return bool(status)

    store.answer = busy
    push(write_build(tmp_path / "build", {"a": "un"}), store.address, say_nothing)
    assert pauses == [0.5, 7.0, 14.0, 30.0]


def test_a_lost_connection_is_made_anew(store: Fake, tmp_path: Path, pauses: list[float]) -> None:
    left = iter([True, True])

    def drop(handler: Handler, _method: str, graph: str) -> bool:
        if graph != document("a") or not next(left, False):
            return False
        handler.close_connection = True
        return True

    store.answer = drop
    assert push(write_build(tmp_path / "build", {"a": "un"}), store.address, say_nothing).put == 3
    assert pauses == [0.5, 1.0]


def test_nobody_listens(tmp_path: Path, pauses: list[float]) -> None:
    address = f"http://127.0.0.1:{free_port()}/store"
    with pytest.raises(RemoteError, match="cannot be reached") as raised:
        push(write_build(tmp_path / "build", {"a": "un"}), address, say_nothing)
    assert "start it" in str(raised.value)
    assert len(pauses) == connections.TRIES - 1


def test_a_slow_store(store: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(_client: httpx.Client, *_: object, **_more: object) -> httpx.Response:
        message = "late"
        raise httpx.ReadTimeout(message)

    monkeypatch.setattr(httpx.Client, "request", late)
    with pytest.raises(RemoteError, match="no answer within 300 s"):
        Engine(Endpoint(store.address, BASE)).ask("ASK {}")


@pytest.mark.parametrize(
    "challenge", ["Basic realm=x", 'Digest realm="x", nonce="n", qop="auth"', "Negotiate, Basic realm=x"]
)
def test_a_store_is_given_what_it_asks_for(
    challenge: str, store: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "someone")
    monkeypatch.setenv(PASSWORD, "the-secret-word")

    def guard(handler: Handler, _method: str, _graph: str) -> bool:
        if handler.headers.get("authorization"):
            return False
        handler.reply(401, WWW_Authenticate=challenge)
        return True

    store.answer = guard
    assert push(write_build(tmp_path / "build", {"a": "un"}), store.address, say_nothing).put == 3
    asked = "Digest" if challenge.startswith("Digest") else "Basic"
    assert store.authorizations[0] is None, "nothing is given before it is asked for"
    assert {each.partition(" ")[0] for each in store.authorizations if each} == {asked}


@pytest.mark.usefixtures("user")
def test_a_wrong_password_at_a_real_store(
    addresses: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if addresses.queries.endswith("/query"):
        return  # Oxigraph knows no users
    monkeypatch.setenv(PASSWORD, "wrong")
    with pytest.raises(RemoteError, match="the user or the password is refused"):
        push(write_build(tmp_path / "build", {"a": "un"}), addresses.graphs, say_nothing)


def test_no_password_in_an_address() -> None:
    with pytest.raises(UsageError) as raised:
        Endpoint("http://someone:the-secret-word@127.0.0.1/sparql", BASE)
    assert "the-secret-word" not in raised.value.message("en") + raised.value.message("fr")


def page(handler: Handler, _method: str, _graph: str) -> bool:
    handler.reply(200, b"<html>a page</html>", "text/html")
    return True


def beside(handler: Handler, _method: str, _graph: str) -> bool:
    handler.reply(307, Location="./elsewhere")
    return True


def elsewhere(handler: Handler, _method: str, _graph: str) -> bool:
    handler.reply(301, Location="https://example.org/elsewhere")
    return True


def described(handler: Handler, _method: str, _graph: str) -> bool:
    """Answer as kg serve does to who asks /sparql nothing."""
    handler.reply(200, SERVICE, "text/turtle")
    return True


SERVICE = b"<urn:x> a <http://www.w3.org/ns/sparql-service-description#Service> .\n"
STRANGE = [
    ("a page", page, "no graph store: it answers with text/html", "no SPARQL endpoint: it answered with text/html"),
    ("kg serve", described, "takes no graphs; that of kg serve only reads", "no SPARQL endpoint"),
    ("beside", beside, r"name http://127.0.0.1:\d+/elsewhere", r"name http://127.0.0.1:\d+/elsewhere"),
    ("elsewhere", elsewhere, "name https://example.org/elsewhere", "name https://example.org/elsewhere"),
]


@pytest.mark.parametrize(("why", "answer", "pushed", "asked"), STRANGE, ids=[case[0] for case in STRANGE])
def test_what_is_no_store(  # noqa: PLR0917 (fixtures)
    why: str, answer: Callable[[Handler, str, str], bool], pushed: str, asked: str, store: Fake, tmp_path: Path
) -> None:
    store.answer = answer
    with pytest.raises(KgError, match=pushed):
        push(write_build(tmp_path / "build", {"a": "un"}), store.address, say_nothing)
    with pytest.raises(KgError, match=asked):
        Engine(Endpoint(store.address, BASE)).ask("SELECT ?s { ?s ?p ?o }")
    assert why
