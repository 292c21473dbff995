"""The pages of a server: well formed, in one language, with the values that were given, and nothing that runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.project import QUERIES
from kg.publish.run import Order, publish
from kg.query.parameters import LANGUAGES
from kg.serve.api.wording import LIVE
from kg.serve.service import Settings
from tests.publish.browser import hostile
from tests.publish.site import test_words
from tests.publish.site.reading import parsed
from tests.publish.site.test_words import FRENCH, NAMED, known
from tests.serve.running import in_thread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.serve.api.model import Model
    from tests.publish.site.reading import Element
    from tests.serve.running import Server

__all__ = ["known"]

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))


def _page(server: Server, address: str, status: int = 200, **given: str) -> Element:
    answer = server.client.get(address, params=given)
    assert answer.status_code == status, answer.text
    page = parsed(answer.text)
    scripts = [each for each in page.all("script") if not each.attributes.get("src", "").startswith("../")]
    assert not scripts
    for element in page.all():
        assert not [key for key in element.attributes if key.startswith("on") or key == "style"]
        assert not element.attributes.get("href", "").startswith(("javascript:", "data:"))
    return page


def _texts(page: Element, *tags: str) -> list[str]:
    return [" ".join(each.text.split()) for each in page.all(*tags)]


@pytest.fixture(scope="module")
def answered(server: Server, model: Model) -> Mapping[str, Element]:
    """Give the page of each question, asked by its example, in both languages; and that of all, and of one's own."""
    pages = {}
    for language in LANGUAGES:
        for name in NAMES:
            address = f"{language}/queries/{name}"
            pages[address] = _page(server, address, 200, **model.example(name))
        pages[f"{language}/queries.html"] = _page(server, f"{language}/queries.html")
        pages[f"{language}/query"] = _page(server, f"{language}/query")
        for number, (query, _, status) in enumerate(OWN):
            pages[f"{language}/query{number}"] = _page(server, f"{language}/query", status, query=query)
    return pages


OWN = [
    # query                                                                        in the answer          status
    ("SELECT ?r { ?r a pal:Ranking } ORDER BY ?r",                                 "Étudiant",            200),
    ("SELECT ?l { ?r a pal:Ranking ; rdfs:label ?l } ORDER BY ?l",                 "Impact Rankings",     200),
    ("SELECT ?s ?p ?o { ?s ?p ?o }",                                               "10",                  200),
    ("SELECT ?nothing { ?nothing a pal:Nothing }",                                 "",                    200),
    ("ASK { ?x a pal:Result }",                                                    "",                    200),
    ("CONSTRUCT WHERE { ?x a pal:Ranking }",                                       "a pal:Ranking",       200),
    ("DESCRIBE <https://w3id.org/palmares/id/institution/imt-mines-ales>",         "pal:founded 1843",    200),
    ("SELECT ?x\n{ ?x a pal:Result",                                               "{ ?x a pal:Result",   400),
    ("INSERT DATA { <a:a> <a:a> <a:a> }",                                          "INSERT",              400),
    ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",                    "SERVICE",             400),
    ("SELECT (<a:f>(1) AS ?x) {}",                                                 "a:f",                 502),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_other_language_leaks(
    language: str, answered: Mapping[str, Element], known: Mapping[str, set[str]], model: Model
) -> None:
    headers = [query.header for query in model.queries.values()]
    texts = [*LIVE.values(), *(text for each in headers for text in (each.summary, each.description))]
    texts += [parameter.text for each in headers for parameter in each.parameters]
    ours = {each: known[each] | {" ".join(text.in_language(each).split()) for text in texts} for each in LANGUAGES}
    test_words.test_no_text_of_the_other_language_leaks(language, answered, ours)


@pytest.mark.parametrize(("what", "pattern"), FRENCH, ids=[row[0] for row in FRENCH])
def test_french_is_written_as_french_is(what: str, pattern: str) -> None:
    assert not {name: text.fr for name, text in LIVE.items() if re.search(pattern, f" {text.fr}")}, what


def test_words_take_the_same_in_both_languages() -> None:
    assert not {name for name, text in LIVE.items() if sorted(NAMED.findall(text.en)) != sorted(NAMED.findall(text.fr))}


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_has_its_table_and_downloads(name: str, answered: Mapping[str, Element], server: Server) -> None:
    page, address = answered[f"fr/queries/{name}"], f"{server.url}fr/queries/{name}"
    tables = [table for table in page.all("table") if "data-sortable" in table.attributes]
    assert tables or "Rien dans ce graphe ne répond." in page.text
    links = [link.attributes for link in page.all("a") if "download" in link.attributes]
    assert len(links) == 8
    found = server.client.get(server.client.get(address).url.join(links[1]["href"]))
    assert found.headers["content-type"].startswith("text/csv")
    if tables:
        rows = len(list(tables[0].all("tr"))) - 1
        assert rows == min(1000, len(found.text.splitlines()) - 1) or '"' in found.text


CHARTS = ["rank-trajectory", "edition-table", "top-n", "compare-institutions", "sdg-profile", "sdg-strengths"]


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_stands_above_its_table(name: str, answered: Mapping[str, Element]) -> None:
    for language in LANGUAGES:
        drawings = list(answered[f"{language}/queries/{name}"].all("svg"))
        assert len(drawings) == 2
        assert all(each.attributes["role"] == "img" for each in drawings)


@pytest.mark.parametrize(("query", "shown", "_status"), OWN, ids=[case[0] for case in OWN])
def test_an_answer_to_ones_own_query(query: str, shown: str, _status: int, answered: Mapping[str, Element]) -> None:
    place = [case[0] for case in OWN].index(query)
    for language in LANGUAGES:
        page = answered[f"{language}/query{place}"]
        (field,) = page.all("textarea")
        assert field.text.strip("\n") == query
        said = " ".join(each.text for each in page.all("table", "pre", "code", "p"))
        assert shown in said


def test_things_are_linked_and_foreign_labels_marked(answered: Mapping[str, Element]) -> None:
    (table,) = answered["fr/query0"].all("table")
    assert {each.attributes["href"] for each in table.all("a")} == {
        f"ranking/{key}.html" for key in ("letudiant-ingenieurs", "the-impact", "u-multirank")
    }
    (table,) = answered["fr/query1"].all("table")
    tongues = {each.attributes["lang"] for each in table.all("span") if each.attributes.get("lang")}
    assert tongues == {"en"}


def test_what_is_cut_is_said(answered: Mapping[str, Element]) -> None:
    page = answered["en/query2"]
    (table,) = page.all("table")
    assert len(list(table.all("tr"))) == 1001
    assert "The first 1,000 rows; the downloads hold all." in page.text


def test_the_line_of_a_mistake_is_the_visitors_own(answered: Mapping[str, Element]) -> None:
    """The prefixes that were put before the query are not counted."""
    (field,) = answered["en/query7"].all("textarea")
    assert field.attributes["data-line"] == "2"


def test_errors_stand_at_the_field_and_values_stay(server: Server) -> None:
    given = {"institution": "imt-mines-als", "ranking": "the-impact", "scope": "nowhere"}
    page = _page(server, "fr/queries/rank-trajectory", 400, **given)
    wrong = {each.attributes["name"]: each for each in page.all("input", "select") if "aria-invalid" in each.attributes}
    assert {name: each.attributes["value"] for name, each in wrong.items()} == {
        "institution": "imt-mines-als",
        "scope": "nowhere",
    }
    faults = {
        each.attributes.get("id"): each.text for each in page.all("p") if "fault" in each.attributes.get("id", "")
    }
    assert "Rien ne s’appelle imt-mines-als" in faults["fault-institution"]
    assert "Au plus proche\N{NO-BREAK SPACE}: IMT Mines Alès" in faults["fault-institution"]
    assert wrong["institution"].attributes["aria-describedby"] == "fault-institution"
    (heading,) = (each.text for each in page.all("p") if each.attributes.get("role") == "alert")
    assert heading == "Un champ est à corriger"
    near = next(each.attributes["href"] for each in page.all("a") if each.text == "IMT Mines Alès")
    assert near == "rank-trajectory?institution=imt-mines-ales&ranking=the-impact&scope=nowhere"
    chosen = [each.attributes["value"] for each in page.all("option") if "selected" in each.attributes]
    assert chosen == ["the-impact"]


def test_a_ranking_that_is_right_tells_equal_names_apart(server: Server) -> None:
    given = {"edition": "the-impact-2024", "criterion": "Classement général", "scope": "nowhere"}
    page = _page(server, "fr/queries/edition-table", 400, **given)
    assert [each.attributes["name"] for each in page.all("input", "select") if "aria-invalid" in each.attributes] == [
        "scope"
    ]


LEFT_OUT = [
    # question          field        language  what leaving it out means
    ("sdg-profile",     "edition",   "en",     "The newest"),
    ("sdg-profile",     "edition",   "fr",     "La plus récente"),
    ("rank-trajectory", "scope",     "fr",     "Le périmètre propre du classement"),
    ("top-n",           "criterion", "en",     "The overall table"),
    ("ties",            "edition",   "fr",     "indifférent"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "field", "language", "said"), LEFT_OUT, ids=[f"{w[0]} {w[2]}" for w in LEFT_OUT])
def test_what_is_left_out_is_named(name: str, field: str, language: str, said: str, server: Server) -> None:
    page = _page(server, f"{language}/queries/{name}")
    (chosen,) = (each for each in page.all("select", "input") if each.attributes.get("name") == field)
    assert (chosen.attributes.get("placeholder") or _texts(chosen, "option")[0]) == said
    (label,) = (each.text for each in page.all("label") if each.attributes.get("for") == f"field-{field}")
    assert said.lower() not in label.lower()


def test_a_new_form_complains_of_nothing(server: Server) -> None:
    page = _page(server, "en/queries/rank-trajectory")
    assert not [
        each for each in page.all() if "aria-invalid" in each.attributes or "fault" in each.attributes.get("class", "")
    ]


CANONICAL = [
    # what a form sends                                             where it leads
    ("custom-ranking?weights=the-impact/sdg-6&weights.number=2&weights=the-impact/sdg-12&weights.number=&weights=&weights.number=",
     "custom-ranking?weights=the-impact%2Fsdg-6%3A2%2Cthe-impact%2Fsdg-12%3A1"),
    ("edition-table?edition=the-impact-2024&criterion=&scope=",     "edition-table?edition=the-impact-2024"),
    ("national-firsts?scope=&edition=",                             "national-firsts"),
    ("institution-profile?institution=+imt-mines-ales+",            "institution-profile?institution=imt-mines-ales"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "leads"), CANONICAL, ids=[case[1] for case in CANONICAL])
def test_an_address_holds_only_what_was_given(sent: str, leads: str, server: Server) -> None:
    answer = server.client.get(f"fr/queries/{sent}")
    assert (answer.status_code, answer.headers["location"]) == (303, leads)
    assert server.client.get(f"fr/queries/{leads}").status_code == 200


def test_a_page_is_sent_once(server: Server, model: Model) -> None:
    for address in ("fr/queries.html", "en/queries/top-n", "assets/live.js"):
        first = server.client.get(address, params=model.example("top-n") if "top-n" in address else {})
        again = server.client.get(first.url, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304


def test_nothing_of_this_name(server: Server) -> None:
    assert server.client.get("fr/queries/nothing").status_code == 404
    assert server.client.get("de/queries/top-n").status_code == 404
    assert server.client.get("de/query").status_code == 404


HOSTILE = [hostile.MARKUP, hostile.CLOSING, hostile.RIGHT_TO_LEFT, hostile.LONG * 9, "\"'`${7*7}{{ 7*7 }}", "a\0b"]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(words: str, server: Server) -> None:
    page = _page(server, "fr/queries/institution-profile", 400, institution=words)
    values = [each.attributes["value"] for each in page.all("input") if each.attributes.get("name") == "institution"]
    assert values == [words.strip()]
    for query in (f'SELECT ("""{words}""" AS ?x) {{}}', words):
        answer = server.client.post("en/query", data={"query": query}, follow_redirects=True)
        (field,) = parsed(answer.text).all("textarea")
        assert field.text.strip("\n") == query.strip("\n")
        assert "<script>alert" not in answer.text
        assert "49" not in _texts(parsed(answer.text), "td")


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a graph of which every word tries to be something else."""
    folder = tmp_path_factory.mktemp("evil")
    publish(Order(graph=hostile.write(folder / "graph"), check=False), folder / "site", lambda _: None)
    with in_thread(Settings(site=folder / "site")) as running:
        yield running


def test_a_hostile_graph_is_shown_as_it_is(evil: Server) -> None:
    page = _page(evil, "fr/queries/institution-profile", institution="x")
    assert [each.text for each in page.all("option") if "selected" in each.attributes] == [hostile.MARKUP]
    page = _page(evil, "en/queries/document-facts", document="d")
    assert hostile.MARKUP in _texts(page, "td", "th")
    page = _page(evil, "en/query", query="SELECT ?label { ?thing rdfs:label ?label }")
    assert hostile.CLOSING in _texts(page, "td", "th")
    page = _page(evil, "fr/query", query="CONSTRUCT WHERE { ?thing rdfs:label ?label }")
    assert hostile.CLOSING in page.text
    _page(evil, "fr/query", query="SELECT ?x { ?s skos:exactMatch ?x }")
