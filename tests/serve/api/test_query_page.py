"""The page for one's own SPARQL: addresses that can be shared, however long the query, and answers to take away."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING
from zlib import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.api.query_page import address_of, unpacked
from kg.serve.refusals import Refusal
from tests.publish.site.reading import parsed

if TYPE_CHECKING:
    from kg.serve.api.model import Model
    from tests.serve.running import Server

SHORT = "SELECT ?label { ?ranking a pal:Ranking ; rdfs:label ?label } ORDER BY ?label"
LONG = SHORT + "".join(f"\n# line {number}" for number in range(300))
ENDLESS = SHORT + "\n# " + "".join(chr(0x4E00 + (number * 7919) % 20000) for number in range(9000))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3000))
def test_an_address_holds_the_whole_query(text: str) -> None:
    for name, value in address_of(text):
        assert (value if name == "query" else unpacked(value)) == text


SENT = [("short", SHORT, "?query="), ("long", LONG, "?z="), ("endless", ENDLESS, None)]


@pytest.mark.parametrize(("why", "query", "begins"), SENT, ids=[case[0] for case in SENT])
def test_a_query_that_is_sent_gets_an_address(why: str, query: str, begins: str | None, server: Server) -> None:
    answer = server.client.post("en/query", data={"query": query.replace("\n", "\r\n")})
    if begins is None:
        assert answer.status_code == 200
        assert "too long for an address" in answer.text, why
    else:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(f"query{begins}")
        assert len(answer.headers["location"]) < 6500
        answer = server.client.get(answer.url.join(answer.headers["location"]))
    (field,) = parsed(answer.text).all("textarea")
    assert field.text.strip("\n") == query
    assert "Times Higher Education Impact Rankings" in answer.text


@pytest.mark.parametrize(
    ("query", "name", "media_type", "begins"),
    [
        (SHORT, "csv", "text/csv", "label\r\n"),
        (SHORT, "json", "application/sparql-results+json", '{"head"'),
        (LONG, "tsv", "text/tab-separated-values", "?label\n"),
        (SHORT, "xml", "application/sparql-results+xml", "<?xml"),
        ("CONSTRUCT WHERE { ?x a pal:Ranking }", "ttl", "text/turtle", "@prefix"),
        ("CONSTRUCT WHERE { ?x a pal:Ranking }", "jsonld", "application/ld+json", "["),
    ],
)
def test_an_answer_can_be_taken_away(query: str, name: str, media_type: str, begins: str, server: Server) -> None:
    page = server.client.get("fr/query", params=dict(address_of(query)))
    links = {link.attributes["download"]: link for link in parsed(page.text).all("a") if "download" in link.attributes}
    answer = server.client.get(page.url.join(links[f"answer.{name}"].attributes["href"]))
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="answer.{name}"'
    assert answer.text.startswith(begins) or name == "ttl"


PACKED = [
    "",
    "!!!",
    "x",
    "eJw",
    urlsafe_b64encode(compress(b"\xff\xfe")).decode(),
    urlsafe_b64encode(compress(b" " * 10_000_000)).decode(),
]


@pytest.mark.parametrize("packed", PACKED, ids=range(len(PACKED)))
def test_what_was_not_packed_here_is_refused(packed: str, server: Server) -> None:
    with pytest.raises(Refusal, match="not whole"):
        unpacked(packed)
    if packed:
        assert server.client.get("en/query", params={"z": packed}).status_code == 400


WRONG = [
    ("query=ASK{}&format=pdf", "no format pdf"),
    ("query=SELECT&format=csv", "ends before it is whole"),
    ("query=ASK{}&format=ttl", "format"),
    ("canned=nothing", "no query nothing"),
    ("canned=top-n&edition=nothing", "nothing is called nothing"),
    ("query=ASK{}&query=SELECT", "query is given twice"),
]


@pytest.mark.parametrize(("asked", "said"), WRONG, ids=[case[0] for case in WRONG])
def test_what_is_wrong_is_said(asked: str, said: str, server: Server) -> None:
    answer = server.client.get(f"en/query?{asked}", headers={"accept": "application/json"})
    assert answer.status_code in (400, 404, 406)
    assert said in answer.json()["detail"]


def test_every_canned_query_fills_the_field(server: Server, model: Model) -> None:
    for name in model.queries:
        page = server.client.get("fr/query", params={"canned": name})
        (field,) = parsed(page.text).all("textarea")
        found = server.service.now.engine.ask(field.text)
        form = server.client.get(f"fr/queries/{name}", params=model.example(name))
        assert "Rien dans ce graphe ne répond." in form.text or found
