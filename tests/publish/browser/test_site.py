"""The site as people use it, in a real browser: to find, to read, to check, to take away."""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
import rdflib

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

LANGUAGES = ("fr", "en")
SCHOOL = "institution/imt-mines-ales"
DOCUMENT = "document/letudiant-2022-imt-mines-ales.fr"
KINDS = [
    "index",
    "search",
    "list/institution",
    SCHOOL,
    "compare/imt-atlantique/imt-mines-ales",
    "ranking/the-impact",
    "edition/the-impact-2021",
    "criterion/the-impact/sdg-12",
    "goal/12",
    DOCUMENT,
    "ontology",
    "rules",
    "concepts",
    "concepts/place",
    "downloads",
    "codebook",
    "queries",
    "about",
]
ONLY_FAULTS = {"resultTypes": ["violations"], "reporter": "no-passes"}
# Opens what is closed, and leaves of what is alike throughout only the first, and of drawings their names (what they
# are made of is hidden from readers): axe takes long for thousands of elements.
SHORTER = """
document.querySelectorAll("details").forEach((each) => { each.open = true });
const many = [".entry:nth-of-type(n + 4)", ".passage:nth-of-type(n + 4)", "tr:nth-child(n + 4)", "li:nth-child(n + 9)"];
document.querySelectorAll(`main :is(${many})`).forEach((each) => each.remove());
document.querySelectorAll("svg > [aria-hidden=true]").forEach((each) => each.replaceChildren());
"""


@pytest.mark.parametrize(
    ("language", "asked", "other"), [("fr", "mines ales", "English"), ("en", "École des MINES d’Alès", "Français")]
)
def test_find_a_school_read_it_and_open_the_evidence(
    language: str, asked: str, other: str, opened: Callable[..., Page], address: str
) -> None:
    page = opened()
    page.goto(f"{address}{language}/index.html")
    page.get_by_role("search").get_by_role("searchbox").fill(asked)
    page.keyboard.press("Enter")
    page.locator("#found").get_by_role("link", name="IMT Mines Alès", exact=True).first.click()
    page.locator("h1").get_by_text("IMT Mines Alès", exact=True).wait_for()

    drawing = page.locator("figure svg[role=img]:visible").first
    name = drawing.evaluate("svg => svg.getAttribute('aria-label') || svg.querySelector('title').textContent")
    assert "IMT Mines Alès" in name
    row = page.locator("tr", has_text="2018").filter(has_text="52").first
    assert row.is_visible()

    page.locator('tr[id^="result/"] a[href*="document/"]').first.click()
    page.wait_for_url("**/document/**")
    mark = page.locator("mark:target")
    mark.wait_for()
    box = mark.bounding_box()
    assert box
    assert 0 <= box["y"] < 720

    here = page.url.partition("#")[0]
    page.get_by_role("link", name=other).click()
    page.wait_for_url(here.replace(f"/{language}/", f"/{'fr' if language != 'fr' else 'en'}/"))
    assert page.locator("html").get_attribute("lang") != language


def test_what_is_not_found_leads_to_the_lists(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(f"{address}fr/search.html?q=zzzz")
    lists = page.locator("#without a")
    lists.first.wait_for()
    assert not page.locator("#no-script").is_visible()
    page.locator("#query").fill("classement general")
    page.locator("#found li", has_text="critère, U-Multirank").wait_for()
    assert not lists.first.is_visible()


def test_a_statement_leads_back_to_the_school(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(f"{address}fr/{DOCUMENT}.html")
    page.locator("sup.ref a").nth(4).click()
    page.locator(".statement:target").wait_for()
    page.locator(".statement:target").get_by_text("Comment chaque partie a été trouvée").click()
    page.locator(".statement:target dl").get_by_role("link", name="même proposition").first.wait_for()
    page.locator(".statement:target li a").first.click()
    page.locator("tr:target, li:target").first.wait_for()


def test_sort_a_table_by_mouse_and_keyboard(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(f"{address}en/ranking/letudiant-ingenieurs.html")
    table = page.locator("table[data-sortable]").first
    head = table.locator("th", has=page.get_by_role("button", name="Year"))

    def years() -> list[str]:
        place = head.evaluate("cell => cell.cellIndex")
        return [row.locator("> *").nth(place).inner_text() for row in table.locator("tbody tr").all()]

    before = years()
    assert before == sorted(before, reverse=True)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert years() == sorted(before)
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert years() == before


def test_take_the_turtle_away(opened: Callable[..., Page], address: str, tmp_path: Path) -> None:
    page = opened()
    page.goto(f"{address}fr/index.html")
    page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Téléchargements").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="palmares.ttl", exact=True).click()
    file = tmp_path / "palmares.ttl"
    waiting.value.save_as(file)
    school = rdflib.URIRef("https://w3id.org/palmares/id/institution/imt-mines-ales")
    assert len(list(rdflib.Graph().parse(file).predicate_objects(school))) > 10

    page.goto(f"{address}fr/{SCHOOL}.html")
    link = page.locator("footer").get_by_role("link", name="Turtle")
    own = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert (school, None, None) in rdflib.Graph().parse(data=own.text(), format="turtle")


def test_follow_the_other_languages(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(f"{address}en/{SCHOOL}.html")
    alternates = {
        str(link.get_attribute("hreflang")): str(link.get_attribute("href"))
        for link in page.locator("link[rel=alternate][hreflang]").all()
    }
    assert {"fr", "en", "x-default"} == set(alternates)
    for language, link in alternates.items():
        # what was published names the site's own address
        page.goto(re.sub(r"^https://example\.org/palmares/", address, link))
        assert page.locator("html").get_attribute("lang") == language.replace("x-default", "en")


def test_without_scripts_all_but_search_and_sorting_works(opened: Callable[..., Page], address: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="Français").click()
    page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Établissements").click()
    page.get_by_role("link", name="IMT Mines Alès", exact=True).first.click()
    page.locator("figure svg[role=img]:visible").first.wait_for()
    assert page.locator("table").first.is_visible()
    assert not page.locator("th button").count()
    page.locator('tr[id^="result/"] a[href*="document/"]').first.click()
    page.locator("mark:target").wait_for()
    page.get_by_role("link", name="English").click()
    page.locator("html[lang=en]").wait_for()
    page.get_by_role("search").get_by_role("searchbox").fill("mines")
    page.get_by_role("search").get_by_role("button").click()
    page.locator("main a[href*='list/institution']").first.wait_for()


def test_a_telephone_shows_every_kind_of_page_whole(opened: Callable[..., Page], address: str) -> None:
    width = 320  # below 704 pixels nothing is laid out otherwise: what is narrow enough for this is for others
    page = opened(viewport={"width": width, "height": 740})
    wide = []
    for kind in KINDS:
        page.goto(f"{address}fr/{kind}.html")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(kind)
    assert not wide


def test_print(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(f"{address}fr/{DOCUMENT}.html")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("h1").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_what_is_not_there_leads_on(opened: Callable[..., Page], wrong: list[str], address: str) -> None:
    page = opened()
    answer = page.goto(f"{address}fr/institution/nobody.html")
    assert answer
    assert answer.status == 404
    assert len(wrong) == 1  # the browser notes that there is no such page, and nothing else
    wrong.clear()
    assert page.locator("[lang=fr]").count()
    page.locator("a[href*='/fr/search.html']").first.click()
    page.locator("#query").wait_for()


def test_axe_finds_nothing(opened: Callable[..., Page], address: str) -> None:
    """Of every kind one page: both languages are written by the same templates, and take turns."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened()
    found = []
    for kind, language in zip(KINDS, cycle(LANGUAGES), strict=False):
        page.goto(f"{address}{language}/{kind}.html")
        page.evaluate(SHORTER)
        faults = axe.run(page, options=ONLY_FAULTS).response["violations"]
        found += [(kind, fault["id"], fault["nodes"][0]["html"][:160]) for fault in faults]
    assert not found


def test_axe_finds_a_fault(opened: Callable[..., Page], address: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened()
    page.goto(f"{address}fr/about.html")
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('img'), {width: 9}))")
    assert [fault["id"] for fault in axe.run(page).response["violations"]] == ["image-alt"]


WRONGS = {
    "a request to another host": "document.body.append(Object.assign(new Image(), {src: 'http://localhost:9/x.png'}))",
    "a script in the page": "document.body.append(Object.assign(document.createElement('script'), {text: 'alert(1)'}))",
    "a style in the page": "document.body.setAttribute('style', 'color: red')",
    "a dialog": "void setTimeout(() => alert('here'), 0)",
    "an error": "void setTimeout(() => { throw new Error('here') }, 0)",
}


def test_what_goes_wrong_is_seen(opened: Callable[..., Page], wrong: list[str], address: str) -> None:
    page = opened()
    page.goto(f"{address}fr/about.html")
    for what, script in WRONGS.items():
        page.wait_for_timeout(100)
        assert not wrong, f"before {what}"
        page.evaluate(script)
        page.wait_for_timeout(100)
        assert wrong, what
        wrong.clear()
