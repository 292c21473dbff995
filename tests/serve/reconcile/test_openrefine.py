"""The requests that OpenRefine sends, in the form in which it sends them, and what it needs of the answers."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.serve.reconcile import schemas
from tests.serve.running import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.serve.running import Server

ALES = "institution/imt-mines-ales"
TAGS = pytest.mark.parametrize("tag", ["fr", "en"])
NAMES = [
    "Ecole des mines d'Ales", "IMT Atlantique", "Mines Saint-Etienne", "Institut Mines Telecom", "Telecom SudParis",
    "Sorbone Universite", "Univ. Paris Saclay", "UCL", "Acme Corporation", "Universite Laval",
]  # fmt: skip


def checked(answer: httpx.Response, schema: dict[str, Any]) -> Any:  # noqa: ANN401 (JSON)
    """Give the JSON of an answer that any program may fetch and that is as the schema has it."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["access-control-allow-origin"] == "*"
    content = answer.json()
    Draft202012Validator(schema).validate(content)
    return content


@pytest.fixture
def server(server: Server) -> Iterator[Server]:
    """Ask as the pages of OpenRefine do, which are of another site."""
    with httpx.Client(base_url=server.url, timeout=PATIENCE, headers={"origin": "http://127.0.0.1:3333"}) as client:
        yield server._replace(client=client)


def posted(server: Server, tag: str, field: str, content: object) -> httpx.Response:
    """Send a form as OpenRefine's client does: JSON without blanks in one field, in UTF-8."""
    body = f"{field}={quote(json.dumps(content, ensure_ascii=False, separators=(',', ':')), safe='')}"
    headers = {"content-type": "application/x-www-form-urlencoded; charset=UTF-8", "accept": "application/json, */*"}
    return server.client.post(f"/reconcile/{tag}", content=body, headers=headers)


@TAGS
def test_the_service_is_added(server: Server, tag: str) -> None:
    answer = server.client.get(f"/reconcile/{tag}")
    manifest = checked(answer, schemas.MANIFEST)
    assert manifest["identifierSpace"] == "https://w3id.org/palmares/id/"
    assert manifest["view"]["url"].startswith(server.url)
    # Programs of long ago ask for a script; they get the same JSON, which browsers do not run.
    script = server.client.get(f"/reconcile/{tag}", params={"callback": "alert(1)//"})
    assert (script.content, script.headers["x-content-type-options"]) == (answer.content, "nosniff")


@TAGS
def test_types_are_guessed(server: Server, tag: str) -> None:
    queries = {f"q{place}": {"query": name, "limit": 3} for place, name in enumerate(NAMES)}
    results = checked(posted(server, tag, "queries", queries), schemas.RESULTS)
    assert list(results) == list(queries)
    assert all(len(each["result"]) <= 3 for each in results.values())
    types = [kind["id"] for each in results.values() for found in each["result"] for kind in found["type"]]
    assert max(set(types), key=types.count) == "pal:Institution"


@TAGS
def test_a_batch_is_reconciled_with_columns(server: Server, tag: str) -> None:
    columns = [{"pid": "pal:country", "v": "Belgique"}, {"pid": "pal:founded", "v": 1425.0}]
    queries = {
        f"q{place}": {"query": name, "type": "pal:Institution", "type_strict": "should"}
        for place, name in enumerate(NAMES)
    }
    queries["q7"]["properties"] = columns  # type: ignore[assignment]
    results = checked(posted(server, tag, "queries", queries), schemas.RESULTS)
    first = {key: each["result"][0] for key, each in results.items() if each["result"]}
    assert (first["q0"]["id"], first["q0"]["match"], first["q0"]["score"]) == (ALES, True, 100)
    assert (first["q7"]["id"], first["q7"]["match"]) == ("institution/uclouvain", True)
    assert not any(found["match"] for found in results["q8"]["result"])
    for each in results.values():
        scores = [found["score"] for found in each["result"]]
        assert scores == sorted(scores, reverse=True)
        assert sum(found["match"] for found in each["result"]) <= 1


def test_the_two_languages_name_the_same_institutions_their_own_way(server: Server) -> None:
    queries = {"q0": {"query": "Universite de Geneve"}}
    french, english = (
        checked(posted(server, tag, "queries", queries), schemas.RESULTS)["q0"]["result"][0] for tag in ("fr", "en")
    )
    assert french["id"] == english["id"]
    assert (french["name"], english["name"]) == ("Université de Genève", "University of Geneva")
    assert "Suisse" in french["description"]
    assert "Switzerland" in english["description"]


@TAGS
def test_columns_are_added_from_the_graph(server: Server, tag: str) -> None:
    proposed = checked(server.client.get(f"/reconcile/{tag}/properties?type=pal:Institution"), schemas.PROPOSED)
    pids = [each["id"] for each in proposed["properties"]]
    asked = {"ids": [ALES, "institution/uclouvain", "institution/nobody"], "properties": [{"id": pid} for pid in pids]}
    extended = checked(posted(server, tag, "extend", asked), schemas.EXTENDED)
    assert [each["id"] for each in extended["meta"]] == pids
    rows = extended["rows"]
    assert rows["institution/nobody"] == {}
    assert list(rows[ALES]) == pids
    assert rows[ALES]["pal:country"] == [{"str": "France"}]
    assert rows[ALES]["pal:country/skos:notation"] == [{"str": "FR"}]
    assert rows[ALES]["org:subOrganizationOf"] == [{"id": "institution/imt", "name": "Institut Mines-Télécom"}]
    assert rows[ALES]["ror"] == [{"str": "https://ror.org/03e8rf594"}]
    assert rows[ALES]["wikidata"] == [{"str": "Q3577938"}]
    assert rows[ALES]["pal:founded"] == [{"int": 1843}]
    assert rows[ALES]["best-world-rank"] == [{"int": 300}]
    assert "2024" in rows[ALES]["best-world-result"][0]["str"]
    assert rows["institution/uclouvain"]["results"] == []  # of what the registry alone knows
    assert rows["institution/uclouvain"]["pal:country"] == [{"str": {"fr": "Belgique", "en": "Belgium"}[tag]}]


def test_the_number_of_results_is_that_of_the_graph(server: Server) -> None:
    query = """PREFIX pal: <https://w3id.org/palmares/ontology#>
        SELECT (COUNT(*) AS ?n) { ?r a pal:Result ; pal:institution <https://w3id.org/palmares/id/%s> }"""
    counted = server.client.post("/sparql", data={"query": query % ALES}, headers={"accept": "text/csv"}).text.split()[
        1
    ]
    rows = posted(server, "en", "extend", {"ids": [ALES], "properties": [{"id": "results"}]}).json()["rows"]
    assert rows[ALES]["results"] == [{"int": int(counted)}]


def test_data_come_under_the_ids_by_which_they_are_asked_for(server: Server) -> None:
    pids = ["pays", "https://w3id.org/palmares/ontology#country", "Number of results", "nonsense"]
    asked = {"ids": [ALES], "properties": [{"id": pid} for pid in pids]}
    extended = checked(posted(server, "fr", "extend", asked), schemas.EXTENDED)
    assert [(each["id"], each["name"]) for each in extended["meta"]] == [
        (pids[0], "pays"), (pids[1], "pays"), (pids[2], "nombre de résultats"), (pids[3], "nonsense")
    ]  # fmt: skip
    row = extended["rows"][ALES]
    assert row[pids[0]] == row[pids[1]] == [{"str": "France"}]
    assert row[pids[2]][0]["int"] > 0
    assert row[pids[3]] == []


@pytest.mark.parametrize(("limit", "count"), [("2", 2), (1, 1), ("0", 4), ("", 4), ("all", 4), (-1, 4), (None, 4)])
def test_a_form_sets_how_many_values(server: Server, limit: object, count: int) -> None:
    asked = {"ids": [ALES], "properties": [{"id": "skos:altLabel", "settings": {"limit": limit}}]}
    assert len(posted(server, "fr", "extend", asked).json()["rows"][ALES]["skos:altLabel"]) == count


@TAGS
def test_someone_writes_a_name(server: Server, tag: str) -> None:
    def suggested(prefix: str, **more: Any) -> list[str]:  # noqa: ANN401
        parameters = {"prefix": prefix, **more}
        answer = server.client.get(f"/reconcile/{tag}/suggest/entity", params=parameters)
        return [each["id"] for each in checked(answer, schemas.SUGGESTED)["result"]]

    assert suggested("imt mines al")[0] == ALES
    assert suggested("Alès")[0] == ALES, "a later word"
    assert suggested("IMT Mnies Alès")[0] == ALES, "misspelt"
    assert suggested("03e8rf594") == suggested(ALES) == [ALES]
    assert suggested("") == []
    first, second = suggested("univ"), suggested("univ", cursor=20)
    assert len(first) == len(second) == 20
    assert not set(first) & set(second)
    assert suggested("univ", cursor="-3") == suggested("univ", cursor="x") == first
    assert suggested("univ", cursor=99_999_999_999) == []


@TAGS
def test_someone_writes_a_property_or_a_type(server: Server, tag: str) -> None:
    def suggested(kind: str, prefix: str) -> list[str]:
        answer = server.client.get(f"/reconcile/{tag}/suggest/{kind}", params={"prefix": prefix})
        schema = schemas.SUGGESTED if kind == "property" else schemas.SUGGESTED_TYPES
        return [each["id"] for each in checked(answer, schema)["result"]]

    assert suggested("property", "pays")[0] == suggested("property", "countr")[0] == "pal:country"
    assert suggested("property", "pal:formerName") == ["pal:formerName"]
    assert suggested("property", "zzz") == []
    assert suggested("type", "")[0] == "pal:Institution"
    assert "category/ecoles-d-ingenieurs" in suggested("type", {"fr": "ecoles d’ing", "en": "engineering"}[tag])


class Page(HTMLParser):
    """What stands on a page: its elements, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = self.language = self.style = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.language = dict(attrs).get("lang") or self.language

    def handle_endtag(self, tag: str) -> None:
        self.elements.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.elements[-1:] == ["style"]:
            self.style += data
        self.text += data


@TAGS
@pytest.mark.parametrize("written", [ALES, quote(ALES, safe="")])  # OpenRefine leaves the slash; the protocol does not
def test_a_candidate_is_looked_at(server: Server, tag: str, written: str) -> None:
    answer = server.client.get(f"/reconcile/{tag}/preview?id={written}")
    page = Page(answer.text)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert ("frame-ancestors" in policy, "x-frame-options" in answer.headers) == (False, False), "it is to be framed"
    style = b64encode(sha256(page.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    assert "script" not in page.elements
    assert page.language == tag
    for told in ("IMT Mines Alès", "France", "1843", "https://ror.org/03e8rf594"):
        assert told in page.text
    flyout = checked(server.client.get(f"/reconcile/{tag}/flyout?id={written}"), schemas.FLYOUT)
    assert flyout["id"] == ALES


@TAGS
def test_every_candidate_has_a_page(server: Server, tag: str) -> None:
    served = server.client.get(f"/reconcile/{tag}/view?id={ALES}")
    assert served.status_code == 303
    there = server.client.get(f"/reconcile/{tag}/{served.headers['location']}")
    assert (there.status_code, "IMT Mines Alès" in there.text) == (200, True)
    institution = server.client.get(f"/reconcile/{tag}/view?id=institution/uclouvain")
    assert (institution.status_code, "UCLouvain" in institution.text) == (200, True)
    unknown = server.client.get(f"/reconcile/{tag}/view?id=institution/nobody", headers={"accept": "text/html"})
    assert unknown.status_code == 404
    assert f'lang="{tag}"' in unknown.text
