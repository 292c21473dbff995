"""What no well-behaved program sends."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.serve.reconcile.protocol import BATCH, IDS, ColumnValue, Query, read_extension, read_queries
from kg.serve.refusals import Refusal

if TYPE_CHECKING:
    from tests.serve.running import Server

REFUSED = [
    # why,                          field,     content,                               status
    ("not JSON",                    "queries", "nonsense",                               400),
    ("a list",                      "queries", "[]",                                     400),
    ("nothing",                     "queries", "",                                       400),
    ("deep",                        "queries", "[" * 10_000,                             400),
    ("deep inside",                 "queries", '{"q0":' * 10_000,                        400),
    ("a number for a query",        "queries", '{"q0": 5}',                              400),
    ("no words",                    "queries", '{"q0": {"query": {"a": 1}}}',            400),
    ("a number of 5000 digits",     "queries", '{"q0": ' + "9" * 5000 + "}",             400),
    ("ten thousand queries",        "queries", json.dumps({f"q{n}": {"query": "x"} for n in range(10_000)}), 413),
    ("no ids",                      "extend",  '{"properties": []}',                     400),
    ("no properties",               "extend",  '{"ids": []}',                            400),
    ("too many ids",                "extend",  json.dumps({"ids": ["x"] * (IDS + 1), "properties": []}), 413),
]  # fmt: skip


@pytest.mark.parametrize(("why", "field", "content", "status"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_cannot_be_read_is_refused_in_words(
    server: Server, why: str, field: str, content: str, status: int
) -> None:
    answer = server.client.post("/reconcile/fr", data={field: content}, headers={"origin": "http://x"})
    assert answer.status_code == status, why
    problem = answer.json()
    assert (problem["status"], "demande" in problem["title"].lower()) == (status, True), "in French"
    assert problem["fix"]
    assert answer.headers["access-control-allow-origin"] == "*"


READ = [
    # why, as sent, as read
    ("all of it", {"query": "a", "type": ["t"], "limit": 3, "type_strict": "any",
                   "properties": [{"pid": "p", "v": ["x", {"id": "i", "name": "n"}, 1843.0, 2]}]},
     Query("a", ("t",), 3, (ColumnValue("p", ("x", "i", "n", "1843", "2")),), strict=True)),
    ("one type", {"query": "a", "type": "t", "type_strict": "should"}, Query("a", ("t",))),
    ("a type with its name", {"query": "a", "type": {"id": "t", "name": "T"}}, Query("a", ("t",))),
    ("a name alone", "a", Query("a")),
    ("columns alone", {"properties": [{"pid": "p", "v": "x"}]}, Query("", properties=(ColumnValue("p", ("x",)),))),
    ("limits that are none", {"query": "a", "limit": -1, "type": None, "properties": "x"}, Query("a")),
    ("a limit in words", {"query": "a", "limit": "ten"}, Query("a")),
    ("a limit without bounds", {"query": "a", "limit": 10**30}, Query("a", limit=100)),
    ("no number", {"query": "a", "limit": float("nan")}, Query("a")),
    ("infinite", {"query": "a", "limit": float("inf")}, Query("a", limit=100)),
    ("columns that say nothing", {"query": "a", "properties": [{"pid": "p", "v": None}, {"v": "x"}, 5]},
     Query("a")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sent", "read"), READ, ids=[case[0] for case in READ])
def test_queries_are_read(why: str, sent: object, read: Query) -> None:
    assert read_queries(json.dumps({"q0": sent})) == {"q0": read}, why


KEYS = ["query", "type", "limit", "properties", "pid", "v", "id", "name", "ids", "settings", "type_strict"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=100)
@given(JSON)
def test_any_json_is_read_or_refused(content: object) -> None:
    for read in (read_queries, read_extension):
        for sent in (content, {"q0": content}, {"ids": [content], "properties": [content]}):
            with suppress(Refusal):
                read(json.dumps(sent))


def test_a_batch_of_the_size_that_the_manifest_names_is_answered(server: Server) -> None:
    queries = {f"q{n}": {"query": f"Universite {n}"} for n in range(BATCH)}
    answer = server.client.post("/reconcile/en", data={"queries": json.dumps(queries)})
    assert list(answer.json()) == list(queries)


HUGE = ["x" * 100_000, "université " * 10_000, "(" * 50_000, "a-b/" * 20_000, "é" * 50_000, "1 " * 50_000, "\0\ud800"]


@pytest.mark.parametrize("text", HUGE, ids=range(len(HUGE)))
def test_huge_and_strange_names_are_answered(server: Server, text: str) -> None:
    answer = server.client.post("/reconcile/en", data={"queries": json.dumps({"q0": {"query": text}})})
    assert answer.status_code == 200
    assert not any(each["match"] for each in answer.json()["q0"]["result"])


REFUSED_FORMS = [
    ("as JSON", {"content": "{}", "headers": {"content-type": "application/json"}}, 415),
    ("as files", {"files": {"queries": b"{}"}}, 415),
    ("many fields", {"content": "a=1&" * 1000, "headers": {"content-type": "application/x-www-form-urlencoded"}}, 400),
]


@pytest.mark.parametrize(("why", "sent", "status"), REFUSED_FORMS, ids=[case[0] for case in REFUSED_FORMS])
def test_other_forms_are_refused(server: Server, why: str, sent: dict[str, object], status: int) -> None:
    assert server.client.post("/reconcile/fr", **sent).status_code == status, why  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["preview", "view", "flyout"])
@pytest.mark.parametrize("identifier", ["", "<script>alert(1)</script>", "../../etc/passwd", "a\r\nb: c", "x" * 5000])
def test_unknown_ids_are_not_echoed(server: Server, address: str, identifier: str) -> None:
    answer = server.client.get(f"/reconcile/en/{address}", params={"id": identifier}, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "alert(1)" not in answer.text
    assert "b" not in answer.headers
