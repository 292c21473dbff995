"""The canned queries over HTTP: the answers of ``kg query``, and errors in the visitor's language."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from kg.project import QUERIES
from kg.query import Output, render
from kg.serve.api.binding import bind
from kg.serve.api.formats import TABLES
from kg.serve.limits import Limits
from kg.serve.service import Settings
from tests.serve.running import in_thread

if TYPE_CHECKING:
    from pathlib import Path

    from kg.serve.api.model import Model
    from tests.serve.running import Server

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))
TRAJECTORY = "/api/queries/rank-trajectory?institution=imt-mines-ales&ranking=letudiant-ingenieurs"


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_that_of_kg_query(name: str, server: Server, model: Model) -> None:
    query = model.queries[name]
    language = ("fr", "en")[NAMES.index(name) % 2]  # in turns: this is about formats
    rows = server.service.now.engine.ask(bind(model.lookup, query, model.example(name), language).text)
    for output in Output:
        given = {**model.example(name), "format": output.value, "lang": language}
        answer = server.client.get(f"/api/queries/{name}", params=given)
        assert answer.status_code == 200, answer.text
        assert answer.text == render(rows, query.header.columns, output, language), output
        assert answer.headers["content-language"] == language


ACCEPT = [
    # accept                                          format
    ("*/*",                                           "json"),
    ("application/json",                              "json"),
    ("text/csv",                                      "csv"),
    ("text/html, text/csv;q=0.5, */*;q=0.1",          "csv"),
    ("text/tab-separated-values",                     "tsv"),
    ("application/x-ndjson",                          "jsonl"),
    ("text/markdown",                                 "markdown"),
    ("text/plain",                                    "table"),
    ("application/sparql-results+json",               "srj"),
    ("application/sparql-results+xml",                "srx"),
]  # fmt: skip


@pytest.mark.parametrize(("accept", "name"), ACCEPT, ids=[case[0] for case in ACCEPT])
def test_accept_decides(accept: str, name: str, server: Server) -> None:
    answer = server.client.get(TRAJECTORY, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == TABLES[name].media_type
    assert answer.content == server.client.get(f"{TRAJECTORY}&format={name}").content
    assert {"accept", "accept-language"} <= {each.strip().lower() for each in answer.headers["vary"].split(",")}


def test_the_engines_own_formats(server: Server) -> None:
    found = server.client.get(f"{TRAJECTORY}&format=srj").json()
    assert [row["year"]["value"] for row in found["results"]["bindings"]] == [str(year) for year in range(2018, 2024)]
    assert "<sparql" in server.client.get(f"{TRAJECTORY}&format=srx").text


_SCHOOL = "institution-profile?institution=imt-mines-ales"
_TYPO = "rank-trajectory?institution=imt-mines-als&ranking=the-impact"
WRONG = [
    # address, status and language
    # detail, and how to mend it
    ("rank-trajectory", 400, "en",
     "missing: institution (the institution), ranking (the ranking)", "institution=…&ranking=…"),
    ("rank-trajectory", 400, "fr",
     "à indiquer\u00a0: institution (l’établissement), ranking (", "ajouter"),
    (_TYPO, 400, "en",
     "institution: nothing is called imt-mines-als", "nearest: imt-mines-ales"),
    (_TYPO, 400, "fr",
     "rien ne s’appelle imt-mines-als", "le plus proche\u00a0: imt-mines-ales"),
    ("top-n?edition=the-impact-2024&n=0", 400, "en",
     "n: not allowed: 0", "1 or more"),
    ("top-n?edition=the-impact-2024&n=ten", 400, "fr",
     "valeur refusée, ten", "nombre entier"),
    ("custom-ranking?weights=the-impact/sdg-6", 400, "en",
     "not allowed", "criterion:weight"),
    (f"{_SCHOOL}&year=3", 400, "en",
     "has no parameter year", "institution"),
    (f"{_SCHOOL}&institution=imt", 400, "en",
     "institution is given twice", ""),
    (f"{_SCHOOL}&format=pdf", 400, "fr",
     "format\u00a0: pas de format pdf", "csv"),
    (f"{_SCHOOL}&lang=de", 400, "en",
     "no language de", "fr, en"),
    ("evidence?result=result/nothing", 400, "en",
     "nothing has the key result/nothing", "result/…"),
    ("institution-profil", 404, "en",
     "no query institution-profil", "institution-profile"),
    ("institution-profile/values/nothing", 404, "fr",
     "n’a pas de valeurs pour nothing", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "status", "language", "detail", "fix"), WRONG, ids=[f"{w[2]} {w[0]}" for w in WRONG]
)
def test_what_is_wrong_is_said(  # noqa: PLR0917 (the columns of the table)
    address: str, status: int, language: str, detail: str, fix: str, server: Server
) -> None:
    answer = server.client.get(f"/api/queries/{address}", headers={"accept-language": language})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert detail in told["detail"]
    assert fix in told.get("fix", "")
    assert " -p " not in answer.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_leaves_values_out_is_shown_an_example_and_the_form(language: str, server: Server) -> None:
    answer = server.client.get("/api/queries/rank-trajectory", headers={"accept-language": language})
    form, example = (answer.url.join(each["address"]) for each in answer.json()["suggestions"])
    assert str(form).endswith(f"/{language}/queries/rank-trajectory")
    assert str(example).rpartition("/")[2] in answer.json()["fix"]
    assert {server.client.get(each).status_code for each in (form, example)} == {200}


def test_no_format_that_is_accepted(server: Server) -> None:
    answer = server.client.get(TRAJECTORY, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["fix"]


def test_who_has_an_answer_is_not_sent_it_again(server: Server) -> None:
    first = server.client.get(TRAJECTORY)
    again = server.client.get(TRAJECTORY, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    others = [TRAJECTORY + more for more in ("&lang=fr", "&format=csv", "&format=tsv")]
    tags = {server.client.get(each).headers["etag"] for each in others}
    assert len(tags - {first.headers["etag"]}) == len(others)


def test_head(server: Server) -> None:
    answer = server.client.head(TRAJECTORY)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"] == server.client.get(TRAJECTORY).headers["etag"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_leads_to_answers_and_forms(language: str, server: Server, model: Model) -> None:
    listed = server.client.get("/api", headers={"accept-language": language}, follow_redirects=True)
    assert listed.headers["content-language"] == language
    told = listed.json()["queries"]
    assert [each["name"] for each in told] == list(model.queries)
    for each in told:
        assert each["title"] == model.queries[each["name"]].header.summary.in_language(language)
        form = server.client.get(listed.url.join(each["form"]))
        assert form.headers["content-type"].startswith("text/html")
        answer = server.client.get(listed.url.join(each["answer"]), params=model.example(each["name"]))
        assert set(each["columns"]) == {key for row in answer.json() for key in row} or not answer.json()


VALUES = [
    # begun          language  values
    ("mines al",     "fr",     ["imt-mines-ales"]),
    ("ALES",         "en",     ["imt-mines-ales"]),
    ("imt-mines-al", "en",     ["imt-mines-ales"]),
    ("zzz",          "en",     []),
    ("<script>",     "fr",     []),
]  # fmt: skip


@pytest.mark.parametrize(("begun", "language", "values"), VALUES, ids=[case[0] for case in VALUES])
def test_values_begin_so(begun: str, language: str, values: list[str], server: Server) -> None:
    given = {"begun": begun, "lang": language}
    found = server.client.get("/api/queries/institution-profile/values/institution", params=given).json()
    assert [each["value"] for each in found] == values


HOSTILE = [
    "<script>alert(1)</script>",
    "\"' } UNION { ?s ?p ?o } #",
    "x> ) } # ",
    "\u202eelbisiv\u2066",
    "\\u003e",
    "%00",
    "W" * 5000,
    "😀",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_value_is_only_a_wrong_value(value: str, server: Server) -> None:
    for query in ("institution-profile?institution", "custom-ranking?weights", "evidence?result"):
        name, _, parameter = query.partition("?")
        answer = server.client.get(f"/api/queries/{name}", params={parameter: value})
        assert answer.status_code == 400
        assert json.loads(answer.text)["status"] == 400


def test_downloads_alone_are_served_too(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published / "download", tmp_path / "download")
    with in_thread(Settings(site=tmp_path, limits=Limits(quick=1, slow=1, waiting=1))) as running:
        assert running.client.get("/api/queries/ties").status_code == 200
