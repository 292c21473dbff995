"""The live pages as people use them, in a real browser: ask, change, take away, share, in either language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.publish.browser.test_site import ONLY_FAULTS, SHORTER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.serve.running import Server

QUERY = """SELECT ?label (COUNT(?result) AS ?results)
{ ?result a pal:Result ; pal:edition/rdfs:label ?label FILTER (lang(?label) = "en") }
GROUP BY ?label"""


def test_ask_change_take_away_switch_and_share(opened: Callable[..., Page], server: Server, tmp_path: Path) -> None:
    page = opened()
    page.goto(f"{server.url}fr/index.html")
    page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Questions").click()
    page.locator("#rank-trajectory").get_by_role("link", name="Poser cette question").click()
    page.get_by_label("L’établissement").select_option(label="IMT Mines Alès")
    page.get_by_label("Le classement").select_option(value="letudiant-ingenieurs")
    page.get_by_role("button", name="Interroger").click()
    page.wait_for_url("**/queries/rank-trajectory?institution=imt-mines-ales&ranking=letudiant-ingenieurs")
    page.locator("figure svg[role=img]:visible").wait_for()
    row = page.locator("tbody tr", has_text="52")
    assert "2018" in row.inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "rank-trajectory.csv"
    assert len(file.read_text("utf-8").splitlines()) == 7

    page.get_by_role("link", name="La modifier sur la page de requête").click()
    field = page.get_by_label("Requête en SPARQL")
    text = field.input_value()
    field.fill(text.rstrip() + "\nLIMIT 2")
    field.press("Control+Enter")
    page.wait_for_url("**/query?z=*")
    assert page.locator("main tbody tr").count() == 2

    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/query?z=*")
    assert page.get_by_label("Query in SPARQL").input_value().endswith("LIMIT 2")
    shared = page.url
    other = opened(java_script_enabled=False)
    other.goto(shared)
    assert other.locator("main tbody tr").count() == 2
    with other.expect_download() as waiting:
        other.get_by_role("link", name="JSON", exact=True).click()
    file = tmp_path / "answer.json"
    waiting.value.save_as(file)
    assert len(json.loads(file.read_text("utf-8"))["results"]["bindings"]) == 2


def test_without_scripts_forms_and_queries_work(opened: Callable[..., Page], server: Server) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{server.url}en/queries/custom-ranking")
    page.get_by_label("Criterion 1", exact=True).select_option(value="the-impact/sdg-6")
    page.get_by_label("Weight of criterion 1").fill("2")
    page.get_by_label("Criterion 2", exact=True).select_option(value="the-impact/sdg-12")
    page.get_by_role("button", name="Ask").click()
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"weights": ["the-impact/sdg-6:2,the-impact/sdg-12:1"]}
    assert page.locator("main tbody tr").count()
    assert page.get_by_label("Weight of criterion 2").input_value() == "1"

    page.goto(f"{server.url}en/query")
    page.get_by_label("Query in SPARQL").fill(QUERY)
    page.get_by_role("button", name="Ask").click()
    page.locator("figure svg[role=img]:visible").wait_for()
    assert not page.locator(".prefixes").is_visible()


def test_a_mistake_is_shown_where_it_is(opened: Callable[..., Page], wrong: list[str], server: Server) -> None:
    page = opened()
    page.goto(f"{server.url}fr/query")
    field = page.get_by_label("Requête en SPARQL")
    field.fill("SELECT ?x\n{ ?x a pal:Result ;;;\n  rdfs:label }")
    page.get_by_role("button", name="Interroger").click()
    page.get_by_role("alert").get_by_text("Ligne 3").wait_for()
    chosen = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == "  rdfs:label }"
    assert page.locator(".lines b").inner_text().strip() == "3"
    field.press("Control+a")
    field.press_sequentially("ASK { ?x a skos:Concept }")
    assert not page.locator(".lines b").count()
    page.get_by_role("button", name="skos").click()
    field.press("Control+Home")
    field.press("Tab")
    assert field.input_value().startswith("  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nASK")
    field.press("Escape")
    field.press("Tab")
    assert page.get_by_role("button", name="Interroger").evaluate("button => button === document.activeElement")
    page.keyboard.press("Enter")
    page.locator(".truth", has_text="Oui.").or_(page.locator(".truth", has_text="Non.")).wait_for()
    assert len(wrong) == 1  # the browser notes the status of the mistake, and nothing else
    wrong.clear()


PAGES = [
    "queries.html",
    "queries/rank-trajectory?institution=imt-mines-ales&ranking=letudiant-ingenieurs",
    "queries/custom-ranking?weights=the-impact/sdg-6:2",
    "query",
    f"query?{urlencode({'query': QUERY})}",
    "query?query=DESCRIBE+%3Chttps://w3id.org/palmares/id/institution/imt-mines-ales%3E",
]
FAULTY = ["queries/top-n?edition=nothing&n=0", "query?query=SELECT"]


def test_axe_finds_nothing(opened: Callable[..., Page], wrong: list[str], server: Server) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, found = opened(), []
    for number, address in enumerate([*PAGES, *FAULTY]):
        page.goto(f"{server.url}{('fr', 'en')[number % 2]}/{address}")
        page.evaluate(SHORTER)
        faults = axe.run(page, options=ONLY_FAULTS).response["violations"]
        found += [(address, fault["id"], fault["nodes"][0]["html"][:160]) for fault in faults]
    assert not found
    assert len(wrong) == len(FAULTY)
    wrong.clear()


def test_a_telephone_shows_pages_whole(opened: Callable[..., Page], wrong: list[str], server: Server) -> None:
    page, wide = opened(viewport={"width": 320, "height": 740}), []
    for address in [*PAGES, *FAULTY]:
        page.goto(f"{server.url}fr/{address}")
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert not wide
    assert len(wrong) == len(FAULTY)
    wrong.clear()
