"""A graph from Python: asked, checked, drawn."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

import kg
from kg.api.graph import NothingToDrawError
from kg.errors import DataError, UsageError
from kg.plot import Figure
from kg.table import Table

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "query" / "graph.ttl"
RANKS = "SELECT ?rank { ?result pal:rankBest ?rank } ORDER BY ?rank"


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.open(SMALL)


def test_every_canned_query_is_listed_with_what_it_takes(graph: kg.Graph) -> None:
    listed = {row["query"]: row["parameters"] for row in graph.queries(lang="fr")}
    assert listed["rank-trajectory"] == "institution ranking [scope]"
    assert set(listed) == {path.stem for path in (ROOT / "kg" / "query" / "canned").glob("*.rq")}


def test_a_query_answers_with_values_and_shows_them_as_people_write_them(graph: kg.Graph) -> None:
    table = graph.query("sdg-strengths", institution="imt-mines-ales", lang="fr")
    assert table["rankBest"] == (88, 101, 101)
    assert type(table["goal"][0]) is str
    assert table.titles == ("objectif", "édition", "périmètre", "rang")
    assert table.shown[1] == ("Eau propre et assainissement", "THE Impact 2024", "monde", "101-200")


GIVEN = [
    # why                        name                 parameters
    ("a number",                 "sdg-strengths",     {"institution": "imt-mines-ales", "limit": 1}),
    ("None is not given",        "sdg-strengths",     {"institution": "imt-mines-ales", "scope": None, "limit": "1"}),
    ("a label",                  "sdg-strengths",     {"institution": "IMT Mines Alès", "limit": 1}),
    ("an IRI of rdflib's",       "sdg-strengths",
     {"institution": rdflib.URIRef("https://w3id.org/palmares/id/institution/imt-mines-ales"), "limit": 1}),
    ("weights",                  "custom-ranking",    {"weights": {"sdg-15": 2, "sdg-6": 0.5}}),
    ("decimal weights",          "custom-ranking",    {"weights": {"sdg-15": Decimal("2.0"), "sdg-6": 1e-05}}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "parameters"), GIVEN, ids=[case[0] for case in GIVEN])
def test_parameters(why: str, name: str, parameters: dict[str, Any], graph: kg.Graph) -> None:
    assert len(graph.query(name, **parameters)) >= 1, why


WRONG = [
    # why                       name               parameters                         said
    ("a query",                 "rank-trajectries", {},                                "nearest: rank-trajectory"),
    ("a parameter",             "sdg-strengths",   {"institutoin": "x"},              "parameters: institution"),
    ("a value",                 "sdg-strengths",   {"institution": "imt-mines-al"},   "nearest: imt-mines-ales"),
    ("a parameter is missing",  "sdg-strengths",   {},                                "needs institution"),
    ("a language",              "ties",            {"lang": "de"},                    "choose among fr, en"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "parameters", "said"), WRONG, ids=[case[0] for case in WRONG])
def test_what_is_wrong_is_said_with_advice(
    why: str, name: str, parameters: dict[str, Any], said: str, graph: kg.Graph
) -> None:
    with pytest.raises(UsageError) as refused:
        graph.query(name, **parameters)
    assert said in str(refused.value), why


def test_sparql_answers_in_three_ways(graph: kg.Graph) -> None:
    table = graph.sparql(RANKS)
    assert isinstance(table, Table)
    assert table["rank"][0] == 1
    assert graph.sparql("ASK { ?result a pal:Result }") is True
    found = graph.sparql("CONSTRUCT { ?result a pal:Result } WHERE { ?result a pal:Result }")
    assert isinstance(found, rdflib.Graph)
    assert len(found) > 0
    with pytest.raises(UsageError, match="changes data"):
        graph.sparql("DELETE WHERE { ?s ?p ?o }")


def test_named_graphs_are_seen_by_who_asks_for_them() -> None:
    built = kg.open(ROOT / "data" / "graph")
    counted = built.sparql("SELECT (COUNT(DISTINCT ?g) AS ?graphs) { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(counted, Table)
    assert counted[0]["graphs"] in range(2, 100)


def test_to_rdflib_is_the_whole_graph(graph: kg.Graph) -> None:
    found = graph.to_rdflib()
    assert set(found) == set(rdflib.Graph().parse(SMALL))
    assert dict(found.namespaces())["pal"] == rdflib.URIRef("https://w3id.org/palmares/ontology#")


def test_a_picture_is_drawn_in_the_language_of_the_graph() -> None:
    graph = kg.open(ROOT / "data" / "graph", lang="fr")
    figure = graph.plot("rank-trajectory", institution="imt-mines-ales", ranking="letudiant-ingenieurs")
    assert isinstance(figure, Figure)
    assert figure.description.startswith("De 52 en 2018 à 16 ex aequo en 2023.")
    shown = figure._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg")
    assert figure.title == "IMT Mines Alès · L’Étudiant ingénieurs"
    english = graph.plot("top-n", edition="the-impact-2021", n=300, lang="en")
    assert (english.language, english.title) == ("en", "Top 300 · THE Impact 2021")


def test_what_cannot_be_drawn_is_told(graph: kg.Graph) -> None:
    with pytest.raises(UsageError, match="ties cannot be drawn"):
        graph.plot("ties")
    with pytest.raises(NothingToDrawError, match="no rank in this graph answers"):
        graph.plot("sdg-profile", institution="imt-atlantique", scope="fr")


@pytest.fixture(scope="module")
def findings(graph: kg.Graph) -> list[tuple[str, str]]:
    return [(each.rule.id, each.subject) for each in graph.validate().findings]


FORMS = ["ttl", "nt", "jsonld", "store", "folder"]


@pytest.mark.parametrize("form", FORMS)
def test_a_graph_in_any_form_is_asked_and_checked_alike(
    form: str, graph: kg.Graph, findings: list[tuple[str, str]], tmp_path: Path
) -> None:
    triples = rdflib.Graph().parse(SMALL)
    path = tmp_path / ("graph" if form in ("store", "folder") else f"graph.{form}")
    match form:
        case "store":
            store = Store(path)
            store.bulk_load(path=SMALL, format=RdfFormat.TURTLE)
            store.flush()
            del store
        case "folder":
            path.mkdir()
            shutil.copy(SMALL, path / "palmares.ttl")
        case _:
            triples.serialize(path, format={"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}[form], encoding="utf-8")
    opened = kg.open(str(path))
    assert _rows(opened) == _rows(graph)
    assert _numbers(opened.to_rdflib()) == _numbers(graph.to_rdflib())
    if form in ("store", "folder"):
        found = opened.validate(lang="fr")
        assert [(each.rule.id, each.subject) for each in found.findings] == findings
        assert found.language == "fr"


def _numbers(graph: rdflib.Graph) -> set[tuple[object, ...]]:
    """Give statements with numbers as values: a store writes 20 for 20.0."""
    return {(s, p, o.toPython() if isinstance(o, rdflib.Literal) else o) for s, p, o in graph}


def _rows(graph: kg.Graph) -> object:
    table = graph.sparql(RANKS)
    assert isinstance(table, Table)
    return table.rows


def test_no_graph_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no graph here"):
        kg.open(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="no language de"):
        kg.open(SMALL, lang="de")
    with pytest.raises(UsageError, match="no base for IRIs"):
        kg.open(SMALL, base="<>")


SENTENCE = "IMT Mines Alès est classée 24e du palmarès 2022 des écoles d’ingénieurs de L’Étudiant."


def test_extract_gives_a_table_and_what_is_behind_it() -> None:
    claims = kg.extract(SENTENCE, lang="fr")
    span = claims.extraction.claims[0].span
    assert (claims[0]["start"], claims[0]["end"]) == (span.start, span.end)
    assert claims[0]["quote"] == claims.document.source[span.start : span.end]
    assert claims.titles[:2] == ("établissement", "classement")
    assert claims.shown[0][:5] == ("IMT Mines Alès", "L’Étudiant ingénieurs", "2022", "classement général", "France")
    assert claims.shown[0][5] == "24"
    assert claims["subject"] == (None,)
    assert kg.extract(SENTENCE).shown[0][3] == "overall ranking"
    assert claims.extraction.claims[0].position.low == 24
    assert claims.to_pandas()["edition"].tolist() == [2022]


def test_extract_reads_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "release.md"
    file.write_text(SENTENCE, encoding="utf-8")
    assert kg.extract(file).rows == kg.extract(SENTENCE).rows


def test_a_text_without_claims_is_an_empty_table() -> None:
    assert len(kg.extract("Bonjour.")) == 0
