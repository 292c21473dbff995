"""Names lead where the rules for w3id say, in more formats, and unknown ones to what may have been meant."""

from __future__ import annotations

import csv
import http.client
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx
import pytest

from tests.publish.conftest import SITE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serve.running import Server

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ALES = "/id/institution/imt-mines-ales"


def lead(server: Server, path: str, accept: str = "", language: str = "en") -> tuple[int, str]:
    """Give the status and the address below the site to which a name leads."""
    answer = server.client.get(path, headers={"accept": accept, "accept-language": language})
    return answer.status_code, urljoin(str(answer.url), answer.headers.get("location", "")).removeprefix(server.url)


def test_names_lead_where_the_rules_for_w3id_have_them(server: Server, published: Path) -> None:
    with (published / "w3id" / "expected.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    wrong = []
    connection = http.client.HTTPConnection(httpx.URL(server.url).netloc.decode())
    for path, accept, language, status, location in rows:
        connection.request("GET", f"/{path}", headers={"accept": accept, "accept-language": language})
        answer = connection.getresponse()
        answer.read()
        found = urljoin(f"{server.url}{path}", answer.headers["location"]).removeprefix(server.url)
        if (answer.status, found) != (int(status), location.removeprefix(f"{SITE}/")):
            wrong.append((path, accept, language, found))
    connection.close()
    assert len(rows) > 300
    assert not wrong[:5]


FORMATS = [
    # why                               end      accept                                            leads to
    ("a browser",                       "",     BROWSER,                                          "en/{}.html"),
    ("nothing said",                    "",     "",                                               "en/{}.html"),
    ("nothing of ours wanted",          "",     "image/png",                                      "en/{}.html"),
    ("Turtle",                          "",     "text/turtle",                                    "data/{}.ttl"),
    ("JSON-LD",                         "",     "application/ld+json",                            "data/{}.jsonld"),
    ("N-Triples",                       "",     "application/n-triples",                          "data/{}.nt"),
    ("TriG",                            "",     "application/trig",                               "data/{}.ttl"),
    ("N-Quads",                         "",     "application/n-quads",                            "data/{}.nt"),
    ("weights count",                   "",     "text/html;q=0.3, application/n-triples;q=0.9",   "data/{}.nt"),
    ("a blank before weights",          "",     "text/html; q=0.3, application/n-triples; q=0.9", "data/{}.nt"),
    ("a weight of nothing",             "",     "text/html;q=0, */*",                             "data/{}.ttl"),
    ("the particular before the rest",  "",     "text/*;q=0.9, text/html;q=0.1",                  "data/{}.ttl"),
    ("upper case",                      "",     "TEXT/TURTLE",                                    "data/{}.ttl"),
    ("a parameter",                     "",     "text/turtle;charset=utf-8",                      "data/{}.ttl"),
    ("nonsense",                        "",     ";;,,q=,text/turtle;q=x",                         "en/{}.html"),
    ("by its end, Turtle",              ".ttl",  BROWSER,                                          "data/{}.ttl"),
    ("by its end, N-Triples",           ".nt",   BROWSER,                                          "data/{}.nt"),
    ("by its end, JSON-LD",             ".jsonld", BROWSER,                                       "data/{}.jsonld"),
    ("by its end, JSON",                ".json", BROWSER,                                         "data/{}.jsonld"),
    ("by its end, a page",              ".html", "text/turtle",                                    "en/{}.html"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "end", "accept", "leads_to"), FORMATS, ids=[case[0] for case in FORMATS])
def test_formats(why: str, end: str, accept: str, leads_to: str, server: Server) -> None:
    assert lead(server, f"{ALES}{end}", accept) == (303, leads_to.format("institution/imt-mines-ales")), why


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_a_name_leads_to_is_there_in_every_format(method: str, server: Server) -> None:
    for media in ("text/html", "text/turtle", "application/ld+json", "application/n-triples"):
        answer = server.client.request(method, ALES, headers={"accept": media}, follow_redirects=True)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
        assert {each.strip() for each in answer.history[0].headers["vary"].split(",")} >= {"accept", "accept-language"}
        assert answer.headers["etag"]


LANGUAGES = [
    # header                          page
    ("fr",                            "fr"),
    ("fr-CA, en;q=0.5",               "fr"),
    ("en;q=0.5, fr;q=0.4",            "en"),
    ("fr;q=0.4, en;q=0.5",            "en"),
    ("fr;q=0, de",                    "en"),
    ("FR",                            "fr"),
    ("*",                             "en"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "page"), LANGUAGES)
def test_languages(header: str, page: str, server: Server) -> None:
    assert lead(server, ALES, BROWSER, header)[1].partition("/")[0] == page


def test_a_language_in_the_address_is_heard_first(server: Server) -> None:
    assert lead(server, f"{ALES}?lang=fr", BROWSER, "en")[1].startswith("fr/")


UNKNOWN = [
    # why                  path                                       language  what is offered first
    ("misspelt key",       "/id/institution/imt-mine-ale",            "fr",     "fr/institution/imt-mines-ales"),
    ("a label for a key",  "/id/institution/IMT%20Mines%20Al%C3%A8s", "en",     "en/institution/imt-mines-ales"),
    ("a page that is not", "/fr/institution/imt-mine-ale.html",       "en",     "fr/institution/imt-mines-ales"),
    ("another kind",       "/id/ranking/the-impakt",                  "en",     "en/ranking/the-impact"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "path", "language", "offered"), UNKNOWN, ids=[case[0] for case in UNKNOWN])
def test_an_unknown_name_is_told_what_may_have_been_meant(
    why: str, path: str, language: str, offered: str, server: Server
) -> None:
    answer = server.client.get(path, headers={"accept": "application/json", "accept-language": language})
    near = answer.json()["suggestions"][0]
    assert answer.status_code == 404, why
    assert urljoin(str(answer.url), near["address"]) == f"{server.url}{offered}.html"
    page = server.client.get(path, headers={"accept": "text/html", "accept-language": language})
    assert f'<a href="{near["address"]}">{near["label"]}</a>' in page.text


SHORTCUTS = [
    # path               language  leads to
    ("fr",               "en",     "fr/index.html"),
    ("en",               "fr",     "en/index.html"),
    ("fr/queries",       "en",     "fr/queries.html"),
    ("en/queries/",      "fr",     "en/queries.html"),
    ("data",             "fr",     "fr/downloads.html"),
    ("data/",            "en",     "en/downloads.html"),
    ("download",         "en",     "en/downloads.html"),
    ("download/",        "fr",     "fr/downloads.html"),
    (".well-known/void", "en",     "download/dataset.ttl"),
    ("favicon.ico",      "en",     "assets/icon.svg"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "language", "leads_to"), SHORTCUTS, ids=[case[0] for case in SHORTCUTS])
def test_addresses_that_people_guess_lead_on(path: str, language: str, leads_to: str, server: Server) -> None:
    assert lead(server, f"/{path}", BROWSER, language) == (303, leads_to)
    assert server.client.get(f"/{leads_to}").status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/reconcile/nothing/x", "/fr/queries/zzzz"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_is_lost_is_shown_the_start_the_search_and_the_questions(path: str, language: str, server: Server) -> None:
    path = path.replace("/fr/", f"/{language}/")
    asked = {"accept": "application/json", "accept-language": language}
    answer = server.client.get(path, headers=asked)
    assert answer.status_code == 404
    assert "kg query" not in answer.text
    offered = [urljoin(str(answer.url), each["address"]) for each in answer.json()["suggestions"]]
    assert offered == [f"{server.url}{language}/{page}.html" for page in ("index", "search", "queries")]
    page = server.client.get(path, headers=asked | {"accept": "text/html"})
    links = re.findall(r'<a href="([^"]*)"', page.text)
    assert [urljoin(str(page.url), each) for each in links] == offered


NOWHERE = ["/id/institution/zzzz", "/id/", "/id/goal/15", "/ontology/latest", "/shapes/x", "/id/result/a/b/c/d", "/xx"]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_no_name_leads_nowhere(path: str, server: Server) -> None:
    answer = server.client.get(path, headers={"accept": "text/turtle"})
    assert answer.status_code == 404
