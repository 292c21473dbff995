"""The endpoint as clients know it: SPARQL 1.1 Protocol, every format, and what is refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLWrapper

from kg.serve.engine.mistakes import mistake_in

if TYPE_CHECKING:
    import httpx

    from tests.serve.running import Server

COUNT = "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }"
NAMES = "SELECT ?name { ?x rdfs:label ?name FILTER(LANG(?name) = 'en') } ORDER BY ?name LIMIT 3"
TRIPLES = "CONSTRUCT { ?x rdfs:label ?name } { ?x a pal:Ranking ; rdfs:label ?name }"
PREFIX = "PREFIX pal: <https://w3id.org/palmares/ontology#>"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def get(server: Server, query: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
    return server.client.get("/sparql", params={"query": query, **parameters}, headers={"accept": accept})


def test_the_three_ways_to_ask_give_the_same(server: Server) -> None:
    answers = [
        get(server, NAMES),
        server.client.post("/sparql", data={"query": NAMES}),
        server.client.post("/sparql", content=NAMES, headers={"content-type": QUERY}),
        server.client.post("/sparql", content=NAMES, headers={"content-type": f"{QUERY}; charset=utf-8"}),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


RESULTS = [
    # accept                                         media type given
    ("application/sparql-results+json",              "application/sparql-results+json"),
    ("application/sparql-results+xml",               "application/sparql-results+xml"),
    ("text/csv",                                     "text/csv"),
    ("text/tab-separated-values",                    "text/tab-separated-values"),
    ("application/json",                             "application/sparql-results+json"),
    ("*/*",                                          "application/sparql-results+json"),
    ("",                                             "application/sparql-results+json"),
    ("text/html, application/xml;q=0.9, */*;q=0.1",  "application/sparql-results+xml"),
    ("text/csv;q=0.2, text/*;q=0.9",                 "text/tab-separated-values"),
]  # fmt: skip


@pytest.mark.parametrize(("accept", "media"), RESULTS)
def test_results_in_the_format_wanted(accept: str, media: str, server: Server) -> None:
    answer = get(server, COUNT, accept)
    assert answer.headers["content-type"].partition(";")[0] == media
    assert str(server.service.now.triples) in answer.text


GRAPHS = ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]


@pytest.mark.parametrize("media", GRAPHS)
def test_triples_in_the_format_wanted(media: str, server: Server) -> None:
    answer = get(server, TRIPLES, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    form = RdfFormat.from_media_type(media)
    assert form is not None
    usual = parse(get(server, TRIPLES).content, format=RdfFormat.TURTLE)
    assert len(list(parse(answer.content, format=form))) == len(list(usual)) > 3


@pytest.mark.parametrize(("name", "media"), [("csv", "text/csv"), ("xml", "application/sparql-results+xml")])
def test_a_format_in_the_address_is_heard_first(name: str, media: str, server: Server) -> None:
    assert get(server, COUNT, "application/json", format=name).headers["content-type"].partition(";")[0] == media


def test_the_data_set_can_be_named(server: Server) -> None:
    one = "https://w3id.org/palmares/id/graph/comparisons"
    whole, part = get(server, COUNT).json(), get(server, COUNT, **{"default-graph-uri": one}).json()
    nothing = get(server, COUNT, **{"default-graph-uri": "https://example.org/none"}).json()
    asked = get(server, COUNT.replace(" {", f" FROM <{one}> {{")).json()
    counts = [int(each["results"]["bindings"][0]["count"]["value"]) for each in (whole, part, nothing, asked)]
    assert counts[0] > counts[1] > counts[2] == 0
    assert counts[1] == counts[3]


def test_describe_looks_at_the_whole(server: Server) -> None:
    answer = get(server, "DESCRIBE <https://w3id.org/palmares/id/institution/imt-mines-ales>", "text/turtle")
    assert "IMT Mines Alès" in answer.text


NO_SPARQL, CALLS, ELSEWHERE = "this is not SPARQL 1.1", "SERVICE calls another server", "<http://127.0.0.1:9/>"
REFUSED = [
    # why                    query                                                             what is said
    ("no SPARQL",            "SELECT * { ?s ?p } LIMIT x",                                     f"{NO_SPARQL}, 1:20"),
    ("an unknown prefix",    "SELECT * { ?s foo:bar ?o }",                                     "PREFIX declares foo:"),
    ("INSERT",               "INSERT DATA { <a:a> <a:b> <a:c> }",                              "INSERT changes data"),
    ("LOAD",                 "LOAD <http://127.0.0.1/>",                                       "LOAD changes data"),
    ("SERVICE",              f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",             CALLS),
    ("service, glued",       f"SELECT * {{ ?s ?p 1seRvice{ELSEWHERE} {{ ?a ?b ?c }} }}",       NO_SPARQL),
    ("SERVICESILENT",        f"SELECT * {{ {{}}SERVICESILENT{ELSEWHERE} {{ ?a ?b ?c }} }}",    NO_SPARQL),
    ("behind an escaped #",  "PREFIX e: <a:> ASK { ?s ?p e:\\#x . SERVICE e:q { ?a ?b ?c } }",  CALLS),
    ("in escapes",           f"SELECT * {{ S\\u0045RVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",       CALLS),
    ("in escaped escapes",   "SELECT * { S\\u005Cu0045RVICE <a:a> { ?s ?p ?o } }",             CALLS),
    ("in a subquery",        "ASK { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",               CALLS),
    ("nothing",              " ",                                                              "the query is empty"),
    ("a null character",     "ASK { ?s ?p '\0' }",                                             "null character"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "query", "said"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused_is_told_why(why: str, query: str, said: str, server: Server) -> None:
    answer = get(server, query, "application/json")
    assert answer.status_code == 400, why
    assert said in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


MISTAKES = [
    # query                                                      place   what is said                    how to mend it
    ("SELECT ?x { ?x a foo:Bar ; a pal:Result }",               "1:25", "no PREFIX declares foo:",        "pal:, "),
    ("SELECT ?x { ?x a pal:Result }\nGROUP BY ?y",              "2:12", "?x stands in SELECT",            "COUNT(?x)"),
    ("SELECT ?x (COUNT((?y)) AS ?n) { ?x a ?y }",               "1:42", "?x stands in SELECT",            "COUNT(?x)"),
    ("SELECT ?x { { SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y } } }", "1:58", "ends before it is whole",   "GROUP BY"),
    ("SELECT * { ?x a ?y } GROUP BY ?x",                        "1:33", "SELECT * cannot be grouped",     "GROUP BY"),
    ("SELECT ?x {\n { ?x a pal:Result ",                        "2:20", "ends while { is open",           "it: }}"),
    ("SELECT ?x { ?x a pal:Result }}",                          "1:31", "there are more } than {",        "take one"),
    ("SELECT ?x { ?x rdfs:label 'abc }",                        "1:33", "a string is not closed",         "close it"),
    ("SELECT ?x { ?x a pal:Result } ORDER BY",                  "1:39", "ends before it is whole",        "complete"),
    ("# nothing",                                               None,   "the query is empty",             "SELECT"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "place", "said", "mend"), MISTAKES, ids=[case[0] for case in MISTAKES])
def test_usual_mistakes_are_named_where_they_stand(
    query: str, place: str | None, said: str, mend: str, server: Server
) -> None:
    told = get(server, query, "application/json").json()
    assert said in told["detail"]
    assert mend in told["fix"]
    assert told.get("where") == place
    assert told["engine"].startswith("expected ")
    french = server.client.get("/sparql", params={"query": query}, headers={"accept-language": "fr"}).json()
    assert french["detail"] != told["detail"]
    assert french["fix"] != told["fix"]


def test_places_do_not_count_prefixes_that_are_added(server: Server) -> None:
    query = "SELECT ?x { ?x a pal:Result ; rdfs:label ?y } LIMIT x"
    assert f"{NO_SPARQL}, 1:53" in get(server, query, "application/json").json()["detail"]


@pytest.mark.parametrize("query", ["(" * 100_000, "SELECT " * 20_000, "SELECT (" * 20_000, "{" * 100_000])
def test_a_long_mistake_is_found_as_soon(query: str) -> None:
    assert mistake_in(query, "error at 1:1: The SELECT contains a variable that is unbound").fix


HARMLESS = [
    # the word, where it calls nobody
    'SELECT * { ?s rdfs:label ?o FILTER(CONTAINS(?o, "service")) }',
    "SELECT ?service { ?service a pal:Ranking }",
    "PREFIX service: <https://example.org/service/> ASK { ?s a service:Service }",
    "ASK { ?s a <https://example.org/SERVICE> } # SERVICE",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_service_alone_is_harmless(query: str, server: Server) -> None:
    assert get(server, query).status_code == 200


def test_refusals_speak_the_visitor_s_language(server: Server) -> None:
    answer = server.client.get("/sparql", params={"query": "SELECT ?x WHERE ?x"}, headers={"accept-language": "fr"})
    assert answer.json()["detail"].startswith("ce n’est pas du SPARQL 1.1, «\N{NO-BREAK SPACE}")
    assert answer.headers["content-language"] == "fr"


OF_QUERY, OF_FORM = {"content-type": QUERY}, {"content-type": FORM}
OF_UPDATE = {"content-type": "application/sparql-update"}
WRONG = [
    # why                        method    what is sent                                                 status
    ("an update",                "POST",   {"data": {"update": "DROP ALL"}},                            400),
    ("an update alone",          "POST",   {"content": "DROP ALL", "headers": OF_UPDATE},               400),
    ("graphs of an update",      "GET",    {"params": {"query": COUNT, "using-graph-uri": "a:a"}},      400),
    ("two queries",              "GET",    {"params": {"query": [COUNT, COUNT]}},                       400),
    ("a form of another kind",   "POST",   {"files": {"query": ("x", b"ASK {}")}},                      415),
    ("JSON",                     "POST",   {"json": {"query": COUNT}},                                  415),
    ("bytes that are no UTF-8",  "POST",   {"content": b"ASK { ?s ?p '\xff' }", "headers": OF_QUERY},   400),
    ("escapes that are none",    "POST",   {"content": "query=%ff%fe", "headers": OF_FORM},             400),
    ("too many fields",          "POST",   {"content": "a=1&" * 200, "headers": OF_FORM},               400),
    ("a graph that is no IRI",   "GET",    {"params": {"query": COUNT, "default-graph-uri": "no IRI"}}, 400),
    ("nothing acceptable",       "GET",    {"params": {"query": COUNT}, "headers": {"accept": "a/b"}},  406),
    ("PUT",                      "PUT",    {"content": "x"},                                            405),
    ("DELETE",                   "DELETE", {},                                                          405),
    ("a body beyond the limit",  "POST",   {"content": b"x" * 1_000_001, "headers": OF_QUERY},          413),
]  # fmt: skip


@pytest.mark.parametrize(("why", "method", "sent", "status"), WRONG, ids=[case[0] for case in WRONG])
def test_what_is_asked_wrongly(why: str, method: str, sent: dict[str, object], status: int, server: Server) -> None:
    answer = server.client.request(method, "/sparql", **sent)  # type: ignore[arg-type]
    assert answer.status_code == status, why
    assert "Traceback" not in answer.text


def test_an_answer_known_already_is_not_sent_again(server: Server) -> None:
    first = get(server, COUNT)
    again = server.client.get(
        "/sparql", params={"query": COUNT}, headers={"accept": "*/*", "if-none-match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    others = {get(server, COUNT, "text/csv").headers["etag"], get(server, f"{COUNT} ").headers["etag"]}
    assert len({first.headers["etag"], *others}) == 3


def test_it_describes_itself(server: Server) -> None:
    described = rdflib.Graph().parse(f"{server.url}sparql", format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = described.subjects(rdflib.RDF.type, sd.Service)
    assert described.value(service, sd.endpoint) == rdflib.URIRef(f"{server.url}sparql")
    assert len(list(described.objects(service, sd.resultFormat))) == 8
    named = get(server, "SELECT DISTINCT ?name { GRAPH ?name { ?s ?p ?o } }").json()["results"]["bindings"]
    stated = {str(name) for name in described.objects(None, sd.name)}
    assert stated == {row["name"]["value"] for row in named}
    assert len(list(described.objects(None, sd.namedGraph))) == len(stated) == server.service.now.graphs
    for media in ("application/ld+json", "application/rdf+xml", "application/n-triples"):
        answer = server.client.get("/sparql", headers={"accept": media})
        assert len(rdflib.Graph().parse(data=answer.content, format=media)) == len(described)
    people = server.client.get("/sparql", headers={"accept": "text/html", "accept-language": "fr"})
    assert (people.status_code, people.headers["location"]) == (303, "fr/query")


def test_other_sites_pages_may_ask(server: Server) -> None:
    asked = {"origin": "https://example.com"}
    before = server.client.options(
        "/sparql",
        headers={**asked, "access-control-request-method": "POST", "access-control-request-headers": "content-type"},
    )
    assert before.status_code == 200
    for answer in (before, server.client.get("/sparql", params={"query": COUNT}, headers=asked)):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper(method: str, server: Server) -> None:
    wrapper = SPARQLWrapper(f"{server.url}sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(f"{PREFIX} SELECT ?x {{ ?x a pal:Ranking }}")
    wrapper.setReturnFormat(JSON)
    assert len(wrapper.query().convert()["results"]["bindings"]) >= 3  # type: ignore[index, call-overload]
    wrapper.setQuery(f"{PREFIX} ASK {{ ?x a pal:Ranking }}")
    assert wrapper.query().convert()["boolean"] is True  # type: ignore[index, call-overload]
    wrapper.setQuery(f"{PREFIX} CONSTRUCT WHERE {{ ?x a pal:Ranking }}")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.query().convert(), format="turtle")) >= 3  # type: ignore[arg-type]


def test_the_store_of_rdflib(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.url}sparql"))
    kind = rdflib.URIRef("https://w3id.org/palmares/ontology#Ranking")
    named = {row[0] for row in graph.query("SELECT ?x { ?x a ?kind }", initBindings={"kind": kind})}  # type: ignore[index]
    assert set(graph.subjects(rdflib.RDF.type, kind)) == named != set()
    assert len(graph.query("CONSTRUCT { ?x a ?kind } { ?x a ?kind }", initBindings={"kind": kind})) == len(named)
    assert graph.query("ASK { ?x a ?kind }", initBindings={"kind": kind}).askAnswer


def test_head_sends_no_body(server: Server) -> None:
    answer = server.client.head(f"/sparql?query={quote(COUNT)}")
    assert (answer.status_code, answer.content) == (200, b"")
